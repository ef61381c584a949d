"""Who may judge: models that are named, are there, and did not write the film."""

from pathlib import Path

import pytest

from core.errors import Mistake
from core.settings import Settings
from evals.rubrics.judges import family, judges
from storyreel.cli.evals import evaluate


def settings(tmp_path: Path, judge: str | None, **more: str) -> Settings:
    told = {"STORYREEL_HOME": str(tmp_path), **({"STORYREEL_JUDGE": judge} if judge is not None else {}), **more}
    return Settings.load(told, tmp_path)


def test_nobody_judges_unless_somebody_is_named(tmp_path: Path) -> None:
    assert judges(settings(tmp_path, None), tmp_path) == ()
    assert judges(settings(tmp_path, ""), tmp_path) == ()


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("gpt-6", "cannot be 'gpt-6': write backend:model"),
        ("rules:x", "cannot be 'rules:x'"),
        ("openai:", "cannot be 'openai:'"),
        ("openai:a,openai:b,openai:c", "names 3 judges"),
        ("openai:a, openai:a", "the same judge twice"),
        ("openai:a", "cannot be asked: OPENAI_API_KEY is not set"),
    ],
)
def test_who_cannot_judge_is_told_before_a_film_is_made(tmp_path: Path, named: str, wrong: str) -> None:
    with pytest.raises(Mistake, match=wrong):
        judges(settings(tmp_path, named), tmp_path)


def test_both_are_asked_under_their_own_names(tmp_path: Path) -> None:
    found = judges(settings(tmp_path, "openai:o3, openai:claude-7", OPENAI_API_KEY="sk-fake-good"), tmp_path)
    assert [(one.name, one.family) for one in found] == [("openai:o3", "gpt"), ("openai:claude-7", "claude")]


@pytest.mark.parametrize(
    ("model", "kin"),
    [
        ("gpt-5.2", "gpt"),
        ("o3-mini", "gpt"),
        ("meta/Llama-4", "llama"),
        ("llama3.1", "llama"),
        ("7b", "7b"),
        ("ft:gpt-5:own", "gpt"),
    ],
)
def test_families_are_known_by_the_models_names(model: str, kin: str) -> None:
    assert family(model) == kin


def test_a_table_of_ratings_needs_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYREEL_HOME", str(tmp_path))
    monkeypatch.delenv("STORYREEL_JUDGE", raising=False)
    with pytest.raises(Mistake, match="--ratings is for judges"):
        evaluate("smoke", tmp_path / "run", [], None, None, False, ratings=tmp_path / "people.csv")
    assert not (tmp_path / "run").exists()
