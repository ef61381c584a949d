"""The parametric character: inside its box, on the ground, the same person each time, dressed as the words say."""

import re
from typing import Any, get_args

import numpy as np
import pytest
import pyvips
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st

from core.scene import Age, Build, Character, Expression, Facing, Pose, Presentation
from tools.images.illustrator import art as drawings
from tools.images.illustrator import figures
from tools.images.illustrator.figures import colours, hair, hats, props, wear
from tools.images.illustrator.figures.details import DETAILS
from tools.images.illustrator.figures.extent import extent
from tools.images.illustrator.figures.figure import ON_HEAD, body

POSES, AGES, EXPRESSIONS = get_args(Pose), get_args(Age), get_args(Expression)
GROUND = 126 / 128
PIXEL = 1 / 128


def person(**changes: Any) -> Character:
    return Character.model_validate({"id": "hero", "age": "adult", "presentation": "feminine", "skin": 6} | changes)


def pixels(content: str) -> Any:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128">{content}</svg>'
    return np.asarray(pyvips.Image.svgload_buffer(svg.encode()).numpy())


@pytest.mark.parametrize("dress", figures.dresses())
def test_every_dress_in_every_pose_stands_on_the_ground_inside_its_box(dress: str) -> None:
    """Each dress meets each pose; ages, builds and sides turn with them, so that all pairs are met over the dresses."""
    first = figures.dresses().index(dress)
    for number, pose in enumerate(POSES):
        turn = first + number
        who = person(
            dress=dress,
            age=AGES[turn % 4],
            build=get_args(Build)[turn % 3],
            presentation=get_args(Presentation)[(turn // 2) % 3],
        )
        left, top, right, bottom = extent(body(who, pose, EXPRESSIONS[turn % 7], (None, "left", "right")[turn % 3], 0))
        assert min(left, top, 1 - right) >= 0, (pose, who.age)
        assert GROUND - 2 * PIXEL <= bottom <= 1, (pose, who.age, bottom)


PEOPLE = st.builds(
    Character,
    id=st.text(max_size=12),
    age=st.sampled_from(AGES),
    build=st.sampled_from(get_args(Build)),
    presentation=st.sampled_from(get_args(Presentation)),
    skin=st.integers(1, 10),
    hair=st.sampled_from(["", *hair.styles(), *hair.COVERS, "bald, long beard", "no such style"]),
    dress=st.sampled_from([*figures.dresses(), "", "no such dress"]),
    colour=st.sampled_from(["", "#3366AA"]),
)


@options(max_examples=60, deadline=None)
@given(PEOPLE, st.sampled_from(POSES), st.sampled_from(EXPRESSIONS), st.sampled_from([None, *get_args(Facing)]))
def test_anybody_can_be_drawn_and_is_the_same_again(
    who: Character, pose: Pose, expression: Expression, facing: Facing | None
) -> None:
    drawn = figures.art(who, pose, expression, facing)
    figures.art.cache_clear()
    again = figures.art(who.model_copy(), pose, expression, facing)
    assert drawn == again
    assert drawn.box[3] >= GROUND - 2 * PIXEL
    assert pixels(drawn.body)[..., 3].any()
    assert "nan" not in drawn.body
    assert "#" in drawn.body


def test_a_person_keeps_skin_hair_and_clothes_in_every_pose_and_mood() -> None:
    who = person(dress="everyday", hair="bob")
    wanted = {colours.skin(who), colours.hair(who)}
    main = re.search(r"#[0-9A-F]{6}", "".join(c for c in colours.CLOTHES if c in body(who, "stand", "happy", None, 0)))
    assert main
    for pose in POSES:
        for mood in EXPRESSIONS:
            content = body(who, pose, mood, None, 0)
            assert wanted <= set(re.findall(r"#[0-9A-F]{6}", content)), (pose, mood)
            assert main.group() in content, (pose, mood)


def test_people_differ_by_id_and_fields() -> None:
    looks = {body(person(id=f"p{i}"), "stand", "neutral", None, 0) for i in range(12)}
    assert len(looks) > 8
    for change in ({"skin": 2}, {"age": "elder"}, {"build": "sturdy"}, {"dress": "sari"}, {"colour": "#123456"}):
        assert body(person(**change), "stand", "neutral", None, 0) != body(person(), "stand", "neutral", None, 0)


def test_moods_and_poses_differ() -> None:
    who = person(dress="everyday")
    assert len({body(who, "stand", mood, None, 0) for mood in EXPRESSIONS}) == len(EXPRESSIONS)
    assert len({body(who, pose, "happy", None, 0) for pose in POSES}) == len(POSES)


def test_left_is_right_mirrored() -> None:
    who = person(dress="thobe", presentation="masculine")
    right, left = (pixels(body(who, "walk", "neutral", side, 0)) for side in ("right", "left"))
    assert np.abs(right[:, ::-1].astype(int) - left.astype(int)).mean() < 1.0


def test_stature_follows_age() -> None:
    def height(age: str, dress: str = "everyday") -> float:
        _, top, _, bottom = figures.art(person(age=age, dress=dress, hair="bald"), "stand").box
        return bottom - top

    assert height("child") < height("teen") < height("adult")
    assert height("child", "baby") < height("child")
    assert 0.75 < height("adult") < 0.85
    assert height("child") < 0.72 * height("adult")


def test_tables_name_what_exists() -> None:
    """Every detail, hat, thing, hair and colour that a dress names is there; no word means two dresses."""
    known_hair = {*hair.styles(), *hair.COVERS}
    for name, entry in wear.table().items():
        assert all((entry.about, entry.en, entry.ar)), name
        for presentation in get_args(Presentation):
            for age in AGES:
                dress = entry.on(person(presentation=presentation, age=age))
                assert set(dress.details) <= {*DETAILS, *ON_HEAD}, name
                assert not dress.hat or dress.hat in hats.hats(), name
                assert {dress.prop, dress.tool, dress.held} - {""} <= set(props.props()), name
                assert set(dress.hair) <= known_hair, name
                assert set(dress.beard) <= {"", *hair.BEARDS}, name
    for language in ("en", "ar"):
        words = [word for entry in wear.table().values() for word in getattr(entry, language)]
        assert len(words) == len(set(words)), {word for word in words if words.count(word) > 1}


def test_no_two_dresses_look_alike() -> None:
    looks = {name: body(person(id="one", dress=name), "stand", "neutral", None, 0) for name in figures.dresses()}
    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize(
    ("word", "language", "dress"),
    [
        ("physicist", "en", "scientist"),
        ("Physicists", "en", "scientist"),
        ("firemen", "en", "firefighter"),
        ("Ibn al-Haytham", "en", "Arab scholar"),
        ("pharaoh", "en", "pharaoh"),
        ("samurai", "en-GB", "samurai"),
        ("طبيب", "ar", "doctor"),
        ("الفلاح", "ar", "farmer"),
        ("رائد فضاء", "ar-EG", "astronaut"),
        ("table", "en", None),
        ("physicist", "fr", "scientist"),
        ("طاولة", "ar", None),
    ],
)
def test_words_lead_to_dresses(word: str, language: str, dress: str | None) -> None:
    assert figures.dress_for(word, language) == dress


def test_a_person_in_words() -> None:
    who = person(age="elder", presentation="masculine", skin=9, dress="agbada", hair="bald, full beard", build="slim")
    told = figures.describe(who)
    assert told.startswith("a slim old man with deep brown skin, a bald head and a full beard, wearing ")
    assert "agbada" in told
    assert figures.describe(person(dress="abaya")).count("hijab") >= 1


def test_the_drawing_stands_as_a_person_of_the_index() -> None:
    drawn = figures.art(person(dress="doctor"), "stand")
    assert drawn.own
    assert drawn.group == "people"
    assert drawings.svg(drawn) == drawn.body
    assert drawings.credits_of([drawn]) == (drawings.CREDITS["own"],)


def test_only_men_go_with_a_bare_chest() -> None:
    for name, entry in wear.table().items():
        for presentation in ("feminine", "neutral"):
            dress = entry.on(person(presentation=presentation))
            assert not dress.bare, name
            assert "skin" not in dress.main, name
