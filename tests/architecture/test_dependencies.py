"""The locked set: every base package is there and imports, and the lock is what it says it is."""

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Import names that are not the distribution's name.
NAMES = {
    "langgraph-checkpoint-sqlite": "langgraph.checkpoint.sqlite",
    "opencv-python-headless": "cv2",
    "markdown-it-py": "markdown_it",
    "python-docx": "docx",
    "python-dotenv": "dotenv",
    "pyobjc-framework-cocoa": "AppKit",
    "c2pa-python": "c2pa",
    "inspect-ai": "inspect_ai",
    "scikit-image": "skimage",
    "sudachidict-core": "sudachidict_core",
}
DEV_NAMES = {
    "pytest-xdist": "xdist",
    "fonttools": "fontTools",
    "import-linter": "importlinter",
    "yt-dlp": "yt_dlp",
    "otio-cmx3600-adapter": "otio_cmx3600_adapter",
}
TESTED = ("evals", "exports", "japanese", "moviepy")  # extras that the one test environment has


def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def wanted(root: Path, part: str = "base") -> list[Requirement]:
    """A part of what pyproject names: the base set, what development adds, or an extra."""
    table = project(root)
    parts = {
        "base": table["project"]["dependencies"],
        "dev": table["dependency-groups"]["dev"],
        **table["project"]["optional-dependencies"],
    }
    return [Requirement(line) for line in parts[part]]


def locked(root: Path) -> dict[str, Requirement]:
    lines = re.findall(r"^([a-z0-9][^\\\n]*?) *\\$", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(entry.name): entry for entry in map(Requirement, lines)}


def test_every_base_package_imports(root: Path) -> None:
    """In a process of its own, without the warnings-are-errors of this one; takes seconds because it loads them all."""
    here = [entry for entry in wanted(root) if entry.marker is None or entry.marker.evaluate()]
    modules = [NAMES.get(canonicalize_name(entry.name), entry.name.replace("-", "_")) for entry in here]
    assert len(modules) > 20
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code, *modules], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("part", ["base", "dev", *TESTED])
def test_the_lock_holds_what_pyproject_asks(root: Path, part: str) -> None:
    pins = locked(root)
    for entry in wanted(root, part):
        pin = pins.get(canonicalize_name(entry.name))
        assert pin is not None, f"{entry.name} is not locked: run `make lock`"
        [version] = [part.version for part in pin.specifier if part.operator == "=="]
        assert entry.specifier.contains(version), f"{pin} does not fit {entry}: run `make lock`"


def test_the_build_backend_is_locked_exactly(root: Path) -> None:
    [backend] = [Requirement(line) for line in project(root)["build-system"]["requires"]]
    assert str(locked(root)[backend.name].specifier) == str(backend.specifier)


def test_the_lock_is_whole_hashed_and_names_no_index(root: Path) -> None:
    text = (root / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^[a-z0-9].*\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)*)", text, re.MULTILINE)
    assert len(entries) == len(locked(root)) > 80
    assert all(entries), "an entry has no hash"
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_each_system_gets_one_set(root: Path, system: str, python: str) -> None:
    names = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
    here = {"sys_platform": system, "platform_system": names[system], "python_full_version": f"{python}.0"}
    chosen = {name for name, pin in locked(root).items() if pin.marker is None or pin.marker.evaluate(here)}
    assert ("espeakng-loader" in chosen) == (system == "linux")
    assert ("pyobjc-framework-cocoa" in chosen) == (system == "darwin")
    assert ("pywin32" in chosen) == (system == "win32")
    assert {"av", "numpy", "pyvips-binary", "opencv-python-headless", "langgraph", "lxml-html-clean"} <= chosen


def test_make_lock_asks_for_the_extras_that_tests_use(root: Path) -> None:
    asked = re.findall(r"--extra (\S+)", (root / "Makefile").read_text("utf-8"))
    assert sorted(asked) == sorted(TESTED)
    assert not {"torch", "diffusers", "transformers"} & locked(root).keys()


def test_the_extras_that_tests_use_are_importable(root: Path) -> None:
    """In a process of its own, as above; takes seconds."""
    modules = [NAMES.get(entry.name, entry.name) for part in TESTED for entry in wanted(root, part)]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code, *modules], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_dev_set_is_importable(root: Path) -> None:
    for entry in wanted(root, "dev"):
        importlib.import_module(DEV_NAMES.get(entry.name, entry.name))
