"""Images that may be hostile: told by their first bytes, measured by their header, then read whole.

Only the loaders named here are called, each by its name, so that libvips never chooses one for foreign bytes. (Its
switch for all untrusted loaders holds for the whole process and would take the illustrator's SVG away.)
"""

from typing import TYPE_CHECKING, Any

from core.capability import importable
from core.errors import NotConfigured, Unavailable

if TYPE_CHECKING:
    import pyvips

LARGEST = 25_000_000  # bytes
PIXELS = 60_000_000
SHORTEST = 320  # pixels of the short side
TURNED = range(5, 9)  # EXIF orientations that swap width and height
HEIF = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"miaf")
_LOADERS = {
    "jpeg": ("jpegload_buffer", "VipsForeignLoadJpegBuffer"),
    "png": ("pngload_buffer", "VipsForeignLoadPngBuffer"),
    "webp": ("webpload_buffer", "VipsForeignLoadWebpBuffer"),
    "gif": ("gifload_buffer", "VipsForeignLoadNsgifBuffer"),
    "tiff": ("tiffload_buffer", "VipsForeignLoadTiffBuffer"),
    "heif": ("heifload_buffer", "VipsForeignLoadHeifBuffer"),
}


def checked(data: bytes) -> tuple[int, int, str]:
    """Width and height in pixels as the image is looked at, and its format (`jpeg`, `png`, `webp`, `gif`, …).

    Raises Unavailable with the reason for what is no such image, damaged, too large or too small.
    """
    error = vips_error()
    image, kind = opened(data)
    try:
        image.avg()  # reads every pixel once, a few lines at a time
    except error:
        raise Unavailable("the image is damaged or incomplete") from None
    width, height = looked_at(image)
    return width, height, kind


def opened(data: bytes) -> "tuple[pyvips.Image, str]":
    """An image whose header was read and is within the limits, to be read once from top to bottom; and its format.

    It is not turned yet as its EXIF orientation says. Raises Unavailable as `checked` does; pixels are not read.
    """
    if len(data) > LARGEST:
        raise Unavailable(f"the image is larger than {LARGEST // 1_000_000} MB")
    kind = _kind(data)
    error = vips_error()
    import pyvips

    loader, known_as = _LOADERS[kind]
    if not pyvips.type_find("VipsForeignLoad", known_as):
        raise Unavailable(f"{kind.upper()} images cannot be read here")
    load: Any = getattr(pyvips.Image, loader)
    try:
        image = load(data, access="sequential", fail_on="error")
    except error:
        raise Unavailable(f"the image is damaged, or of a kind of {kind.upper()} that cannot be read") from None
    if image.width * image.height > PIXELS:
        raise Unavailable(f"the image has more than {PIXELS // 1_000_000} megapixels")
    if min(image.width, image.height) < SHORTEST:
        raise Unavailable(f"the image is only {image.width}x{image.height} pixels, under {SHORTEST} on its short side")
    return image, kind


def looked_at(image: "pyvips.Image") -> tuple[int, int]:
    """Width and height in pixels after the turn that the EXIF orientation asks for."""
    turned = image.get_typeof("orientation") != 0 and image.get("orientation") in TURNED
    return (image.height, image.width) if turned else (image.width, image.height)


def vips_error() -> type[Exception]:
    """What libvips raises when it fails; raises NotConfigured without it."""
    if not importable("pyvips"):
        raise NotConfigured("the Python package pyvips is not installed: photographs cannot be read")
    import pyvips

    error: type[Exception] = pyvips.Error
    return error


def _kind(data: bytes) -> str:
    """The format by the first bytes; raises Unavailable for any other."""
    start = data[:32]
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp" and start[8:12] in HEIF:
        return "heif"
    raise Unavailable(_foreign(data))


def _foreign(data: bytes) -> str:
    """What bytes are that are no image."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return "the image is empty"
    if b"<svg" in start:
        return "it is a drawing (SVG), and only photographs are read"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "it is a web page, not an image"
    return "it is no image that is read: JPEG, PNG, WebP, GIF, TIFF, AVIF and HEIF are"
