"""Maps: golden facts of the atlas, views that show their places, labels that keep apart, nothing outside the frame."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.scene import Place, SceneSpec
from core.styles import load
from tools.images.illustrator import atlas, drawing
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.maps import labels, panel, route
from tools.images.illustrator.maps.frame import framed, outline
from tools.images.illustrator.maps.land import Drawn
from tools.images.illustrator.maps.projection import Azimuthal, World, apart

SIZES = {"16:9": (640, 360), "9:16": (360, 640), "1:1": (400, 400)}
POINTS = [
    ("Cairo", "EG"), ("Tokyo", "JP"), ("Paris", "FR"), ("Nairobi", "KE"), ("Lima", "PE"), ("Sanaa", "YE"), ("Delhi", "IN"),
    ("Moscow", "RU"), ("Vladivostok", "RU"), ("Honolulu", "US"), ("Anchorage", "US"), ("Santiago", "CL"), ("Riyadh", "SA"),
    ("Kabul", "AF"), ("Addis Ababa", "ET"), ("Sydney", "AU"), ("Ulaanbaatar", "MN"), ("Brasília", "BR"),
]  # fmt: skip


def spec(places: tuple[Place, ...], aspect: str = "16:9", **more: object) -> SceneSpec:
    width, height = SIZES[aspect]
    given: dict[str, object] = {
        "template": "map", "width": width, "height": height, "style": "flat", "palette": "daylight", "seed": 3,
        "language": "en", "direction": "ltr", "heading": "Where it lies", "places": places, "safe_bottom": 0.16,
    }  # fmt: skip
    return SceneSpec.model_validate({**given, **more})


def known(*names: str, language: str = "en") -> tuple[Place, ...]:
    found = [atlas.place(name, language) for name in names]
    assert None not in found, names
    return tuple(one for one in found if one)


@pytest.mark.parametrize(("name", "code"), POINTS)
def test_a_city_lies_in_its_country(name: str, code: str) -> None:
    place = atlas.place(name)
    assert place is not None
    assert place.longitude is not None
    assert place.latitude is not None
    country = atlas.land("region").around(place.longitude, place.latitude)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize("scale", ["world", "region"])
def test_every_label_point_lies_in_its_country(scale: atlas.Scale) -> None:
    land = atlas.land(scale)
    outside = [one.name for one in land.countries if one.polygons[0].area > 0.3 and not land.holds(one, *one.at)]
    assert outside == []


def test_countries_have_unique_codes_and_what_iso_does_not_list_has_none() -> None:
    codes = [one.code for one in atlas.land("region").countries if one.code]
    assert len(codes) == len(set(codes)) >= 230
    assert {"EG", "XK", "PS", "TW", "EH", "VA", "FJ", "AQ"} <= set(codes)
    nameless = {one.name for one in atlas.land("region").countries if not one.code}
    assert "Somaliland" in nameless


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Egypt", "en", "EG"), ("مصر", "ar", "EG"), ("मिस्र", "hi", "EG"), ("埃及", "zh", "EG"), ("エジプト", "ja", "EG"),
        ("이집트", "ko", "EG"), ("Ägypten", "de", "EG"), ("Égypte", "fr", "EG"), ("Египет", "ru", "EG"), ("the USA", "en", "US"),
        ("Ivory Coast", "en", "CI"), ("turkey", "en", "TR"), ("Egypt", "ar", "EG"),
    ],
)  # fmt: skip
def test_country_names(name: str, language: str, code: str) -> None:
    place = atlas.place(name, language)
    assert place is not None
    assert place.country == code
    assert place.latitude is None


@pytest.mark.parametrize(
    ("name", "language", "latitude", "longitude"),
    [
        ("Istanbul", "en", 41.0, 29.0), ("القاهرة", "ar", 30.0, 31.2), ("北京", "zh", 39.9, 116.4), ("دبي", "ar", 25.2, 55.3),
        ("दिल्ली", "hi", 28.6, 77.2), ("東京", "ja", 35.7, 139.7), ("the Nile", "en", 24.5, 32.9), ("Лондон", "ru", 51.5, -0.1),
    ],
)  # fmt: skip
def test_places_by_name(name: str, language: str, latitude: float, longitude: float) -> None:
    place = atlas.place(name, language)
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    assert abs(place.latitude - latitude) < 0.3
    assert abs(place.longitude - longitude) < 0.3


def test_unknown_places_are_none() -> None:
    assert atlas.place("Narnia") is None
    assert atlas.place("", "zz") is None
    assert atlas.country_name("QQ") == ""
    assert atlas.country_name("EG", "ar") == "مصر"


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(-180, 180), st.floats(-85, 85))
def test_azimuthal_there_and_back(x: float, y: float, along: float, up: float) -> None:
    projection = Azimuthal(along, up)
    if apart((x, y), (along, up)) < 170:
        assert apart(projection.back(*projection(x, y)), (x, y)) < 0.01


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(1, 150))
def test_azimuthal_keeps_distances_from_the_middle(along: float, up: float, away: float) -> None:
    """Snyder's formula: a point `c` away from the middle lies at 2 sin(c / 2)."""
    projection = Azimuthal(along, up)
    point = projection.back(2 * math.sin(math.radians(away) / 2), 0)
    assert abs(apart(point, (along, up)) - away) < 0.02


