"""Flashes of a film: pairs of opposing changes that most of a second's viewers would see as one flash.

WCAG 2.2, success criterion 2.3.1: at most three flashes in any second. A general flash is a pair of opposing changes of
relative luminance by a tenth or more, the darker image below 0.80; a red flash is such a pair of a saturated red. A
flash counts when a quarter of the screen changes together (ITU-R BT.1702-3).
"""

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy import float32

    Plane = NDArray[float32]

STEP = 0.1
DARKER = 0.80
AREA = 0.25
MOST = 3
RED_SHARE, RED_STEP = 0.8, 20.0
TOGETHER = 0.1
"""Seconds in which pixels that change count as changing together: a flash may take a few frames to rise."""
EVEN = 1e-3
"""Seconds by which frame times may be rounded."""


@dataclass
class Changes:
    """Opposing changes of one quantity: `add` every frame's plane in order, then ask for the `worst` second."""

    step: float
    below: float
    """The lower of the two values must lie below this."""
    times: list[float] = field(default_factory=list)
    _low: "Plane | None" = None
    _high: "Plane | None" = None
    _turn: "NDArray[np.int8]" = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    _recent: deque[tuple[float, float, float]] = field(default_factory=deque)
    _last: int = 0

    def add(self, plane: "Plane", at: float) -> None:
        """The next frame."""
        if self._low is None or self._high is None or self._low.shape != plane.shape:
            self._low, self._high = plane.copy(), plane.copy()
            self._turn = np.zeros(plane.shape, np.int8)
            return
        np.minimum(self._low, plane, out=self._low)
        np.maximum(self._high, plane, out=self._high)
        up = (plane - self._low >= self.step) & (self._low < self.below) & (self._turn <= 0)
        down = (self._high - plane >= self.step) & (plane < self.below) & (self._turn >= 0) & ~up
        self._turn = np.where(up, 1, np.where(down, -1, self._turn)).astype(np.int8)
        # Only what comes after a change can oppose it.
        np.copyto(self._low, plane, where=up | down)
        np.copyto(self._high, plane, where=up | down)
        self._note(float(up.mean()), float(down.mean()), at)

    def worst(self) -> tuple[int, float]:
        """The most flashes in any second, and where that second begins."""
        best, where, first = 0, 0.0, 0
        for last, at in enumerate(self.times):
            while at - self.times[first] >= 1 - EVEN:
                first += 1
            if (count := (last - first + 1) // 2) > best:
                best, where = count, self.times[first]
        return best, where

    def _note(self, up: float, down: float, at: float) -> None:
        """Keep a change of the screen when enough of it changed together, and against the change before it."""
        self._recent.append((at, up, down))
        while at - self._recent[0][0] > TOGETHER:
            self._recent.popleft()
        risen, fallen = sum(one[1] for one in self._recent), sum(one[2] for one in self._recent)
        larger = 1 if risen >= fallen else -1
        turn = (-self._last or 1) if min(risen, fallen) >= AREA else larger
        if max(risen, fallen) >= AREA and turn != self._last:
            self.times.append(at)
            self._last = turn
            self._recent.clear()


@dataclass
class Flashes:
    """General and red flashes of a film."""

    general: Changes = field(default_factory=lambda: Changes(STEP, DARKER))
    red: Changes = field(default_factory=lambda: Changes(RED_STEP, float("inf")))

    def see(self, linear: "Plane", at: float) -> None:
        """The next frame: linear light R, G, B of each pixel (0..1; rows x columns x 3)."""
        red, green, blue = linear[..., 0], linear[..., 1], linear[..., 2]
        self.general.add(0.2126 * red + 0.7152 * green + 0.0722 * blue, at)
        saturated = red >= RED_SHARE * (red + green + blue + 1e-6)
        # Saturated red stands far above zero, anything else at zero: so a change from or to it is a step.
        strength = np.where(saturated, np.maximum(red - green - blue, 0) * 320, 0).astype(np.float32)
        self.red.add(strength, at)

    def worst(self) -> tuple[int, float, str]:
        """The most flashes in a second, where it begins, and of which kind they are."""
        general, red = self.general.worst(), self.red.worst()
        return (*general, "general") if general[0] >= red[0] else (*red, "red")
