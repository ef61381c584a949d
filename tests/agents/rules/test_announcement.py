"""An event of the user's own is spoken as it stands: nothing is looked up and nothing is added."""

import pytest

from agents.rules.announcement import announces, dated
from agents.rules.director import brief, is_script
from agents.rules.reading import read
from agents.rules.researcher import searches
from agents.rules.screenwriter import write
from core.models import Request

OWN = [
    "our school science fair on 14 March at 9:30, Room B12",
    "Our bake sale: Saturday 5 April, 10:00, school gym",
    "my sister's wedding on 3 June at 4 pm in the Rose Garden",
    "our spring concert this Friday at 7pm",
    "Science fair at Hill School, 14 March 2027, 9:30",
    "حفل مدرستنا يوم ١٤ مارس الساعة ٩:٣٠، القاعة ٣",
    "我们的科学展，3月14日9点半，B12教室",
    "unser Sommerfest am 14. Juni um 15 Uhr",
]
OTHERS = [
    "our solar system",
    "our school days and what they taught us",
    "The moon landing, 20 July 1969 at 20:17",
    "What happened at 1:30 on the night of the sinking?",
    "Recap of the match at 7:30 pm",
    "The Titanic sank on 15 April at 2:20",
    "The French Revolution, 14 July, 9:00",
    "The moon landing, 1:30",
    "how rainbows form",
]


@pytest.mark.parametrize("topic", OWN)
def test_an_own_event_is_a_script(topic: str) -> None:
    request = Request(text=topic)
    script = write(request, brief(request), ()).script
    assert announces(topic)
    assert is_script(request)
    assert not searches(request, brief(request))
    said = " ".join(beat.text for beat in script.beats).rstrip(".。")
    assert said.casefold() == topic.casefold()
    assert not script.draft


@pytest.mark.parametrize("topic", OTHERS)
def test_a_topic_is_no_event(topic: str) -> None:
    assert not announces(topic)
    assert not is_script(Request(text=topic))


def test_only_the_words_of_the_event_are_spoken() -> None:
    request = Request(text="30 s square teaser: our school science fair on 14 March at 9:30, Room B12")
    understood = brief(request)
    assert (understood.duration, understood.aspect) == (30, "1:1")
    (beat,) = write(request, understood, ()).script.beats
    assert beat.text == "Our school science fair on 14 March at 9:30, Room B12."
    assert understood.title == beat.text.rstrip(".")


def test_an_hour_after_a_date_is_no_length_of_time() -> None:
    assert dated("fair, 14 march 2027, ")
    assert dated("on friday, ")
    assert not dated("the moon landing, ")
    assert read("Our fair, 14 March, 9:30, 20 seconds").duration == 20
    assert read("Our fair, Friday, 9:30").duration is None


def test_a_story_of_a_party_is_a_story() -> None:
    assert not is_script(Request(text="Tell me a bedtime story about my birthday party on 5 May at 3 pm"))
