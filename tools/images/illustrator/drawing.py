"""A spec that has been drawn, and all that can be had of it: the picture, its planes for motion, SVG, credits."""

import html
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Unavailable
from core.models import Credit
from core.scene import Palette, SceneSpec
from core.styles import look
from tools import fonts
from tools.images.illustrator import art as drawings
from tools.images.illustrator import atlas, hands, ink, placing, planes, templates
from tools.images.illustrator.canvas import Layer, Sheet
from tools.images.illustrator.diagrams import cutaways
from tools.images.illustrator.hands import Hand
from tools.images.illustrator.planes import WORDS, Plane
from tools.images.illustrator.typography import Block, lines
from tools.images.illustrator.wording import Inked, Words
from tools.images.port import Painted

if TYPE_CHECKING:
    from tools.images.illustrator.raster import Pixels

COMPRESSION = 2
"""zlib level of PNG files: pictures are read once by the film engine, so speed counts more than size."""


@dataclass(frozen=True)
class Drawing:
    """What the illustrator made of a spec: the sheet without words, the words, and what to say about both."""

    sheet: Sheet
    inked: tuple[Inked, ...]
    painted: Painted
    hand: Hand

    @property
    def spec(self) -> SceneSpec:
        """What was drawn."""
        return self.sheet.spec

    @cached_property
    def pixels(self) -> "Pixels":
        """The finished picture: rows x columns x 3, 8 bits each."""
        pixels = self.blank.copy()
        for one in self.inked:
            self._letter(pixels, one)
        return pixels

    @cached_property
    def blank(self) -> "Pixels":
        """The picture without words."""
        return self.hand.paint(self.sheet)

    def save(self, out: Path) -> None:
        """Write the picture in the format of the file's name: PNG, JPEG, WebP or SVG."""
        if out.suffix.lower() == ".svg":
            out.write_text(self.svg(), encoding="utf-8")
            return
        import pyvips

        image = pyvips.Image.new_from_array(self.pixels, interpretation="srgb")
        if out.suffix.lower() == ".png":
            image.pngsave(str(out), compression=COMPRESSION, keep="none")
        else:
            image.write_to_file(str(out), Q=92, keep="none")

    def svg(self) -> str:
        """The composition as shapes and letters, without the hand's texture, which is not vectors."""
        return self.sheet.svg(words="".join(_lettered(self.sheet, one) for one in self.inked))

    def planes(self) -> list[Plane]:
        """The layers as pictures with transparency, the words last; laid over each other they are the picture."""
        found = planes.of(self.sheet, self.hand, self.blank)
        return [*found, *self.word_planes()]

    def word_planes(self) -> list[Plane]:
        """A plane for each block of words; it moves as the layer that it belongs to."""
        pixels = self.blank.copy()
        return [self._word_plane(pixels, one) for one in self.inked]

    def again(self, spec: SceneSpec, layer: str) -> list[Plane]:
        """The planes of the words of a layer in a like drawing, over this one's picture without words."""
        other = draw(spec)
        return [self._word_plane(self.blank.copy(), one) for one in other.inked if one.layer == layer]

    def export(self, folder: Path) -> list[dict[str, Any]]:
        """Write the planes as PNG files, and `layers.json` that lists them from back to front.

        Each is {file, name, depth, motion, order, x, y, width, height}, in pixels of the picture.
        """
        folder.mkdir(parents=True, exist_ok=True)
        listed = [_exported(folder, plane, number) for number, plane in enumerate(self.planes())]
        (folder / "layers.json").write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return listed

    def _word_plane(self, pixels: "Pixels", one: Inked) -> Plane:
        """The block as a plane; draws it onto `pixels` too, so that the next block finds it there."""
        import numpy as np

        before, block = pixels.copy(), one.block
        self._letter(pixels, one)
        cover = np.zeros(pixels.shape[:2], np.uint8)
        part = cover[block.y : block.y + block.mask.shape[0], block.x : block.x + block.mask.shape[1]]
        part[...] = block.mask[: part.shape[0], : part.shape[1]]
        owner = next((layer for layer in self.sheet.layers if layer.name == one.layer), Layer(WORDS, 1.0))
        return planes.between(before, pixels, cover, Layer(WORDS, 1.0, owner.motion, owner.order))

    def _letter(self, pixels: "Pixels", one: Inked) -> str:
        return (self.hand.letter or ink.write)(pixels, one.block, one.colours)


