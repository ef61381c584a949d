"""What is understood of a request, and what is refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.director import brief, clean, frame, is_script
from agents.rules.pace import is_young
from core.errors import Mistake
from core.material import Given
from core.models import Request

STORY = "The fox ran home.\n\nIt was late."


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        ("16:9", "720p", (1280, 720)),
        ("16:9", "1080p", (1920, 1080)),
        ("9:16", "1080p", (1080, 1920)),
        ("1:1", "1080p", (1080, 1080)),
        ("9:16", "2160p", (2160, 3840)),
        ("16:9", "1440p", (2560, 1440)),
    ],
)
def test_the_resolution_is_the_short_side(aspect: str, resolution: str, size: tuple[int, int]) -> None:
    assert frame(aspect, resolution) == size  # type: ignore[arg-type]


def test_defaults_and_their_reasons() -> None:
    understood = brief(Request(script=STORY))
    assert (understood.width, understood.height, understood.fps) == (1920, 1080, 30)
    assert (understood.language, understood.direction, understood.title) == ("en", "ltr", "The fox ran home")
    reasons = {choice.option: choice.reason for choice in understood.choices}
    assert reasons["language"] == "the language of the text"
    preview = brief(Request(script=STORY, profile="preview", fps=30))
    assert (preview.height, preview.fps) == (720, 30)
    assert {choice.option: choice.reason for choice in preview.choices}["fps"] == "given as an option"


@pytest.mark.parametrize(
    ("options", "style", "reason"),
    [
        ({}, "boxed", "the default"),
        ({"aspect": "9:16"}, "big", "small screen"),
        ({"aspect": "9:16", "captions": "sidecar"}, "boxed", "the default"),
        ({"aspect": "9:16", "caption_style": "plain"}, "plain", "given as an option"),
        ({"caption_style": "karaoke"}, "karaoke", "given as an option"),
    ],
)
def test_captions_have_a_style_and_its_reason(options: dict[str, str], style: str, reason: str) -> None:
    understood = brief(Request.model_validate({"script": STORY, **options}))
    assert understood.caption_style == style
    (chosen,) = (choice for choice in understood.choices if choice.option == "caption_style")
    assert chosen.value == style
    assert reason in chosen.reason


def test_arabic_is_seen_and_set_from_the_right() -> None:
    understood = brief(Request(script="تسقط الأمطار من السحب. ثم تجري في الأنهار."))
    assert (understood.language, understood.direction) == ("ar", "rtl")


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\x01", "!!! ... ???", "\ufeff"])
def test_nothing_to_speak_is_a_mistake(text: str) -> None:
    with pytest.raises(Mistake, match=r"nothing to make a film of|no words to speak"):
        brief(Request(script=text))


def test_a_script_beyond_twenty_minutes_is_a_mistake() -> None:
    with pytest.raises(Mistake, match=r"takes about 34 minutes.*longest film is 20 minutes"):
        brief(Request(script="word " * 5000))


def test_a_wrong_language_tag_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="language tag such as en"):
        brief(Request(script=STORY, language="English please"))


def test_the_request_is_the_title_of_a_given_script() -> None:
    assert brief(Request(text="My  night\nfox.", script=STORY)).title == "My night fox"


def test_a_long_first_sentence_gives_a_short_title() -> None:
    long = "When the old fox came down from the hill, it saw that the river had risen over the meadow in the night."
    assert brief(Request(script=long)).title == "When the old fox came down from the hill"


@given(st.text())
def test_clean_text_can_be_printed_and_stored(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert all(c in "\n\t" or c.isprintable() or ord(c) >= 0xA0 for c in cleaned)


def test_several_sentences_in_the_request_are_a_script() -> None:
    assert is_script(Request(text="The fox ran. It was late."))
    assert not is_script(Request(text="how rainbows form"))
    assert is_script(Request(text="title", script="One sentence"))


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [("calm", 130, 135), ("", 145, 145), ("energetic", 155, 170), ("dramatic", 130, 140), ("funny", 146, 160)],
)
def test_the_tone_changes_the_rate_within_what_is_natural(wish: str, least: int, most: int) -> None:
    said = f", {wish}" if wish else ""
    assert least <= brief(Request(text=f"tides, 60 s{said}")).rate <= most
    assert 110 <= brief(Request(text=f"tides, 60 s, for 6-year-olds{said}")).rate <= 150


def test_the_manifest_says_what_the_tone_changed() -> None:
    understood = brief(Request(text="tides, 60 s, funny"))
    reasons = {choice.option: choice.reason for choice in understood.choices}
    assert understood.tone == "funny"
    assert "'funny': a little faster; jokes cannot be written without a language model" in reasons["tone"]
    given = brief(Request(text="tides, 60 s, calm", rate=150))
    assert given.rate == 150
    assert "given as an option" in {c.option: c.reason for c in given.choices}["tone"]
    assert "tone" not in {choice.option for choice in brief(Request(text="tides, 60 s")).choices}


def test_a_topic_that_is_a_whole_text_is_a_mistake() -> None:
    with pytest.raises(Mistake, match=r"a topic of 100,000 characters.*--source FILE"):
        brief(Request(text="x" * 100_000))


@pytest.mark.parametrize(
    ("said", "young"),
    [
        ("A film about rain for kids", True),
        ("A film about rain for my 6-year-old", True),
        ("Un film pour les enfants sur la pluie", True),
        ("Um filme sobre a chuva para miúdos", True),
        ("Un film sulla pioggia per ragazzini", True),
        ("Un film sulla pioggia per ragazzi di 15 anni", False),
        ("A film about rain for 15-year-old kids", False),
        ("A film about rain for engineers", False),
        ("A film about rain", False),
    ],
)
def test_films_for_children_are_slower(said: str, young: bool) -> None:
    understood = brief(Request(text=said))

    assert is_young(understood.audience, understood.age) is young
    assert (understood.rate < brief(Request(text="A film about rain")).rate) is young


@pytest.mark.parametrize(
    ("text", "topic", "seconds"),
    [
        ("A news report of 30 seconds about bees", "bees", 30),
        ("A documentary of 2 minutes on the Silk Road", "the Silk Road", 120),
        ("A square teaser about honey, 20 s", "honey", 20),
        ("A 45-second summary of this video", "", 45),
        ("a film that lasts exactly 10 seconds", "", 10),
    ],
)
def test_words_that_only_ask_are_no_topic(text: str, topic: str, seconds: float) -> None:
    understood = brief(Request(text=text))
    assert (understood.topic, understood.duration) == (topic, seconds)
    assert understood.title


def test_a_source_names_the_film_of_a_request_without_a_topic() -> None:
    given = Given(key="k", kind="page", language="en", sha256="0", name="bees.html")
    assert brief(Request(text="A 45-second summary of this page", sources=(given,))).title == ""
