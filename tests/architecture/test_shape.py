"""The ratchets of the house: what the code base may not grow into. Each has a seeded defect that it must find."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import ratchets
from tests.architecture.ratchets import Module, modules

Check = Callable[[list[Module]], list[str]]

# The only places that keep every exception, as `path::function`: the job runner, the HTTP edge, one beat's stand-in.
CATCHES_EVERYTHING = {"graphs/studio.py::guarded"}

CLEAN = '"""Says what it is."""\n\nimport re\n\nWORD = re.compile("a")\nKEY = lambda: go()\n\n\ndef act() -> int:\n    """Act."""\n    return 1\n'
LONG_TEXT = "TEXT = '''" + "line\n" * 16 + "'''\n"
DEFECTS: list[tuple[Check, str]] = [
    (ratchets.long_files, "A = 1\n" * 401),
    (ratchets.long_files, "A = 1\n" * 121),
    (ratchets.long_functions, "def act():\n" + "    step = 1\n" * 60),
    (ratchets.long_functions, "def act():\n" + "    step = 1\n" * 12),
    (ratchets.silent_excepts, "def act():\n    try:\n        go()\n    except ValueError:\n        pass\n"),
    (ratchets.silent_excepts, "def act():\n    try:\n        go()\n    except ValueError:\n        ...\n"),
    (ratchets.prints, "def act():\n    print('here')\n"),
    (ratchets.long_strings, LONG_TEXT),
    (ratchets.long_strings, LONG_TEXT.replace("'''", "f'''{a}", 1)),
    (ratchets.environment, "import os\ndef act():\n    return os.environ['HOME']\n"),
    (ratchets.environment, "import os\ndef act():\n    return os.getenv('HOME')\n"),
    (ratchets.environment, "from os import environ\n"),
    (ratchets.work_at_import, "TEXT = open('a').read()\n"),
    (ratchets.work_at_import, "for name in 'ab':\n    A = name\n"),
    (ratchets.work_at_import, "try:\n    import torch\nexcept ImportError:\n    torch = None\n"),
    (ratchets.work_at_import, "start()\n"),
    (ratchets.work_at_import, "class Tool:\n    models = fetch()\n"),
    (ratchets.work_at_import, "KNOWN = Table(rows=[load(name) for name in 'ab'])\n"),
    (ratchets.work_at_import, "def read():\n    return open('a').read()\n\n\nTEXT = read()\n"),
    (ratchets.work_at_import, "NAMES = [name for name in listdir('.')]\n"),
    (ratchets.crossings, "import tools.images.port\n"),
    (ratchets.crossings, "WORKER = ['-m', 'tools.speech.worker']\n"),
    (ratchets.crossings, "def here():\n    return __file__\n"),
    (ratchets.unpackaged, CLEAN),
]
CHECKS = list(dict.fromkeys(check for check, _ in DEFECTS))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_code_keeps_the_ratchet(check: Check, root: Path) -> None:
    assert check(modules(root)) == []


@pytest.mark.parametrize(("check", "source"), DEFECTS)
def test_a_seeded_defect_is_found(check: Check, source: str) -> None:
    assert check([Module("tools/seeded/bad.py", source)])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_clean_code_is_not_blamed(check: Check) -> None:
    assert check([Module("tools/seeded/__init__.py", ""), Module("tools/seeded/good.py", CLEAN)]) == []


def test_the_rooms_are_all_looked_at(root: Path) -> None:
    holders = {file.relative_to(root).parts[0] for file in root.glob("*/**/__init__.py") if ".venv" not in file.parts}
    assert holders - {"build", "demo", "page"} <= set(ratchets.ROOMS)
    assert len(modules(root)) > 20


def test_every_exception_is_caught_in_the_listed_places_only(root: Path) -> None:
    found = ratchets.broad_excepts(modules(root))
    assert [complaint for place, complaint in found if place not in CATCHES_EVERYTHING] == []
    assert {place for place, _ in found} == CATCHES_EVERYTHING, "a place in the list catches everything no more"
    assert len(CATCHES_EVERYTHING) <= 3


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    go()\nexcept Exception as error:\n    log(error)\n",
        "try:\n    go()\nexcept (ValueError, BaseException):\n    log()\n",
        "try:\n    go()\nexcept:\n    log()\n",
        "with contextlib.suppress(ValueError, Exception):\n    go()\n",
    ],
)
def test_a_broad_except_is_found(source: str) -> None:
    assert ratchets.broad_excepts([Module("tools/seeded/bad.py", source)])


def test_cleaning_up_and_passing_on_catches_nothing() -> None:
    source = "try:\n    go()\nexcept BaseException:\n    close()\n    raise\n"
    assert ratchets.broad_excepts([Module("tools/seeded/good.py", source)]) == []


def test_heavy_modules_are_imported_inside_functions(root: Path, tmp_path: Path) -> None:
    """Ruff's TID253 keeps it; the seeded module shows that its list is read."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    listed = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]["flake8-tidy-imports"]
    heavy = listed["banned-module-level-imports"]
    assert {"langgraph", "torch", "diffusers", "moviepy", "cv2", "av", "pyvips", "pyttsx3", "dbos"} <= set(heavy)
    (tmp_path / "bad.py").write_text("".join(f"import {name}\n" for name in heavy), "utf-8")
    (tmp_path / "good.py").write_text("def act():\n" + "".join(f"    import {name}\n" for name in heavy), "utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID253", "--output-format", "concise", "."]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert said.count("bad.py") == len(heavy)
    assert "good.py" not in said
