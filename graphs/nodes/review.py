"""A look at the finished file: what fails is repaired once, else the film is graded."""

from agents.rules.critic import grade
from core.events import Checked
from core.models import Brief, Finding, Script, Substitution, Timeline
from core.recipes import Artefact
from graphs.specs import film_cues, has_voice, level
from graphs.state import State
from graphs.studio import Studio
from tools.measure.job import LOOK_JOB, findings_in, look_order
from tools.measure.port import Expected

REPAIRS = 1


def review(state: State, studio: Studio) -> State:
    """Measure the film, and grade it or send it back to be cut again."""
    findings = _look(state, studio)
    failed = [finding for finding in findings if not finding.ok]
    if failed and state["repairs"] < REPAIRS:
        _set_aside(state, studio)
        return {"findings": [finding.model_dump(mode="json") for finding in findings], "repairs": state["repairs"] + 1}
    studio.events.emit(Checked(findings=findings))
    verdict = grade(
        draft=Script.model_validate(state["script"]).draft,
        reasons=state.get("reasons", []),
        substitutions=[Substitution.model_validate(one) for one in state.get("substitutions", [])],
        findings=findings,
    )
    return {
        "findings": [finding.model_dump(mode="json") for finding in findings],
        "grade": verdict.model_dump(mode="json"),
    }


def needs_repair(state: State) -> bool:
    """Whether the last look sent the film back."""
    return not state.get("grade")


def _look(state: State, studio: Studio) -> tuple[Finding, ...]:
    if "film" not in state["film"]:
        return ()
    film, wanted = Artefact.model_validate(state["film"]["film"]), expected(state)
    with studio.call("assembly", "look", wanted.model_dump(mode="json")) as keep:
        seen = keep(studio.remote(LOOK_JOB, look_order(film, wanted), {"film": film}))
    return findings_in(studio.store.path(seen))


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
        subtitles=len(film_cues(state, timeline)),
    )


def _set_aside(state: State, studio: Studio) -> None:
    """Put everything that the film was encoded from out of use, so that it is all encoded again."""
    studio.round += 1
    for artefact in [*state["segments"].values(), *state.get("joints", {}).values(), *state["film"].values()]:
        studio.store.set_aside(artefact["key"])
