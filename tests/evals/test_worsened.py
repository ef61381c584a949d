"""The defects of scripts/worsened.py can still be put into the product, each by one line."""

import ast
import shutil
from pathlib import Path

import pytest

from scripts.worsened import DEFECTS, ROOT, Defect, worsen


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_each_defect_changes_one_line_of_what_there_is(defect: Defect, tmp_path: Path) -> None:
    (tmp_path / defect.file).parent.mkdir(parents=True)
    shutil.copy(ROOT / defect.file, tmp_path / defect.file)
    worsen(defect, tmp_path)
    worse = (tmp_path / defect.file).read_text("utf-8")
    assert worse != (ROOT / defect.file).read_text("utf-8")
    ast.parse(worse)
    with pytest.raises(ValueError, match="does not hold this line once"):
        worsen(Defect("gone", defect.file, "no such line", "", frozenset()), tmp_path)