def test_world_is_symmetric_and_bounded() -> None:
    world = World(0)
    assert world(0, 0) == (0, 0)
    assert world(180, 0)[0] == pytest.approx(0.8707 * math.pi)
    assert world(90, 40)[0] == pytest.approx(-world(-90, 40)[0])
    assert world(0, 90)[1] == pytest.approx(-1.4222, abs=0.01)


CASES = [
    known("Egypt"), known("Russia"), known("Fiji"), known("Chile"), known("Vatican"), known("USA"), known("New Zealand"),
    known("Tokyo", "Honolulu", "Los Angeles"), known("Brazil", "Egypt", "India", "China", "Australia", "Canada"),
    known("Ethiopia", "Yemen", "Istanbul"), known("South Pole"), known("Pacific Ocean"), (),
]  # fmt: skip


@pytest.mark.parametrize("aspect", SIZES)
@pytest.mark.parametrize("places", CASES, ids=lambda places: "-".join(one.name for one in places) or "none")
def test_what_must_be_seen_is_on_the_sheet(places: tuple[Place, ...], aspect: str) -> None:
    sheet = Sheet.of(spec(places, aspect), load().palette("daylight"))
    free = Box(sheet.margin, 0.25 * sheet.height, sheet.width - 2 * sheet.margin, 0.5 * sheet.height)
    view = framed(sheet, free, list(places))
    for place in places:
        for point in outline(place):
            x, y = view.at(*point)
            assert -1 <= x <= sheet.width + 1, place.name
            assert -1 <= y <= sheet.height + 1, place.name


def test_the_antimeridian_cuts_nothing() -> None:
    """Fiji lies on both sides: it fills a part of the sheet, not a band across it; so does Russia's far east."""
    for name, widest in (("Fiji", 0.75), ("Russia", 0.95)):
        places = known(name)
        sheet = Sheet.of(spec(places), load().palette("daylight"))
        view = framed(sheet, Box(60, 60, sheet.width - 120, sheet.height - 120), list(places))
        xs = [view.at(*point)[0] for point in outline(places[0])]
        assert max(xs) - min(xs) < widest * sheet.width
        country = atlas.land("region").country(places[0].country)
        assert country is not None
        steps = Drawn(sheet, view).country(country).replace("Z", "").split("M")[1:]
        points = [[tuple(map(float, pair.split())) for pair in step.split("L")] for step in steps]
        longest = max(math.dist(a, b) for one in points for a, b in itertools.pairwise(one))
        assert longest < 0.25 * sheet.width


def test_a_map_without_the_pacific_is_cut_there_and_a_pacific_route_elsewhere() -> None:
    sheet = Sheet.of(spec(()), load().palette("daylight"))
    usual = framed(sheet, panel.whole(sheet), list(known("Brazil", "Egypt", "Australia", "Canada")))
    other = framed(sheet, panel.whole(sheet), list(known("Manila", "Lima", "Wellington", "Vancouver", "Kamchatka")))
    assert usual.world
    assert usual.projection.longitude == 11
    assert not other.world or abs(other.projection.longitude) > 120


