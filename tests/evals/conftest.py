"""Small films for the modules that look at files: made in milliseconds, of one colour a frame."""

import json
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FPS, FRAMES = 10, 20
"""Of each beat: two seconds."""
BEATS = ("1.1", "2.1", "3.1")


def encoded(path: Path, shades: Sequence[int]) -> None:
    """A film whose frames are these greys, each a key frame, so that one does not change another."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options={"g": "1", "qp": "0", "preset": "ultrafast"})
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for shade in shades:
            frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), shade, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def painted(path: Path, seed: int) -> None:
    """A picture of noise."""
    import cv2

    pixels = np.random.default_rng(seed).integers(0, 255, (16, 16, 3), np.uint8)
    cv2.imwrite(str(path), pixels)


def spoken(path: Path, loud: Sequence[float]) -> None:
    """A stem of two seconds a beat, each as loud as it says."""
    samples = np.concatenate([np.full(2 * 8000, level * 32767, "<i2") for level in loud])
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(samples.tobytes())


Film = Callable[..., Path]


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """Makes a folder of a film of three beats, `shades` its frames, `more` what its manifest says otherwise."""

    def make(
        name: str = "film", shades: Sequence[int] | None = None, seeds: Sequence[int] = (1, 2, 3), **more: Any
    ) -> Path:
        folder = tmp_path / name
        (folder / "scenes").mkdir(parents=True)
        (folder / "stems").mkdir()
        encoded(folder / "film.mp4", shades if shades is not None else range(3, 3 + 3 * FRAMES))
        for id, seed in zip(BEATS, seeds, strict=True):
            painted(folder / "scenes" / f"{id}.png", seed)
        spoken(folder / "stems" / "voice.wav", [0.5] * 3)
        (folder / "captions.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nTides\n")
        (folder / "trajectory.jsonl").write_text("")
        (folder / "manifest.json").write_text(json.dumps({**manifest(), **more}))
        return folder

    return make


def manifest() -> dict[str, Any]:
    names = ["film.mp4", "stems/voice.wav", "captions.srt", "trajectory.jsonl", *(f"scenes/{id}.png" for id in BEATS)]
    return {
        "storyreel": "1", "title": "Tides", "script": {"scenes": [1]}, "style": {"name": "flat"}, "draft": False,
        "grade": {"name": "complete", "reasons": []}, "substitutions": [], "files": {name: name for name in names},
        "beats": [
            {
                "id": id, "scene": id[0], "start": 2.0 * at, "end": 2.0 * at + 2, "spoken_text": "Tides.",
                "image_prompt": f"a tide {id}", "image": f"scenes/{id}.png", "placeholder": False, "reason": None,
            }
            for at, id in enumerate(BEATS)
        ],
    }  # fmt: skip


def rewritten(folder: Path, change: Callable[[dict[str, Any]], Mapping[str, Any]]) -> Path:
    """The folder with another manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    return folder
