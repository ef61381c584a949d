"""Which kind of document some bytes are, by what they begin with, what is said of them and their name."""

import io
import re
import zipfile
from pathlib import PurePath

from core.errors import Mistake
from tools.sources.characters import one_line, tidy

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
    ".mkd": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
}
ALIASES = {"text/x-markdown": MARKDOWN, "application/xhtml+xml": HTML}
READABLE = "a text, Markdown, HTML, PDF or DOCX file"
LIMITS = {PDF: 20, DOCX: 20}  # megabytes
TEXT_LIMIT = 5

PICTURE, SOUND, ARCHIVE = "a picture", "a sound or a film", "an archive"
MAGIC = (
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP", re.DOTALL), PICTURE),
    (re.compile(rb"RIFF....(?:WAVE|AVI )|....ftyp|ID3|OggS|fLaC|\x1aE\xdf\xa3|\xff\xfb", re.DOTALL), SOUND),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh\d1AY|\xfd7zXZ|\x28\xb5\x2f\xfd"), ARCHIVE),
    (re.compile(rb"\x7fELF|MZ.{0,100}\x00|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", re.DOTALL), "a program"),
    (re.compile(rb"SQLite format 3\x00"), "a database"),
    (re.compile(rb"\{\\rtf"), "an RTF file"),
    (re.compile(rb"%!PS"), "a PostScript file"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGES = (
    ("word/document.xml", ""),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
HEADING_MARK = re.compile(r"^#{1,4} \S", re.MULTILINE)
LINK_MARK = re.compile(r"\[[^\]\n]{1,200}\]\((?:https?://|#|/)[^)\s]*\)|\*\*[^*\n]{1,200}\*\*|^```", re.MULTILINE)


def shown(name: str) -> str:
    """A file's name as a sentence can hold it."""
    line = one_line(tidy(name))
    return f"“{line if len(line) <= 80 else line[:77] + '…'}”"


def media_type(data: bytes, name: str, declared: str | None) -> str:
    """The media type of a binary document, or of a text when it is said; `text/plain` otherwise.

    Raises Mistake for what is no document that can be read.
    """
    said = (declared or "").split(";")[0].strip().lower()
    said = ALIASES.get(said, said)
    wanted = said if said in {*SUFFIXES.values()} - {TEXT} else SUFFIXES.get(PurePath(name).suffix.lower(), TEXT)
    if data.lstrip()[:5] == b"%PDF-" or (wanted == PDF and b"%PDF-" in data[:1024]):
        return PDF
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _package(data, name)
    _refuse_foreign(data, name)
    if wanted in (PDF, DOCX):
        kind = "PDF" if wanted == PDF else "DOCX"
        raise Mistake(f"{shown(name)} is no {kind} file, or its beginning is lost: export or download it again.")
    return wanted


def _refuse_foreign(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        reason = (
            "is protected by a password: save it without one" if locked else "is an old Office file: save it as DOCX"
        )
        raise Mistake(f"{shown(name)} {reason}, then give it again.")
    for pattern, kind in MAGIC:
        if pattern.match(data[:256]):
            raise Mistake(f"{shown(name)} is {kind}: give {READABLE}.")


def _package(data: bytes, name: str) -> str:
    """DOCX, when the archive is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        raise Mistake(f"{shown(name)} is a broken or cut-off file: export or download it again.") from None
    for member, kind in PACKAGES:
        if member in members:
            if not kind:
                return DOCX
            raise Mistake(f"{shown(name)} is {kind}: give {READABLE}.")
    raise Mistake(f"{shown(name)} is an archive: unpack it and give its folder, or {READABLE} from it.")


def markup(text: str, name: str, wanted: str) -> str:
    """The media type of a text whose name and sender left it open: HTML and Markdown show themselves."""
    if wanted != TEXT:
        return wanted
    if HTML_START.match(text[:4096]):
        return HTML
    headings, links = len(HEADING_MARK.findall(text[:50_000])), len(LINK_MARK.findall(text[:50_000]))
    plain = PurePath(name).suffix.lower() in SUFFIXES
    return MARKDOWN if headings and headings + links > (1 if plain else 0) else TEXT


def check_size(size: int, kind: str, name: str) -> None:
    """Raise Mistake when a document of `kind` has more bytes than are read."""
    limit = LIMITS.get(kind, TEXT_LIMIT)
    if size > limit * 1_000_000:
        raise Mistake(
            f"{shown(name)} is {size / 1e6:.1f} MB; at most {limit} MB are read of "
            f"{'a PDF or DOCX file' if kind in LIMITS else 'a text'}: give a part of it."
        )
