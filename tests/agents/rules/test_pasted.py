"""A text inside a request: spoken as a script, or selected from and cited as an article."""

import re

import pytest

from agents.rules.director import brief, is_script
from agents.rules.researcher import documents, sources
from agents.rules.screenwriter import Written, write
from core.models import Request
from tests.agents.rules.writer.reading import ARTICLES

SUEZ = re.sub(r"(?m)^#+ ", "", (ARTICLES / "suez.md").read_text("utf-8")).strip()
NILE = (ARTICLES / "nile_ar.md").read_text("utf-8").strip()
SHORT = "The sea is wide. It is deep.\n\nFish live there."


def written(request: Request) -> Written:
    return write(request, brief(request), documents(request, ()))


@pytest.mark.parametrize(
    ("text", "duration", "said"),
    [
        (SUEZ, None, False),
        (f"60 seconds\n\n{SUEZ}", 60.0, False),
        (f"Summarise this in 60 seconds:\n\n{SUEZ}", 60.0, True),
        (f"{SUEZ}\n\nsummarise this in 60 seconds", 60.0, True),
        (f"Summarise this essay in 60 seconds: {' '.join(SUEZ.split())}", 60.0, True),
        (f"لخص هذا المقال في دقيقة\n\n{NILE}", 60.0, True),
        (NILE, None, False),
    ],
)
def test_an_article_is_selected_from_and_cited(text: str, duration: float | None, said: bool) -> None:
    request = Request(text=text)
    made, understood = written(request), brief(request)
    spoken = [beat for beat in made.script.beats if beat.card is None]
    assert 4 <= len(spoken) <= 12
    facts = {fact.id: fact for fact in made.facts}
    assert all(beat.facts for beat in spoken)
    article = documents(request, ())[0].text
    assert all(article[fact.start : fact.end] == fact.quote for fact in facts.values())
    assert understood.duration == duration
    assert (understood.assumption is None) == said
    (source,) = sources(request, understood, ())
    assert (source.kind, source.name, source.key) == ("document", "pasted text", "")


@pytest.mark.parametrize(
    "text",
    [
        f"Use my script exactly:\n\n{SUEZ}",
        f"NARRATOR: The canal.\n\n{SUEZ}",
        f"{SUEZ}\n\n[pause 2s]\n\nThe end.",
        f"Make a film of my script:\n\n{SUEZ}",
        SHORT,
        f"Make a 30 second film of this:\n\n{SHORT}",
    ],
)
def test_a_script_is_spoken_word_for_word(text: str) -> None:
    made = written(Request(text=text))
    assert not made.facts
    body = SHORT if SHORT in text else SUEZ
    said = "".join("".join(beat.text.split()) for beat in made.script.beats)
    assert "".join(body.split()) in said


def test_a_given_script_is_never_an_article() -> None:
    assert is_script(Request(text="Summarise this in 60 seconds", script=SUEZ))


def test_a_text_that_fits_the_duration_is_spoken_and_the_assumption_says_so() -> None:
    text = "\n\n".join(SUEZ.split("\n\n")[:4])
    request = Request(text=f"Make a film of this\n\n{text}", duration=60 * len(text.split()) / 145)
    assert is_script(request)
    assert "taken as the script" in (brief(request).assumption or "")
    assert not is_script(request.model_copy(update={"duration": request.duration / 2 if request.duration else None}))


def test_the_words_around_an_article_name_the_film_and_direct_it() -> None:
    understood = brief(Request(text=f"A vertical 60 second video about how ships save time\n\n{SUEZ}"))
    assert (understood.title, understood.topic, understood.aspect) == (
        "How ships save time",
        "how ships save time",
        "9:16",
    )
    assert brief(Request(text=f"Summarise this\n\n{SUEZ}")).title == "The building of the Suez Canal"


def test_two_paragraphs_of_wishes_are_no_script() -> None:
    understood = brief(Request(text="Make a video about bees.\n\nIt should be 60 s and vertical."))
    assert (understood.topic, understood.duration, understood.aspect) == ("bees", 60.0, "9:16")


def test_the_title_of_a_pasted_text_is_not_narrated() -> None:
    assert written(Request(text=SUEZ)).script.beats[0].text.startswith("The Suez Canal is a waterway")
