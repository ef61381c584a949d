"""The built-in illustrator: words readable and inside, subjects grounded and apart, notes and credits honest."""

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st

from core.errors import Mistake
from core.scene import Outdoors, SceneSpec, Subject, TimeOfDay
from core.styles import load
from tools import fonts
from tools.images.illustrator import Illustrator, art, backend, ink, placing, raster
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.scenery import View
from tools.images.illustrator.typography import Block, Wanted, clean, compose

ENVIRONMENTS = get_args(Outdoors)
TIMES = get_args(TimeOfDay)
ASPECTS = {"16:9": (320, 180), "9:16": (180, 320), "1:1": (240, 240)}
SAFE = 0.18


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    assert fonts.prepare() is None


def spec(**changes: Any) -> SceneSpec:
    values: dict[str, Any] = {
        "template": "landscape",
        "width": 320,
        "height": 180,
        "style": "flat",
        "palette": "daylight",
        "seed": 5,
        "language": "en",
        "direction": "ltr",
        "safe_bottom": SAFE,
        "heading": "The colour of the evening",
        "text": "A short line below",
    }
    return SceneSpec.model_validate(values | changes)


def surround(mask: Any, width: int) -> Any:
    """Pixels within `width` of a letter and not under one."""
    near = mask > 0
    for axis in (0, 1):
        for _ in range(width):
            near = near | np.roll(near, 1, axis) | np.roll(near, -1, axis)
    return near & (mask == 0)


def measured_contrast(pixels: Any, block: Block) -> float:
    """Contrast of the inmost letter pixels with the ground beside the letters, both from the finished picture."""
    part = pixels[block.y : block.y + block.mask.shape[0], block.x : block.x + block.mask.shape[1]]
    mask = block.mask[: part.shape[0], : part.shape[1]]
    light = ink.luminances(part)
    letters = float(np.median(light[mask > 250])) if (mask > 250).any() else float(np.median(light[mask >= mask.max()]))
    ground = light[surround(mask, 2)]
    low, high = np.percentile(ground, [5, 95])
    ratios = [(max(letters, other) + 0.05) / (min(letters, other) + 0.05) for other in (float(low), float(high))]
    return min(ratios)


@pytest.mark.parametrize("environment", [None, *ENVIRONMENTS])
@pytest.mark.parametrize("template", ["title", "text", "landscape"])
def test_words_are_readable_in_every_place_and_hour(template: str, environment: str | None) -> None:
    for time in TIMES:
        for direction in ("ltr", "rtl"):
            scene = spec(
                template=template, environment=environment, time_of_day=time, direction=direction, palette="sand"
            )
            sheet, inked, _ = backend.composed(scene)
            pixels = raster.flat(sheet)
            for one in inked:
                ink.write(pixels, one.block, one.colours)
            assert len(inked) == 2
            for one in inked:
                assert measured_contrast(pixels, one.block) >= ink.ENOUGH, (time, direction)


@options(max_examples=40)
@given(
    st.lists(st.integers(0, 255), min_size=12, max_size=12),
    st.sampled_from([("#16324F", "#FFFDF6"), ("#FFFDF6", "#16324F")]),
)
def test_scrim_mends_any_ground(colours: list[int], inks: tuple[str, str]) -> None:
    """Four random colours in stripes behind the words: the contrast is there all the same."""
    stripes = np.repeat(np.array(colours, np.uint8).reshape(1, 4, 3), 60, axis=1)
    pixels = np.repeat(stripes, 120, axis=0).copy()
    block = compose(Wanted("Striped", Box(20, 30, 200, 60), 40, 20, "Bold", "ltr"), 1.0)
    ink.write(pixels, block, inks)
    assert measured_contrast(pixels, block) >= ink.ENOUGH


