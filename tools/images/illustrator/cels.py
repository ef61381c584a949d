"""The cels of a drawing: few planes that the film engine moves, with how each of them moves, in one file."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from core.scene import Cel, Cels, SceneSpec, Step
from tools.images.illustrator import planes
from tools.images.illustrator.canvas import Layer
from tools.images.illustrator.planes import WORDS, Plane

if TYPE_CHECKING:
    from tools.images.illustrator.drawing import Drawing

LISTED = "cels.json"
MOST = 4
"""Planes over the ground of a view: each costs the film engine time at every frame."""
VIEWS = frozenset({"landscape", "interior"})
TITLED = frozenset({"title", "chapter"})
"""Templates that lay words over a view."""
STILL = frozenset({"still", "sway"})
"""Motions for which a layer of a page stays with what is behind it."""
STEPS = 12  # pictures of a number on its way up
COMPRESSION = 1  # zlib's: cels are read once for each segment


def save(drawing: "Drawing", out: Path) -> None:
    """Write the drawing's cels as a ZIP of PNG files and `cels.json` (see `core.scene.Cels`)."""
    is_view = viewed(drawing.spec)
    found = _cels(drawing, is_view)
    entries, files = [], {}
    for number, plane in enumerate(found):
        steps = []
        for step, earlier in enumerate(counted(drawing, plane) if plane.layer.motion == "count" else ()):
            steps.append(Step(file=f"{number:02d}-{step:02d}.png", x=earlier.x, y=earlier.y))
            files[steps[-1].file] = _png(earlier)
        entries.append(_entry(plane, f"{number:02d}.png", tuple(steps)))
        files[entries[-1].file] = _png(plane)
    sheet = drawing.sheet
    at = (round(sheet.focus[0] / sheet.width, 4), round(sheet.focus[1] / sheet.height, 4)) if sheet.focus else None
    listed = json.dumps(Cels(is_view=is_view, focus=at, cels=tuple(entries)).model_dump(mode="json"))
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in {LISTED: listed.encode(), **files}.items():
            archive.writestr(ZipInfo(name), data)  # a fixed date: the same cels give the same bytes


def _entry(plane: Plane, file: str, steps: tuple[Step, ...]) -> Cel:
    layer = plane.layer
    return Cel(
        file=file,
        name=layer.name,
        depth=0.0 if layer.name == WORDS else layer.depth,
        motion=layer.motion,
        order=layer.order,
        speed=layer.speed,
        lean=layer.lean,
        around=layer.around,
        x=plane.x,
        y=plane.y,
        steps=steps,
    )


def viewed(spec: SceneSpec) -> bool:
    """Whether the picture is a place that a camera may move through."""
    return spec.template in VIEWS or (spec.template in TITLED and spec.environment is not None)


def grouped(layers: list[Layer], is_view: bool) -> list[list[Layer]]:
    """Neighbours that move as one.

    In a view what is about as deep, at most MOST groups over the ground; on a page all that stands still together.
    """
    if is_view:
        return _fewer([[layer] for layer in layers])
    groups: list[list[Layer]] = []
    for layer in layers:
        last = groups[-1][-1] if groups else None
        still = layer.motion in STILL and (last is None or last.motion in STILL)
        if groups and (still or (last is not None and _key(last) == _key(layer))):
            groups[-1].append(layer)
        else:
            groups.append([layer])
    return groups


def _fewer(groups: list[list[Layer]]) -> list[list[Layer]]:
    """Join neighbours, the most alike first."""
    while len(groups) > 1:
        steps = [_apart(one, two) for one, two in pairwise(groups)]
        if len(groups) <= MOST + 1 and min(steps) > planes.NEAR:
            break
        at = steps.index(min(steps))
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return groups


def _apart(one: list[Layer], two: list[Layer]) -> float:
    """How much is lost when two groups move as one."""
    first, second = one[0], two[0]
    near = abs(one[-1].depth - second.depth)
    if first.motion in STILL and second.motion in STILL:
        return near
    return near + (0.2 if first.motion == second.motion and first.speed == second.speed else 1.0)


