"""The pages on inputs and on the five tools do what they say."""

import json
import sys
from pathlib import Path

from tests.docs.test_readme import blocks, run


def test_videos_photographs_and_translations(root: Path, tmp_path: Path) -> None:
    """Above 5 s: it makes six small films."""
    video, photos, translation = blocks(root, "sh", "docs/inputs.md")
    done = run(["sh", "-e", "-c", video + photos + translation], root, tmp_path)
    assert done.returncode == 0, done.stderr
    told = {name: json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("pictures", "oak", "chene")}
    spoken = [beat["narration_text"] for beat in told["pictures"]["beats"]]
    assert spoken[0] == "A fox lives in the forest."
    assert told["pictures"]["request"]["video"]["sound"]
    assert json.loads((tmp_path / "oak" / "manifest.json").read_text())["script"]["scenes"][1]["beats"][0]["photo"]
    assert [beat["narration_text"] for beat in told["chene"]["beats"]][:2] == [
        "La forêt est calme.", "Un renard dort sous le chêne."
    ]  # fmt: skip
    assert (tmp_path / "retold" / "film.mp4").exists()
    assert (tmp_path / "summary" / "film.mp4").exists()


def test_the_five_tools(root: Path, tmp_path: Path) -> None:
    """Above 5 s: it makes a whole film."""
    (block,) = blocks(root, "python", "docs/toolbox.md")
    done = run([sys.executable, "-c", block], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "['research', 'story', 'asset', 'audio', 'assembly']" in done.stdout
    assert "film/film.mp4 complete" in done.stdout
    assert len(list((tmp_path / "generated_assets").glob("scene_*.png"))) >= 2
