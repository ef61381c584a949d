"""The critic with a language model: what should be better in a script before it is spoken, and in the finished film."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from agents.ask import as_data
from agents.plain import line
from agents.port import Mind
from agents.rules.pace import seconds as saying
from core.models import Brief, Fact, Finding, Script
from core.scene import Value

NOTES = 8
SENTENCE = 240  # characters
SHOWN = 160  # characters of what a picture shows
PICTURES = 6  # that are drawn anew
QUOTED = 300  # characters of a quote that are shown


class Remark(Value):
    """One thing that should be better."""

    beat: str = Field(description="the id of the sentence or picture, such as 2.1; empty if it is about the whole film")
    wrong: str = Field(description="one sentence: what is wrong")
    advice: str = Field(description="one sentence: what to do about it")


class Sight(Value):
    """One picture that should be another."""

    beat: str = Field(description="the id of the picture, such as 2.1")
    wrong: str = Field(description="one sentence: what is wrong with it")
    shows: str = Field(description="what it should show instead, in a few words that can be drawn")


class Watched(Value):
    """What a critic saw in a finished film."""

    remarks: tuple[Sight, ...] = Field(description="pictures that mislead, the worst first; none if it is good")


class Judgement(Value):
    """What a critic found."""

    remarks: tuple[Remark, ...] = Field(description="what is worth changing, the worst first; none if it is good")


def judge(mind: Mind, brief: Brief, script: Script, facts: Sequence[Fact]) -> tuple[Remark, ...]:
    """What should be better in a script, at most NOTES things, each of a sentence that there is.

    Raises Unavailable as the mind does.
    """
    beats = [beat for beat in script.beats if beat.card is None]
    quotes = {fact.id: " ".join(fact.quote.split())[:QUOTED] for fact in facts}
    lines = [f"{beat.id}  {beat.text}" + "".join(f"\n    quoted: {quotes[id]}" for id in beat.facts) for beat in beats]
    seconds = sum(saying(beat.spoken or beat.text, script.language, brief.rate) for beat in beats)
    values = {
        "topic": as_data(brief.topic or brief.title),
        "audience": as_data(brief.audience or "anybody"),
        "questions": as_data("\n".join(brief.questions) or "none were asked"),
        "tone": brief.tone or "not said",
        "language": script.language,
        "length": f"{seconds:.0f} s of speech" + (f" of {brief.duration:g} s asked for" if brief.duration else ""),
        "script": as_data("\n".join(lines)),
    }
    known = {beat.id for beat in beats}
    return remarks(mind.ask("critic", "judge", Judgement, values, check=lambda one: unknown(one, known)), known)


def as_read(script: Script, remarks: Sequence[Remark]) -> dict[str, str]:
    """A script and what was remarked of it, as the values of a prompt by which it is written anew."""
    told = "\n".join(f"{beat.id}  {beat.text}" for beat in script.beats if beat.card is None)
    said = "\n".join(f"{one.beat or 'the whole'}: {one.wrong} {one.advice}".strip() for one in remarks)
    return {"script": as_data(told), "remarks": as_data(said)}


def unknown(answer: Judgement, known: set[str]) -> list[str]:
    """What is wrong with a judgement: it speaks of what there is not."""
    return [
        f"There is no sentence or picture {one.beat[:12]!r}." for one in answer.remarks if one.beat not in {*known, ""}
    ]


def remarks(answer: Judgement, known: set[str]) -> tuple[Remark, ...]:
    """The remarks that say something of a beat that there is, or of the whole."""
    found = [
        Remark(beat=one.beat, wrong=wrong, advice=line(one.advice, SENTENCE))
        for one in answer.remarks
        if one.beat in {*known, ""} and (wrong := line(one.wrong, SENTENCE))
    ]
    return tuple(dict.fromkeys(found))[:NOTES]


def watch(
    mind: Mind, brief: Brief, script: Script, style: str, frames: Mapping[str, bytes], findings: Sequence[Finding]
) -> tuple[Sight, ...]:
    """The pictures of a finished film that should be others, at most PICTURES of them.

    `frames` are JPEG files of the film by beat, in its order. Raises Unavailable as the mind does.
    """
    said = {beat.id: beat.text for beat in script.beats}
    values = {
        "title": as_data(script.title),
        "audience": as_data(brief.audience or "anybody"),
        "language": script.language,
        "style": style,
        "findings": as_data("; ".join(f"{one.check}: {one.measured}" for one in findings if not one.ok) or "all good"),
        "frames": as_data("\n".join(f"{id}  {said[id]}" for id in frames)),
    }

    def faults(answer: Watched) -> list[str]:
        return [f"There is no picture {one.beat[:12]!r}." for one in answer.remarks if one.beat not in frames]

    answer = mind.ask("critic", "watch", Watched, values, check=faults, pictures=tuple(frames.values()))
    found: dict[str, Sight] = {}
    for one in answer.remarks:
        wrong, shows = line(one.wrong, SENTENCE), line(one.shows, SHOWN)
        if one.beat in frames and wrong and any(char.isalpha() for char in shows):
            found.setdefault(one.beat, Sight(beat=one.beat, wrong=wrong, shows=shows))
    return tuple(found.values())[:PICTURES]
