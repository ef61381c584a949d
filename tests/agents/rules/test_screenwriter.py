"""A given script is kept word for word; without one the film claims nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.director import brief, clean
from agents.rules.researcher import sources
from agents.rules.screenwriter import write
from core.models import Request, Script
from tools.film.timeline import PAUSE, SCENE_PAUSE


def script_of(request: Request) -> Script:
    return write(request, brief(request), ()).script


def test_paragraphs_are_scenes_and_sentences_are_beats() -> None:
    script = script_of(Request(script="One here. Two here!\n\n\nThree here?"))
    assert [(beat.id, beat.text) for beat in script.beats] == [
        ("1.1", "One here."),
        ("1.2", "Two here!"),
        ("2.1", "Three here?"),
    ]
    assert [scene.transition for scene in script.scenes] == ["H", "H"]
    assert not script.draft


@given(st.text(alphabet="abc ABC.!?\n\"'(),;1 2é م؟", min_size=1).filter(lambda t: any(c.isalnum() for c in t)))
def test_no_word_is_lost_or_added(text: str) -> None:
    script = script_of(Request(script=text))
    assert "".join("".join(beat.text.split()) for beat in script.beats) == "".join(clean(text).split())


def test_a_topic_alone_gives_a_draft_that_claims_nothing() -> None:
    request = Request(text="the history of tea")
    script = script_of(request)
    assert script.draft
    assert script.beats[0].text == "the history of tea."
    assert "no claims" in " ".join(beat.text for beat in script.beats)
    assert sources(request, brief(request), ()) == ()


def test_a_draft_speaks_the_language_of_the_request() -> None:
    script = script_of(Request(text="مسلسل امي السعودي"))
    assert script.language == "ar"
    assert "مسودة" in " ".join(beat.text for beat in script.beats)


@pytest.mark.parametrize(
    ("text", "first", "claims"),
    [
        ("🦖🔥➡️☄️ in 20s pls 😂 no text just emojis 🙏", "T-Rex, fire, comet.", "no claims"),
        ("用30秒介绍茶的历史，水墨画风格", "茶的历史。", "不对它作任何陈述"),
        ("折り紙の鶴の折り方を45秒で説明して", "折り紙の鶴の折り方。", "何も述べません"),
        ("Haz un vídeo de 30 segundos sobre las abejas", "las abejas.", "no afirma nada"),
    ],
)
def test_a_draft_says_its_topic_and_no_wishes(text: str, first: str, claims: str) -> None:
    script = script_of(Request(text=text))
    assert script.draft
    assert script.beats[0].text == first
    assert claims in " ".join(beat.text for beat in script.beats)


def test_a_short_draft_says_less() -> None:
    assert len(script_of(Request(text="the history of tea", duration=10)).beats) == 3
    assert len(script_of(Request(text="the history of tea", duration=30)).beats) == 4


def test_markup_in_a_topic_stays_text() -> None:
    assert script_of(Request(text="$request ${x} <b>")).beats[0].text == "$request ${x} <b>."


def test_a_script_is_its_own_source() -> None:
    request = Request(script="One here. Two here.")
    (source,) = sources(request, brief(request), ())
    assert (source.kind, len(source.sha256)) == ("script", 64)


def test_a_calm_film_has_longer_pauses_and_a_lively_one_shorter_ones() -> None:
    def pauses(wish: str) -> list[float | None]:
        request = Request(text=f"Make a 60 s film of this, {wish}:\n\nOne here. Two here!\n\nThree here?")
        return [beat.pause for beat in write(request, brief(request), ()).script.beats]

    assert pauses("please") == [None, None, None]
    calm, lively = pauses("calm"), pauses("energetic")
    assert calm[2] is lively[2] is None
    assert (calm[0] or 0) > PAUSE > (lively[0] or 9)
    assert (calm[1] or 0) > SCENE_PAUSE > (lively[1] or 9)


def test_a_pause_that_the_script_marks_stays() -> None:
    request = Request(text="calm", script="One here. [pause 1s]\n\nTwo here.")
    assert script_of(request).beats[0].pause == 1.0
