"""What a file's name says that a picture shows."""

import re
from urllib.parse import unquote

from tools.photos.port import TITLE
from tools.search.port import shortened
from tools.sources.characters import tidy

SUFFIX = re.compile(r"\.(?:jpe?g|jpe|jfif|png|webp|gif|tiff?|avif|hei[cf]|svg|bmp)$", re.IGNORECASE)
RAW = re.compile(r"\.(?:arw|cr[23]|nef|dng|orf|rw2|raf)$", re.IGNORECASE)
CAMERA = re.compile(
    r"(?:[a-z]{0,3}_?img|img[a-z]?|mvimg|fb img|pict?|pic|dsc[a-z]?|sdc|cimg|dji|gopr|gp|pxl|vid|wp|hpim|kif|mg|imag|"
    r"snapchat|received|signal|photo|picture|image|images|file|scan|untitled|unnamed|download|foto|bild|thumb|p)"
    r"(?:[\s\d]|wa\d|t\d|at\b|am\b|pm\b|burst|cover|night|portrait|mp\b|pano|original|edited)*",
    re.IGNORECASE,
)
"""The names that cameras, phones and programs give, once their marks are spaces."""
CAPTURED = re.compile(
    r"screen ?shot|screen ?capture|screen ?grab|bildschirmfoto|capture d|captura de|schermata|whatsapp image|"
    r"لقطة شاشة|スクリーンショット|屏幕截图|снимок экрана",
    re.IGNORECASE,
)
SIZED = re.compile(r"^\d{2,4}px | \d{2,5}x\d{2,5}$|(?: \(\d{1,3}\)| copy(?: \d+)?| scaled| edited)$", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
HASH = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{8,}", re.IGNORECASE)
SPACE = re.compile(r"[\s_+.-]+")


def named_title(name: str) -> str:
    """A title from a file's name: "tacoma-bridge_1940.jpg" says "tacoma bridge 1940".

    "" for the names that cameras, phones and programs give, and for numbers and digests.
    """
    stem = UUID.sub("", tidy(unquote(name[:1000], errors="replace")).replace("\ufffd", " ").strip())
    stem = RAW.sub("", SUFFIX.sub("", stem))
    words = SPACE.sub(" ", stem).strip()
    while (fewer := SIZED.sub("", words).strip()) != words:
        words = fewer
    if CAMERA.fullmatch(words) or CAPTURED.match(words):
        return ""
    kept = [word for word in words.split() if not HASH.fullmatch(word)]
    if not any(char.isalpha() for char in "".join(kept)):
        return ""
    return shortened(" ".join(kept), TITLE)
