"""`storyreel --help` is quick because it loads little: what it may load is listed."""

import json
import subprocess
import sys
from importlib.metadata import packages_distributions

# The distributions whose modules `storyreel --help` may import. An addition here is a slower start for everybody.
LIGHT = {
    "attrs",  # rich and markdown-it look whether these two are there
    "linkify-it-py",
    "annotated-doc",
    "annotated-types",
    "click",
    "markdown-it-py",
    "mdurl",
    "platformdirs",
    "pydantic",
    "pydantic_core",
    "pygments",
    "python-dotenv",
    "rich",
    "shellingham",
    "typer",
    "typing-inspection",
    "typing_extensions",
}
HELP = """
import json, runpy, sys
before = set(sys.modules)
sys.argv = ["storyreel", *sys.argv[1:]]
try:
    runpy.run_module("storyreel", run_name="__main__")
except SystemExit as end:
    code = end.code or 0
json.dump([code, sorted(set(sys.modules) - before)], sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """Top-level modules that the command loads."""
    command = [sys.executable, "-c", HELP, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stdout
    assert done.stdout.strip()
    return {module.split(".")[0] for module in modules}


def heavy(modules: set[str]) -> set[str]:
    """The distributions among those modules that are not light."""
    owners = packages_distributions()
    found = {owner.lower() for module in modules for owner in owners.get(module, [])}
    return found - {name.lower() for name in LIGHT} - {"storyreel"}


def test_help_loads_light_modules_only() -> None:
    assert heavy(loaded("--help")) == set()


def test_a_heavy_module_would_be_seen() -> None:
    assert heavy({"json", "cv2"}) == {"opencv-python-headless"}
    assert heavy({"langgraph", "typer"})
