"""Pictures that tests make, kind ones and hostile ones."""

import struct
import zlib
from typing import Any

import pyvips

from tests.fakes.commons import picture

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect/></svg>'
PAGE = b"<!DOCTYPE html><html><body>Not found</body></html>"


def plain(width: int = 400, height: int = 400, colour: tuple[int, int, int] = (200, 30, 30)) -> Any:
    return (pyvips.Image.black(width, height) + list(colour)).cast("uchar").copy(interpretation="srgb")


def encoded(suffix: str, width: int = 640, height: int = 480) -> bytes:
    data: bytes = pyvips.Image.new_from_buffer(picture(width, height), "").write_to_buffer(suffix)
    return data


def described(suffix: str = ".jpg", **fields: str | bytes | int) -> bytes:
    """A picture with metadata; `__` in a field's name stands for `-`."""
    image = plain().copy()
    for name, value in fields.items():
        kind = {bytes: pyvips.GValue.blob_type, int: pyvips.GValue.gint_type, str: pyvips.GValue.gstr_type}
        image.set_type(kind[type(value)], name.replace("__", "-"), value)
    data: bytes = image.write_to_buffer(suffix)
    return data


def iptc(*pairs: tuple[int, bytes]) -> bytes:
    """IPTC datasets of record 2 as Photoshop wraps them."""
    sets = b"".join(b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value for number, value in pairs)
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(sets)) + sets


def exif(**texts: bytes) -> bytes:
    """A JPEG picture whose EXIF holds these bytes as they are."""
    tags = {"description": 0x010E, "artist": 0x013B, "copyright": 0x8298}
    entries, values, at = b"", b"", 8 + 2 + 12 * len(texts) + 4
    for name, text in sorted(texts.items(), key=lambda one: tags[one[0]]):
        value = text.ljust(4) + b"\0"
        entries += struct.pack("<HHII", tags[name], 2, len(value), at + len(values))
        values += value
    body = b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(texts)) + entries + bytes(4) + values
    data = picture()
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]


def png_bomb(width: int, height: int) -> bytes:
    """A small PNG whose header speaks of many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
