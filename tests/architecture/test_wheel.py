"""The sealed wheel: it owns one name, carries its data, and works beside foreign packages of the rooms' names."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from setup import ROOMS, sealed

BUILT_FROM = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE", "storyreel", *ROOMS)
SMOKE = """
import importlib, json, pkgutil, sys
import storyreel, storyreel._app, tools, core
names = [found.name for room in (storyreel, storyreel._app)
         for found in pkgutil.walk_packages(room.__path__, room.__name__ + ".")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(json.dumps({
    "names": names,
    "foreign": [tools.OWNER, core.OWNER],
    "flat": sorted(name for name in sys.modules if name.split(".")[0] in ("core", "tools", "agents", "graphs", "evals")),
    "home": storyreel.__file__,
}))
"""


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from a copy of the checkout; takes seconds."""
    copy = tmp_path_factory.mktemp("source")
    for name in BUILT_FROM:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, copy)
    out = tmp_path_factory.mktemp("wheel")
    pip(copy, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out), ".")
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with `tools`, `core` … of its own, and the wheel installed into its `site`."""
    project = tmp_path_factory.mktemp("project")
    pip(project, "install", "--no-deps", "--no-index", "--target", str(project / "site"), str(wheel))
    for room in ROOMS:
        (project / room).mkdir()
        (project / room / "__init__.py").write_text("OWNER = 'foreign'\n", "utf-8")
    return project


def pip(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python as a user of the project runs it: its own folder first, then the installed wheel."""
    env = {"PYTHONPATH": f"{project}:{project / 'site'}", "STORYREEL_HOME": str(project / "home"), "PATH": ""}
    return subprocess.run(
        [sys.executable, *arguments], cwd=project, env=env, capture_output=True, text=True, check=False
    )


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_the_wheel_owns_one_name(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in members(wheel)}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"storyreel"}


def test_the_wheel_carries_every_module_and_data_file(wheel: Path, root: Path) -> None:
    def shipped(room: str) -> set[str]:
        files = [file.relative_to(root) for file in (root / room).rglob("*") if file.is_file()]
        return {file.as_posix() for file in files if "__pycache__" not in file.parts and not file.name.startswith(".")}

    source = {
        name if name.startswith("storyreel/") else f"storyreel/_app/{name}"
        for room in BUILT_FROM
        for name in shipped(room)
    }
    assert any(name.endswith(".ttf") for name in source)
    assert any(name.endswith("styles.toml") for name in source)
    assert {name for name in members(wheel) if ".dist-info/" not in name} == source


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    names = {Path(name).name for name in members(wheel) if ".dist-info/licenses/" in name}
    assert {"LICENSE", "NOTICE"} <= names


def test_every_module_imports_beside_foreign_rooms(installed: Path) -> None:
    done = run(installed, "-c", SMOKE)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["foreign"] == ["foreign", "foreign"]
    assert seen["flat"] == ["core", "tools"]
    assert str(installed / "site") in seen["home"]
    assert {"storyreel._app.tools.images.port", "storyreel._app.graphs.produce"} <= set(seen["names"])


def test_the_command_runs_beside_foreign_rooms(installed: Path) -> None:
    assert "make" in run(installed, "-m", "storyreel", "--help").stdout
    assert run(installed, "-m", "storyreel", "--version").stdout.strip().endswith("0.1.0")


def test_the_installed_wheel_makes_a_film(installed: Path) -> None:
    """Takes seconds: a whole film through every room, its workers spawned from the sealed names."""
    (installed / "script.txt").write_text("Water rises from the sea. It falls again as rain.\n", "utf-8")
    asked = ["--script", "script.txt", "--out", "film", "--profile", "preview", "--resolution", "720p", "--json"]
    done = run(installed, "-m", "storyreel", "make", *asked)
    assert done.returncode == 0, done.stderr + done.stdout
    manifest = json.loads((installed / "film" / "manifest.json").read_text("utf-8"))
    assert (installed / "film" / "film.mp4").stat().st_size > 10_000
    assert manifest["grade"]["name"] == "complete", manifest["grade"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from tools.x import y\n", "from storyreel._app.tools.x import y\n"),
        ("def f():\n    from  core.a import (\n        b,\n    )\n", None),
        ("TEXT = 'from tools.x import y'\n", "TEXT = 'from tools.x import y'\n"),
        ("# from core import x\nfrom toolsmith import y\n", "# from core import x\nfrom toolsmith import y\n"),
        ("from storyreel.cli.main import main\n", "from storyreel.cli.main import main\n"),
        ("é = 1; from graphs.state import State\n", "é = 1; from storyreel._app.graphs.state import State\n"),
        ("from core import errors; from tools import fonts\n", None),
    ],
)
def test_only_import_statements_are_sealed(source: str, expected: str | None) -> None:
    wanted = (
        expected if expected is not None else source.replace("from ", "from storyreel._app.").replace("app. ", "app.")
    )
    assert sealed(source.encode()).decode().replace("_app. ", "_app.") == wanted
    assert sealed(sealed(source.encode())) == sealed(source.encode())


def test_an_import_without_a_sealed_form_stops_the_build() -> None:
    with pytest.raises(SyntaxError, match="from X import Y"):
        sealed(b"import tools.images.port\n")
