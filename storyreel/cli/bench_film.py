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

SAMPLE = 30  # seconds of the assembly that is measured
LIMITS = {"assembly_over_limit": 1.35, "edit_over_build": 1 / 6}
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
        make_s, stages, picture = _made(script, asked, settings, folder / "film")
    script[beats // 2] = "The old mill by the bridge still turns, and children come to watch its great wheel."
    edit_s, _, _ = _made(script, asked, settings, folder / "film")
    limit, assembly = _assembly(picture, resolution, fps, profile, settings.workers, repeat)
    return {
        "limit_s": round(limit, 3),
        "assembly_s": round(assembly, 3),
        "assembly_over_limit": round(assembly / limit, 3),
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
) -> tuple[float, dict[str, float], Path]:
    """Make the film; returns its seconds, those of its steps, and one of its pictures."""
    from core.events import Event, StepFinished
    from storyreel.films import make

    stages: dict[str, float] = {}

    def listen(event: Event) -> None:
        if isinstance(event, StepFinished):
            stages[event.step] = stages.get(event.step, 0.0) + event.seconds

    paragraphs = [" ".join(script[at : at + 4]) for at in range(0, len(script), 4)]
    begin = now()
    make("A river", script="\n\n".join(paragraphs), out=out, settings=settings, listeners=(listen,), **options)
    taken = now() - begin
    return taken, stages, sorted((out / "scenes").glob("*.png"))[1]


def _assembly(
    picture: Path, resolution: "Resolution", fps: int, profile: "ProfileName", workers: int, repeat: int
) -> tuple[float, float]:
    """Medians of the wall seconds for SAMPLE seconds of film: encoding alone, and from pictures to segments."""
    from agents.rules.director import frame
    from core.models import Cue, CueWord, Move
    from tools.dispatch.inline import InlineDispatcher
    from tools.film.bench import ASSEMBLY_JOB, LIMIT_JOB
    from tools.film.port import PROFILES, SegmentSpec

    width, height = frame("16:9", resolution)
    frames = SAMPLE * fps // workers
    lines = ("A river begins as a spring", "high in the mountains.")
    half = frames // 2
    words = tuple(CueWord(line=at, at=0, length=1, start=at * half, end=(at + 1) * half) for at in (0, 1))
    spec = SegmentSpec(
        width=width,
        height=height,
        fps=fps,
        frames=frames,
        move=Move(kind="push_in", amount=0.06),
        profile=PROFILES[profile],
        cues=(Cue(lines=lines, start=0, end=frames, words=words),),
    )
    payload = {"segment": spec.model_dump(mode="json"), "files": {"picture": str(picture)}}
    dispatch, taken = InlineDispatcher(workers), {LIMIT_JOB: [0.0], ASSEMBLY_JOB: [0.0]}
    try:
        for kind in taken:
            rounds = [_round(dispatch, kind, payload, workers, f"{kind}{number}") for number in range(repeat + 1)]
            taken[kind] = rounds[1:]  # the first starts the workers
    finally:
        dispatch.close()
    return statistics.median(taken[LIMIT_JOB]), statistics.median(taken[ASSEMBLY_JOB])


def _round(dispatch: Any, kind: str, payload: dict[str, Any], workers: int, name: str) -> float:
    """Seconds that all workers take side by side, each for its share: the mean of theirs."""
    ids = [f"{name}-{worker}" for worker in range(workers)]
    results = dict(dispatch.map(kind, [payload] * workers, ids=ids))
    return float(statistics.mean(result["seconds"] for result in results.values()))


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
