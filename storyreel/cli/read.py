"""Reading what comes with a command: one sentence for each way in which it cannot be read."""

import codecs
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Mistake

if TYPE_CHECKING:
    from tools.sources.port import Document

LARGEST = 2_000_000  # bytes: ten times the longest script in any alphabet
STANDARD_INPUT = "standard input"
PIPED = frozenset({"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})


def is_piped(name: str | Path | None) -> bool:
    """Whether a name means standard input."""
    return name is not None and str(name) in PIPED


def read_script(name: str) -> str:
    """The text of the file `name`, or of standard input for `-`."""
    shown = STANDARD_INPUT if is_piped(name) else name
    data = _bytes(name, shown)
    if len(data) > LARGEST:
        raise Mistake(f"{shown} is larger than {LARGEST // 1_000_000} MB: give a script of at most twenty minutes.")
    text = _text(data, shown)
    if not text.strip():
        raise Mistake(f"{shown} is empty: write the film's script into it.")
    return text


def read_sources(names: Iterable[str]) -> "list[str | Path | Document]":
    """The sources as they were named; standard input is read here, once, as a document."""
    found: list[str | Path | Document] = []
    read = False
    for name in names:
        if not is_piped(name):
            found.append(name)
        elif not read:
            found.append(_piped_document())
            read = True
    return found


def _piped_document() -> "Document":
    from agents.rules.text import language_of
    from tools.sources.document import LARGEST as LARGEST_DOCUMENT
    from tools.sources.document import read_bytes

    data = _piped(LARGEST_DOCUMENT + 1, "--source")
    if not data.strip():
        raise Mistake("standard input is empty: pipe a document into --source -, or name a file.")
    return read_bytes(data, STANDARD_INPUT, language_of=language_of)


def _piped(most: int, option: str) -> bytes:
    """At most `most` bytes of standard input; a terminal would wait for someone to type, so it is refused."""
    if sys.stdin is None or sys.stdin.isatty():
        raise Mistake(f"{option} - reads standard input, and nothing is piped into it: cat FILE | storyreel make …")
    return sys.stdin.buffer.read(most)


def _bytes(name: str, shown: str) -> bytes:
    if is_piped(name):
        return _piped(LARGEST + 1, "--script")
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
