"""Worsen the product on purpose and see the evals catch it: `python -m scripts.worsened [OUT]`.

Each defect is one changed line in a copy of the project. The case is run as it is, which must pass every gate, and with
each defect, which must fail one of the gates that are named here. Takes about a minute and a half for each.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.settings import inherited

ROOT = Path(__file__).resolve().parents[1]
CASE = "P15"
"""Of the public cases: dated facts of one page, told in English in a minute."""


@dataclass(frozen=True)
class Defect:
    """One line that is changed for the worse, and the gates of which it must fail one."""

    name: str
    file: str
    good: str
    bad: str
    gates: frozenset[str]


DEFECTS = (
    Defect(
        "captions a second late",
        "tools/film/captions.py",
        "times = _times(parts, words, spoken, lead, frames / fps)",
        "times = _times(parts, words, spoken, lead + 1.0, frames / fps)",
        frozenset({"M5"}),
    ),
    Defect(
        "the end of every sentence cut off",
        "tools/film/mix.py",
        "room += voice[: room.size]",
        "room += voice[: room.size] * (np.arange(room.size) < 0.6 * voice.size)",
        frozenset({"N1", "N2"}),
    ),
    Defect(
        "another style from the middle on",
        "graphs/nodes/storyboard.py",
        '{id: spec.model_dump(mode="json") for id, spec in specs.items()}',
        '{id: {**spec.model_dump(mode="json"), **({"style": "pencil"} if 2 * at > len(specs) else {})} '
        "for at, (id, spec) in enumerate(specs.items())}",
        frozenset({"V4"}),
    ),
    Defect(
        "wrong numbers",
        "agents/rules/screenwriter.py",
        "    return Beat(id=id, text=text, spoken=spell(text, language).text)",
        '    text = text.translate(str.maketrans("0123456789", "1234567890"))\n'
        "    return Beat(id=id, text=text, spoken=spell(text, language).text)",
        frozenset({"F3"}),
    ),
)


def worsen(defect: Defect, folder: Path) -> None:
    """Change the line in a copy of the project. Raises ValueError where the line is not there just once."""
    path = folder / defect.file
    text = path.read_text("utf-8")
    if text.count(defect.good) != 1:
        raise ValueError(f"{defect.file} does not hold this line once: {defect.good}")
    path.write_text(text.replace(defect.good, defect.bad), "utf-8")


def failed(project: Path, cases: Path, out: Path) -> frozenset[str]:
    """The gates that the case fails when the product of a folder makes it; how long it took is no matter here."""
    command = [sys.executable, "-m", "storyreel", "eval", str(cases), "--out", str(out)]
    subprocess.run(command, env=inherited(PYTHONPATH=str(project)), cwd=project, check=False)
    (result,) = json.loads((out / "run.json").read_text("utf-8"))["cases"]
    wrong = {one["metric"] for one in result["verdicts"] if one["gate"] and one["ok"] is False}
    return frozenset(wrong - {"M10"})


def main(out: Path) -> int:
    """Run the case with each defect; 1 where one is not caught, or where the good build fails."""
    cases = out / "cases"
    shutil.copytree(ROOT / "evals" / "cases" / "public" / "pages", cases / "pages")
    for name in (f"{CASE}.toml", "search.json"):
        shutil.copy(ROOT / "evals" / "cases" / "public" / name, cases)
    good = failed(ROOT, cases, out / "good")
    print(f"as it is: {', '.join(sorted(good)) or 'every gate passed'}", flush=True)
    missed = bool(good)
    for defect in DEFECTS:
        with tempfile.TemporaryDirectory(prefix="storyreel-") as folder:
            copy = Path(folder) / "project"
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "demo", "build"))
            worsen(defect, copy)
            found = failed(copy, cases, out / defect.name.replace(" ", "-"))
        caught = "caught" if found & defect.gates else "NOT CAUGHT"
        print(f"{defect.name}: {caught}, it fails {', '.join(sorted(found)) or 'nothing'}", flush=True)
        missed |= not found & defect.gates
    return int(missed)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="storyreel-") as place:
        sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else place).resolve()))