def _cels(drawing: "Drawing", is_view: bool) -> list[Plane]:
    """Ground, cels and words; what comes in at one turn is one cel."""
    shown = planes.of(drawing.sheet, drawing.hand, drawing.blank, grouped(drawing.sheet.layers, is_view))
    found: list[Plane] = []
    for plane in [*shown, *drawing.word_planes()]:
        mate = next((one for one in found[1:] if _turn(one) and _key(one.layer) == _key(plane.layer)), None)
        if mate is not None and plane.layer.motion == "reveal":
            found[found.index(mate)] = over(mate, plane)
        else:
            found.append(plane)
    return [plane for plane in found if plane.pixels.size > 4]


def _turn(plane: Plane) -> bool:
    return plane.layer.motion == "reveal"


def _key(layer: Layer) -> tuple[str, int]:
    return layer.motion, layer.order


def over(back: Plane, front: Plane) -> Plane:
    """Two planes as one, `front` over `back`; it moves as `back` does."""
    import numpy as np

    x, y = min(back.x, front.x), min(back.y, front.y)
    right = max(back.x + back.pixels.shape[1], front.x + front.pixels.shape[1])
    bottom = max(back.y + back.pixels.shape[0], front.y + front.pixels.shape[0])
    out = np.zeros((bottom - y, right - x, 4), np.uint8)
    high, wide = back.pixels.shape[:2]
    out[back.y - y : back.y - y + high, back.x - x : back.x - x + wide] = back.pixels
    high, wide = front.pixels.shape[:2]
    part = out[front.y - y : front.y - y + high, front.x - x : front.x - x + wide]
    above, below = front.pixels[..., 3:].astype(np.int32), part[..., 3:].astype(np.int32)
    strong, weak = above * 255, below * (255 - above)
    total = np.maximum(strong + weak, 1)
    colour = (front.pixels[..., :3] * strong + part[..., :3] * weak + total // 2) // total
    part[...] = np.concatenate([colour, (strong + weak + 127) // 255], axis=2).astype(np.uint8)
    return replace(back, pixels=out, x=x, y=y)


def counted(drawing: "Drawing", plane: Plane) -> list[Plane]:
    """The number on its way: STEPS planes from near nothing to just below it; none when it cannot be read."""
    spec, number = drawing.spec, drawing.spec.number
    own = next((layer.name for layer in drawing.sheet.layers if _key(layer) == _key(plane.layer)), "")
    shown = "".join(one.block.text for one in drawing.inked if one.layer == own)
    if number is None or not shown:
        return []
    found = []
    for step in range(STEPS):
        part = (step + 0.5) / STEPS
        text = scaled(shown, 1 - (1 - part) ** 2)
        if text is None:
            return []
        items = tuple(item.model_copy(update={"written": text}) if item is number else item for item in spec.items)
        found += drawing.again(spec.model_copy(update={"items": items}), own)
    return found if len(found) == STEPS else []


_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c ]\d+)*")


def scaled(text: str, share: float) -> str | None:
    """The first number of a text times `share`, written as it is: grouping, decimals, digits; None without one."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    written = found[0]
    signs = [char for char in written if not char.isdigit()]
    parts = re.split(r"\D", written)
    decimals = parts[-1] if signs and (len(set(signs)) > 1 or (len(signs) == 1 and len(parts[-1]) != 3)) else ""
    if signs and not decimals and any(len(part) != 3 for part in parts[1:]):
        return None
    whole = "".join(parts[:-1] if decimals else parts)
    value = int(int(whole + decimals) * share)
    zero = ord(written[0]) - int(written[0])
    digits = str(value).rjust(len(decimals) + 1, "0")
    head = digits[: len(digits) - len(decimals)] if decimals else digits
    group = signs[0] if signs and (not decimals or len(set(signs)) > 1) else ""
    if group:
        head = f"{int(head):,}".replace(",", group)
    told = head + (signs[-1] + digits[-len(decimals) :] if decimals else "")
    native = "".join(chr(zero + int(char)) if char.isdigit() else char for char in told)
    return text[: found.start()] + native + text[found.end() :]


def _png(plane: Plane) -> bytes:
    import pyvips

    image = pyvips.Image.new_from_array(plane.pixels, interpretation="srgb")
    return bytes(image.pngsave_buffer(compression=COMPRESSION, keep="none"))
