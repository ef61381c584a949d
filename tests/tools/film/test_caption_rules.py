"""Films of several sentences in twenty languages keep the rules of subtitling: Netflix' and the BBC's style guides."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Aspect, Beat, CaptionStyle, Cue, Fit, Scene, Script, Timeline, Word
from tests.tools.film.test_captions import bare, said
from tests.tools.film.test_phrases import LANGUAGES
from tests.tools.film.test_sidecars import read_strictly
from tools.film.bitmaps import draw
from tools.film.captions import CLOSED, LINGER, LONGEST, SHORTEST, cues
from tools.film.phrases import clean, limit, width
from tools.film.sidecars import srt, vtt
from tools.film.timeline import LEAD, lay, natural
from tools.fonts import uncovered

UNSPACED = {
    "th": "รุ้งกินน้ำเกิดขึ้น|เมื่อแสงอาทิตย์|ส่องผ่านหยดน้ำฝน|ในอากาศ|แล้วหักเห|และสะท้อนกลับออกมา|เป็นสีต่างๆ",
    "zh": "彩虹是太阳光|进入雨滴以后|发生折射和反射|而形成的，|不同颜色的光|离开雨滴，",
    "ja": "虹は、|太陽の光が|雨粒の中で屈折し、|反射することによって|生まれます。|光の色ごとに",
}
TEXTS = {language: (groups.replace("_", " ").split("|"), " ") for language, groups in LANGUAGES.items()} | {
    language: (groups.split("|"), "") for language, groups in UNSPACED.items()
}
PACE = {"zh": 0.2, "ja": 0.14, "ko": 0.13}  # s a character; others speak 15 a second
GATE = {"zh": 11.0, "ja": 7.0, "ko": 14.0, "ar": 22.0, "hi": 22.0}  # characters a second; others 20
FPS = st.sampled_from([24, 25, 30, 60])
ASPECTS = st.sampled_from(["16:9", "1:1", "9:16"])
STYLES = st.sampled_from(["boxed", "plain", "big"])


@dataclass(frozen=True)
class Told:
    """A film's captions: each with its beat's first frame and when its words are said (s from the film's first frame)."""

    language: str
    texts: list[str]
    placed: list[tuple[int, Cue]]
    voices: list[tuple[tuple[Word, ...], float]]
    timeline: Timeline


@st.composite
def films(draw_: st.DrawFn) -> tuple[str, list[str]]:
    """A language and sentences of it."""
    language = draw_(st.sampled_from(sorted(TEXTS)))
    groups, between = TEXTS[language]
    sentences = st.lists(st.sampled_from(groups), min_size=1, max_size=9).map(lambda parts: between.join(parts) + ".")
    return language, draw_(st.lists(sentences, min_size=1, max_size=4))


def told(film: tuple[str, list[str]], fps: int, aspect: Aspect, style: CaptionStyle = "boxed") -> Told:
    """The film as the graph makes it: voices, timeline, captions beat by beat."""
    language, texts = film
    beats = tuple(Beat(id=f"1.{i}", text=text, spoken=text) for i, text in enumerate(texts))
    scenes = (Scene(id="1", beats=beats),)
    script = Script(title="", language=language, scenes=scenes, fit=Fit(rate=150, pauses=natural(scenes)))
    voices = [said(text, PACE.get(language, 0.065)) for text in texts]
    timeline = lay(script, {beat.id: voice[1] for beat, voice in zip(beats, voices, strict=True)}, fps)
    placed = [
        (time.start, cue)
        for time, text, (words, _) in zip(timeline.beats, texts, voices, strict=True)
        for cue in cues(text, words, spoken=text, fps=fps, lead=time.lead, frames=time.frames, language=language,
                        aspect=aspect, style=style)
    ]  # fmt: skip
    return Told(language, texts, placed, voices, timeline)


@given(films(), FPS, ASPECTS, STYLES)
def test_every_word_is_there_and_the_files_are_strict(
    film: tuple[str, list[str]], fps: int, aspect: Aspect, style: CaptionStyle
) -> None:
    """C1 and C2: the captions are the spoken text, word for word."""
    made = told(film, fps, aspect, style)
    shown = bare("".join(line for _, cue in made.placed for line in cue.lines))
    assert shown == bare("".join(map(clean, made.texts)))
    for kind, text in (("srt", srt(made.placed, fps, made.language)), ("vtt", vtt(made.placed, fps, made.language))):
        read = read_strictly(text, kind)
        assert len(read) == len(made.placed)
    assert uncovered(shown) == [], "C13: no glyph is missing"


@given(films(), FPS, ASPECTS, STYLES)
def test_lines_are_short_and_two_at_most(
    film: tuple[str, list[str]], fps: int, aspect: Aspect, style: CaptionStyle
) -> None:
    """C5 and C6: 42 characters, 16 full-width ones, 13 Japanese ones; 28 in 9:16."""
    language = film[0]
    most = {"zh": 16, "ja": 13, "ko": 16}.get(language, 42) if aspect == "16:9" else 32 if aspect == "1:1" else 28
    for _, cue in told(film, fps, aspect, style).placed:
        assert len(cue.lines) <= 2
        for line in cue.lines:
            assert width(line) <= limit(aspect, language)
            assert language in ("th", "hi", "bn", "ta", "zh", "ja", "ko") or len(line) <= most
            assert language not in ("zh", "ja", "ko") or sum(char > "\u2e80" for char in line) <= most


@given(films(), FPS, ASPECTS)
def test_captions_stay_as_long_as_reading_takes(film: tuple[str, list[str]], fps: int, aspect: Aspect) -> None:
    """C3 and C7: 5/6 to 7 s; faster than is read only where the voice leaves no time.

    That is: the next caption follows at once, or this one stays LINGER after its last word.
    """
    made = told(film, fps, aspect)
    for i, (offset, cue) in enumerate(made.placed):
        seconds = (cue.end - cue.start) / fps
        assert seconds <= LONGEST
        following = made.placed[i + 1] if i + 1 < len(made.placed) else None
        chained = following is not None and offset + cue.end == following[0] + following[1].start
        beat = next(time for time in made.timeline.beats if time.start == offset)
        at_the_end = beat.frames - cue.end <= 1
        assert seconds >= SHORTEST - 1 / fps or (cue.start == 0 and at_the_end)
        letters = sum(map(len, cue.lines))
        if letters / seconds > GATE.get(made.language, 20.0):
            lingers = cue.words and seconds >= (cue.words[-1].end - cue.start) / fps + LINGER - 0.1
            assert chained or at_the_end or lingers or seconds > LONGEST - CLOSED - 0.1


@given(films(), FPS, ASPECTS, STYLES)
def test_gaps_are_closed_or_seen(film: tuple[str, list[str]], fps: int, aspect: Aspect, style: CaptionStyle) -> None:
    """C8: no gap, or one of half a second; never the flicker of a few frames, not even at a cut."""
    assert flickers(told(film, fps, aspect, style)) == []


def flickers(made: Told) -> list[int]:
    """Gaps in frames that are neither closed nor long enough to be seen as gaps."""
    found = [later + cue.start - offset - last.end for (offset, last), (later, cue) in pairwise(made.placed)]
    return [gap for gap in found if gap != 0 and gap < CLOSED * made.timeline.fps - 1]


@pytest.mark.parametrize(("rule", "value"), [("CLOSED", 0.0), ("SNAP", 0.0)])
def test_a_rule_that_is_not_kept_is_seen(monkeypatch: pytest.MonkeyPatch, rule: str, value: float) -> None:
    film = "en", ["It was built by the river.", "It was asked for without a script."]
    assert flickers(told(film, 24, "16:9")) == []
    monkeypatch.setattr(f"tools.film.captions.{rule}", value)
    assert flickers(told(film, 24, "16:9")) != []


@given(films(), FPS)
def test_captions_are_there_when_their_words_are(film: tuple[str, list[str]], fps: int) -> None:
    """No word is heard before its caption, or after it; a caption comes with the cut or with its first word."""
    made = told(film, fps, "16:9")
    for time, (words, _) in zip(made.timeline.beats, made.voices, strict=True):
        shown = [cue for offset, cue in made.placed if offset == time.start]
        assert shown[0].start in (0, int((words[0].start + time.lead) * fps + 1e-6))
        assert shown[0].start == 0 or time.lead > LEAD
        assert shown[-1].end >= min(int((words[-1].end + time.lead) * fps), time.frames, shown[-1].start + 7 * fps)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 1280)])
@pytest.mark.parametrize("style", ["boxed", "plain", "karaoke", "big"])
def test_captions_lie_in_the_safe_area(language: str, width: int, height: int, style: CaptionStyle) -> None:
    """C11: 16:9 inside the middle 90 %; 9:16 not in the bottom 18 %, the top 12 %, the right 10 %."""
    upright = height > width
    groups, between = TEXTS[language]
    made = told((language, [between.join(groups)]), 30, "9:16" if upright else "16:9", style)
    _, cue = max(made.placed, key=lambda one: max(map(len, one[1].lines)))
    found = draw(cue, 0, width=width, height=height, language=language, style=style, begun=1)
    assert found.x >= 0.05 * width
    assert found.x + found.size[0] <= (0.9 if upright else 0.95) * width
    assert found.y >= (0.12 if upright else 0.05) * height
    assert found.y + found.size[1] <= (0.82 if upright else 0.95) * height
