"""Pictures name their source where it is asked for, and only where a beat has one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from agents.rules.text import language_of
from tools.measure.stills import stills
from tools.sources.job import gather
from tools.store.local import LocalStore


def test_the_source_is_in_the_picture(make_film: Callable[..., Any], tmp_path: Path) -> None:
    """Above 5 s: two whole films."""
    (tmp_path / "salt.md").write_text(
        "# Salt flats\n\nThe flat covers 10,582 square kilometres. Flamingos breed there.\n"
    )
    home = tmp_path / "home"
    asked = {"text": "Salt flats", "sources": gather(LocalStore(home), [tmp_path / "salt.md"], language_of)}
    seen = []
    for name, options in (("plain", {}), ("named", {"source_line": True})):
        made = make_film(home, tmp_path / name, None, music="none", motion="reduced", **asked, **options)
        told = json.loads((made.folder / "manifest.json").read_text())
        fps = told["fps"]
        places = {beat["id"]: round((beat["start"] + beat["end"]) / 2 * fps) for beat in told["beats"]}
        taken = stills(made.folder / "film.mp4", places, fps)
        seen.append({id: np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), 0)) for id, data in taken.items()})
        assert all(bool(beat["facts"]) == (not beat["id"].startswith("end")) for beat in told["beats"])
    for id, plain in seen[0].items():
        change = np.abs(plain.astype(int) - seen[1][id])
        corner = change[: round(0.2 * change.shape[0]), change.shape[1] // 2 :]
        assert (corner.max() > 60) == (not id.startswith("end"))
