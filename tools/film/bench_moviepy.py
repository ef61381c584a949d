"""The same assembly as MoviePy's users write it: a zoom by `resized`, a caption composited, MoviePy's own writer.

A piece is short and without dissolves (they would cost more), for this takes many times as long as the film lasts.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.capability import importable
from core.clock import now
from core.models import Resolution
from core.settings import lent
from tools.dispatch.port import Dispatcher, Json, handler
from tools.film.bench import SHORT
from tools.film.port import Profile

PIECE_JOB = "bench.moviepy"
PIECE = 1  # seconds that each worker makes
ZOOM = 0.06  # as the moves of the other measurements


def usual(
    dispatch: Dispatcher,
    picture: Path,
    *,
    resolution: Resolution,
    fps: int,
    profile: Profile,
    seconds: int,
    workers: int,
    name: str,
) -> float | None:
    """Seconds that all workers together take for so many seconds of film, by a piece each; None without MoviePy."""
    if not importable("moviepy"):
        return None
    high = SHORT[resolution]
    job = {"picture": str(picture), "high": high, "fps": fps, "profile": profile.model_dump(mode="json")}
    done = dispatch.map(PIECE_JOB, [job] * workers, ids=[f"{name} {number}" for number in range(workers)])
    taken = statistics.mean(result["seconds"] for _, result in done)
    return float(taken * seconds / (PIECE * workers))


@handler(PIECE_JOB)
def piece(payload: Json) -> dict[str, Any]:
    """Make a piece; returns its seconds without those of the import."""
    with lent("PYTHON_DOTENV_DISABLED", "1"):
        from moviepy import CompositeVideoClip, ImageClip, TextClip

    profile, size = Profile.model_validate(payload["profile"]), (payload["high"] * 16 // 9, payload["high"])
    with TemporaryDirectory() as folder:
        begin = now()
        shot = ImageClip(payload["picture"]).with_duration(PIECE).resized(lambda t: 1 + ZOOM * t / PIECE)
        words = "A river begins as a spring\nhigh in the mountains."
        caption = TextClip(text=words, font_size=size[1] // 20, color="white", bg_color="black", duration=PIECE)
        layers = [shot.with_position("center"), caption.with_position(("center", 0.85), relative=True)]
        with CompositeVideoClip(layers, size=size) as film:
            film.write_videofile(
                str(Path(folder) / "piece.mp4"), fps=payload["fps"], codec="libx264", audio=False, threads=1,
                logger=None, preset=profile.preset, ffmpeg_params=["-crf", str(profile.crf), "-tune", "animation"],
            )  # fmt: skip
        return {"seconds": now() - begin}
