"""The built-in illustrator: a SceneSpec becomes layers of SVG, then pixels, then words set by Pango."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from core.capability import Requires
from core.errors import Unavailable, Unsupported
from core.models import SceneSpec
from core.styles import load
from tools import fonts
from tools.images.illustrator import art as drawings
from tools.images.illustrator import ink, landscape, placing, text, title
from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.wording import Inked, Words
from tools.images.port import IMAGES, Painted

if TYPE_CHECKING:
    from tools.images.illustrator.ink import Pixels

HANDS = ("flat",)
TEMPLATES = {"title": title.draw, "text": text.draw, "landscape": landscape.draw}
COMPRESSION = 2
"""zlib level: pictures are read once by the film engine, so speed counts more than size."""


@IMAGES.register(
    "illustrator", rank=50, built_in=True, requires=Requires(modules=("pyvips", "numpy"), probe=fonts.missing)
)
class Illustrator:
    """Draws every template in the flat hand; needs no model, no network and no key."""

    def libraries(self) -> dict[str, str]:
        """The version of the wheel that holds libvips, librsvg and Pango, and of its binding."""
        return {name: _version(name) for name in ("pyvips", "pyvips-binary")}

    def paint(self, spec: SceneSpec, out: Path) -> Painted:
        """Draw the spec as a PNG of exactly its size."""
        if (hand := load().find(spec.style).hand) not in HANDS:
            raise Unsupported(f"the built-in illustrator draws {', '.join(HANDS)}, not {hand}")
        if lacking := fonts.prepare():
            raise Unavailable(lacking)
        sheet, inked, painted = composed(spec)
        pixels = rendered(sheet)
        for one in inked:
            ink.write(pixels, one.block, one.colours)
        _save(pixels, out)
        return painted


def composed(spec: SceneSpec) -> tuple[Sheet, list[Inked], Painted]:
    """The sheet with everything drawn on it but the words, the words, and what to say about both."""
    words = Words.of(spec)
    shown = spec.model_copy(update={"heading": words.heading, "text": words.text})
    sheet = Sheet.of(shown, load().palette(spec.palette))
    arts, unknown = placing.wanted(sheet)
    inked = TEMPLATES[spec.template](sheet, words, arts)
    strange = [f"{concept!r} is not among the drawings and was left out." for concept in unknown]
    credits = drawings.credits_of(arts) + (fonts.CREDITS if inked else ())
    return sheet, inked, Painted(credits=credits, notes=(*words.notes, *strange))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def rendered(sheet: Sheet) -> "Pixels":
    """The sheet as pixels: rows x columns x 3."""
    import numpy as np
    import pyvips

    try:
        image = pyvips.Image.svgload_buffer(sheet.svg().encode(), unlimited=True)
    except pyvips.Error as error:
        raise Unavailable(f"librsvg could not draw the picture: {error}", unexpected=True) from error
    rgb = image.flatten(background=[255, 255, 255])[:3]
    return np.array(rgb.numpy(), dtype=np.uint8)


def _save(pixels: "Pixels", out: Path) -> None:
    import pyvips

    image = pyvips.Image.new_from_array(pixels, interpretation="srgb")
    image.pngsave(str(out), compression=COMPRESSION, keep="none")
