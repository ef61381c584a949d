"""What a metric is asked and what it says: verdicts of one family, and wishes that contradict themselves."""

import pytest
from pydantic import ValidationError

from evals import robust
from tools.measure.metrics import adherence, grounding, technical, timing, trajectory, visual
from tools.measure.metrics.port import Family, Wanted

FAMILIES = [module.FAMILY for module in (technical, timing, visual, grounding, adherence, trajectory, robust)]
FAMILY = Family("captions", {"C1": "files", "C3": "speed"}, frozenset({"C1"}))


def test_a_gate_has_no_score_and_the_others_have() -> None:
    gate, soft = (FAMILY.verdict(metric, True, "0", "0", 0.0, "errors", score=1.0) for metric in ("C1", "C3"))
    assert (gate.name, gate.group, gate.gate, gate.score) == ("files", "captions", True, None)
    assert (soft.name, soft.gate, soft.score, soft.unit) == ("speed", False, 1.0, "errors")
    unasked = FAMILY.unasked("C1", "no file")
    assert (unasked.ok, unasked.gate, unasked.reason) == (None, True, "no file")
    with pytest.raises(KeyError):
        FAMILY.verdict("C2", True, "", "")


def test_each_family_has_metrics_of_its_own_and_its_gates_are_among_them() -> None:
    every = [metric for family in FAMILIES for metric in family.names]
    assert len(every) == len(set(every))
    assert len({family.group for family in FAMILIES}) == len(FAMILIES)
    for family in FAMILIES:
        assert family.gates < family.names.keys()
        letters = {metric.rstrip("0123456789") for metric in family.names}
        assert len(letters) == 1, "one letter a family, numbers without a gap"
        assert sorted(int(metric[1:]) for metric in family.names) == list(range(1, len(family.names) + 1))


def test_a_metric_is_a_gate_only_where_it_is_far_off() -> None:
    near, far = (FAMILY.verdict("C3", not off, "9", "<= 8", 9.0, score=0.5, gate=off) for off in (False, True))
    assert (near.gate, near.score, far.gate, far.score) == (False, 0.5, True, None)


def test_departures_are_counted_and_the_first_of_them_named() -> None:
    none, some = (FAMILY.departures("C3", wrong, "all well", "no fault", "faults") for wrong in ([], list("abcdef")))
    assert (none.ok, none.value, none.score, none.measured) == (True, 0, 1.0, "all well")
    assert (some.ok, some.value, some.score, some.measured) == (False, 6, 0.0, "a; b; c; d")
    assert (some.wanted, some.unit, some.gate) == ("no fault", "faults", False)
    partly = FAMILY.departures("C3", ["a"], "", "", "faults", value=3, score=0.75)
    assert (partly.ok, partly.value, partly.score) == (False, 3, 0.75)
    gate = FAMILY.departures("C1", ["a"], "", "", "faults")
    assert (gate.gate, gate.ok, gate.score) == (True, False, None)


def test_what_was_measured_is_told_where_nothing_was_asked() -> None:
    found = FAMILY.unasked("C3", "no limit was asked for", "12 of 40", 12.0, "words")
    assert (found.ok, found.score, found.measured, found.value, found.unit) == (None, None, "12 of 40", 12.0, "words")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"ordered": True}, "there are none"),
        ({"within": 0.5}, "there are none"),
        ({"facts": ("a", "b", "c"), "groups": ((2, 1),)}, "do not share out"),
        ({"facts": ("a", "b"), "groups": ((2, 3),)}, "more facts than it has"),
        ({"facts": ("a",), "within": 1.5}, "less than or equal to 1"),
    ],
)
def test_wishes_that_no_film_could_meet(values: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Wanted.model_validate(values)
    assert Wanted(facts=("a", "b", "c"), groups=((2, 1), (1, 1)), ordered=True, within=0.5).groups
