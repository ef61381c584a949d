"""Places and placing: every environment draws in layers, subjects stand where they may, the sky holds to the facts."""

import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st

from core.scene import Facing, Indoors, Outdoors, SceneSpec, Subject, TimeOfDay, Weather
from core.styles import load
from tools import fonts
from tools.images.illustrator import art, drawing, grouping, placing, raster
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.placing import Stood
from tools.images.illustrator.scenery import OVER, View
from tools.images.illustrator.skies import PHASES
from tools.images.illustrator.templates import interior, landscape

OUTDOORS, INDOORS = get_args(Outdoors), get_args(Indoors)
PLACES = (*OUTDOORS, *INDOORS)
TIMES, WEATHERS = get_args(TimeOfDay), get_args(Weather)
ASPECTS = ((192, 108), (108, 192), (128, 128))
AIRLESS = {"space", "underwater", "moon", "cave"}


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    assert fonts.prepare() is None


def spec(environment: str | None, **changes: Any) -> SceneSpec:
    values: dict[str, Any] = {
        "template": "interior" if environment in INDOORS else "landscape",
        "environment": environment,
        "width": 192,
        "height": 108,
        "style": "flat",
        "palette": "daylight",
        "seed": 5,
        "language": "en",
        "direction": "ltr",
        "safe_bottom": 0.18,
    }
    return SceneSpec.model_validate(values | changes)


def sheet_of(environment: str, **changes: Any) -> Sheet:
    return drawing.draw(spec(environment, **changes)).sheet


def names(sheet: Sheet) -> list[str]:
    return [layer.name for layer in sheet.layers]


def standing(scene: SceneSpec, monkeypatch: pytest.MonkeyPatch) -> tuple[Sheet, list[Stood]]:
    """The sheet and everything that `placing` drew on it."""
    found: list[Stood] = []
    original = placing.draw

    def watched(view: View, stood: list[Stood]) -> None:
        found.extend(stood)
        original(view, stood)

    monkeypatch.setattr(placing, "draw", watched)
    return drawing.draw(scene).sheet, found


@pytest.mark.parametrize("environment", PLACES)
def test_every_place_hour_weather_and_aspect_draws(environment: str) -> None:
    """Well-formed, in layers from back to front, nothing outside the limits; rendered for two hours of each."""
    for seed, (width, height) in enumerate(ASPECTS):
        for time in TIMES:
            for weather in WEATHERS:
                sheet = sheet_of(environment, width=width, height=height, seed=seed, time_of_day=time, weather=weather)
                assert len(sheet.layers) >= 3
                assert sheet.layers[0].depth <= 0.3
                assert len(sheet.svg()) < 260_000
                assert "nan" not in sheet.svg()
                assert all(layer.parts for layer in sheet.layers)
        assert raster.flat(sheet).shape == (height, width, 3)


@pytest.mark.parametrize("environment", PLACES)
def test_places_have_compositions_and_stay_the_same_for_a_seed(environment: str) -> None:
    drawn = {seed: sheet_of(environment, seed=seed).svg() for seed in range(9)}
    assert drawn[3] == sheet_of(environment, seed=3).svg()
    assert len(set(drawn.values())) >= 6
    if environment in OUTDOORS:
        assert len({tuple(names(sheet_of(environment, seed=seed))) for seed in range(9)}) >= 2
    elif environment != "stage":
        places = {re.search(r'"furniture [0-9]+".*?translate[(]([-0-9]+)', svg) for svg in drawn.values()}
        assert len({found[1] for found in places if found}) >= 2


@pytest.mark.parametrize("environment", PLACES)
def test_layers_reach_beyond_the_frame(environment: str) -> None:
    """Moved by parallax, the sheet shows no gap: a sheet whose window is larger by the overhang is opaque."""
    sheet = sheet_of(environment, seed=2)
    over = OVER * 0.8
    wide = sheet.svg().replace(
        f'viewBox="0 0 {sheet.width:.3f} {sheet.height:.3f}"',
        f'viewBox="{-over * sheet.width:.1f} {-over * sheet.height:.1f} '
        f'{(1 + 2 * over) * sheet.width:.1f} {(1 + 2 * over) * sheet.height:.1f}"',
    )
    import pyvips

    alpha = pyvips.Image.svgload_buffer(wide.encode())[3]
    assert alpha.min() == 255


def test_subjects_have_layers_of_their_own() -> None:
    subjects = (Subject(concept="cow", count=3), Subject(concept="eagle"))
    sheet = sheet_of("meadow", subjects=subjects)
    ours = [layer for layer in sheet.layers if layer.name.startswith("subject")]
    assert {layer.name for layer in ours} == {"subject 1 cow", "subject 2 eagle"}
    assert all(layer.depth == 1.0 for layer in ours)
    assert sheet.layers[-1].depth > 1.0


