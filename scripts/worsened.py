"""Worsen the product on purpose and see the evals catch it: `python -m scripts.worsened [OUT]`.

Each defect is one changed line in a copy of the project. The case is run as it is, which must pass every gate, and with
each defect, which must fail one of the gates that are named here. Takes about a minute for each.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASE = "P15"
"""Of the public cases: dated facts of one page, told in English in a minute."""


@dataclass(frozen=True)
class Defect:
    """One line that is changed for the worse, and the gates that it must fail."""

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
        frozenset({"M5", "M6"}),
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
        '"specs": {id: spec.model_dump(mode="json") for id, spec in specs.items()},',
        '"specs": {id: spec.model_dump(mode="json") | ({"style": "pencil", "palette": "ink"} if number > len(specs) / 2 '
        "else {}) for number, (id, spec) in enumerate(specs.items())},",
        frozenset({"V4"}),
    ),
    Defect(
        "wrong numbers",
        "agents/rules/screenwriter.py",
        "",
        "",
        frozenset({"F3"}),
    ),
)


def main(out: Path) -> int:
    """Run the case with each defect; 1 where one is not caught, or where the good build fails."""
    good = failed(ROOT, out / "good")
    print(f"as it is: {', '.join(sorted(good)) or 'every gate passed'}")
    missed = bool(good)
    for defect in DEFECTS:
        with tempfile.TemporaryDirectory(prefix="storyreel-") as folder:
            copy = Path(folder)
            copied(copy)
            worsen(defect, copy)
            found = failed(copy, out / defect.name.replace(" ", "-"))
        caught = found & defect.gates
        print(f"{defect.name}: {'caught by ' + ', '.join(sorted(caught)) if caught else 'NOT CAUGHT'} ({sorted(found)})")
        missed |= not caught
    return int(missed)
