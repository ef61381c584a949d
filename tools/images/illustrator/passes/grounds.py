"""Grounds to draw on: board, blueprint, squared paper, plain paper."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.passes.light import vignette
from tools.images.illustrator.passes.noise import billows, clouds, grain, lit_tooth, streaks
from tools.images.illustrator.passes.pixels import cv, part, plain, shaded, swing, times, washed

if TYPE_CHECKING:
    from tools.images.illustrator.passes.pixels import Pixels


@lru_cache(maxsize=6)
def board(height: int, width: int, unit: float, colour: str) -> "Pixels":
    """A wiped board: clouds of dust, traces of the sponge, darker at the edges."""
    import numpy as np

    ground = plain(np.empty((height, width, 3), np.uint8), colour).copy()
    dust = times(billows(height, width, 520 * unit, 81), part(streaks(height, width, 4 * unit, 82), 0.8))
    ground = washed(ground, "#FFFFFF", part(dust, 0.17))
    ground = washed(ground, "#000000", vignette(height, width, 120))
    return _kept(shaded(ground, swing(grain(height, width, 0.6, 83), 0.07)))


@lru_cache(maxsize=6)
def squared(
    height: int, width: int, unit: float, colours: tuple[str, str], step: float, weights: tuple[float, float]
) -> "Pixels":
    """Squared paper: (ground, lines), a line each `step` 1080p pixels and a stronger one each five; their strengths."""
    import numpy as np

    ground = plain(np.empty((height, width, 3), np.uint8), colours[0]).copy()
    lines = np.zeros((height, width), np.uint8)
    small = max(step * unit, 4)
    for sides, across in ((width, True), (height, False)):
        for i in range(int(sides / small) + 1):
            at, tone = round(i * small), weights[1] if i % 5 == 0 else weights[0]
            band = lines[:, at : at + max(round(unit), 1)] if across else lines[at : at + max(round(unit), 1), :]
            np.maximum(band, round(255 * tone), out=band)
    return _kept(washed(ground, colours[1], lines))


@lru_cache(maxsize=6)
def paper(height: int, width: int, unit: float, colour: str, strength: float) -> "Pixels":
    """Seen paper with its tooth."""
    import numpy as np

    ground = plain(np.empty((height, width, 3), np.uint8), colour).copy()
    mottled = shaded(ground, swing(billows(height, width, 700 * unit, 85), 0.03))
    return _kept(shaded(mottled, lit_tooth(height, width, unit, 86, strength)))


@lru_cache(maxsize=8)
def strokes(height: int, width: int, step: float, rising: bool, seed: int) -> "Pixels":
    """Hatching by hand: 0 along the middle of each line, 255 between them; lines waver, and some press less."""
    import numpy as np

    across = np.arange(height)[:, None] * (5 if rising else -4) + np.arange(width)[None, :] * (4 if rising else 3)
    waver = clouds(height, width, 22 * step, seed).astype(np.int32) - 128
    at = (across * 64 + waver * round(step * 3)) % round(step * 320)
    ridge = np.abs(at * 2 - round(step * 320)) * 255 // round(step * 320)
    press = clouds(height, width, 3.2 * step, seed + 1).astype(np.int32) // 2
    return _kept(np.minimum(ridge * 3 // 4 + press, 255).astype(np.uint8))


@lru_cache(maxsize=8)
def frame(height: int, width: int, unit: float, insets: tuple[float, ...], line: float) -> "Pixels":
    """Lines around the sheet, `insets` 1080p pixels from its edge: a mask."""
    import numpy as np

    out = np.zeros((height, width), np.uint8)
    for inset in insets:
        at, thick = round(inset * unit), max(round(line * unit), 1)
        cv().rectangle(out, (at, at), (width - 1 - at, height - 1 - at), 255, thick)
    return _kept(out)


def _kept(texture: "Pixels") -> "Pixels":
    texture.setflags(write=False)
    return texture
