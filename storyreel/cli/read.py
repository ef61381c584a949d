"""Reading the user's script: one sentence for each way in which it cannot be read."""

import codecs
import sys
from pathlib import Path

from core.errors import Mistake

LARGEST = 2_000_000  # bytes: ten times the longest script in any alphabet


def read_script(name: str) -> str:
    """The text of the file `name`, or of standard input for `-`."""
    shown = "standard input" if name == "-" else name
    data = _bytes(name, shown)
    if len(data) > LARGEST:
        raise Mistake(f"{shown} is larger than {LARGEST // 1_000_000} MB: give a script of at most twenty minutes.")
    text = _text(data, shown)
    if not text.strip():
        raise Mistake(f"{shown} is empty: write the film's script into it.")
    return text


def _bytes(name: str, shown: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise Mistake(f"{shown} is a folder: give --script a text file.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Mistake(f"There is no file {shown}: give --script a text file, or - for standard input.") from None
    except OSError as error:
        raise Mistake(f"{shown} cannot be read ({error.strerror}): give --script a text file.") from None
    except ValueError:
        raise Mistake(f"{shown!r} is no file name: give --script a text file.") from None


def _text(data: bytes, shown: str) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Mistake(f"{shown} is not a text file in UTF-8: save it as UTF-8 text and try again.") from None
    if "\0" in text:
        raise Mistake(f"{shown} is a binary file, not text: give --script a text file.")
    return text
