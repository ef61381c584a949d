"""The last resort: a quiet card of sky and hills in the palette's colours; needs the standard library alone."""

import math
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from core.scene import Palette, SceneSpec
from core.styles import look
from tools.images.port import IMAGES, Painted

Rgb = tuple[int, int, int]

HILLS = 4
STEPS = 8
"""Shades between a hill and what lies behind it, for smooth edges."""
SUN = 200
"""Codes from here on are the sun's; below are STEPS codes a hill, 0 is the sky."""


@IMAGES.register("plain", rank=99, built_in=True)
class Plain:
    """Paints hills under a sky; words and subjects are left out, and its note says so."""

    def libraries(self) -> dict[str, str]:
        """No native library decides the bytes but zlib."""
        return {"zlib": zlib.ZLIB_RUNTIME_VERSION}

    def paint(self, spec: SceneSpec, out: Path) -> Painted:
        """Write the card."""
        rows = b"".join(b"\0" + row for row in _rows(spec, look(spec).colours))
        header = struct.pack(">IIBBBBB", spec.width, spec.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 3)), (b"IEND", b""))
        out.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts))
        asked = [
            ("the words", spec.heading or spec.text),
            ("the subjects", spec.subjects),
            ("the place", spec.environment),
        ]
        lost = [name for name, there in asked if there]
        if not lost:
            return Painted()
        reason = "the plain painter draws only sky and hills"
        return Painted(notes=(f"The picture leaves out {' and '.join(lost)}: {reason}.",))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _rows(spec: SceneSpec, palette: Palette) -> Iterator[bytes]:
    """The picture's rows as RGB bytes.

    `code` says for each column whose colour it has; a column changes only where a hill begins, so that a row costs
    three table look-ups however wide it is.
    """
    rng = random.Random(f"{spec.seed}/plain")
    colours, code = _Colours(spec, palette), bytearray(spec.width)
    starts = _starts(spec, rng)
    sun_x, radius = spec.width * rng.uniform(0.62, 0.82), 0.11 * min(spec.width, spec.height)
    sun_y = spec.height * rng.uniform(0.34, 0.46)
    for y in range(spec.height):
        for x, value in starts.get(y, ()):
            code[x] = max(code[x], value)
        shown = code
        if abs(y + 0.5 - sun_y) < radius:
            half = math.sqrt(radius**2 - (y + 0.5 - sun_y) ** 2)
            shown = _with_sun(code, sun_x - half, sun_x + half)
        row = bytearray(3 * spec.width)
        for channel, table in enumerate(colours.tables(y / spec.height)):
            row[channel::3] = shown.translate(table)
        yield bytes(row)


def _starts(spec: SceneSpec, rng: random.Random) -> dict[int, list[tuple[int, int]]]:
    """By row: columns whose code changes there, with the new code."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for hill in range(HILLS):
        base, swell = spec.height * (0.58 + 0.11 * hill), spec.height * (0.07 - 0.01 * hill)
        waves = [(rng.uniform(0.6, 1.4) * (1 + 1.3 * i), rng.random() * math.tau, 0.6**i) for i in range(3)]
        for x in range(spec.width):
            top = base + swell * sum(size * math.sin(math.tau * pace * x / spec.width + at) for pace, at, size in waves)
            row, cover = int(top), 1 - top % 1
            first = STEPS * hill + 1
            starts.setdefault(row, []).append((x, first + int(cover * (STEPS - 1))))
            starts.setdefault(row + 1, []).append((x, first + STEPS - 1))
    return starts


def _with_sun(code: bytearray, left: float, right: float) -> bytearray:
    """The row's codes with the sun where there was sky."""
    out = bytearray(code)
    first, last = max(math.ceil(left), 0), min(int(right), len(code))
    out[first:last] = code[first:last].translate(bytes([SUN + STEPS - 1, *range(1, 256)]))
    for x, cover in ((first - 1, first - left), (last, right - last)):
        if 0 <= x < len(out) and out[x] == 0:
            out[x] = SUN + int(min(max(cover, 0), 1) * (STEPS - 1))
    return out


class _Colours:
    """Colour tables for a row: what each code looks like there."""

    def __init__(self, spec: SceneSpec, palette: Palette) -> None:
        night = spec.time_of_day == "night"
        sky = (palette.night, palette.blob) if night else (palette.blob, palette.paper)
        self._sky = tuple(_rgb(colour) for colour in sky)
        near, far = _rgb(palette.night), _mix(_rgb(palette.blob), _rgb(palette.accent), 0.25)
        self._hills = [_mix(far, near, (i / (HILLS - 1)) ** 1.2 * 0.85 + (0.12 if night else 0)) for i in range(HILLS)]
        self._sun = _rgb(palette.glow if night else palette.second)

    def tables(self, share: float) -> Iterator[bytes]:
        """For red, green, blue: 256 bytes from code to value, at `share` of the height."""
        sky = _mix(self._sky[0], self._sky[1], min(share / 0.7, 1) ** 0.9)
        known = [sky]
        behind = sky
        for hill in self._hills:
            known += [_mix(behind, hill, i / (STEPS - 1)) for i in range(STEPS)]
            behind = hill
        known += [sky] * (SUN - len(known))
        known += [_mix(sky, self._sun, i / (STEPS - 1)) for i in range(STEPS)]
        known += [sky] * (256 - len(known))
        for channel in range(3):
            yield bytes(colour[channel] for colour in known)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(one: Rgb, two: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue
