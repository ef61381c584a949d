"""The translator: every text once, numbers kept, pictures kept."""

import json
from typing import Any

from agents.rules.art_director import look, storyboard
from agents.rules.director import brief
from agents.rules.screenwriter import write
from agents.translator import AT_ONCE, Translation, _faults, texts, told, translate
from core.models import Request, Script
from core.scene import SceneSpec
from tests.agents.test_minds import Scripted

SCRIPT = "A fox sleeps under a red tree in the snow. The tower is 853 metres high. The fox wakes at dawn."
FRENCH = {
    "A fox sleeps under a red tree in the snow.": "Un renard dort sous un arbre rouge dans la neige.",
    "The tower is 853 metres high.": "La tour fait 853 mètres de haut.",
    "The fox wakes at dawn.": "Le renard se réveille à l'aube.",
    "The fox": "Le renard",
    "853 metres": "853 mètres",
    "metres high": "mètres de haut",
    "metres": "mètres",
}


def film() -> tuple[Request, Script, dict[str, SceneSpec]]:
    request = Request(text="The fox", script=SCRIPT, music="none")
    understood = brief(request)
    script = write(request, understood, ()).script
    return request, script, storyboard(understood, script, look(request, understood, script))


def answer(known: dict[str, str]) -> dict[str, Any]:
    lines = [{"number": int(number), "text": FRENCH.get(text, text)} for number, text in known.items()]
    return {"lines": lines}


def test_every_text_is_translated_once_with_its_picture() -> None:
    request, script, specs = film()
    wanted = texts(script, specs)
    assert len(set(wanted)) == len(wanted)
    assert {beat.text for beat in script.beats if beat.card is None} <= set(wanted)
    mind = Scripted(answer({str(number): text for number, text in enumerate(wanted, start=1)}))
    to = brief(request.model_copy(update={"language": "fr"}))
    words = translate(mind, to, wanted, "en", script.title)
    assert mind.problems == [[]]
    assert json.loads(json.loads(mind.shown[0][1]["lines"]))["1"] == script.title
    new = told(script, specs, words, "fr")
    assert [beat.id for beat in new.beats] == [beat.id for beat in script.beats]
    assert (new.language, new.fit, new.notes) == ("fr", None, ())
    assert new.beats[0].text == "Un renard dort sous un arbre rouge dans la neige."
    again = storyboard(to, new, look(request, brief(request), script))
    for id, spec in specs.items():
        shown = again[id]
        if not spec.heading and not spec.items and not spec.facts:
            assert shown == spec, "a picture without words is the same picture"
        else:
            assert shown.language == "fr"
            assert "metres" not in shown.model_dump_json(exclude={"subjects", "look"})
        assert (shown.template, shown.seed, shown.environment) == (spec.template, spec.seed, spec.environment)


def test_a_translation_that_loses_a_number_or_a_line_is_shown_to_the_model() -> None:
    to = brief(Request(text="The fox", script=SCRIPT, language="fr"))
    known = {1: "The tower is 853 metres high.", 2: "The fox wakes at dawn."}
    right = Translation.model_validate(answer({str(number): text for number, text in known.items()}))
    assert _faults(right, known, to) == []
    wrong = Translation.model_validate({"lines": [{"number": 1, "text": "La tour est très haute."}]})
    assert _faults(wrong, known, to) == ["Line 2 is missing.", "Line 1 leaves out the number 853."]
    strange = Translation.model_validate(
        {"lines": [{"number": 1, "text": "البرج ارتفاعه 853 مترا وهو أعلى برج في المدينة كلها كما يقول أهلها"},
                   {"number": 2, "text": "يستيقظ الثعلب عند الفجر"}]}
    )  # fmt: skip
    assert any("language" in fault for fault in _faults(strange, known, to))


def test_what_is_missing_stays_as_it_was_and_is_said() -> None:
    _, script, specs = film()
    new = told(script, specs, {"The tower is 853 metres high.": "La tour est haute."}, "fr")
    assert new.beats[0].text == script.beats[0].text
    first, last = script.beats[0].id, script.beats[2].id
    assert new.notes == (
        f"Beat {first} is not translated into fr.",
        "The translation of beat 1.2 leaves out the number 853.",
        f"Beat {last} is not translated into fr.",
    )


def test_long_films_are_translated_a_few_lines_at_a_time() -> None:
    wanted = [f"Sentence number {number} is here." for number in range(AT_ONCE + 3)]
    to = brief(Request(text="x", script=SCRIPT, language="fr"))
    groups = [wanted[:AT_ONCE], wanted[AT_ONCE:]]
    mind = Scripted(*(answer({str(n): text for n, text in enumerate(group, start=1)}) for group in groups))
    assert len(translate(mind, to, wanted, "en", "Numbers")) == AT_ONCE + 3
    assert len(mind.shown) == 2


def test_translated_pictures_follow_the_style_and_the_size_of_the_film() -> None:
    request, script, specs = film()
    new = told(script, specs, FRENCH, "fr")
    other = brief(request.model_copy(update={"language": "fr", "aspect": "9:16", "resolution": "720p"}))
    again = storyboard(other, new, look(request.model_copy(update={"style": "oil painting"}), other, script))
    assert {(spec.width, spec.height, spec.style) for spec in again.values()} == {(720, 1280, "oil")}
