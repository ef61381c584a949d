"""G12: a request for pictures alone comes to exactly these, and to no film."""

import json
import re
from pathlib import Path

from evals.case import Case
from tools.measure.metrics.adherence import FAMILY
from tools.measure.metrics.port import SHOWN, Verdict

FRAME = re.compile(r"frame_(\d{8})\.(?:png|jpg|webp)")
"""A picture is named by the millisecond at which it is shown."""
FILMS = (".mp4", ".mkv", ".webm", ".mov", ".wav", ".mp3", ".m4a", ".srt", ".vtt")


def pictures_alone(case: Case, folder: Path) -> tuple[Verdict, ...]:
    """G12 of a case that asks for pictures: nothing for any other case."""
    if case.outcome != "images":
        return ()
    names = sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    times = sorted(int(match[1]) for name in names if (match := FRAME.fullmatch(name)))
    wrong = [f"{name} beside the pictures" for name in names if name.endswith(FILMS)]
    count, seconds = case.wanted.count, case.wanted.duration
    wrong += [f"{len(times)} pictures"] if len(times) != (count if count is not None else max(1, len(times))) else []
    if count and seconds and times and times != [round(at * 1000 * seconds / count) for at in range(len(times))]:
        wrong.append(f"pictures at {', '.join(map(str, times[:SHOWN]))} ms")
    wrong += _metadata(folder / "metadata.json")
    every = f", one every {1000 * seconds / count:.0f} ms" if count and seconds else ""
    wanted = f"{count or 'some'} pictures{every}, metadata.json and no film"
    return (FAMILY.departures("G12", wrong, f"{len(times)} pictures", wanted, "departures"),)


def _metadata(path: Path) -> list[str]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ["no metadata.json"]
    except (OSError, ValueError) as error:
        return [f"metadata.json cannot be read ({error})"]
    return [] if isinstance(value, dict) and value else ["metadata.json is empty"]
