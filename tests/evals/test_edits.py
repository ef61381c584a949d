"""G9: an edit that stays where it is told is silent; a change elsewhere is found on the files."""

from pathlib import Path

import pytest

from evals.case import Case
from evals.edits import edited, local
from evals.fixtures import Fixtures
from evals.solver import Ran
from tests.evals.conftest import FRAMES, Film

CALM = list(range(3, 3 + 3 * FRAMES))
MIDDLE = [*CALM[:FRAMES], *(200 + at for at in range(FRAMES)), *CALM[2 * FRAMES :]]
"""The second of three beats has other frames."""


def test_an_edit_of_one_beat_is_local(film: Film) -> None:
    verdict = local(film("before"), film("after", MIDDLE, (1, 9, 3)), ["2.1"])
    assert (verdict.ok, verdict.value, verdict.gate, verdict.group) == (True, 0, True, "adherence")


def test_the_joins_at_its_ends_belong_to_it(film: Film) -> None:
    joined = [*MIDDLE[: FRAMES - 3], 250, 251, 252, *MIDDLE[FRAMES : 2 * FRAMES], 253, *MIDDLE[2 * FRAMES + 1 :]]
    assert local(film("before"), film("after", joined, (1, 9, 3)), ["2.1"]).ok


@pytest.mark.parametrize(
    ("shades", "seeds", "told"),
    [
        (MIDDLE, (8, 9, 3), "the picture 1.1 changed"),
        (MIDDLE, (1, 2, 3), "the picture 2.1 did not change"),
        (CALM, (1, 9, 3), "no frame of 2.1 changed"),
        ([250, *MIDDLE[1:]], (1, 9, 3), "1 frames of 1.1 changed, the first at 0.00 s"),
        ([*MIDDLE[:-1], 250], (1, 9, 3), "1 frames of 3.1 changed, the first at 5.90 s"),
        (MIDDLE[:-2], (1, 9, 3), "2 frames of 3.1 changed, the first at 5.80 s"),
    ],
)
def test_a_change_elsewhere_is_found(film: Film, shades: list[int], seeds: tuple[int, ...], told: str) -> None:
    verdict = local(film("before"), film("after", shades, seeds), ["2.1"])
    assert verdict.ok is False
    assert verdict.measured == told


def test_a_beat_that_is_gone_is_found(film: Film) -> None:
    before = film("before")
    after = film("after", MIDDLE, (1, 9, 3), beats=[{"id": "2.1", "start": 2.0, "end": 4.0}])
    assert "the beat 1.1 is gone" in local(before, after, ["2.1"]).measured


def test_without_an_edit_or_a_film_nothing_is_judged(tmp_path: Path) -> None:
    case = Case(id="X", title="x", request="x")
    ran = Ran(outcome="crashed", code=1, seconds=1.0)
    with Fixtures(tmp_path) as site:
        assert edited(case, ran, site, tmp_path) == ()
        asked = Case.model_validate({**case.model_dump(), "edit": {"arguments": ["--remove", "1"], "beats": ["1"]}})
        (verdict,) = edited(asked, ran, site, tmp_path)
    assert (verdict.ok, verdict.gate) == (None, True)


def test_an_edit_that_does_not_work_fails(film: Film, tmp_path: Path) -> None:
    folder = film("w/film")
    case = Case.model_validate(
        {"id": "X", "title": "x", "request": "x", "edit": {"arguments": ["--show", "9.9=a fox"], "beats": ["2.1"]}}
    )
    with Fixtures(tmp_path) as site:
        (verdict,) = edited(case, Ran(outcome="film", code=0, seconds=1.0), site, folder.parent)
    assert verdict.ok is False
    assert verdict.measured.startswith("the edit ended with ")
