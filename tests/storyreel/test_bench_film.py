"""`storyreel bench film`: real films and segments, small ones, and figures that mean what they say."""

import json

import pytest
from typer.testing import CliRunner

from storyreel.cli import bench_film
from storyreel.cli.bench_film import sentence
from storyreel.cli.main import commands

FIGURES = {
    "limit_s", "assembly_s", "assembly_over_limit", "layers_limit_s", "layers_s", "layers_over_limit", "moviepy_s", "make_s", "make_over_length", "stages", "edit_one_beat_s",
    "edit_over_build", "peak_rss_mb", "most",
}  # fmt: skip


def test_no_two_beats_share_what_is_made() -> None:
    assert len({sentence(number) for number in range(400)}) == 400


def test_a_small_film_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above 5 s: two whole films."""
    monkeypatch.setattr(bench_film, "SAMPLE", 10)
    asked = ["--seconds", "10", "--beats", "4", "--resolution", "720p", "--fps", "24", "--profile", "preview"]
    shown = CliRunner().invoke(commands(), ["bench", "film", *asked, "--repeat", "1", "--json"])
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    assert set(found) == FIGURES
    assert min(found["limit_s"], found["assembly_s"], found["make_s"]) > 0
    assert found["assembly_over_limit"] == pytest.approx(found["assembly_s"] / found["limit_s"], rel=0.02)
    assert found["edit_one_beat_s"] > 0
    assert found["moviepy_s"] > 2 * found["assembly_s"], "it resizes and composites every frame as a whole"
    assert {"shoot", "narrate", "cut"} <= set(found["stages"])
