"""One assembler and one encoder for a whole film: as asked, or a stand-in that every part is made by, and that is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import Mistake, Unavailable
from core.models import Brief, Request
from graphs.plan import plan
from graphs.studio import Studio
from tools.film import moviepy
from tools.film.hardware import lacking

SCRIPT = "# One\n\nA fox runs.\n\n# Two\n\nRain falls."


def hands(made: Any) -> set[tuple[str, str]]:
    """Who assembled and who encoded the parts of the film."""
    found = set()
    for part in [*made.state["segments"].values(), *made.state["joints"].values()]:
        order = made.studio.store.order_of(part["key"])
        shown = order.spec.get("segment") or order.spec["joint"]["before"]
        found.add((order.maker, shown["encoder"]))
    return found


def digests(made: Any) -> dict[str, str]:
    return {name: part["digest"] for name, part in (made.state["segments"] | made.state["joints"]).items()}


@pytest.fixture
def usual(make_film: Callable[..., Any], tmp_path: Path) -> Any:
    made = make_film(tmp_path / "home", tmp_path / "usual", SCRIPT)
    assert len(made.state["joints"]) == 1
    return made


def test_a_film_is_made_by_the_assembler_asked_for(
    usual: Any, make_film: Callable[..., Any], studio_in: Callable[..., Studio], tmp_path: Path
) -> None:
    assert hands(usual) == {("pyav", "x264")}
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, assembler="moviepy")
    assert hands(made) == {("moviepy", "x264")}
    assert made.state["grade"] == {"name": "complete", "reasons": []}
    assert made.state["film"]["film"]["digest"] != usual.state["film"]["film"]["digest"]
    assert made.state["film"]["mix"] == usual.state["film"]["mix"], "sound is none of its work"
    request = Request(script=SCRIPT, profile="preview", assembler="moviepy")
    assert plan(request, studio_in(tmp_path / "home")).make == ()


def test_an_assembler_that_is_missing_is_stood_in_for_in_the_whole_film(
    usual: Any,
    make_film: Callable[..., Any],
    studio_in: Callable[..., Studio],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moviepy, "importable", lambda module: module != "moviepy")
    request = Request(script=SCRIPT, profile="preview", assembler="moviepy")
    assert plan(request, studio_in(tmp_path / "home")).make == (), "what stands in is there already"
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, assembler="moviepy")
    assert digests(made) == digests(usual)
    assert made.state["substitutions"] == [
        {
            "capability": "assembly",
            "wanted": "moviepy",
            "used": "pyav",
            "reason": "moviepy: MoviePy is not installed: pip install 'storyreel[moviepy]'",
            "beats": [],
        }
    ]
    assert made.state["grade"]["name"] == "degraded"


@pytest.mark.skipif(lacking("videotoolbox") is None, reason="this is a Mac whose encoder works")
def test_an_encoder_that_is_missing_is_stood_in_for_in_the_whole_film(
    usual: Any, make_film: Callable[..., Any], tmp_path: Path
) -> None:
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, encoder="videotoolbox")
    assert digests(made) == digests(usual)
    [stood] = made.state["substitutions"]
    assert (stood["capability"], stood["wanted"], stood["used"]) == ("encoder", "videotoolbox", "x264")
    assert "needs a Mac" in stood["reason"]


@pytest.mark.parametrize("breaks", ["2.1", "joint"])
@pytest.mark.parametrize("bug", [False, True])
def test_where_one_part_fails_all_are_made_by_the_stand_in(
    usual: Any,
    make_film: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    breaks: str,
    bug: bool,
) -> None:
    """An effect may fail on one picture: the film still has one hand, whichever part was made first."""
    remote = Studio.remote

    def failing(studio: Studio, kind: str, wanted: Any, files: Any, **more: Any) -> Any:
        shown = {"joint": "joint.encode", "2.1": "segment.encode"}[breaks]
        first = breaks == "joint" or (kind == shown and wanted.spec["segment"]["head"] > 0)
        if kind == shown and wanted.maker == "moviepy" and first:
            raise ZeroDivisionError("an effect") if bug else Unavailable("an effect failed")
        return remote(studio, kind, wanted, files, **more)

    monkeypatch.setattr(Studio, "remote", failing)
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, assembler="moviepy", strict=False)
    assert hands(made) == {("pyav", "x264")}
    assert digests(made) == digests(usual)
    [stood] = made.state["substitutions"]
    assert (stood["wanted"], stood["used"], stood["beats"]) == ("moviepy", "pyav", [])
    assert "an effect" in stood["reason"]


def test_an_encoder_that_fails_at_work_gives_way_to_x264_and_keeps_the_assembler(
    usual: Any, make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some cards encode so many streams at once and no more; the probe has one."""
    from tools.film import hardware

    remote = Studio.remote
    tried = []

    def failing(studio: Studio, kind: str, wanted: Any, files: Any, **more: Any) -> Any:
        if kind == "segment.encode" and wanted.spec["segment"]["encoder"] == "nvenc":
            tried.append(wanted.maker)
            raise Unavailable("h264_nvenc failed: out of memory", unexpected=True)
        return remote(studio, kind, wanted, files, **more)

    monkeypatch.setattr(Studio, "remote", failing)
    hardware.probe.cache_clear()
    monkeypatch.setattr(hardware, "probe", lambda name: hardware.Probed(None, "a header"))
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, encoder="nvenc", assembler="moviepy")
    assert "moviepy" in tried
    assert hands(made) == {("moviepy", "x264")}
    [stood] = made.state["substitutions"]
    assert (stood["capability"], stood["wanted"], stood["used"]) == ("encoder", "nvenc", "x264")
    assert "out of memory" in stood["reason"]


def test_mock_is_built_in_everywhere(make_film: Callable[..., Any], studio_in: Callable[..., Studio]) -> None:
    from graphs.makers import Hands, asked
    from graphs.nodes.understand import understand

    studio = studio_in(Path("/nowhere"))
    request = Request(script=SCRIPT, assembler="moviepy", encoder="nvenc", mode="mock")
    brief = Brief.model_validate(understand({"request": request.model_dump(mode="json")}, studio)["brief"])
    assert asked(brief, mock=False) == Hands("moviepy", "nvenc")
    assert asked(brief, mock=True) == Hands("pyav", "x264")


def test_an_unknown_assembler_is_a_mistake(studio_in: Callable[..., Studio], tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="no assembly backend called 'mvoiepy'; known: moviepy, pyav"):
        plan(Request(script=SCRIPT, assembler="mvoiepy"), studio_in(tmp_path))
