"""Agreement: against worked examples that were published, and what it must do at its ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.rubrics.agreement import alpha, kappa

RELIABILITY = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
"""The data of Krippendorff (2011), part D: four observers, twelve units, some ratings missing."""


def units() -> list[dict[str, float]]:
    return [
        {judge: float(said[at]) for judge, said in RELIABILITY.items() if said[at] is not None}  # type: ignore[arg-type]
        for at in range(12)
    ]


def test_alpha_of_the_published_ordinal_example() -> None:
    assert alpha(units()) == pytest.approx(0.815, abs=0.0005)


def test_alpha_at_its_ends() -> None:
    same = [{"a": float(at % 5), "b": float(at % 5)} for at in range(10)]
    assert alpha(same) == 1.0
    assert alpha([{"a": 3.0, "b": 3.0}] * 5) is None, "where all is the same, nothing tells agreement from chance"
    assert alpha([{"a": 1.0}, {"b": 2.0}]) is None
    turned = [{"a": float(at % 5), "b": float(4 - at % 5)} for at in range(10)]
    assert (alpha(turned) or 0) < 0


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=30))
def test_alpha_knows_no_order_of_judges_or_units(pairs: list[tuple[int, int]]) -> None:
    there = alpha([{"a": float(one), "b": float(other)} for one, other in pairs])
    back = alpha([{"a": float(other), "b": float(one)} for one, other in reversed(pairs)])
    assert (there is None) == (back is None)
    assert there is None or there == pytest.approx(back)
    assert there is None or there <= 1.0 + 1e-9


def test_weighted_kappa() -> None:
    # Two raters, 2 x 2: with two grades quadratic weights are none, and Cohen's own kappa comes out:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: (0.7 - 0.5) / (1 - 0.5).
    pairs = [(1.0, 1.0)] * 20 + [(1.0, 0.0)] * 5 + [(0.0, 1.0)] * 10 + [(0.0, 0.0)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    # Three grades: the value that scikit-learn publishes for its cohen_kappa_score with quadratic weights.
    one, other = [0.0] * 46 + [1.0] * 44 + [2.0] * 10, [0.0] * 50 + [1.0] * 40 + [2.0] * 10
    assert kappa([*zip(one, other, strict=True)]) == pytest.approx(0.9541, abs=0.00005)
    assert kappa([(1.0, 1.0), (5.0, 5.0)]) == 1.0
    assert kappa([(3.0, 3.0)]) is None
    assert kappa([]) is None
    near = kappa([(1.0, 2.0), (2.0, 2.0), (5.0, 4.0)])
    far = kappa([(1.0, 5.0), (2.0, 2.0), (5.0, 1.0)])
    assert (near or 0) > (far or 0)
