"""`storyreel bench film`: a whole film, one edit of it, and its assembly beside the encoder's limit, in one run."""

import json
import os
import statistics
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from core.clock import now

if TYPE_CHECKING:
    from core.models import ProfileName, Resolution
    from core.settings import Settings
    from tools.dispatch.port import Dispatcher

SAMPLE = 30  # seconds of the assembly that is measured
LIMITS = {"assembly_over_limit": 1.35, "layers_over_limit": 1.7, "edit_over_build": 1 / 6, "peak_rss_mb": 1500}
WHO = (
    "A red fox", "An old sailor", "A young elephant", "A grey wolf", "A tall lighthouse", "A brown bear",
    "A white horse", "A green frog", "A shy giraffe", "A small owl",
)  # fmt: skip
DOES = (
    "walks slowly through the morning mist", "waits for the first light of the day",
    "watches the clouds that drift across the sky", "listens to the wind in the high grass",
    "looks for water in the dry season", "rests after a long and tiring journey",
    "follows a narrow path that nobody knows", "remembers the storm of the night before",
)  # fmt: skip
WHERE = ("in the forest.", "by the sea.", "on the savanna.", "in the snow.", "near the village.")


def sentence(number: int) -> str:
    """One of 400 sentences, all different, so that nothing of the film is found that another beat made."""
    where = WHERE[(number // 80 + number) % len(WHERE)]
    return f"{WHO[number % len(WHO)]} {DOES[number // 10 % len(DOES)]} {where}"


def bench_film(options: dict[str, Any], repeat: int, as_json: bool) -> None:
    """Measure and print; `options` has seconds, beats, resolution, fps and profile."""
    with TemporaryDirectory() as folder:
        found = measured(Path(folder), repeat=repeat, **options)
    if as_json:
        print(json.dumps(found, indent=1))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title="A film of {seconds:.0f} s, {beats} beats, {resolution}, {fps} frames/s, {profile}".format(**options)
    )
    for column in ("measured", "", "limit"):
        table.add_column(column, justify="left" if column == "measured" else "right")
    stages, most = found.pop("stages"), found.pop("most")
    for name, value in found.items():
        limit = f"{most[name]:.2f}" if name in most else ""
        table.add_row(name, "-" if value is None else f"{value:.2f}", limit)
    for step, seconds in stages.items():
        table.add_row(f"step {step}", f"{seconds:.2f}", "")
    Console().print(table)


def measured(
    folder: Path, *, seconds: float, beats: int, resolution: "Resolution", fps: int, profile: "ProfileName", repeat: int
) -> dict[str, Any]:
    """Every figure: seconds of wall time, ratios, and the peak of the process tree's memory in MB."""
    from core.settings import Settings

    settings = Settings.load().model_copy(update={"home": folder / "home"})
    script = [sentence(number) for number in range(beats)]
    asked = {"duration": seconds, "resolution": resolution, "fps": fps, "profile": profile}
    with _Memory() as memory:
        make_s, stages = _made(script, asked, settings, folder / "film")
    edit_s = _edited(folder / "film", settings)
    found = _assembly(folder, resolution, fps, profile, settings.workers, repeat)
    return {
        **{name: value if value is None else round(value, 3) for name, value in found.items()},
        "make_s": round(make_s, 2),
        "make_over_length": round(make_s / seconds, 3),
        "stages": {name: round(taken, 2) for name, taken in stages.items()},
        "edit_one_beat_s": round(edit_s, 2),
        "edit_over_build": round(edit_s / make_s, 3),
        "peak_rss_mb": memory.peak,
        "most": {**LIMITS, "make_over_length": 0.2 if profile == "preview" else 0.5},
    }


def _made(
    script: list[str], options: dict[str, Any], settings: "Settings", out: Path
) -> tuple[float, dict[str, float]]:
    """Make the film; returns its seconds, and those of its steps."""
    from core.events import Event, StepFinished
    from storyreel.films import make

    stages: dict[str, float] = {}

    def listen(event: Event) -> None:
        if isinstance(event, StepFinished):
            stages[event.step] = stages.get(event.step, 0.0) + event.seconds

    paragraphs = [" ".join(script[at : at + 4]) for at in range(0, len(script), 4)]
    begin = now()
    make("A river", script="\n\n".join(paragraphs), out=out, settings=settings, listeners=(listen,), **options)
    return now() - begin, stages


def _edited(film: Path, settings: "Settings") -> float:
    """Change the text of the film's middle beat; returns the seconds that it takes."""
    from core.edits import Say
    from graphs.deliver import read_manifest
    from graphs.run import Run
    from storyreel.cli.edit import edited

    beats = (read_manifest(film) or {"beats": []})["beats"]
    text = "The old mill by the bridge still turns, and children come to watch its great wheel."
    begin = now()
    Run(edited(film, (Say(beat=beats[len(beats) // 2]["id"], text=text),), settings), settings, film).film()
    return now() - begin


def _assembly(
    folder: Path, resolution: "Resolution", fps: int, profile: "ProfileName", workers: int, repeat: int
) -> dict[str, float | None]:
    """Medians of the wall seconds for SAMPLE seconds of film: encoding alone, and the whole assembly.

    The assembly is zooms and pans with highlighted captions and dissolves between the shots, the sound encoded and all
    of it cut together; once over flat pictures, once with their layers moving. Each is set against its own limit: the
    same encoder in the same workers, fed with its frames ready in memory.
    """
    from tools.dispatch.inline import InlineDispatcher
    from tools.film.bench import Sample, drawn

    dispatch = InlineDispatcher(workers)
    try:
        pictures = drawn(folder, resolution)
        found: dict[str, dict[str, list[float]]] = {}
        for name in ("picture", "cels"):
            sample = Sample(pictures[name], resolution, fps, profile, SAMPLE)
            sample.assembly(dispatch, folder, f"{name} warm")  # starts the workers
            found[name] = {"limit": [], "whole": []}
            for number in range(repeat):
                found[name]["limit"].append(sample.limit(dispatch, workers, f"{name}{number}"))
                found[name]["whole"].append(sample.assembly(dispatch, folder, f"{name}{number}"))
        moviepy = _moviepy(dispatch, pictures["picture"][0]["picture"], resolution, fps, profile, workers)
    finally:
        dispatch.close()
    flat, layered = ({key: statistics.median(times) for key, times in found[name].items()} for name in found)
    return {
        "limit_s": flat["limit"],
        "assembly_s": flat["whole"],
        "assembly_over_limit": flat["whole"] / flat["limit"],
        "moviepy_s": moviepy,
        "layers_limit_s": layered["limit"],
        "layers_s": layered["whole"],
        "layers_over_limit": layered["whole"] / layered["limit"],
    }


def _moviepy(
    dispatch: "Dispatcher", picture: Path, resolution: "Resolution", fps: int, profile: "ProfileName", workers: int
) -> float | None:
    """Seconds for SAMPLE seconds of film as MoviePy's users write it, scaled up from a short piece; None without it."""
    from tools.film.bench_moviepy import usual
    from tools.film.port import PROFILES

    return usual(
        dispatch, picture, resolution=resolution, fps=fps, profile=PROFILES[profile],
        seconds=SAMPLE, workers=workers, name="moviepy",
    )  # fmt: skip


class _Memory:
    """The largest memory of this process and all its children together while it is open, in MB (Linux; else None)."""

    def __init__(self) -> None:
        self.peak: int | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.25):
            held = sum(_held(process) for process in _tree(os.getpid()))
            if held:
                self.peak = max(self.peak or 0, held // 1024)


def _tree(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _tree(int(child))
    return found


def _held(process: int) -> int:
    """The proportional set size of a process in kB: shared pages count once in all."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
