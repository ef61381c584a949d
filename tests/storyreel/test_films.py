"""The Python API: one call, a script without a guard, cancellation, and hostile text shown as it is."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from core.errors import Cancelled, Mistake
from core.events import BeatDone, Event
from core.settings import Settings
from storyreel import amake, make

TEXT = "A fox runs home."


def options(tmp_path: Path) -> dict[str, object]:
    return {"out": tmp_path / "film", "settings": Settings(home=tmp_path / "home", workers=2), "profile": "preview"}


def test_hostile_text_is_shown_and_stored_literally(tmp_path: Path) -> None:
    """Above 5 s: a whole film of every kind of text that a tool might take for its own syntax."""
    script = (
        "x':enable=0[v];movie=/etc/passwd[p] and %{pts} and {\\fn}.\n\n"
        "../../etc/passwd <b>bold</b> &amp; <script>alert(1)</script> --> [[h@'loU]] $HOME $(id).\n\n"
        "Caption \u202eover\u202c and a 🦖 and \x07a bell."
    )
    film = make("<i>A & B</i> ../../up", script=script, **options(tmp_path))  # type: ignore[arg-type]
    folder = Path(film.folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    said = [beat["narration_text"] for beat in manifest["beats"]]
    assert "movie=/etc/passwd[p]" in said[0]
    assert "<script>alert(1)</script> --> [[h@'loU]] $HOME $(id)." in said[1]
    assert "\x07" not in said[2]
    srt = (folder / "captions.srt").read_text()
    assert all("-->" not in line or line[2] == ":" for line in srt.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film", "home"]
    with av.open(str(folder / "film.mp4")) as container:
        assert container.metadata["title"] == "<i>A & B</i> ../../up"
    missing = [reason for reason in manifest["grade"]["reasons"] if "🦖" in reason or "emoji" in reason.lower()]
    assert missing, manifest["grade"]


def test_a_missing_glyph_goes_to_the_sidecar_and_names_the_font(tmp_path: Path) -> None:
    """Above 5 s: a whole film."""
    film = make(script="Coffee is ቡና in Ethiopia. It is hot.", language="en", **options(tmp_path))  # type: ignore[arg-type]
    folder = Path(film.folder)
    assert "ቡና" in (folder / "captions.srt").read_text()
    reasons = " ".join(film.grade.reasons)
    assert film.grade.name == "degraded"
    assert "sidecar" in reasons
    assert "Noto Sans Ethiopic" in reasons
    assert "(beat 1.1)" in reasons


SCRIPT = """
import sys
from pathlib import Path
from storyreel import make
print("the script runs")
film = make("A fox", script="A fox runs home.", out=Path(sys.argv[1]), profile="preview")
print(film.file, film.grade.name)
"""


def test_a_users_script_needs_no_guard(tmp_path: Path, root: Path) -> None:
    """Above 5 s: a whole film in a process of its own."""
    script = tmp_path / "mine.py"
    script.write_text(SCRIPT)
    env = {**os.environ, "PYTHONPATH": str(root), "STORYREEL_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "film")], env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["the script runs", f"{tmp_path / 'film' / 'film.mp4'} complete"]


def test_amake_can_be_cancelled_and_goes_on_later(tmp_path: Path) -> None:
    """Above 5 s: most of a film, then all of it."""
    script = "A fox runs home. Rain falls. The sea is wide. It is late. A camel drinks."
    spoken = 0

    async def main() -> None:
        loop, begun = asyncio.get_running_loop(), asyncio.Event()

        def watch(event: Event) -> None:
            if isinstance(event, BeatDone) and event.step == "narrate":
                loop.call_soon_threadsafe(begun.set)

        work = asyncio.ensure_future(amake(script=script, listeners=[watch], **options(tmp_path)))  # type: ignore[arg-type]
        await asyncio.wait_for(begun.wait(), 60)
        begin = time.monotonic()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert time.monotonic() - begin < 20

    asyncio.run(main())
    assert not (tmp_path / "film").exists()
    spoken = len(list((tmp_path / "home" / "keys").glob("*/*.json")))
    assert spoken > 0
    fresh = 0

    def count(event: Event) -> None:
        nonlocal fresh
        fresh += isinstance(event, BeatDone) and event.step == "narrate" and event.fresh

    film = make(script=script, listeners=[count], **options(tmp_path))  # type: ignore[arg-type]
    assert film.grade.name == "complete"
    assert fresh < 5


def test_mistakes_come_out_as_mistakes(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="There is no option 'colour'; known: text, script"):
        make(TEXT, colour="red", **options(tmp_path))  # type: ignore[arg-type]
    with pytest.raises(Mistake, match="aspect cannot be '2:1'"):
        make(TEXT, aspect="2:1", **options(tmp_path))  # type: ignore[arg-type]


def test_a_stopped_run_says_so(tmp_path: Path) -> None:
    from core.models import Request
    from graphs.run import Run

    run = Run(Request(script=TEXT), Settings(home=tmp_path / "home", workers=1), tmp_path / "film")
    run.stop()
    with pytest.raises(Cancelled):
        run.film()
    assert not (tmp_path / "film").exists()
