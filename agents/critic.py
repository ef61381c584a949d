"""The critic with a language model: what should be better in a script before it is spoken."""

from collections.abc import Sequence

from pydantic import Field

from agents.ask import as_data
from agents.plain import line
from agents.port import Mind
from agents.rules.pace import seconds as saying
from core.models import Brief, Fact, Script
from core.scene import Value

NOTES = 8
SENTENCE = 240  # characters
QUOTED = 300  # characters of a quote that are shown


class Remark(Value):
    """One thing that should be better."""

    beat: str = Field(description="the id of the sentence or picture, such as 2.1; empty if it is about the whole film")
    wrong: str = Field(description="one sentence: what is wrong")
    advice: str = Field(description="one sentence: what to do about it")


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
