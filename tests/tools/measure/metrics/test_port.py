"""What a metric is asked and what it says: verdicts of one family, and wishes that contradict themselves."""

import pytest
from pydantic import ValidationError

from tools.measure.metrics.port import Family, Wanted

FAMILY = Family("captions", {"C1": "files", "C3": "speed"}, frozenset({"C1"}))


def test_a_gate_has_no_score_and_the_others_have() -> None:
    gate, soft = (FAMILY.verdict(metric, True, "0", "0", 0.0, "errors", score=1.0) for metric in ("C1", "C3"))
    assert (gate.name, gate.group, gate.gate, gate.score) == ("files", "captions", True, None)
    assert (soft.name, soft.gate, soft.score, soft.unit) == ("speed", False, 1.0, "errors")
    unasked = FAMILY.unasked("C1", "no file")
    assert (unasked.ok, unasked.gate, unasked.reason) == (None, True, "no file")
    with pytest.raises(KeyError):
        FAMILY.verdict("C2", True, "", "")


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