WORDS = st.text("abcdefghij ", min_size=1, max_size=24).filter(str.strip)
SPOTS = st.tuples(st.floats(-75, 75), st.floats(-179, 179))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORDS, SPOTS), min_size=1, max_size=10), st.sampled_from(sorted(SIZES)), st.integers(0, 9))
def test_no_label_overlaps_another_or_leaves_the_sheet(
    named: list[tuple[str, tuple[float, float]]], aspect: str, seed: int
) -> None:
    places = tuple(Place(name=name, latitude=at[0], longitude=at[1]) for name, at in named)
    drawn = drawing.draw(spec(places, aspect, seed=seed, heading="A heading", text="and a line of text"))
    sheet = drawn.sheet
    boxes = [one.block.box for one in drawn.inked]
    for number, box in enumerate(boxes):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= sheet.spec.width
        assert box.bottom <= sheet.floor * sheet.scale + 1
        assert not any(box.meets(other) for other in boxes[number + 1 :])


def test_a_label_without_room_is_told() -> None:
    sheet = Sheet.of(spec(()), load().palette("daylight"))
    asked = [labels.Asked("Here", (100.0, 100.0), 15.0)]
    taken = [Box(0, 0, sheet.width, sheet.height)]
    assert labels.placed(sheet, asked, Box(0, 0, sheet.width, sheet.height), taken, []) == [None]
    crowd = tuple(Place(name=f"A place with a long name {n}", latitude=10.0, longitude=10.0) for n in range(12))
    notes = drawing.draw(spec(crowd, "9:16")).painted.notes
    assert any("found no free place on the map" in note for note in notes)


def test_layers_of_a_map() -> None:
    drawn = drawing.draw(spec(known("Ethiopia", "Yemen", "Istanbul"), route=True))
    layers = {layer.name: layer for layer in drawn.sheet.layers}
    assert layers["sea"].depth == 0
    assert layers["land"].depth == 0.3
    assert layers["country ET"].motion == "reveal"
    assert layers["country YE"].order == 1
    assert layers["route 1"].motion == "draw"
    assert layers["route 2"].order == 1
    assert {one.layer for one in drawn.inked} >= {"label 1", "label 2", "label 3"}
    assert any(credit.work.startswith("Natural Earth") for credit in drawn.painted.credits)


def test_a_route_skips_a_country_that_one_of_its_places_lies_in() -> None:
    drawn = drawing.draw(spec(known("USA", "New York", "San Francisco"), route=True))
    assert [layer.name for layer in drawn.sheet.layers if layer.name.startswith("route")] == ["route 1"]


def test_an_arrow_points_along_its_leg() -> None:
    leg = route.legs([(0.0, 0.0), (200.0, 0.0)])[0]
    xs = [float(pair.split()[0]) for pair in route.head(leg, 20).strip("MZ").split("L")]
    assert xs[0] == max(xs)
    assert leg[len(leg) // 2][1] < 0


@pytest.mark.parametrize(
    ("language", "direction", "heading", "names"),
    [
        ("en", "ltr", "Where coffee began", ("Ethiopia", "Yemen", "Istanbul")),
        ("ar", "rtl", "من أين جاءت القهوة؟", ("إثيوبيا", "اليمن", "إسطنبول")),
        ("hi", "ltr", "कॉफ़ी कहाँ से आई?", ("इथियोपिया", "यमन", "इस्तांबुल")),
        ("zh", "ltr", "咖啡从哪里来？", ("埃塞俄比亚", "也门", "伊斯坦布尔")),
    ],
)
@pytest.mark.parametrize("aspect", SIZES)
def test_maps_in_four_languages(
    language: str, direction: str, heading: str, names: tuple[str, ...], aspect: str
) -> None:
    places = known(*names, language=language)
    made = spec(places, aspect, language=language, direction=direction, heading=heading, route=True)
    drawn = drawing.draw(made)
    assert drawn.painted.notes == ()
    assert len(drawn.inked) == 4
    assert drawing.draw(made).sheet.svg() == drawn.sheet.svg()
