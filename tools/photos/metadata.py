"""What a photograph's file says of itself: EXIF, IPTC and XMP."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.photos.port import TITLE
from tools.search.port import shortened
from tools.sources.characters import tidy
from tools.sources.tags import TagReader

if TYPE_CHECKING:
    import pyvips

LONGEST = 1_000_000  # bytes of a block of metadata that are read
EXIF_END = re.compile(r", \w+, \d+ components, \d+ bytes\)$")
"""The end of an EXIF field as libvips gives it: `value (value once more, type, n components, n bytes)`."""
CAMERA = re.compile(
    r"[\W\d_]*|.*digital camera.*|sony dsc|samsung|dcim|default|untitled|unknown.*|ascii|charset=.*|exif_jpeg_picture|"
    r"hdrpl|cof|dav|rhdr|\[?unnamed\]?|screen ?shot|none|null|.{0,60}\.(?:jpe?g|png|tiff?|dng|nef|cr2)",
    re.IGNORECASE | re.DOTALL,
)
"""What cameras and programs write where a description should stand."""
TITLES, AUTHORS, RIGHTS = (120, 5, 105), (80,), (116,)
"""IPTC datasets of record 2: caption, object name, headline; by-line; copyright notice."""


@dataclass(frozen=True)
class Said:
    """What a file says: plain text of at most TITLE characters each, "" where it says nothing."""

    title: str
    author: str
    rights: str
    licence_url: str


def said_by(image: "pyvips.Image") -> Said:
    """The metadata of an image whose header was read; never raises."""
    iptc, xmp = _iptc(_blob(image, "iptc-data")), _blob(image, "xmp-data").decode("utf-8", "replace")
    titles = [
        _field(image, "exif-ifd0-ImageDescription"),
        _field(image, "image-description"),
        *(iptc.get(number, "") for number in TITLES),
        _xmp(xmp, "dc:description"),
        _xmp(xmp, "dc:title"),
    ]
    authors = [_field(image, "exif-ifd0-Artist"), *(iptc.get(one, "") for one in AUTHORS), _xmp(xmp, "dc:creator")]
    rights = [_field(image, "exif-ifd0-Copyright"), *(iptc.get(one, "") for one in RIGHTS), _xmp(xmp, "dc:rights")]
    licence = re.search(r"https?://creativecommons\.org/[\w./-]{1,80}", xmp)
    return Said(_first(titles), _first(authors), _first(rights), licence.group() if licence else "")


def _first(texts: list[str]) -> str:
    """The first text that a person wrote, on one line."""
    for text in texts:
        plain = shortened(tidy(" ".join(TagReader().blocks(text[: 10 * TITLE]))), TITLE)
        if "\ufffd" not in plain and not CAMERA.fullmatch(plain):
            return plain
    return ""


def _field(image: "pyvips.Image", name: str) -> str:
    if not image.get_typeof(name):
        return ""
    value: Any = image.get(name)
    if not isinstance(value, str) or not EXIF_END.search(value):
        return value if isinstance(value, str) else ""
    twice = EXIF_END.sub("", value)[: 30 * TITLE]
    for match in re.finditer(r" \(", twice):
        once = twice[: match.start()]
        if once.startswith(twice[match.end() :]):
            return once
    return twice.partition(" (")[0]


def _blob(image: "pyvips.Image", name: str) -> bytes:
    value: Any = image.get(name) if image.get_typeof(name) else b""
    return bytes(value[:LONGEST]) if isinstance(value, bytes | bytearray | memoryview) else b""


def _iptc(data: bytes) -> dict[int, str]:
    """The datasets of IPTC's record 2 by number; the first of a repeated one (IIM 4.2, 1.6)."""
    found: dict[int, str] = {}
    at = data.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(data):
        number, size = data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        value = data[at + 5 : at + 5 + size]
        if size < 0x8000 and len(value) == size:
            found.setdefault(number, _text(value))
            at += size
        at = data.find(b"\x1c\x02", at + 5)
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _xmp(xmp: str, name: str) -> str:
    """The first words inside an element of an XMP packet."""
    start = xmp.find(f"<{name}")
    end = xmp.find(f"</{name}>", start)
    return xmp[xmp.find(">", start) + 1 : end] if 0 <= start < end else ""