def draw(spec: SceneSpec) -> Drawing:
    """Compose the spec. Unavailable without fonts, Unsupported for an unknown hand or template."""
    hand = hands.find(look(spec).hand)
    if lacking := fonts.prepare():
        raise Unavailable(lacking)
    words = Words.of(spec)
    shown = spec.model_copy(update={"heading": words.heading, "text": words.text})
    sheet = Sheet.of(shown, _colours(spec, hand))
    arts, unknown = placing.wanted(sheet)
    inked = templates.find(spec.template)(sheet, words, arts)
    unknown = [concept for concept in unknown if not _cut_open(spec, concept)]
    strange = [f"{concept!r} is not among the drawings and was left out." for concept in unknown]
    mapped = (atlas.CREDIT,) if spec.template == "map" else ()
    credits = drawings.credits_of(arts) + mapped + _fonts_of(inked, spec.language, hand.family)
    return Drawing(sheet, tuple(inked), Painted(credits=credits, notes=(*words.notes, *strange)), hand)


def _cut_open(spec: SceneSpec, concept: str) -> bool:
    return spec.template == "cutaway" and cutaways.find(concept) is not None


def _fonts_of(inked: list[Inked], language: str, family: str) -> tuple[Credit, ...]:
    return fonts.credits_of("".join(one.block.text for one in inked), language, family)


def _colours(spec: SceneSpec, hand: Hand) -> Palette:
    """The spec's colours, as its hand can use them."""
    colours = look(spec).colours
    if not hand.paper:
        return colours
    return colours.model_copy(update={"night": colours.sheet, "glow": colours.ink})


def _exported(folder: Path, plane: Plane, number: int) -> dict[str, Any]:
    import pyvips

    layer = plane.layer
    name = f"{number:02d}-{''.join(c if c.isalnum() else '-' for c in layer.name)[:40]}.png"
    image = pyvips.Image.new_from_array(plane.pixels, interpretation="srgb")
    image.pngsave(str(folder / name), compression=COMPRESSION, keep="none")
    moved = {"name": layer.name, "depth": layer.depth, "motion": layer.motion, "order": layer.order}
    height, width = plane.pixels.shape[:2]
    return {"file": name, **moved, "x": plane.x, "y": plane.y, "width": width, "height": height}


def _lettered(sheet: Sheet, one: Inked) -> str:
    """A block as SVG text: a line each, stretched to the width that it was set in."""
    block, scale = one.block, sheet.scale
    if block.wanted is None:
        return ""
    rows = lines(block, scale)
    height = block.box.height / scale / max(len(rows), 1)
    out = []
    for number, (text, width) in enumerate(rows):
        x = _start(block, width, scale)
        y = block.y / scale + height * (number + 0.5) + block.em * 0.36
        weight = {"Regular": 400, "SemiBold": 600, "Bold": 700}[block.wanted.weight]
        out.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-family="{html.escape(_families(block))}" font-size="{block.em:.1f}" '
            f'font-weight="{weight}" fill="{one.colours[0]}" direction="{block.wanted.direction}" '
            f'textLength="{width / scale:.1f}" lengthAdjust="spacingAndGlyphs">{html.escape(text)}</text>'
        )
    return "".join(out)


def _start(block: Block, width: int, scale: float) -> float:
    """Where SVG begins a line: its left end, or its right end for right-to-left text."""
    wanted = block.wanted
    spare = block.box.width - width
    centred = wanted is not None and wanted.align == "centre"
    if wanted is not None and wanted.direction == "rtl":
        return (block.box.right - (spare / 2 if centred else 0)) / scale
    return (block.x + (spare / 2 if centred else 0)) / scale


def _families(block: Block) -> str:
    own = f"{block.wanted.family}, " if block.wanted and block.wanted.family else ""
    return f"{own}{fonts.FAMILIES}, sans-serif"
