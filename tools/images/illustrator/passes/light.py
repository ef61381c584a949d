"""Light over a whole picture: bloom, rays, vignettes, gradients."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    enlarged,
    looked_up,
    ramp,
    reduced,
    screened,
    times,
    value_of,
    wide,
)

if TYPE_CHECKING:
    from tools.images.illustrator.passes.pixels import Pixels


def bloom(pixels: "Pixels", from_value: int, reach: float, strength: float) -> "Pixels":
    """What is brighter than `from_value` shines over its surroundings, `reach` pixels wide."""
    small = reduced(pixels, 4)
    bright = looked_up(value_of(small), ramp((from_value, 0), (255, int(255 * strength))))
    light = blurred(times(small, wide(bright)), max(reach / 4, 0.5))
    return screened(pixels, enlarged(light, pixels))


@lru_cache(maxsize=12)
def vignette(height: int, width: int, strength: int) -> "Pixels":
    """A mask that rises from 0 in the middle to `strength` in the corners."""
    import numpy as np

    y = (np.arange(height, dtype=np.int64) * 2 - height) ** 2 * 255 // (height * height)
    x = (np.arange(width, dtype=np.int64) * 2 - width) ** 2 * 255 // (width * width)
    out: Pixels = np.clip((y[:, None] + x[None, :] - 120) * strength // 390, 0, 255).astype(np.uint8)
    out.setflags(write=False)
    return out


@lru_cache(maxsize=12)
def slope(height: int, width: int, right: int, down: int) -> "Pixels":
    """A mask from 0 to 255 along a direction: (1, 0) to the right, (-1, 1) to the lower left."""
    import numpy as np

    x = np.arange(width, dtype=np.int64) * 255 // max(width - 1, 1)
    y = np.arange(height, dtype=np.int64) * 255 // max(height - 1, 1)
    x, y = (255 - x if right < 0 else x * abs(right)), (255 - y if down < 0 else y * abs(down))
    out: Pixels = ((y[:, None] + x[None, :]) // max(abs(right) + abs(down), 1)).astype(np.uint8)
    out.setflags(write=False)
    return out


@lru_cache(maxsize=8)
def rays(height: int, width: int, left: bool, seed: int) -> "Pixels":
    """Beams of light from an upper corner: a mask."""
    import numpy as np

    rng = np.random.Generator(np.random.PCG64(seed))
    out = np.zeros((height // 2 + 1, width // 2 + 1), np.uint8)
    corner = (-width // 12 if left else width // 2 + width // 12, -height // 8)
    reach = height + width
    for _ in range(7):
        at, wide_by = int(rng.integers(10, 92)), int(rng.integers(2, 8))
        ends = [(corner[0] + (1 if left else -1) * reach * turn // 100, corner[1] + reach * (100 - turn) // 100)
                for turn in (at, at + wide_by)]  # fmt: skip
        beam = np.zeros_like(out)
        cv().fillConvexPoly(beam, np.array([corner, *ends], np.int32), int(rng.integers(60, 130)))
        out = cv().add(out, beam)
    soft = times(blurred(out, max(height / 90, 1)), slope(*out.shape, 0, -1))
    kept = enlarged(soft, np.empty((height, width), np.uint8))
    kept.setflags(write=False)
    return kept
