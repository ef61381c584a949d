"""Letters in a hand's own medium: their ink has grain or light, and contrast enough all the same."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tools.images.illustrator import ink
from tools.images.illustrator.passes.noise import displaced, wobble
from tools.images.illustrator.passes.pixels import blurred, looked_up, part, ramp, screened, times, triple, wide

if TYPE_CHECKING:
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block


def grained(pixels: "Pixels", block: "Block", colours: tuple[str, ...], texture: "Pixels", least: int) -> str:
    """Letters that the texture (as large as the picture) thins down to `least` of 255, as chalk or wax is."""
    height, width = block.mask.shape
    here = texture[block.y : block.y + height, block.x : block.x + width]
    mask = block.mask[: here.shape[0], : here.shape[1]].copy()
    cover = looked_up(here, ramp((50, least), (120, 255)))
    return ink.write(pixels, replace(block, mask=times(mask, cover)), colours)


def drawn(pixels: "Pixels", block: "Block", colours: tuple[str, ...], reach: float) -> str:
    """Letters whose edges waver by up to `reach` pixels."""
    maps = wobble(*block.mask.shape, reach, max(9 * reach, 4), 3)
    return ink.write(pixels, replace(block, mask=displaced(block.mask.copy(), maps)), colours)


def glowing(pixels: "Pixels", block: "Block", colours: tuple[str, ...], reach: float, strength: float) -> str:
    """Letters of light: their colour shines over its surroundings, and is read on them all the same."""
    import numpy as np

    pad = int(3 * reach)
    top, left = max(block.y - pad, 0), max(block.x - pad, 0)
    area = pixels[top : block.y + block.mask.shape[0] + pad, left : block.x + block.mask.shape[1] + pad]
    colour = ink.write(area.copy(), replace(block, x=block.x - left, y=block.y - top), colours)
    mask = np.zeros(area.shape[:2], np.uint8)
    inside = mask[block.y - top :, block.x - left :][: block.mask.shape[0], : block.mask.shape[1]]
    inside[:] = block.mask[: inside.shape[0], : inside.shape[1]]
    light = np.empty_like(area)
    light[:] = triple(colour)
    area[:] = screened(area, times(light, wide(part(blurred(mask, reach), strength))))
    return ink.write(pixels, block, (colour,))
