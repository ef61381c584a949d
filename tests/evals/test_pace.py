"""The yardstick of the machine: the same work in two processes, against what it took on the reference machine."""

import pytest

from evals import pace
from evals.case import read_cases
from evals.judge import limit, timed
from evals.suite import public
from tools.measure.metrics.port import Wanted


def test_a_faster_machine_is_held_to_no_shorter_times_and_a_slower_one_is_given_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Takes some seconds: the yardstick encodes two hundred frames, twice."""
    monkeypatch.setattr(pace, "REFERENCE", 1e6)
    assert pace.pace() == 1.0
    monkeypatch.setattr(pace, "REFERENCE", 1e-3)
    assert pace.pace() > 10


def test_limits_of_time_are_those_of_the_profile_unless_the_case_has_its_own() -> None:
    cases = {case.id: case for case in read_cases(public())}
    case = cases["P20"]
    assert limit(case) == 0.5
    assert limit(case.model_copy(update={"options": {"profile": "preview"}})) == 0.2
    assert limit(case.model_copy(update={"options": {"profile": "best"}})) is None
    assert limit(case.model_copy(update={"outcome": "refused"})) is None
    assert limit(case.model_copy(update={"wanted": Wanted(slowest=0.9)})) == 0.9
    assert timed(case, 1.25) == case.wanted.model_copy(update={"slowest": 0.5, "pace": 1.25})
