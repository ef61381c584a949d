"""Looking at pictures in tests."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def opened(file: Path) -> NDArray[np.uint8]:
    """The pixels of a picture: rows x columns x 3."""
    import pyvips

    image: Any = pyvips.Image.new_from_file(str(file))
    pixels: NDArray[np.uint8] = image.numpy()
    return pixels


def near(pixels: Any, colour: str, within: int = 40) -> int:
    """How many pixels are of nearly this colour (#RRGGBB): no channel further than `within`."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
    return int((np.abs(pixels.astype(np.int16) - wanted).max(axis=2) <= within).sum())
