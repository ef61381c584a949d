"""No recipe's code changes under an unchanged version without being acknowledged.

When a test here fails: if the bytes that the recipe makes changed, raise its version (the second argument of
`Recipe(…)`), so that what users have stored under the old code is not taken for new; then run `make fingerprints`.
If they did not (a refactoring), run `make fingerprints` alone: the diff of fingerprints.json is your signature.
"""

import json
from pathlib import Path

import pytest

from scripts.fingerprints import COMMITTED, Fingerprint, current, fingerprint, unacknowledged


def test_every_change_of_a_recipe_is_acknowledged() -> None:
    committed = json.loads(COMMITTED.read_text("utf-8"))
    now = current()
    assert {"picture", "voice", "segment", "mix", "film"} <= now.keys()
    assert unacknowledged(committed, now) == []


def at(version: int, digest: str) -> dict[str, Fingerprint]:
    return {"picture": Fingerprint(version=version, fingerprint=digest)}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (at(1, "a"), at(1, "b"), "raise the version of recipe picture"),
        (at(1, "a"), at(2, "b"), "was raised"),
        (at(2, "a"), at(1, "a"), "went down"),
        ({}, at(1, "a"), "no committed fingerprint"),
        (at(1, "a"), {}, "is gone"),
    ],
)
def test_a_seeded_change_is_told(before: dict[str, Fingerprint], now: dict[str, Fingerprint], said: str) -> None:
    [sentence] = unacknowledged(before, now)
    assert said in sentence


def test_an_unchanged_recipe_is_silent() -> None:
    assert unacknowledged(at(1, "a"), at(1, "a")) == []


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "tools" / "art").mkdir(parents=True)
    (tmp_path / "tools" / "paint.py").write_text('"""Paint."""\n\n\ndef paint(x: int) -> int:\n    return x + 1\n')
    (tmp_path / "tools" / "art" / "sun.svg").write_text("<svg/>")
    return tmp_path


def taken(root: Path) -> str:
    return fingerprint(root, ("tools/paint.py", "tools/art"))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tools/paint.py", '"""Paint."""\n\n\ndef paint(x: int) -> int:\n    return x + 2\n'),
        ("tools/paint.py", '"""Paint."""\n\n\ndef paint(x: int) -> int:\n    return x - 1\n'),
        ("tools/paint.py", '"""Paint."""\n\n\ndef paint(x: int = 0) -> int:\n    return x + 1\n'),
        ("tools/art/sun.svg", "<svg />"),
        ("tools/art/moon.svg", "<svg/>"),
    ],
)
def test_a_change_of_code_or_data_changes_the_fingerprint(recipe: Path, file: str, text: str) -> None:
    before = taken(recipe)
    (recipe / file).write_text(text)
    assert taken(recipe) != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tools/paint.py", '"""Paints."""\n# why\ndef paint(x: int) -> int:\n    """Paint."""\n    return x + 1\n'),
        ("tools/paint.py", "def paint(x:int)->int: return (x+1)\n"),
        ("tools/art/__pycache__/a.pyc", "cache"),
        ("tools/art/.hidden", "note"),
        ("tools/other.py", "A = 1\n"),
    ],
)
def test_words_layout_and_caches_do_not(recipe: Path, file: str, text: str) -> None:
    before = taken(recipe)
    (recipe / file).parent.mkdir(exist_ok=True)
    (recipe / file).write_text(text)
    assert taken(recipe) == before


EVERY_PYTHON = r"""
class A(B, metaclass=M):
    x: int = 3
    def f(self, *a, k=1, **kw):
        try:
            return f"{self!r:>{2}} é" "b" f"{1 + 1}" rf"\d{k}"
        except* ValueError as e:
            pass
        match k:
            case {"a": 1, **rest} | [1, *b]: lambda: 0
async def g():
    async with a as b, c: await x
    return [i async for i in z if i], 1.5e300, b"x\xff", -1j, ...
"""


def test_the_fingerprint_is_the_same_on_every_python(tmp_path: Path) -> None:
    """The digest was taken on 3.11, 3.12 and 3.13, whose trees differ in empty fields and empty strings."""
    (tmp_path / "a.py").write_text(EVERY_PYTHON, "utf-8")
    assert fingerprint(tmp_path, ("a.py",)) == "8028660e27301bc5febde11b98ff05e2018efc9b9e99d43e9d8822331e53eb5d"


def test_a_recipe_that_names_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tools/none\.py"):
        fingerprint(tmp_path, ("tools/none.py",))
