"""Textures, made once for each size: rows x columns of 8 bits around 128, of which one changes nothing."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.passes.pixels import blurred, cv, enlarged, looked_up, ramp

if TYPE_CHECKING:
    import numpy as np

    from tools.images.illustrator.passes.pixels import Pixels

    Maps = tuple[np.ndarray[tuple[int, ...], np.dtype[np.int16]], np.ndarray[tuple[int, ...], np.dtype[np.uint16]]]


@lru_cache(maxsize=12)
def clouds(height: int, width: int, cell: float, seed: int) -> "Pixels":
    """Smooth noise whose blotches are about `cell` pixels wide, from 0 to 255."""
    import numpy as np

    step = max(int(cell / 4), 1)
    small = random(height // step + 8, width // step + 8, seed)
    return _kept(enlarged(_stretched(blurred(small, max(cell / step / 3, 0.5))), np.empty((height, width), np.uint8)))


@lru_cache(maxsize=12)
def billows(height: int, width: int, cell: float, seed: int) -> "Pixels":
    """Noise of several sizes, each half as large and half as strong."""
    import numpy as np

    whole = np.zeros((height, width), np.uint16)
    for octave in range(4):
        part = clouds(height, width, max(cell / 2**octave, 1.0), seed + 31 * octave)
        whole += part.astype(np.uint16) << (3 - octave)
    return _kept(_stretched((whole // 15).astype(np.uint8)))


@lru_cache(maxsize=16)
def grain(height: int, width: int, size: float, seed: int) -> "Pixels":
    """Fine grain: random pixels softened by `size`."""
    noise = random(height, width, seed)
    return _kept(_stretched(blurred(noise, size)) if size > 0 else noise)


@lru_cache(maxsize=8)
def tooth(height: int, width: int, unit: float, seed: int) -> "Pixels":
    """The bumps of drawing paper, lit from the upper left."""
    import numpy as np

    bumps = (
        clouds(height, width, max(7 * unit, 2), seed).astype(np.uint16) * 2
        + clouds(height, width, max(3 * unit, 1.5), seed + 1)
        + grain(height, width, 0.6, seed + 2)
    ) // 4
    return _kept(_stretched(bumps.astype(np.uint8)))


def relief(bumps: "Pixels", strength: float) -> "Pixels":
    """A height map as light from the upper left: 128 where it is level."""
    import numpy as np

    kernel = np.array([[-1, -1, 0], [-1, 0, 1], [0, 1, 1]], np.float32) * (round(strength * 32) / 32)
    out: Pixels = cv().filter2D(bumps, -1, -kernel, delta=128)
    return out


@lru_cache(maxsize=8)
def lit_tooth(height: int, width: int, unit: float, seed: int, strength: float = 0.5) -> "Pixels":
    """The relief of drawing paper."""
    return _kept(relief(blurred(tooth(height, width, unit, seed), 0.8 * unit), strength))


@lru_cache(maxsize=8)
def fibres(height: int, width: int, unit: float, seed: int) -> "Pixels":
    """Card: fine tooth and hair-like fibres, darker and lighter."""
    import numpy as np

    rng = np.random.Generator(np.random.PCG64(seed))
    hairs = np.full((height, width), 128, np.uint8)
    count = max(height * width // 2600, 8)
    starts = rng.integers(0, (width * 16, height * 16), (count, 2))
    bends = rng.integers(-int(230 * unit) - 16, int(230 * unit) + 17, (count, 2, 2))
    tones = rng.integers(40, 216, count)
    for start, bend, tone in zip(starts, bends, tones, strict=True):
        line = np.array([start, start + bend[0], start + bend[0] + bend[1]], np.int32)
        cv().polylines(hairs, [line], False, int(tone), 1, cv().LINE_AA, 4)
    mixed = (blurred(hairs, 0.7).astype(np.uint16) + lit_tooth(height, width, 1.8 * unit, seed + 1, 0.5)) // 2
    return _kept(mixed.astype(np.uint8))


@lru_cache(maxsize=12)
def streaks(height: int, width: int, unit: float, seed: int, lean: int = 1) -> "Pixels":
    """Noise drawn out along one diagonal (lean 1: up to the right, -1: down, 0: level), as by the side of a stick."""
    import numpy as np

    length = max(int(26 * unit), 3)
    kernel = np.zeros((length, length), np.float32)
    for i in range(length):
        kernel[i if lean < 0 else length - 1 - i if lean > 0 else length // 2, i] = 1 / 64
    noise = blurred(random(height, width, seed), 0.7 * unit)
    out = cv().filter2D(looked_up(noise, ramp((40, 0), (215, 255))), cv().CV_16U, kernel * 64)
    return _kept(_stretched((out // length).astype(np.uint8)))


@lru_cache(maxsize=6)
def wobble(height: int, width: int, reach: float, cell: float, seed: int) -> "Maps":
    """Maps that displace by up to `reach` pixels in blotches of `cell` pixels, for `displaced`."""
    import numpy as np

    maps = []
    for axis in (0, 1):
        noise = clouds(height, width, cell, seed + 7 * axis).astype(np.int32) - 128
        base = np.arange(width, dtype=np.int32)[None, :] if axis == 0 else np.arange(height, dtype=np.int32)[:, None]
        maps.append(((base * 32) + (noise * round(reach * 32)) // 128).astype(np.float32) / 32)
    whole, rest = cv().convertMaps(maps[0], maps[1], cv().CV_16SC2)
    for part in (whole, rest):
        part.setflags(write=False)
    return whole, rest


def displaced(pixels: "Pixels", maps: "Maps") -> "Pixels":
    """Pixels taken from where the maps point."""
    out: Pixels = cv().remap(pixels, maps[0], maps[1], cv().INTER_LINEAR, borderMode=cv().BORDER_REFLECT)
    return out


def random(height: int, width: int, seed: int) -> "Pixels":
    """White noise."""
    import numpy as np

    return np.random.Generator(np.random.PCG64(seed)).integers(0, 256, (height, width), dtype=np.uint8)


def _stretched(noise: "Pixels") -> "Pixels":
    low, high = int(noise.min()), int(noise.max())
    return looked_up(noise, ramp((low, 0), (max(high, low + 1), 255)))


def _kept(texture: "Pixels") -> "Pixels":
    texture.setflags(write=False)
    return texture
