"""What pictures show: one style, fitting words, no empty card, and nothing that changes when another beat does."""

from pathlib import Path
from typing import get_args

import pytest

from agents.rules.art_director import counted_takes, look, moves, picture, sketch, storyboard, unlike_any
from agents.rules.director import brief
from agents.rules.pictures.phrases import HEADING, key_phrase, opening_words
from agents.rules.pictures.seeing import film, see, table
from agents.rules.screenwriter import write
from core.errors import Mistake
from core.models import ArtStyle, Brief, Request, Script
from core.scene import Indoors, Outdoors, SceneSpec
from core.styles import load
from tools.film.timeline import fit, lay
from tools.images.illustrator.art import index
from tools.images.illustrator.compositions import composition
from tools.images.illustrator.figures import dresses

TEXT = (
    "A camel walks through the desert at night. It carries water.\n\n"
    "Light from the sun looks white, but it is a mixture of every colour that we can see with our own eyes. "
    "Nothing in this particular sentence can be drawn by anybody anywhere under any circumstances whatsoever."
)


def worked(text: str, **options: object) -> tuple[Request, Brief, Script, ArtStyle]:
    request = Request.model_validate({"script": text, **options})
    understood = brief(request)
    script = write(request, understood, ()).script
    return request, understood, script, look(request, understood, script)


def specs_of(text: str, **options: object) -> dict[str, SceneSpec]:
    _, understood, script, chosen = worked(text, **options)
    return storyboard(understood, script, chosen)


def test_the_title_opens_and_no_card_is_empty() -> None:
    specs = specs_of(TEXT)
    assert specs["1.1"].template == "title"
    assert specs["1.1"].heading == "A camel walks through the desert at night"
    for spec in specs.values():
        assert spec.heading or spec.subjects or spec.environment


def test_place_and_hour_come_from_the_words() -> None:
    spec = specs_of(TEXT)["1.1"]
    assert (spec.environment, spec.time_of_day) == ("desert", "night")
    assert [subject.concept for subject in spec.subjects] == ["camel"]


def test_a_landscape_has_one_sun() -> None:
    specs = specs_of("Look up.\n\nThe sun shines over the meadow.")
    assert specs["2.1"].template == "landscape"
    assert specs["2.1"].subjects == ()


def test_a_beats_picture_depends_on_its_own_words() -> None:
    before = specs_of("Look here.\n\nA fox runs home. A ship sails.")
    after = specs_of("Look here.\n\nA fox runs home. A whale sings.")
    assert before["2.1"] == after["2.1"]
    assert before["2.2"] != after["2.2"]


def test_captions_keep_the_bottom_free_and_come_and_go_without_another_picture() -> None:
    assert specs_of(TEXT)["1.1"].safe_bottom == 0.2
    assert specs_of(TEXT) == specs_of(TEXT, captions="none")
    assert sketch("a fox").safe_bottom < 0.1


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("It carries water.", "It carries water"),
        ("So look for one.", "Look for one"),
        (
            "Red leaves the drop at about 42 degrees, violet at about 40 degrees.",
            "Red leaves the drop at about 42 degrees",
        ),
        ("That is why red is on the outside of the bow and violet on the inside.", "Red is on the outside of the bow"),
        ("Everything circumstantially incontrovertible notwithstanding 299,792 km remained", ""),
        (
            "“Nobody knows why,” she said to the old man who was standing at the very end of the pier",
            "Nobody knows why",
        ),
    ],
)
def test_key_phrases(sentence: str, phrase: str) -> None:
    assert key_phrase(sentence) == phrase
    assert len(key_phrase(sentence)) <= HEADING


def test_opening_words_end_at_a_word() -> None:
    words = opening_words("Nothing in this particular sentence can be drawn by anybody", "en")
    assert words == "Nothing in this particular sentence…"


def test_an_unknown_style_lists_the_known_ones_and_an_alias_is_one() -> None:
    with pytest.raises(Mistake, match=r"no style called 'cubist'; known: flat"):
        worked(TEXT, style="cubist")
    assert worked(TEXT, style="Flat-Vector")[3].name == "flat"


def test_style_has_family_and_reason() -> None:
    _, _, _, chosen = worked("A bedtime tale for kids.\n\nThe fox ran home.")
    assert chosen.family == "children"
    assert "bedtime" in chosen.reason


def test_text_is_never_panned_out_of_the_frame() -> None:
    _, understood, script, chosen = worked(TEXT)
    specs = storyboard(understood, script, chosen)
    seconds = {beat.id: 3.0 for beat in script.beats}
    fitted = script.model_copy(update={"fit": fit(script, seconds, None, 160, 30)})
    chosen_moves = moves(lay(fitted, seconds, 30), specs)
    assert set(chosen_moves) == {beat.id for beat in script.beats}
    for id, move in chosen_moves.items():
        assert move.amount <= 0.07
        if specs[id].heading:
            assert move.kind in ("push_in", "pull_out")


def test_a_subject_is_shown_where_it_is_at_home() -> None:
    assert specs_of("Three things about octopuses. They have three hearts.")["1.1"].environment == "underwater"
    assert specs_of("An octopus sits in the desert.")["1.1"].environment == "desert"