LONG = "Every drop sends each colour back at its own angle, and you see red from the drops that are higher up. " * 3


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("template", ["title", "text", "landscape"])
@pytest.mark.parametrize("text", ["Gravity", LONG, "W" * 300, "أهرامات الجيزة من عجائب الدنيا السبع القديمة"])
def test_words_stay_inside_apart_and_above_the_captions(aspect: str, template: str, text: str) -> None:
    width, height = ASPECTS[aspect]
    for subjects in ((), (Subject(concept="camel"),)):
        for direction in ("ltr", "rtl"):
            scene = spec(
                template=template,
                width=width,
                height=height,
                heading=text,
                text=text[::-1] + "z",
                subjects=subjects,
                direction=direction,
            )
            _, inked, _ = backend.composed(scene)
            boxes = [one.block.box for one in inked]
            assert len(boxes) == 2
            assert not boxes[0].meets(boxes[1])
            for box in boxes:
                assert box.x >= 0.049 * min(width, height)
                assert box.right <= width - 0.049 * min(width, height) + 1
                assert box.y >= 0.049 * height - 1
                assert box.bottom <= height * (1 - SAFE) + 1


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("template", ["title", "text", "landscape"])
@pytest.mark.parametrize("environment", [None, *ENVIRONMENTS])
def test_subjects_stand_inside_apart_and_clear_of_words(
    aspect: str, template: str, environment: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Box] = []
    original = placing.drawn

    def watched(one: art.Art, box: Box, *, flip: bool = False) -> str:
        drawn.append(box)
        return original(one, box, flip=flip)

    monkeypatch.setattr(placing, "drawn", watched)
    width, height = ASPECTS[aspect]
    for names in (("camel",), ("cow", "honeybee", "sunflower"), ("ship", "brain")):
        drawn.clear()
        subjects = tuple(Subject(concept=name) for name in names)
        sheet, inked, _ = backend.composed(
            spec(template=template, width=width, height=height, environment=environment, subjects=subjects)
        )
        words = [
            Box(*(side / sheet.scale for side in (b.x, b.y, b.width, b.height)))
            for b in (one.block.box for one in inked)
        ]
        assert len(drawn) == len(names)
        for i, box in enumerate(drawn):
            assert box.x >= 0
            assert box.right <= sheet.width
            assert box.y >= 0
            assert box.bottom <= sheet.floor
            assert not any(box.meets(word) for word in words)
            if template != "text":
                assert not any(box.meets(other) for other in drawn[i + 1 :])


def placed(names: list[str], environment: str, **changes: Any) -> tuple[View, list[placing.Stood]]:
    scene = spec(environment=environment, **changes)
    view = View.of(Sheet.of(scene, load().palette("daylight")))
    room = Box(20, 120, view.sheet.width - 40, view.feet - 120)
    return view, placing.place(view, [art.index()[name] for name in names], room)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("flyer", ["airplane", "eagle", "rocket", "ringed planet", "tropical fish"])
def test_what_flies_is_not_on_the_ground(environment: str, flyer: str) -> None:
    for seed in range(6):
        view, (one,) = placed([flyer], environment, seed=seed)
        assert one.stance == "float"
        assert one.box.bottom < view.feet - 5


def test_what_walks_is_on_the_ground() -> None:
    view, stood = placed(["cow", "horse"], "meadow")
    assert all(abs(one.box.bottom - view.feet) < 0.02 * view.sheet.height for one in stood)


def test_ships_swim_at_sea_and_heads_are_on_badges() -> None:
    _, (ship, fox) = placed(["ship", "fox"], "sea")
    assert (ship.stance, fox.stance) == ("swim", "badge")


def test_relative_sizes() -> None:
    _, (castle, horse, bee) = placed(["castle", "horse", "honeybee"], "meadow")
    assert castle.box.height > horse.box.height > bee.box.height


def test_no_sun_at_night() -> None:
    sun, moon = "#FFE89A", "#F4EFD9"
    for environment in ENVIRONMENTS:
        day, night = (
            backend.composed(spec(environment=environment, time_of_day=time))[0].svg() for time in ("day", "night")
        )
        assert sun not in night
        assert (sun in day) == (moon in night) == (environment not in {"space", "underwater", "cave", "moon"})


