"""Diagrams: whatever a spec holds, words stand inside, apart, above the captions and readable; nothing goes unsaid."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as options
from hypothesis import strategies as st

from core.scene import Item, SceneSpec, Subject
from core.styles import load
from tools import fonts
from tools.images.illustrator import ink, placing, raster, templates
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.diagrams import cutaways, items, parts, tones
from tools.images.illustrator.diagrams.board import Board, Face, Label, frame
from tools.images.illustrator.diagrams.scale import scale
from tools.images.illustrator.templates import comparison
from tools.images.illustrator.typography import Wanted, compose, lines
from tools.images.illustrator.wording import Inked, Words

TEMPLATES = (
    "chapter", "text", "studio", "cycle", "flow", "cutaway", "timeline", "comparison", "list", "big_number",
    "bar_chart", "line_chart", "pie_chart", "quote", "credits",
)  # fmt: skip
SIZES = {"16:9": (320, 180), "9:16": (180, 320), "1:1": (240, 240)}
TEXTS = (
    "Cat", "Evaporation", "1450", "A label of quite some length that has to be broken", "W" * 60, "Überwältigung",
    "التبخر", "أول مقهى في إسطنبول سنة 1554", "वाष्पीकरण और संघनन", "a\u0007b\u200fc", "50 % & <b>", "Rain 🌧", "x",
)  # fmt: skip
VALUES = (None, 0.0, 1.0, -12.0, 3.5, 100.0, 1e9, -1e300, 1e300, 1e-300, 71.0)


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    assert fonts.prepare() is None


def spec(template: str = "list", **changes: Any) -> SceneSpec:
    values: dict[str, Any] = {
        "template": template, "width": 320, "height": 180, "style": "flat", "palette": "daylight", "seed": 5,
        "language": "en", "direction": "ltr", "safe_bottom": 0.18, "heading": "The water cycle",
    }  # fmt: skip
    return SceneSpec.model_validate(values | changes)


def drawn(scene: SceneSpec) -> tuple[Sheet, list[Inked], Words, list[Art]]:
    """The parts of a picture before a hand makes pixels of it."""
    words = Words.of(scene)
    shown = scene.model_copy(update={"heading": words.heading, "text": words.text})
    sheet = Sheet.of(shown, load().palette(scene.palette))
    arts, _ = placing.wanted(sheet)
    inked = templates.find(scene.template)(sheet, words, arts)
    return sheet, inked, words, arts


def problems(sheet: Sheet, inked: list[Inked]) -> list[str]:
    """What is wrong with where words stand: outside the margins, under the captions, over each other."""
    room, slack = frame(sheet), 1.6 / sheet.scale
    boxes = [(one.block.text, _design(one, sheet)) for one in inked]
    found = []
    for text, box in boxes:
        if box.x < room.x - slack or box.right > room.right + slack or box.y < room.y - slack:
            found.append(f"outside: {text!r} {box}")
        if box.bottom > room.bottom + slack:
            found.append(f"too low: {text!r} {box}")
    for (text, box), (other, beside) in combinations(boxes, 2):
        inner = Box(box.x + slack, box.y + slack, box.width - 2 * slack, box.height - 2 * slack)
        if inner.width > 0 and inner.height > 0 and inner.meets(beside):
            found.append(f"overlap: {text!r} {box} and {other!r} {beside}")
    return found


def _design(one: Inked, sheet: Sheet) -> Box:
    box = one.block.box
    return Box(*(side / sheet.scale for side in (box.x, box.y, box.width, box.height)))


def unsaid(scene: SceneSpec, inked: list[Inked], notes: list[str]) -> list[str]:
    """The labels that are neither set (whole, or cut at a word) nor mentioned in a note."""
    told = [one.block.text for one in inked]
    lacking = []
    for item in scene.items:
        wanted = Words().shown(item.label)
        cut = any(text.endswith("…") and wanted.startswith(text[:-1].rstrip()) for text in told)
        if (
            wanted
            and wanted not in told
            and not cut
            and not any("drawn" in n or "chart" in n or "part" in n for n in notes)
        ):
            lacking.append(wanted)
    return lacking


def contrasts(sheet: Sheet, inked: list[Inked]) -> list[float]:
    """The contrast of each block with the ground beside its letters in the finished picture."""
    pixels = raster.flat(sheet)
    return [_contrast(pixels, one) for one in inked if _written(pixels, one)]


def _written(pixels: Any, one: Inked) -> bool:
    ink.write(pixels, one.block, one.colours)
    return bool((one.block.mask > 200).any())


def _contrast(pixels: Any, one: Inked) -> float:
    block = one.block
    part = pixels[block.y : block.y + block.mask.shape[0], block.x : block.x + block.mask.shape[1]]
    mask = block.mask[: part.shape[0], : part.shape[1]]
    light = ink.luminances(part)
    letters = float(np.median(light[mask >= min(250, mask.max())]))
    near = mask > 0
    for axis in (0, 1):
        for _ in range(2):
            near = near | np.roll(near, 1, axis) | np.roll(near, -1, axis)
    ground = light[near & (mask == 0)]
    low, high = np.percentile(ground if ground.size else light.ravel(), [6, 94])
    return float(min((max(letters, g) + 0.05) / (min(letters, g) + 0.05) for g in (low, high)))


texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=40))
entries = st.builds(
    Item,
    label=texts,
    text=st.sampled_from(("", *TEXTS)),
    value=st.sampled_from(VALUES),
    unit=st.sampled_from(("", "%", "km/h")),
    written=st.sampled_from(("", "٧١٪", "1,00,000")),
    concept=st.sampled_from((None, "sun", "snark", "mantle", "crust")),
    points=st.lists(st.sampled_from(TEXTS), max_size=4).map(tuple),
)


@st.composite
def scenes(draw: st.DrawFn) -> SceneSpec:
    """Specs of every template, sensible and not."""
    width, height = SIZES[draw(st.sampled_from(tuple(SIZES)))]
    return spec(
        draw(st.sampled_from(TEMPLATES)),
        width=width,
        height=height,
        direction=draw(st.sampled_from(("ltr", "rtl"))),
        language=draw(st.sampled_from(("en", "ar", "hi", "sw"))),
        palette=draw(st.sampled_from(("daylight", "dusk", "sand"))),
        seed=draw(st.integers(0, 40)),
        safe_bottom=draw(st.sampled_from((0.0, 0.18, 0.3))),
        kicker=draw(st.sampled_from(("", "Chapter 2", "الفصل ٢"))),
        heading=draw(st.one_of(st.sampled_from(("", "Rain", *TEXTS)), st.just("many words " * 900))),
        text=draw(st.sampled_from(("", *TEXTS, "and so on " * 60))),
        facts=draw(st.lists(st.sampled_from(TEXTS), max_size=5).map(tuple)),
        items=draw(st.lists(entries, max_size=12).map(tuple)),
        subjects=draw(
            st.lists(
                st.builds(Subject, concept=st.sampled_from(("sun", "goat", "snark", "Earth's interior", "atom"))),
                max_size=4,
            ).map(tuple)
        ),
    )


HARD = (
    spec("big_number", items=[{"label": "Cat", "value": value} for value in (1.0, 0.0, -12.0, 1e300)]),
    spec("bar_chart", items=[{"label": "Cat", "value": value, "unit": "km/h"} for value in (0, 0, 0, 0, -12)], seed=1),
    spec("timeline", heading="many words " * 900, items=[{"label": TEXTS[7]}] * 5),
    spec("cycle", text="A text", items=[{"label": "Only one"}]),
)


@example(HARD[0])
@example(HARD[1])
@example(HARD[2])
@example(HARD[3])
@options(max_examples=220, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenes())
def test_words_stand_inside_apart_and_above_the_captions_and_none_is_missing(scene: SceneSpec) -> None:
    """Above five seconds because it is the one test that meets every template with every kind of wrong spec."""
    sheet, inked, words, _ = drawn(scene)
    assert problems(sheet, inked) == []
    known = {layer.name for layer in sheet.layers}
    assert {one.layer for one in inked} <= known
    if scene.template in {"list", "cycle", "flow", "timeline", "credits"}:
        assert unsaid(scene, inked, words.notes) == []


ITEMS = tuple(
    {"label": label, "text": "a few words about it", "value": value, "concept": concept}
    for label, value, concept in (
        ("Crust", 86.0, "crust"),
        ("Mantle", 33.0, "mantle"),
        ("Outer core", 6.5, None),
        ("Core", 2, "sun"),
    )
)


def full(template: str, seed: int, aspect: str = "16:9", factor: int = 2, **changes: Any) -> SceneSpec:
    """A spec that every template finds something in."""
    width, height = SIZES[aspect]
    given = {
        "items": ITEMS,
        "subjects": ({"concept": "Earth's interior"}, {"concept": "goat"}),
        "facts": ("One", "Two"),
    }
    return spec(template, seed=seed, width=width * factor, height=height * factor, **(given | changes))


@pytest.mark.parametrize("template", TEMPLATES)
def test_words_are_readable(template: str) -> None:
    for seed, aspect in zip(range(6), [*SIZES] * 2, strict=True):
        palette = ("daylight", "berry", "grove")[seed % 3]
        sheet, inked, _, _ = drawn(full(template, seed, aspect, text="A few words", palette=palette))
        assert inked
        assert min(contrasts(sheet, inked)) >= ink.ENOUGH, (seed, aspect)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_spec_gives_the_same_bytes_and_seeds_differ(template: str) -> None:
    first, again = (drawn(full(template, 3, factor=1)) for _ in range(2))
    assert raster.flat(first[0]).tobytes() == raster.flat(again[0]).tobytes()
    assert all(np.array_equal(a.block.mask, b.block.mask) for a, b in zip(first[1], again[1], strict=True))
    looks = {drawn(full(template, seed, factor=1))[0].svg() for seed in range(12)}
    assert len(looks) >= 2


@pytest.mark.parametrize("template", TEMPLATES)
def test_drawings_stand_inside(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Box] = []
    original = placing.drawn

    def watched(one: Art, box: Box, *, flip: bool = False) -> str:
        seen.append(box)
        return original(one, box, flip=flip)

    monkeypatch.setattr(placing, "drawn", watched)
    for aspect in SIZES:
        for seed in range(4):
            for direction in ("ltr", "rtl"):
                seen.clear()
                sheet, _, _, _ = drawn(full(template, seed, aspect, 1, direction=direction))
                room = frame(sheet)
                assert all(box.y >= room.y - 1 and box.bottom <= sheet.floor for box in seen)
                assert all(box.x >= room.x - 1 and box.right <= room.right + 1 for box in seen)


@pytest.mark.parametrize("template", ["cycle", "flow", "timeline", "list", "bar_chart"])
def test_each_item_is_a_layer_that_is_revealed_at_its_turn(template: str) -> None:
    sheet, inked, _, _ = drawn(full(template, 1))
    orders = {layer.order for layer in sheet.layers if layer.motion == "reveal"}
    assert {0, 1, 2, 3} <= orders
    moving = {one.layer for one in inked}
    assert {layer.name for layer in sheet.layers if layer.motion == "reveal"} >= {
        name for name in moving if "-" in name
    }


def test_a_big_number_counts_and_arrows_are_drawn_on() -> None:
    sheet, inked, _, _ = drawn(full("big_number", 1))
    motion = {layer.name: layer.motion for layer in sheet.layers}
    assert {motion[one.layer] for one in inked if one.block.text == "86"} >= {"count"}
    assert "draw" in {layer.motion for layer in drawn(full("cycle", 2))[0].layers}


def test_rtl_mirrors_the_order() -> None:
    at = {}
    for direction in ("ltr", "rtl"):
        _, inked, _, _ = drawn(full("timeline", 1, direction=direction))
        at[direction] = [one.block.x for one in inked if one.block.text in {"Crust", "Core"}]
    assert at["ltr"][0] < at["ltr"][1]
    assert at["rtl"][0] > at["rtl"][1]


# Seeded defects: each check of this file fails when what it checks is wrong.


def _spoilt(kind: str) -> Iterator[tuple[Sheet, list[Inked]]]:
    for template in ("list", "flow", "studio"):
        sheet, inked, _, _ = drawn(full(template, 2))
        first, other = inked[0].block, inked[1].block
        places = {
            "overlap": (other.x, other.y),
            "outside": (sheet.spec.width - first.mask.shape[1], first.y),
            "too low": (first.x, sheet.spec.height - first.mask.shape[0]),
        }
        x, y = places[kind]
        yield sheet, [replace(inked[0], block=replace(first, x=x, y=y)), *inked[1:]]


@pytest.mark.parametrize("kind", ["overlap", "outside", "too low"])
def test_a_misplaced_block_is_found(kind: str) -> None:
    for sheet, inked in _spoilt(kind):
        assert any(found.startswith(kind) for found in problems(sheet, inked))


def test_a_dropped_label_is_found() -> None:
    scene = full("list", 2)
    _, inked, words, _ = drawn(scene)
    assert unsaid(scene, inked, words.notes) == []
    kept = [one for one in inked if one.block.text != "Mantle"]
    assert unsaid(scene, kept, words.notes) == ["Mantle"]


def test_pale_words_are_found() -> None:
    sheet, inked, _, _ = drawn(full("list", 2))
    pixels = raster.flat(sheet)
    one = inked[0]
    block = one.block
    part = pixels[block.y : block.y + block.mask.shape[0], block.x : block.x + block.mask.shape[1]]
    part[block.mask > 0] = (200, 200, 205)
    assert _contrast(pixels, one) < ink.ENOUGH


# The parts.


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=12), st.booleans())
def test_scales_hold_all_values_with_round_ticks(values: list[float], zero: bool) -> None:
    found = scale(values, zero=zero)
    assert all(-1e-6 <= found.at(value) <= 1 + 1e-6 for value in values)
    assert 2 <= len(found.ticks) <= 13
    if zero:
        assert found.ticks[0] <= 0 <= found.ticks[-1]


def test_bars_begin_at_zero() -> None:
    assert scale([98.0, 99.0, 100.0], zero=True).ticks[0] == 0
    assert scale([98.0, 99.0, 100.0], zero=False).ticks[0] > 0


@given(st.lists(st.floats(0, 500), min_size=1, max_size=8))
def test_spread_labels_do_not_touch(middles: list[float]) -> None:
    sizes = [40.0] * len(middles)
    tops = parts.spread(sorted(middles), sizes, 0, 500, 6)
    assert all(after - before >= 40 - 1e-6 for before, after in pairwise(tops))
    assert tops[0] >= -1e-6
    assert tops[-1] + 40 <= 500 + 1e-6


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1234567.0, "", "1,234,567"), (0.07, "", "0.07"), (71.0, "%", "71%"), (-3.5, "°C", "\u22123.5°C"), (44.7, "km/h", "44.7 km/h"), (5.0, "$", "$5")],
)  # fmt: skip
def test_values_are_written(value: float, unit: str, text: str) -> None:
    assert items.written(Item(label="x", value=value, unit=unit)) == text
    assert items.written(Item(label="x", value=value, unit=unit, written="٧١٪")) == "٧١٪"


@pytest.mark.parametrize("name", cutaways.names())
def test_cutaways_draw_and_their_parts_are_on_the_drawing(name: str) -> None:
    import pyvips

    drawing = cutaways.find(f"The {name.title()}")
    assert drawing is not None
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">'
    alpha = np.asarray(pyvips.Image.svgload_buffer(f"{head}{''.join(drawing.body)}</svg>".encode()).numpy())[..., 3]
    assert (alpha > 0).mean() > 0.1
    for part, (x, y) in drawing.parts.items():
        near = alpha[max(int(y) - 12, 0) : int(y) + 12, max(int(x) - 12, 0) : int(x) + 12]
        assert (near > 0).any(), part


def test_parts_are_found_by_near_names_and_unknown_ones_are_said() -> None:
    earth = cutaways.find("inside the Earth")
    assert earth is not None
    assert cutaways.part(earth, "The Inner Core") == "inner core"
    assert cutaways.part(earth, "engine") is None
    scene = full(
        "cutaway", 1, items=({"label": "Motor", "concept": "engine"}, {"label": "Kern", "concept": "inner core"})
    )
    _, inked, words, _ = drawn(scene)
    assert "Kern" in [one.block.text for one in inked]
    assert any("engine" in note for note in words.notes)


@pytest.mark.parametrize("name", cutaways.names())
def test_lines_to_parts_do_not_cross(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.images.illustrator.templates import cutaway

    found: list[Any] = []

    def watched(board: Board, points: list[Any], colour: str, width: float, **more: Any) -> None:
        found.append((points[-2], points[-1]))

    monkeypatch.setattr(cutaway, "line", watched)
    drawing = cutaways.find(name)
    assert drawing is not None
    named = list({at: part for part, at in drawing.parts.items()}.values())[:8]
    for seed in range(6):
        found.clear()
        drawn(full("cutaway", seed, subjects=({"concept": name},), items=tuple({"label": part} for part in named)))
        assert not any(parts.crosses(one, other) for one, other in combinations(found, 2))


def test_palettes_give_readable_tones() -> None:
    for name, palette in load().palettes.items():
        for dark in (False, True):
            made = tones.scheme(palette, dark=dark)
            assert tones.ratio(made.words[0], made.ground) >= ink.ENOUGH, name
            assert tones.ratio(made.marked[0], made.ground) >= ink.ENOUGH, name


def test_lines_are_balanced_and_words_are_not_broken() -> None:
    text = "The long road of the wandering coffee bean to us"
    wanted = Wanted(text, Box(0, 0, 420, 200), 40, 20, "Bold", "ltr", lines=4)
    widths = {
        even: [width for _, width in lines(compose(replace(wanted, balanced=even), 1.0), 1.0)] for even in (True, False)
    }
    assert len(widths[True]) == len(widths[False])
    assert max(widths[True]) - min(widths[True]) < max(widths[False]) - min(widths[False])
    word = compose(Wanted("Condensation", Box(0, 0, 150, 90), 40, 12, "Bold", "ltr"), 1.0)
    assert word.mask.shape[0] < 1.3 * word.em


def test_columns_shift_as_one_and_kinds_share_a_size() -> None:
    scene = full("list", 1)
    sheet = Sheet.of(scene, load().palette("daylight"))
    board = Board(sheet, Words(), tones.scheme(sheet.palette, dark=False))
    face = Face(40, 15, ("#000000",), "Bold", 2)
    box = Box(100, 100, 300, 300)
    taken = board.column(box, [("One", face, 0.0), ("Two", face, 20.0)], 0.5)
    assert abs((taken.y - box.y) - (box.bottom - taken.bottom)) < 2
    board.inked.clear()
    narrow = (Box(0, 0, 300, 60), Box(0, 80, 90, 60))
    board.say_all([Label("Precipitation", at) for at in narrow], face)
    assert len({round(one.block.em, 3) for one in board.inked}) == 1


def test_sides_without_a_word_between_them_have_a_plain_divider() -> None:
    assert "sw" not in comparison.AGAINST
    _, inked, _, _ = drawn(full("comparison", 1, items=ITEMS[:2], language="sw"))
    assert not {one.block.text for one in inked} & set(comparison.AGAINST.values())
