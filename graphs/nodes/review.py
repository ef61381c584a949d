"""A look at the finished file: what fails is repaired once, else the film is signed and graded."""

from typing import Literal

from agents.rules.critic import grade
from core.events import Checked
from core.models import Brief, Finding, Script, Substitution, Timeline
from core.recipes import Artefact
from graphs.nodes.cut import film_parts
from graphs.nodes.watch import watch, watches
from graphs.signing import signed
from graphs.specs import film_cues, has_voice, level
from graphs.state import State
from graphs.studio import Studio
from tools.film.job import UNDER
from tools.measure.job import (
    HEARD_JOB,
    LOOK_JOB,
    SEEN_JOB,
    findings_in,
    heard_order,
    look_order,
    seen_order,
)
from tools.measure.port import INHERENT, Expected

REPAIRS = 1
LOOK, HEAR = "look", "hear the stems"


def review(state: State, studio: Studio) -> State:
    """Measure the film, and grade it or send it back to be cut again."""
    seen, findings = _look(state, studio)
    failed = [finding for finding in findings if not finding.ok and finding.check not in INHERENT]
    if failed and state["repairs"] < REPAIRS:
        _set_aside(state, studio, seen)
        told = [finding.model_dump(mode="json") for finding in findings]
        return {"findings": told, "repairs": state["repairs"] + 1, "redraw": False}
    studio.events.emit(Checked(findings=findings))
    seen_by: State = watch(state, studio, findings) if watches(state, studio) else {}
    if seen_by.get("remarks"):
        return {**seen_by, "findings": [one.model_dump(mode="json") for one in findings], "redraw": True}
    stood = seen_by.get("substitutions", [])
    update = signed(state, studio)
    verdict = grade(
        draft=Script.model_validate(state["script"]).draft,
        reasons=[*state.get("reasons", []), *update.get("reasons", [])],
        substitutions=[Substitution.model_validate(one) for one in [*state.get("substitutions", []), *stood]],
        findings=findings,
    )
    if seen_by:
        update |= {"remarks": [], "substitutions": stood}
    update["findings"] = [finding.model_dump(mode="json") for finding in findings]
    update["grade"] = verdict.model_dump(mode="json")
    return update


def sent_back(state: State) -> Literal["shoot", "storyboard"] | None:
    """Where the last look sent the film: to be encoded again, to get other pictures, or nowhere."""
    if state.get("grade"):
        return None
    return "storyboard" if state.get("redraw") else "shoot"


def _look(state: State, studio: Studio) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The keys of what was seen of the segments and of the film, and the findings."""
    if "film" not in state["film"]:
        return (), ()
    film, wanted = Artefact.model_validate(state["film"]["film"]), expected(state)
    parts = {
        id: studio.note(studio.remote(SEEN_JOB, seen_order(part), {"segment": part}))
        for id, part in film_parts(state).items()
    }

    def measured(kind: str) -> Artefact:
        with studio.call("assembly", kind, wanted.model_dump(mode="json")) as keep:
            if kind == HEAR:
                return keep(studio.remote(HEARD_JOB, heard_order(stems(state)), stems(state)))
            return keep(studio.remote(LOOK_JOB, look_order(film, wanted), {"film": film, **parts}, parts=list(parts)))

    kinds = (LOOK, HEAR) if wanted.under else (LOOK,)
    made = dict(studio.each(kinds, measured, len(kinds)))
    findings = tuple(one for kind in kinds for one in findings_in(studio.store.path(made[kind])))
    if any(beat.original is not None for beat in Script.model_validate(state["script"]).beats):
        findings = tuple(one for one in findings if one.check != "silence")  # a video's silences are its own
    return tuple(one.key for one in (*parts.values(), *made.values())), findings


def stems(state: State) -> dict[str, Artefact]:
    """The stems that are heard besides the film: the voice, where anything lies under it, and the music."""
    film = state.get("film", {})
    if not film.keys() & set(UNDER):
        return {}
    names = {"voice": "stem", "music": "music"}
    return {name: Artefact.model_validate(film[role]) for name, role in names.items() if role in film}


def expected(state: State) -> Expected:
    """What the finished file must be."""
    brief, timeline = Brief.model_validate(state["brief"]), Timeline.model_validate(state["timeline"])
    return Expected(
        width=brief.width,
        height=brief.height,
        fps=brief.fps,
        frames=timeline.frames,
        language=brief.language,
        level=level(brief.volume),
        has_sound=has_voice(state, brief),
        scenes=_spoken_scenes(state, timeline),
        borders=tuple(time.start for time in timeline.beats[1:]),
        subtitles=len(film_cues(state, timeline)),
        under=bool(stems(state)),
    )


def _spoken_scenes(state: State, timeline: Timeline) -> tuple[tuple[int, int], ...]:
    """The frames of every scene in which a voice is heard."""
    found: dict[str, tuple[int, int]] = {}
    for time in timeline.beats:
        begin, _ = found.get(time.scene, (time.start, 0))
        found[time.scene] = (begin, time.start + time.frames)
    spoken = {time.scene for time in timeline.beats if time.id in state["voices"]}
    return tuple(frames for scene, frames in found.items() if scene in spoken)


def _set_aside(state: State, studio: Studio, seen: tuple[str, ...]) -> None:
    """Put the film, everything that it was encoded from, and what was seen of it out of use: it is all made again."""
    studio.round += 1
    encoded = [*state["segments"].values(), *state.get("joints", {}).values(), *state["film"].values()]
    for key in [*seen, *(artefact["key"] for artefact in encoded)]:
        studio.store.set_aside(key)
