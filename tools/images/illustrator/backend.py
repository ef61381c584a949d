"""The built-in illustrator: a SceneSpec becomes layers of SVG, a hand makes them pixels, Pango sets the words."""

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.capability import Requires
from core.scene import SceneSpec
from tools import fonts
from tools.images.illustrator import cels
from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.drawing import Drawing, draw
from tools.images.illustrator.wording import Inked
from tools.images.port import IMAGES, Painted

LIBRARIES = ("pyvips", "pyvips-binary", "numpy", "opencv-python-headless")


@IMAGES.register(
    "illustrator", rank=50, built_in=True, requires=Requires(modules=("pyvips", "numpy", "cv2"), probe=fonts.missing)
)
class Illustrator:
    """Draws every template in every hand; needs no model, no network and no key."""

    def libraries(self) -> dict[str, str]:
        """Versions of what makes the pixels: the wheel of libvips, librsvg and Pango, and what hands calculate with."""
        return {name: _version(name) for name in LIBRARIES}

    def paint(self, spec: SceneSpec, out: Path) -> Painted:
        """Draw the spec as a PNG of exactly its size."""
        drawn = _drawn(spec)
        drawn.save(out)
        return drawn.painted

    def cels(self, spec: SceneSpec, out: Path) -> None:
        """Write the drawing's parts, for the film engine to move."""
        cels.save(_drawn(spec), out)


@lru_cache(maxsize=1)
def _drawn(spec: SceneSpec) -> Drawing:
    """The drawing; the last one is kept, for its cels are asked for right after it."""
    return draw(spec)


def composed(spec: SceneSpec) -> tuple[Sheet, list[Inked], Painted]:
    """The parts of a drawing."""
    drawn = draw(spec)
    return drawn.sheet, list(drawn.inked), drawn.painted


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
