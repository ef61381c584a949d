"""`storyreel bench draw`: what it measures, and how it says so."""

import json
from itertools import count

import pytest
from typer.testing import CliRunner

from core.errors import Mistake
from core.scene import SceneSpec
from core.styles import load
from storyreel.cli import bench
from storyreel.cli.main import commands
from tools.images.illustrator import templates


def test_summary_by_nearest_rank() -> None:
    times = [0.01 * second for second in range(1, 41)]
    assert bench.summary(times[::-1]) == {"mean_s": 0.205, "p95_s": 0.38, "max_s": 0.4, "pictures": 40}
    assert bench.summary([0.3]) == {"mean_s": 0.3, "p95_s": 0.3, "max_s": 0.3, "pictures": 1}


def test_the_same_pictures_of_several_templates_for_each_style() -> None:
    found = {name: bench.specs(load().find(name)) for name in ("flat", "neon")}
    bare = [[spec.model_dump(exclude={"style", "palette"}) for spec in specs] for specs in found.values()]
    assert bare[0] == bare[1]
    assert {(spec.width, spec.height) for spec in found["neon"]} == {(1920, 1080)}
    shown = {spec.template for spec in found["flat"]}
    assert len(shown) >= 4
    assert shown <= set(templates.names())
    assert {spec.direction for spec in found["flat"]} == {"ltr", "rtl"}


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures, and a clock that goes by a quarter of a second at each look: 0.25 s for each picture."""
    original, ticks = bench.specs, count()

    def small(style: object) -> list[SceneSpec]:
        pictures = original(style)[:2]  # type: ignore[arg-type]
        return [spec.model_copy(update={"width": 160, "height": 90}) for spec in pictures]

    monkeypatch.setattr(bench, "specs", small)
    monkeypatch.setattr(bench, "now", lambda: next(ticks) / 4)


@pytest.mark.usefixtures("_small")
def test_json_has_each_style_beside_the_limits_and_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIPS_CONCURRENCY", "2")
    shown = CliRunner().invoke(commands(), ["bench", "draw", "--styles", "flat, Paper Cut", "--repeat", "2", "--json"])
    value = json.loads(shown.stdout)
    each = {"mean_s": 0.25, "p95_s": 0.25, "max_s": 0.25, "pictures": 4}
    assert value["styles"] == {"flat": each, "papercut": each}
    assert value["reference"] == {"name": "librsvg alone", **each, "pictures": 8}
    assert value["limits"] == {"mean_s": 0.5, "max_s": 1.2}


@pytest.mark.usefixtures("_small")
def test_table_says_what_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIPS_CONCURRENCY", "2")
    monkeypatch.setattr(bench, "MEAN", 0.2)
    shown = CliRunner().invoke(commands(), ["bench", "draw", "--styles", "flat"])
    assert "too slow" in shown.stdout
    assert "librsvg alone" in shown.stdout


def test_unknown_style_names_the_known_ones() -> None:
    with pytest.raises(Mistake, match="known: flat"):
        CliRunner().invoke(commands(), ["bench", "draw", "--styles", "cubist"], catch_exceptions=False)