def test_a_picture_does_not_contradict_a_colour() -> None:
    specs = specs_of("Look.\n\nTheir blood is blue.\n\nTheir blood is red.")
    assert specs["2.1"].subjects == ()
    assert [subject.concept for subject in specs["3.1"].subjects] == ["drop of blood"]


def test_every_home_is_drawn() -> None:
    homes = table()
    named = [label for there in homes["places"].values() for label in there]
    named += [label for label in homes["colours"] if label != "words"]
    assert [label for label in named if label not in index()] == []
    known = {*get_args(Outdoors), *get_args(Indoors)}
    assert set(homes["places"]) | set(homes["work"].values()) <= known
    assert set(homes["work"]) <= set(dresses())


def test_a_chapter_shows_its_title_first() -> None:
    specs = specs_of("## The start\n\nA fox runs home. It is late.\n\n## The end\n\nRain falls. It is over.")
    assert specs["1.1"].template == "title"
    assert (specs["2.1"].template, specs["2.1"].heading) == ("chapter", "The end")
    assert specs["2.2"].heading != "The end"


@pytest.mark.parametrize(
    ("sentence", "template"),
    [
        ("Most lighthouses became automatic between 1960 and 1998.", "timeline"),
        ("The journey is about 299,792 kilometres long and takes a while.", "big_number"),
        ("Coffee travelled from Ethiopia to Yemen.", "map"),
        ("“The important thing is not to stop questioning,” said Albert Einstein.", "quote"),
        ("The colours are red, yellow and blue.", "list"),
        ("A whale is larger than an elephant.", "comparison"),
        ("A teacher stands in the classroom.", "interior"),
        ("A camel rests in the desert.", "landscape"),
        ("Nothing of that was ever understood by anybody.", "text"),
    ],
)
def test_a_sentences_shape_chooses_its_picture(sentence: str, template: str) -> None:
    assert specs_of(f"Look here.\n\n{sentence}")["2.1"].template == template


def test_a_sketch_is_the_picture_that_a_prompt_describes() -> None:
    spec = sketch("A fox under a red tree at night", aspect="9:16", style="papercut")
    assert (spec.template, spec.time_of_day, spec.style) == ("landscape", "night", "papercut")
    assert spec.height > spec.width
    assert "fox" in {subject.concept for subject in spec.subjects}
    assert sketch("Three elephants").subjects[0].count == 3
    assert sketch("x" * 10_000).heading


def test_a_style_with_nothing_near_it_is_said() -> None:
    said = unlike_any(Request(text="Sunflowers in the style of Xylander, 45 s"), load())
    assert said == "No style is near 'Xylander': the film takes the usual style of its kind."
    assert unlike_any(Request(text="Sunflowers, flat vector, 45 s"), load()) == ""


def test_a_style_of_the_users_own_carries_its_look(tmp_path: Path) -> None:
    own = tmp_path / "styles.toml"
    own.write_text('[styles.house]\nfamily = "novel"\nhand = "chalkboard"\npalettes = ["dusk"]\ntokens = "our look"\n')
    request = Request(text="The fox", script="A fox runs home.", style="house")
    understood = brief(request)
    script = write(request, understood, ()).script
    chosen = look(request, understood, script, load([own]))
    assert chosen.look is not None
    assert chosen.look.hand == "chalkboard"
    assert {spec.look for spec in storyboard(understood, script, chosen).values()} == {chosen.look}


def test_what_the_film_is_about_is_not_all_that_it_shows() -> None:
    """A film about salt was a row of salt cellars: a place or an amount of the sentence goes before them."""
    about = film("The history of salt", "en")
    shown = [
        picture(see(sentence, 1, None, about))["template"]
        for sentence in (
            "In China, salt was produced by a lake.",
            "Today about 290 million tonnes of salt are produced a year.",
            "Salt keeps food from spoiling.",
        )
    ]
    assert shown == ["map", "big_number", "studio"]


SUNS = "\n\n".join(
    (
        "The story begins.",
        *(f"The sun gives light to the {what} here." for what in ("stone", "door", "wall", "road", "roof")),
    )
)


def test_pictures_of_one_thing_are_composed_in_turn_and_then_its_words_alone() -> None:
    _, understood, script, chosen = worked(SUNS)
    script = counted_takes(understood, script, chosen)
    specs = list(storyboard(understood, script, chosen).values())
    pages = [spec for spec in specs if spec.template == "studio"]
    for number, page in enumerate(pages):
        alike = [other for other in pages[:number] if other.subjects == page.subjects]
        assert composition(page) not in {composition(other) for other in alike}
    takes = [beat.take for beat in script.beats]
    assert max(take or 0 for take in takes) >= 1


def test_a_take_is_counted_once_and_an_edit_leaves_other_pictures_alone() -> None:
    _, understood, script, chosen = worked(SUNS)
    script = counted_takes(understood, script, chosen)
    before = storyboard(understood, script, chosen)
    other = script.each(lambda beat: beat.model_copy(update={"text": "A ship sails."}) if beat.id == "3.1" else beat)
    after = storyboard(understood, other, chosen)
    assert [id for id in before if before[id] != after[id]] == ["3.1"]