WALKERS, FLYERS = ("cow", "horse", "elephant", "cat", "house"), ("eagle", "butterfly", "airplane")
SUBJECTS = st.lists(
    st.builds(
        Subject,
        concept=st.sampled_from((*WALKERS, *FLYERS, "fox", "ship", "duck", "bread", "microscope")),
        count=st.sampled_from((1, 1, 2, 5, 12)),
        role=st.sampled_from(("hero", "hero", "support", "background")),
        size=st.sampled_from((None, None, "tiny", "huge")),
        facing=st.sampled_from((None, "left", "right")),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda subject: subject.concept,
)


@options(max_examples=70, deadline=None)
@given(st.sampled_from(PLACES), SUBJECTS, st.sampled_from(ASPECTS), st.integers(0, 9), st.sampled_from(("ltr", "rtl")))
def test_subjects_stand_inside_apart_and_clear_of_words(
    environment: str, subjects: list[Subject], aspect: tuple[int, int], seed: int, direction: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        scene = spec(
            environment,
            subjects=tuple(subjects),
            width=aspect[0],
            height=aspect[1],
            seed=seed,
            direction=direction,
            heading="The colour of the evening",
        )
        sheet, stood = standing(scene, patch)
    assert 1 <= len(stood) <= placing.MOST
    for one in stood:
        assert one.box.x >= 0
        assert one.box.right <= sheet.width
        assert one.box.y >= 0
        assert one.box.bottom <= sheet.floor
    assert not collisions(stood)


def collisions(stood: list[Stood]) -> list[tuple[str, str]]:
    """Pairs that touch: of two subjects any contact, within a herd a covered head."""
    found = []
    for i, one in enumerate(stood):
        for other in stood[i + 1 :]:
            boxes = one.box, other.box
            if one.number == other.number:
                behind, front = sorted(boxes, key=lambda box: box.bottom)
                head = Box(behind.x, behind.y, behind.width, behind.height * grouping.HEADS * 0.6)
                boxes = head, front
            if shrunk(boxes[0]).meets(shrunk(boxes[1])):
                found.append((one.art.label, other.art.label))
    return found


def shrunk(box: Box) -> Box:
    return Box(box.x + 0.01 * box.width, box.y, 0.98 * box.width, box.height)


def test_collisions_are_seen() -> None:
    cow = art.index()["cow"]
    one, other = (Stood(cow, "ground", Box(x, 0, 50, 40), number=x) for x in (0, 45))
    assert collisions([one, other])


@given(st.integers(1, 12), st.floats(0.3, 2.5), st.integers(0, 99))
def test_groups_are_within_their_room(count: int, aspect: float, seed: int) -> None:
    import random

    for arrange in (grouping.herd, grouping.flock):
        cluster = arrange(random.Random(seed), count, aspect)
        assert len(cluster.members) == count
        for one in cluster.members:
            assert one.x >= 0
            assert one.x + one.size * aspect <= cluster.width + 1e-6
            assert one.rise >= 0
            assert one.rise + one.size <= cluster.height + 1e-6


def test_the_size_asked_for_wins_and_the_background_is_smaller() -> None:
    with pytest.MonkeyPatch.context() as patch:
        _, (mouse, cow) = standing(
            spec("meadow", subjects=(Subject(concept="mouse", size="huge"), Subject(concept="cow", size="tiny"))), patch
        )
    assert mouse.box.height > 2 * cow.box.height
    with pytest.MonkeyPatch.context() as patch:
        _, (near, far) = standing(
            spec("meadow", subjects=(Subject(concept="cow"), Subject(concept="horse", role="background"))), patch
        )
    assert far.box.bottom < near.box.bottom
    assert far.box.height < near.box.height


LEFT: Facing = "left"
RIGHT: Facing = "right"


def test_facing() -> None:
    for wanted, flipped in ((LEFT, False), (RIGHT, True)):
        with pytest.MonkeyPatch.context() as patch:
            _, (one,) = standing(spec("meadow", subjects=(Subject(concept="cow", facing=wanted),)), patch)
        assert one.flip is flipped
    with pytest.MonkeyPatch.context() as patch:
        _, (left, right) = standing(spec("meadow", subjects=(Subject(concept="cow"), Subject(concept="horse"))), patch)
    assert left.flip, "it looks to the right, at the other"
    assert not right.flip


@pytest.mark.parametrize("environment", ["sea", "beach", "river"])
def test_what_swims_is_in_the_water(environment: str) -> None:
    for seed in range(4):
        with pytest.MonkeyPatch.context() as patch:
            sheet, (ship, *_) = standing(spec(environment, seed=seed, subjects=(Subject(concept="ship"),)), patch)
        assert ship.stance == "swim"
        assert ship.box.bottom < View.of(sheet).feet + 1


def test_what_walks_has_a_shore_at_the_sea() -> None:
    with pytest.MonkeyPatch.context() as patch:
        sheet, (camel,) = standing(spec("sea", subjects=(Subject(concept="camel"),)), patch)
    assert camel.stance == "ground"
    assert any("hill" in name for name in names(sheet))


@pytest.mark.parametrize("environment", INDOORS)
def test_rooms_hold_only_what_fits(environment: str) -> None:
    subjects = (Subject(concept="whale"), Subject(concept="cat"), Subject(concept="bread"), Subject(concept="fox"))
    with pytest.MonkeyPatch.context() as patch:
        _, stood = standing(spec(environment, subjects=subjects), patch)
    stances = {one.art.label: one.stance for one in stood}
    assert stances["whale"] == "frame"
    assert stances["cat"] == "ground"
    assert stances["bread"] == "table"


def lights(sheet: Sheet) -> set[str]:
    """The lights of the sky that this sheet has layers for."""
    return {"sun", "moon", "rainbow", "lightning"} & set(names(sheet))


def shows(sheet: Sheet, colour: str) -> bool:
    return colour in sheet.svg()


def wrong_lights(scene: SceneSpec, sheet: Sheet) -> list[str]:
    """What the sky of this sheet has and cannot have."""
    found, faults = lights(sheet), []
    if {"sun", "rainbow"} <= found:
        faults.append("sun in front of a rainbow's viewer")
    if {"sun", "moon"} <= found:
        faults.append("sun and moon")
    if scene.time_of_day == "night" and "sun" in found:
        faults.append("sun at night")
    if scene.weather != "storm" and "lightning" in found:
        faults.append("lightning without a storm")
    if scene.weather not in {"clear", "cloudy", "fog"} and "sun" in found:
        faults.append("sun in the rain")
    return faults


@pytest.mark.parametrize("environment", OUTDOORS)
def test_the_sky_holds_to_the_facts(environment: str) -> None:
    for time in TIMES:
        for weather in WEATHERS:
            for concept in ("cow", "rainbow", "full moon", "sun"):
                scene = spec(environment, time_of_day=time, weather=weather, subjects=(Subject(concept=concept),))
                assert not wrong_lights(scene, drawing.draw(scene).sheet), (time, weather, concept)


def test_a_wrong_sky_is_seen() -> None:
    scene = spec("meadow", subjects=(Subject(concept="rainbow"),))
    sheet = drawing.draw(scene).sheet
    sheet.layer("sun", 0.02)
    sheet.add("<circle/>")
    assert wrong_lights(scene, sheet) == ["sun in front of a rainbow's viewer"]


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_of_the_moon_is_drawn_once_and_in_the_sky(phase: str) -> None:
    subjects = (Subject(concept=phase), Subject(concept="owl"))
    with pytest.MonkeyPatch.context() as patch:
        sheet, stood = standing(spec("meadow", time_of_day="night", subjects=subjects), patch)
    assert [one.art.label for one in stood] == ["owl"]
    assert names(sheet).count("moon") == 1
    assert shows(sheet, "#F4EFD9") == (phase != "new moon")


def test_no_moon_by_day_unless_asked() -> None:
    assert "moon" not in names(sheet_of("meadow"))
    asked = sheet_of("meadow", subjects=(Subject(concept="first quarter moon"),))
    assert {"sun", "moon"} & set(names(asked)) == {"moon"}


def test_two_phases_are_shown_side_by_side() -> None:
    subjects = (Subject(concept="full moon"), Subject(concept="new moon"))
    with pytest.MonkeyPatch.context() as patch:
        _, stood = standing(spec("meadow", time_of_day="night", subjects=subjects), patch)
    assert len(stood) == 2


@pytest.mark.parametrize(
    ("concept", "environment", "changes"),
    [
        ("palm tree", "snow", {}),
        ("cactus", "desert", {"weather": "snow"}),
        ("sun", "meadow", {"time_of_day": "night"}),
        ("sun", "meadow", {"weather": "rain"}),
        ("star", "meadow", {}),
    ],
)
def test_what_cannot_be_there_is_only_a_sign(concept: str, environment: str, changes: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _, (one,) = standing(spec(environment, subjects=(Subject(concept=concept),), **changes), patch)
    assert one.stance == "badge"


@pytest.mark.parametrize("environment", ["beach", "desert", "sea"])
def test_no_palm_stands_in_the_snow(environment: str) -> None:
    for seed in range(5):
        assert not any(name.startswith("palms") for name in names(sheet_of(environment, seed=seed, weather="snow")))
    assert any("palms" in name for seed in range(5) for name in names(sheet_of("beach", seed=seed)))


def test_stars_only_in_a_clear_night() -> None:
    star = 'fill="#DCE8FF"'
    assert shows(sheet_of("meadow", time_of_day="night"), star)
    for time, weather in (("day", "clear"), ("night", "cloudy"), ("night", "storm"), ("sunset", "clear")):
        assert not shows(sheet_of("meadow", time_of_day=time, weather=weather), star)


@pytest.mark.parametrize(
    ("weather", "layer", "motion"),
    [("rain", "rain near", "fall"), ("storm", "lightning", "still"), ("snow", "snow far", "fall"),
     ("fog", "fog near", "drift")],
)  # fmt: skip
def test_weather_is_drawn_and_moves(weather: str, layer: str, motion: str) -> None:
    for environment in OUTDOORS:
        found = {one.name: one.motion for one in sheet_of(environment, weather=weather).layers}
        assert (layer in found) == (environment not in AIRLESS)
        assert found.get(layer, motion) == motion


def test_windows_show_the_weather_and_lamps_are_lit_at_night() -> None:
    assert landscape.ENVIRONMENTS.keys() | interior.ROOMS.keys() == set(PLACES)
    day, night = (sheet_of("room", time_of_day=time) for time in ("day", "night"))
    assert not shows(day, "dusk")
    assert "dusk" in names(night)
    assert shows(night, "#FFE3A0")
    assert sheet_of("room", weather="rain").svg() != day.svg()


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("environment", [None, "sea", "classroom"])
def test_titles_have_compositions_and_a_kicker(environment: str | None, aspect: tuple[int, int]) -> None:
    width, height = aspect[0] * 2, aspect[1] * 2
    kinds = set()
    for seed in range(8):
        scene = spec(
            environment,
            template="title",
            width=width,
            height=height,
            seed=seed,
            kicker="Chapter 1",
            heading="How whales sing",
            text="A song of the deep",
            subjects=(Subject(concept="whale"),),
        )
        drawn = drawing.draw(scene)
        boxes = [one.block.box for one in drawn.inked]
        assert len(boxes) == 3
        for i, box in enumerate(boxes):
            assert not any(box.meets(other) for other in boxes[i + 1 :])
            assert box.x >= 0
            assert box.right <= width
            assert box.bottom <= height * 0.82 + 1
        kinds.add(tuple(sorted({layer.name for layer in drawn.sheet.layers} & {"mat", "shape", "discs", "veil"})))
    assert len(kinds) >= 2


def test_far_things_are_not_before_near_ones() -> None:
    """Depth never falls by much from back to front, in any environment: parallax would tear the picture."""
    for environment in PLACES:
        for seed in range(3):
            depths = [layer.depth for layer in sheet_of(environment, seed=seed, weather="rain").layers]
            highest = 0.0
            for depth in depths:
                assert depth >= highest - 0.45, (environment, depths)
                highest = max(highest, depth)


def test_palettes_tint_the_view() -> None:
    assert len({sheet_of("meadow", palette=name).svg() for name in load().palettes}) == len(load().palettes)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_no_sun_behind_the_words(aspect: tuple[int, int]) -> None:
    for template in ("landscape", "title"):
        for seed in range(6):
            for direction in ("ltr", "rtl"):
                scene = spec(
                    "meadow",
                    template=template,
                    seed=seed,
                    direction=direction,
                    width=aspect[0] * 3,
                    height=aspect[1] * 3,
                    heading="How rainbows form after the rain",
                    text="A short line below",
                )
                drawn = drawing.draw(scene)
                suns = [layer for layer in drawn.sheet.layers if layer.name == "sun"]
                if "mat" in names(drawn.sheet) or not suns:
                    continue  # the words stand on paper beside the window, or there was no room for a sun
                sun = suns[0].parts[-1]
                found = {key: float(value) for key, value in re.findall(r'(cx|cy|r)="([-0-9.]+)"', sun)}
                disc = Box(found["cx"] - found["r"], found["cy"] - found["r"], 2 * found["r"], 2 * found["r"])
                for one in drawn.inked:
                    box, scale = one.block.box, drawn.sheet.scale
                    assert not disc.meets(Box(box.x / scale, box.y / scale, box.width / scale, box.height / scale))
