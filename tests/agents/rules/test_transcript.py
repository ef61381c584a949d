"""A film from a transcript: every sentence in its time, chapters as scenes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agents.rules.text import language_of
from agents.rules.transcript import SHORTEST, as_document, script
from core.models import Footage
from tools.sources.media import Chapter
from tools.sources.subtitles import Line

FOOTAGE = Footage(
    name="talk.mp4", title="A talk", author="Ana", language="en", seconds=60.0, transcript="beside", sha256="0" * 64,
    sound="key",
)  # fmt: skip
LINES = (
    Line(text="Blue whales are large.", start=0.5, end=3.0),
    Line(text="Yes.", start=3.2, end=3.6),
    Line(text="They eat krill.", start=4.0, end=6.5),
    Line(text="Their hearts beat slowly.", start=31.0, end=34.0),
)
CHAPTERS = (Chapter(title="Size", start=0.0, end=30.0), Chapter(title="The heart", start=30.0, end=60.0))


def test_pictures_stand_from_one_sentence_to_the_next_and_never_for_a_blink() -> None:
    made = script(FOOTAGE, LINES, CHAPTERS, ("automatic",))
    spoken = [beat for beat in made.beats if beat.card is None]
    assert [beat.text for beat in spoken] == [
        "Blue whales are large.", "Yes. They eat krill.", "Their hearts beat slowly."
    ]  # fmt: skip
    spans = [beat.original for beat in spoken]
    assert [(span.start, span.end) for span in spans if span] == [(0.0, 3.2), (3.2, 31.0), (31.0, 60.0)]
    assert [scene.heading for scene in made.scenes] == [None, "The heart", "Source"]
    assert [beat.id for beat in spoken] == ["1.1", "1.2", "2.1"]
    assert made.notes == ("automatic",)
    assert made.beats[-1].card == "A talk, Ana"


def test_a_narrator_says_each_sentence_where_the_sound_is_not_heard() -> None:
    made = script(FOOTAGE.model_copy(update={"sound": ""}), LINES, (), ())
    assert [beat.text for beat in made.beats if beat.card is None] == [line.text for line in LINES]
    assert all(beat.original is None for beat in made.beats)


def test_as_a_document_its_chapters_are_headings() -> None:
    found = as_document(FOOTAGE, LINES, CHAPTERS, language_of)
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "Size"),
        ("paragraph", "Blue whales are large. Yes. They eat krill."),
        ("heading", "The heart"),
        ("paragraph", "Their hearts beat slowly."),
    ]
    assert (found.author, found.title, found.media_type) == ("Ana", "A talk", "video/transcript")


@given(st.lists(st.floats(0.05, 9.0), min_size=1, max_size=40), st.floats(0, 5))
def test_the_whole_sound_is_heard_once_whatever_the_sentences(lengths: list[float], lead: float) -> None:
    lines, at = [], lead
    for number, length in enumerate(lengths):
        lines.append(Line(text=f"Sentence {number}.", start=at, end=at + 0.9 * length))
        at += length
    footage = FOOTAGE.model_copy(update={"seconds": at + 1})
    spans = [beat.original for beat in script(footage, lines, (), ()).beats if beat.original]
    assert spans[0].start == 0
    assert spans[-1].end == footage.seconds
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert all(span.end - span.start >= SHORTEST - 1e-9 for span in spans[1:-1])
    assert all(span.start <= span.said <= span.end for span in spans)
