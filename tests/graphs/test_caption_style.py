"""The style of captions reaches the segments and the files beside the film, and nothing else is made again for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.models import Request
from graphs.plan import plan
from graphs.studio import Studio

SCRIPT = "A fox runs over the hills. Rain falls."


def test_another_style_encodes_segments_only(
    make_film: Callable[..., Any], studio_in: Callable[..., Studio], tmp_path: Path
) -> None:
    """Above 5 s where it is the first to start the workers."""
    first = make_film(tmp_path / "home", tmp_path / "out", SCRIPT)
    request = Request(script=SCRIPT, profile="preview", caption_style="karaoke")
    planned = plan(request, studio_in(tmp_path / "home"))
    assert [item.kind for item in planned.make] == ["segment", "seen", "segment", "seen", "film", "look"]
    second = make_film(tmp_path / "home", tmp_path / "out", SCRIPT, caption_style="karaoke")
    assert second.fresh == 6
    assert {role for role, one in second.state["film"].items() if one != first.state["film"][role]} == {"film"}
    assert second.state["cues"] == first.state["cues"]
    assert "{\\k" in (tmp_path / "out" / "captions.ass").read_text()


def test_a_style_of_captions_that_are_not_burned_makes_nothing(
    make_film: Callable[..., Any], studio_in: Callable[..., Studio], tmp_path: Path
) -> None:
    make_film(tmp_path / "home", tmp_path / "out", SCRIPT, captions="sidecar")
    request = Request(script=SCRIPT, profile="preview", captions="sidecar", caption_style="plain")
    assert plan(request, studio_in(tmp_path / "home")).make == ()


def test_big_captions_are_shorter_in_the_film_and_in_its_files(make_film: Callable[..., Any], tmp_path: Path) -> None:
    usual = make_film(tmp_path / "home", tmp_path / "a", SCRIPT, aspect="9:16", caption_style="boxed")
    big = make_film(tmp_path / "home", tmp_path / "b", SCRIPT, aspect="9:16")
    assert sum(map(len, big.state["cues"].values())) > sum(map(len, usual.state["cues"].values()))
    assert (tmp_path / "b" / "captions.srt").read_text().count("-->") == sum(map(len, big.state["cues"].values()))


def test_the_film_carries_its_captions_unless_it_has_none(make_film: Callable[..., Any], tmp_path: Path) -> None:
    import av

    found = {}
    for mode in ("burned", "sidecar", "none"):
        made = make_film(tmp_path / "home", tmp_path / mode, SCRIPT, captions=mode)
        with av.open(made.film.file) as container:
            texts = [bytes(packet)[2:].decode() for packet in container.demux(subtitles=0)] if mode != "none" else []
            found[mode] = [text for text in texts if text]
            assert len(container.streams.subtitles) == (mode != "none")
        assert made.state["grade"]["name"] == "complete"
    assert found["burned"] == found["sidecar"] == ["A fox runs over the hills.", "Rain falls."]