def test_a_rainbow_spans_the_sky_opposite_the_sun() -> None:
    rainbow = (Subject(concept="rainbow"), Subject(concept="cow"))
    bow, sun = "#7D5BD0", "#FFE89A"
    for template in ("landscape", "title"):
        svg = backend.composed(spec(template=template, environment="meadow", subjects=rainbow))[0].svg()
        assert bow in svg
        assert sun not in svg
    plain = backend.composed(spec(environment="meadow"))[0].svg()
    assert bow not in plain
    assert bow not in backend.composed(spec(environment="space", subjects=rainbow))[0].svg()


def test_markup_is_literal() -> None:
    """`<b>&` sets as many letters as it has: far wider than `b` alone."""
    room = Box(0, 0, 900, 60)
    literal, bare = (
        compose(Wanted(text, room, 40, 20, "Regular", "ltr"), 1.0).box.width for text in ("<b>&amp;</b>", "b")
    )
    assert literal > 6 * bare


@pytest.mark.parametrize(("direction", "side"), [("ltr", "left"), ("rtl", "right")])
def test_lines_begin_where_reading_begins(direction: str, side: str) -> None:
    text = {"ltr": "A long first line and then a short end", "rtl": "سطر أول طويل جدا ثم نهاية"}[direction]
    block = compose(Wanted(text, Box(50, 0, 260, 200), 40, 40, "Bold", direction, lines=4), 1.0)  # type: ignore[arg-type]
    last = block.mask[-20:].max(axis=0) > 100
    inked = np.flatnonzero(last)
    start, end = inked[0], block.mask.shape[1] - 1 - inked[-1]
    assert (start < end) == (side == "left")
    assert abs(block.box.x - 50 if side == "left" else block.box.right - 310) < 8


@given(st.text(max_size=600))
def test_clean_is_short_and_showable(text: str) -> None:
    shown = clean(text, 100)
    assert len(shown) <= 101
    assert clean(shown, 101) == shown
    assert "\n" not in shown


def test_long_text_ends_in_an_ellipsis_at_a_word() -> None:
    assert clean("alpha beta gamma", 12) == "alpha beta…"


def test_uncovered_text_is_left_out_with_a_note(tmp_path: Path) -> None:
    painted = Illustrator().paint(spec(heading="తెలుగు", text="뷁"), tmp_path / "a.png")
    assert (
        painted.notes[1]
        == "The text was left out of the picture: no bundled font has its letters (Hangul: add Noto Sans KR)."
    )
    Illustrator().paint(spec(heading="", text=""), tmp_path / "b.png")
    assert "heading" in painted.notes[0]
    assert "Telugu: add Noto Sans Telugu" in painted.notes[0]
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_sign_alone_does_not_cost_the_heading() -> None:
    _, inked, painted = backend.composed(spec(heading="Rainbows 🌈", text=""))
    assert len(inked) == 1
    assert painted.notes == ("Signs were left out of the heading: no bundled font has 🌈.",)


def test_unknown_concept_is_said_and_credits_follow_what_is_used(tmp_path: Path) -> None:
    painted = Illustrator().paint(spec(subjects=(Subject(concept="snark"), Subject(concept="dog"))), tmp_path / "a.png")
    assert painted.notes == ("'snark' is not among the drawings and was left out.",)
    assert [credit.work for credit in painted.credits] == ["Noto Emoji", "Poppins"]
    bare = Illustrator().paint(spec(heading="", text=""), tmp_path / "a.png")
    assert bare.credits == ()


def test_unknown_styles_and_palettes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="'cubist'; known: flat, watercolour"):
        Illustrator().paint(spec(style="cubist"), tmp_path / "a.png")
    with pytest.raises(Mistake, match="mud"):
        Illustrator().paint(spec(palette="mud"), tmp_path / "a.png")


def test_every_drawing_renders_inside_its_box() -> None:
    """Our own, and every eighth of the thousand others: each is drawn alone, small."""
    import pyvips

    for number, one in enumerate(art.index().values()):
        if number % 8 and not one.own:
            continue
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="64" height="64">{art.svg(one)}</svg>'
        )
        alpha = pyvips.Image.svgload_buffer(svg.encode())[3]
        left, top, width, height = alpha.find_trim(threshold=16, background=[0])
        found = [side / 64 for side in (left, top, left + width, top + height)]
        assert found == pytest.approx(one.box, abs=0.05), one.label
