"""The text that goes with a published film: what it says, its chapters, its sources, whose drawings it shows."""

from collections.abc import Mapping

from agents.rules.labels import label
from core.models import Picture, Script, Source, Timeline
from graphs.nodes.cut import chapters, made_by
from graphs.state import State

OPENING = 2  # sentences


def description(state: State, pictures: Mapping[str, Picture]) -> str:
    """Plain text, in the film's language as far as it speaks; chapters as video sites read them."""
    script, timeline = Script.model_validate(state["script"]), Timeline.model_validate(state["timeline"])
    spoken = [beat for beat in script.beats if beat.card is None]
    parts = [script.title, " ".join(beat.text for beat in spoken[:OPENING])]
    if assumed := state["brief"].get("assumption"):
        parts.append(str(assumed))
    if disputes := state.get("disputes"):
        parts.append("\n".join(disputes))
    marks = [f"{_clock(chapter.start)} {chapter.title}" for chapter in chapters(script, timeline)]
    if marks:
        parts.append("\n".join(marks))
    cited = {fact.split(".")[0] for beat in spoken for fact in beat.facts}
    told = [Source.model_validate(one) for one in state.get("sources", [])]
    sources = [one for one in told if one.id in cited or (one.kind == "video" and not one.key)]
    if sources:
        lines = "\n".join(f"- {_named(source)}" for source in sources)
        parts.append(f"{label(script.language, 'sources')}:\n{lines}")
    works = {f"{one.work} ({one.author}, {one.licence})" for picture in pictures.values() for one in picture.credits}
    if works:
        parts.append(f"{label(script.language, 'pictures')}: {'; '.join(sorted(works))}")
    return "\n\n".join([*parts, made_by(script)]) + "\n"


def _named(source: Source) -> str:
    told = ", ".join(part for part in (source.author, source.date, source.licence) if part)
    named = f"{source.title} ({told})" if told else source.title
    return f"{named}: {source.url}" if source.url else named


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
