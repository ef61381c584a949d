"""PDF files: paragraphs across lines and pages; running heads, page numbers and unseen text dropped."""

import io
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

from core.clock import now
from core.errors import Mistake
from tools.sources.dates import iso_date
from tools.sources.kinds import shown
from tools.sources.pdf_flow import parts_of
from tools.sources.pdf_page import Line, PageReader
from tools.sources.reading import HIDDEN, Part, Reading, quiet, shown_title

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES = 500  # about ten hours of narration
SECONDS = 90.0  # a page is read in milliseconds; a file built to take forever is not
STREAM = 30_000_000  # bytes that one stream may unpack to
DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError),
    *(ValueError, struct.error, zlib.error),
)


def read_pdf(data: bytes, name: str) -> Reading:
    """The text of a PDF file with a text layer.

    Raises Mistake when it is broken, protected, has no text layer or takes longer than SECONDS.
    """
    from pypdf import apply_configuration

    limits: dict[str, Any] = {
        "zlib_maximum_output_length": STREAM,
        "lzw_maximum_output_length": STREAM,
        "run_length_maximum_output_length": STREAM,
        "array_based_stream_maximum_output_length": STREAM,
    }
    with quiet("pypdf"), apply_configuration(**limits):
        return _read(_opened(data, name), name)


def _read(reader: "PdfReader", name: str) -> Reading:
    pages, notes = _pages(reader, name)
    parts = parts_of(pages)
    if not parts:
        raise Mistake(
            f"{shown(name)} has no text, only pictures of pages: run text recognition (OCR) on it, then give it again."
        )
    title, author, date = _about(reader, parts)
    return Reading(tuple(parts), title, author, date, notes=tuple(notes))


def _opened(data: bytes, name: str) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    except (PyPdfError, *DAMAGE):
        raise Mistake(f"{shown(name)} is a broken PDF file: export or download it again.") from None
    if locked:
        raise Mistake(f"{shown(name)} is protected by a password: save it without one, then give it again.")
    return reader


def _pages(reader: "PdfReader", name: str) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page, and what could not be read."""
    from pypdf.errors import PyPdfError

    deadline = now() + SECONDS
    pages: list[list[Line]] = []
    notes: list[str] = []
    try:
        count = len(reader.pages)
    except (PyPdfError, *DAMAGE):
        raise Mistake(f"{shown(name)} is a broken PDF file: export or download it again.") from None
    lost = []
    for number in range(min(count, PAGES)):
        page = PageReader(deadline, name)
        try:
            pages.append(page.read(reader.pages[number]))
        except (PyPdfError, *DAMAGE):
            lost.append(number + 1)
        notes += [HIDDEN] * page.left_out
    if lost and len(lost) == min(count, PAGES):
        raise Mistake(f"{shown(name)} is a broken PDF file: export or download it again.")
    if lost:
        notes.append(f"Damaged pages could not be read: {', '.join(map(str, lost[:20]))}.")
    if count > PAGES:
        notes.append(f"Only the first {PAGES} of {count} pages were read.")
    return pages, notes


def _about(reader: "PdfReader", parts: list[Part]) -> tuple[str, str | None, str | None]:
    """Title, author and date of the file's metadata, as far as they are what a person would say."""
    from pypdf.errors import PyPdfError

    try:
        data: Any = reader.metadata or {}
        said = {key: str(data.get(f"/{key}") or "") for key in ("Title", "Author", "CreationDate")}
    except (PyPdfError, *DAMAGE):
        return "", None, None
    title = shown_title(said["Title"], parts)
    author = said["Author"] if re.search(r"[^\W\d_]{2}", said["Author"]) and not _is_program(said["Author"]) else None
    return title, author, iso_date(said["CreationDate"])


def _is_program(author: str) -> bool:
    """Whether an author is a login or a default name, not a person."""
    return bool(
        re.fullmatch(
            r"(?:admin(?:istrator)?|user|owner|root|unknown|anonymous|microsoft.*|\w+\d+)",
            author.strip(),
            re.IGNORECASE,
        )
    )
