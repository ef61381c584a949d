"""A8 and R1 to R5: a case that bears its fault is silent, and each way not to is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.events import ToolCalled
from evals.case import Case, Fault
from evals.fixtures import Fixtures, Visit
from evals.results import CaseResult
from evals.robust import bears, bounded, gates_hold, left_behind, promised, resumed, truthful
from evals.solver import Blow, Ran, calls
from evals.suite import cases_of
from tests.evals.conftest import Film, painted, rewritten, spoken
from tools.measure.metrics.port import Made, Verdict

DONE = Ran(outcome="film", code=0, seconds=20.0, grade="complete")
KILLED = Case(id="X-kill", title="x", request="x", base="X", fault=Fault(kind="kill", what="shoot"))


def call(name: str, status: str = "made", tool: str = "audio", **more: Any) -> ToolCalled:
    told = {"tool": tool, "name": name, "args_hash": name, "start": 0.0, "end": 1.0, "status": status}
    return ToolCalled.model_validate({**told, **more})


def visit(path: str) -> Visit:
    return Visit("GET", path, {}, {}, 0, b"")


def after(folder: Path, *made: ToolCalled) -> Made:
    (folder / "trajectory.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in made))
    return Made.at(folder)


BLOW = Blow(calls=(call("speak 1.1"), call("write", tool="story")), keys={"a.json": 1, "b.json": 2}, visits=1)


def test_what_had_ended_is_found_after_a_restart(film: Film) -> None:
    made = after(film(), call("write", tool="story"), call("speak 1.1", "found"), call("speak 2.1"))
    verdict = resumed(BLOW, made, [visit("/pages/a"), visit("/pages/b")], {"a.json": 1, "b.json": 2, "c.json": 3})
    assert (verdict.ok, verdict.gate, verdict.metric, verdict.group) == (True, True, "A8", "trajectory")
    assert verdict.measured == "none of 1 calls, 2 artefacts and 1 requests"


@pytest.mark.parametrize(
    ("made", "paths", "now", "told"),
    [
        ([call("speak 1.1")], ["/a", "/b"], {"a.json": 1, "b.json": 2}, "speak 1.1 was made again"),
        ([], ["/a", "/b"], {"a.json": 1, "b.json": 9}, "1 of 2 artefacts were made again or lost"),
        ([], ["/a", "/b"], {"a.json": 1}, "1 of 2 artefacts were made again or lost"),
        ([], ["/a", "/a"], {"a.json": 1, "b.json": 2}, "/a was fetched again"),
    ],
)
def test_what_is_made_again_is_found(
    film: Film, made: list[ToolCalled], paths: list[str], now: dict[str, int], told: str
) -> None:
    verdict = resumed(BLOW, after(film(), *made), [visit(path) for path in paths], now)
    assert (verdict.ok, verdict.measured) == (False, told)


def test_a_model_that_is_asked_again_is_found(film: Film) -> None:
    """Thinking by the rules is done anew; what a model was paid for is not."""
    paid = call("write", tool="story", tokens=900)
    verdict = resumed(BLOW.model_copy(update={"calls": (paid,)}), after(film(), paid), [], BLOW.keys)
    assert verdict.measured == "write was made again"


def test_a_blow_that_did_not_strike_judges_nothing(film: Film) -> None:
    assert resumed(None, after(film()), [], {}).ok is None


def test_the_calls_of_a_run_are_read_out_of_its_lines() -> None:
    lines = ['{"kind":"step_started","step":"shoot"}\n', call("speak 1.1").model_dump_json() + "\n", '{"kind":"tool_c']
    assert calls(lines) == (call("speak 1.1"),)


def test_the_promised_state_is_reached_in_time() -> None:
    draft = Case(id="X", title="x", outcome="draft", grades=("draft",))
    assert promised(KILLED, DONE).ok
    assert promised(draft, DONE.model_copy(update={"outcome": "draft", "grade": "draft"})).ok


@pytest.mark.parametrize(
    ("ran", "told"),
    [
        ({"outcome": "crashed"}, "it ended as crashed"),
        ({"outcome": "draft", "grade": "draft"}, "it ended as draft"),
        ({"grade": "degraded"}, "it is graded degraded"),
        ({"seconds": 1000.0}, "it took 1000 s"),
    ],
)
def test_another_state_is_found(ran: dict[str, Any], told: str) -> None:
    case = KILLED.model_copy(update={"grades": ("complete",)})
    assert promised(case, DONE.model_copy(update=ran)).measured == told


def test_a_film_that_fails_a_gate_is_no_recovery() -> None:
    def result(ok: bool | None) -> CaseResult:
        gate = Verdict(metric="T1", name="decodes", group="technical", gate=True, ok=ok)
        return CaseResult(id="X", title="x", status="passed", verdicts=(gate,))

    assert gates_hold(DONE, result(True)).ok is True
    assert gates_hold(DONE, result(False)).measured == "T1 decodes"
    assert gates_hold(DONE, result(None)).ok is None


def degraded(told: dict[str, Any]) -> dict[str, Any]:
    """A film in which silence stood in for a voice, and says so."""
    stood = {"capability": "speech", "used": "silence", "wanted": "pyttsx3", "reason": "not there", "beats": []}
    reasons = ["silence stood in for pyttsx3 (speech): not there."]
    beats = [{**beat, "placeholder": True, "reason": "not there"} for beat in told["beats"]]
    return {**told, "grade": {"name": "degraded", "reasons": reasons}, "substitutions": [stood], "beats": beats}


def test_a_film_that_tells_the_truth_is_silent(film: Film) -> None:
    assert truthful(KILLED, DONE, Made.at(film())).ok
    folder = rewritten(film("silent"), degraded)
    spoken(folder / "stems" / "voice.wav", [0.0] * 3)
    fault = Fault(kind="lack", what="pyttsx3", tells="silence stood in")
    verdict = truthful(KILLED.model_copy(update={"fault": fault}), DONE, Made.at(folder))
    assert verdict.ok, verdict.measured


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"draft": True}, "it is graded complete and is draft"),
        ({"grade": {"name": "draft", "reasons": []}}, "it is graded draft and is no draft"),
        ({"grade": {"name": "degraded", "reasons": []}}, "it is degraded without a reason"),
        ({"grade": {"name": "complete", "reasons": ["x"]}}, "it is complete, and something stood in"),
    ],
)
def test_a_grade_that_is_wrong_is_found(film: Film, change: dict[str, Any], told: str) -> None:
    folder = rewritten(film(), lambda manifest: {**manifest, **change})
    assert truthful(KILLED, DONE, Made.at(folder)).measured == told


def test_a_fault_of_which_nothing_is_told_is_found(film: Film) -> None:
    fault = Fault(kind="lack", what="cv2", tells="stand still")
    verdict = truthful(KILLED.model_copy(update={"fault": fault}), DONE, Made.at(film()))
    assert verdict.measured == "the reasons do not tell of the fault (stand still)"


def test_a_substitution_and_a_placeholder_without_a_reason_are_found(film: Film) -> None:
    def quiet(told: dict[str, Any]) -> dict[str, Any]:
        worse = degraded(told)
        worse["grade"]["reasons"] = ["Something."]
        worse["beats"][1]["reason"] = None
        return worse

    measured = truthful(KILLED, DONE, Made.at(rewritten(film(), quiet))).measured
    assert "that silence stood in for pyttsx3 is no reason" in measured
    assert "in 2.1 something stands in without a reason" in measured


def test_a_silent_beat_an_empty_picture_and_no_film_are_found(film: Film) -> None:
    folder = film()
    spoken(folder / "stems" / "voice.wav", [0.5, 0.0, 0.5])
    (folder / "scenes" / "3.1.png").write_bytes(b"no picture")
    (folder / "film.mp4").unlink()
    measured = truthful(KILLED, DONE, Made.at(folder)).measured
    assert "it is complete without a film" in measured
    assert "2.1 is silent" in measured
    assert "the picture of 3.1 is empty" in measured
    painted(folder / "scenes" / "3.1.png", 3)
    assert "empty" not in truthful(KILLED, DONE, Made.at(folder)).measured


def test_what_is_left_is_found() -> None:
    assert left_behind(DONE).ok
    assert left_behind(DONE.model_copy(update={"left": ("film.mp4.part",)})).measured == "film.mp4.part"
    killed = DONE.model_copy(update={"blow": BLOW.model_copy(update={"left": ("a voice",)})})
    assert left_behind(killed).measured == "after the blow: a voice"


def test_attempts_have_an_end(film: Film) -> None:
    failed = call("read", "failed", "research")
    made = after(film(), *[failed] * 3)
    assert bounded(DONE, made, [visit("/a")] * 4).ok
    assert bounded(DONE, made, [visit("/a")] * 5).measured == "/a was asked for 5 times"
    assert bounded(DONE.model_copy(update={"restarts": 1}), made, [visit("/a")] * 8).ok
    over = bounded(DONE, after(made.folder or Path(), *[failed] * 4), [])
    assert (over.ok, over.score, over.measured) == (False, 0.0, "read failed 4 times")


def test_each_case_gets_what_it_can_be_judged_by(film: Film, tmp_path: Path) -> None:
    result = CaseResult(id="X", title="x", status="passed")
    folder = film("w/film")
    after(folder, call("speak 1.1", "found"))
    with Fixtures(tmp_path) as site:
        calm = bears(KILLED.model_copy(update={"fault": None}), DONE, result, site, folder.parent)
        killed = bears(KILLED, DONE.model_copy(update={"blow": BLOW}), result, site, folder.parent)
    assert [one.metric for one in calm] == ["R3", "R4"]
    assert [one.metric for one in killed] == ["R3", "R4", "R1", "R2", "R5", "A8"]
    assert [one.measured for one in killed if one.ok is False] == ["2 of 2 artefacts were made again or lost"]


def test_nothing_is_said_of_what_was_not_made(tmp_path: Path) -> None:
    assert truthful(KILLED, DONE, Made.at(tmp_path / "none")).ok is None


def test_what_a_fault_takes_away_judges_nothing(film: Film) -> None:
    from evals.judge import _spared

    heard = Verdict(metric="N1", name="words", group="narration", gate=True, ok=False, measured="100 %")
    case = KILLED.model_copy(update={"fault": Fault(kind="lack", what="pyttsx3", spares=("N1",))})
    assert (_spared(case, heard).ok, _spared(case, heard).reason) == (None, "pyttsx3 is taken away")
    assert _spared(KILLED, heard) == heard


def test_the_suite_of_faults_has_a_run_without_one(tmp_path: Path) -> None:
    cases = {case.id: case for case in cases_of("faults")}
    for case in cases.values():
        assert case.base in ("", *cases)
        assert (case.base == "") == (case.fault is None)
        assert not case.again
        assert case.edit is None
    lacks = [case for case in cases.values() if case.fault is not None and case.fault.kind == "lack"]
    assert len(lacks) >= 5
    assert {case.base for case in lacks} == {"P08"}
    assert all(case.fault is not None and case.fault.tells and case.grades == ("degraded",) for case in lacks)
    assert json.loads(lacks[0].model_dump_json())["fault"]["kind"] == "lack"
