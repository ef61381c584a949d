"""Documents from files, folders and bytes."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from core.errors import Mistake
from tools.sources.encoding import declared_in, decode
from tools.sources.kinds import (
    DOCX,
    HTML,
    LIMITS,
    MARKDOWN,
    PDF,
    READABLE,
    SUFFIXES,
    TEXT,
    check_size,
    markup,
    media_type,
    shown,
)
from tools.sources.port import Document
from tools.sources.reading import Reading, document

MOST = 50  # documents of one request
NAMED = 10  # files that a note names
LARGEST = LIMITS[PDF] * 1_000_000  # bytes

LanguageOf = Callable[[str], str]


def read(path: Path, *, language_of: LanguageOf) -> Document:
    """Read one file; `language_of` tells the BCP 47 language of a text. Raises Mistake when it cannot be read."""
    return read_bytes(_bytes(path), path.name, language_of=language_of)


def read_bytes(data: bytes, name: str, media_type: str | None = None, *, language_of: LanguageOf) -> Document:
    """Read a document that is at hand, such as standard input or a download.

    `media_type` is what its sender says it is, with a charset or not. Raises Mistake when it cannot be read.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        raise Mistake(f"{shown(name)} is empty: give a file that holds text.")
    kind, reading = _reading(data, name, media_type)
    found = document(reading, name, kind, hashlib.sha256(data).hexdigest(), language_of)
    if not found.blocks:
        raise Mistake(f"{shown(name)} holds no text that can be read: give {READABLE} with words in it.")
    return found


def read_all(paths: Sequence[Path], *, language_of: LanguageOf) -> tuple[Document, ...]:
    """Read files and folders, in this order; a folder's files in the order of their names.

    What is given twice is read once. Inside folders, hidden files and links are passed by, and what cannot be read is
    named in the notes of the first document; at most MOST documents are read. Raises Mistake for a named file that
    cannot be read, and for a folder with nothing to read.
    """
    found: dict[str, Document] = {}
    passed: list[str] = []
    for path in paths:
        if path.is_dir():
            _read_folder(path, found, passed, language_of)
        elif len(found) < MOST:
            _add(found, _bytes(path), path.name, language_of)
        else:
            passed.append(f"{path.name} (more than {MOST} documents)")
    return _with_note(tuple(found.values()), passed)


def _with_note(documents: tuple[Document, ...], passed: list[str]) -> tuple[Document, ...]:
    if not passed or not documents:
        return documents
    more = f" and {len(passed) - NAMED} more" if len(passed) > NAMED else ""
    note = f"These files were not read: {', '.join(passed[:NAMED])}{more}."
    first = documents[0].model_copy(update={"notes": (*documents[0].notes, note)})
    return (first, *documents[1:])


def _read_folder(folder: Path, found: dict[str, Document], passed: list[str], language_of: LanguageOf) -> None:
    readable = 0
    for path in _files(folder):
        if path.suffix.lower() not in SUFFIXES or path.is_symlink():
            passed.append(path.name)
        elif len(found) >= MOST:
            passed.append(f"{path.name} (more than {MOST} documents)")
        else:
            try:
                _add(found, _bytes(path), path.name, language_of)
                readable += 1
            except Mistake as mistake:
                passed.append(f"{path.name} ({str(mistake).split(': ')[0]})")
    if not readable and len(found) < MOST:
        raise Mistake(f"The folder {shown(folder.name)} holds nothing that can be read: put {READABLE} in it.")


def _files(folder: Path) -> Iterator[Path]:
    """The files under a folder in name order, without hidden ones; links to folders are not followed."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(top, name) for name in sorted(names) if not name.startswith("."))


def _add(found: dict[str, Document], data: bytes, name: str, language_of: LanguageOf) -> None:
    digest = hashlib.sha256(data).hexdigest()
    if digest not in found:
        found[digest] = read_bytes(data, name, language_of=language_of)


def _bytes(path: Path) -> bytes:
    """The bytes of a regular file of a size that can be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Mistake(f"{shown(path.name)} is a folder where a file is wanted: give a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise Mistake(f"{shown(path.name)} is a device or a pipe: save its text to a file and give that.")
        check_size(status.st_size, SUFFIXES.get(path.suffix.lower(), PDF), path.name)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Mistake(f"There is no file {shown(str(path))}: check its name and folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise Mistake(f"{shown(str(path))} cannot be opened ({reason.lower()}): check its name and rights.") from None


def _reading(data: bytes, name: str, declared: str | None) -> tuple[str, Reading]:
    """The media type and the parts of a document."""
    from tools.sources.docx import read_docx
    from tools.sources.pdf import read_pdf

    kind = media_type(data, name, declared)
    check_size(len(data), kind, name)
    if kind == PDF:
        return kind, read_pdf(data, name)
    if kind == DOCX:
        return kind, read_docx(data, name)
    return _read_markup(data, name, kind, declared)


def _read_markup(data: bytes, name: str, kind: str, declared: str | None) -> tuple[str, Reading]:
    """A text, Markdown or HTML document, its encoding as it is said or found out."""
    from tools.sources.characters import tidy
    from tools.sources.html import read_html
    from tools.sources.markdown import read_markdown
    from tools.sources.text import read_text

    charset = (declared or "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    decoded = decode(data, name, charset or declared_in(data))
    text = tidy(decoded.text)
    kind = markup(text, name, kind)
    reading = {HTML: read_html, MARKDOWN: read_markdown, TEXT: read_text}[kind](text)
    return kind, Reading(
        reading.parts, reading.title, reading.author, reading.date, reading.url, (*decoded.notes, *reading.notes)
    )
