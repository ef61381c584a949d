"""Small pictures, voices, segments and films that the tests of the film engine and its measures share."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.models import Cue, Move
from tools.film.cut import join
from tools.film.mix import encode_mix, voice_stem
from tools.film.planes import buffers
from tools.film.port import PROFILES, SAMPLE_RATE, MixSpec, Placed, SegmentSpec, Tags
from tools.film.segment import encode

WIDTH, HEIGHT, FPS = 320, 180, 30
TAGS = Tags(title="A test", language="en", comment="machine-made by a test")


def picture(path: Path, width: int = WIDTH, height: int = HEIGHT, seed: int = 1) -> Path:
    """A smooth picture with shapes, as PNG."""
    rng = np.random.default_rng(seed)
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    rgb = np.stack([60 + 150 * across, 80 + 120 * down, 200 - 120 * across * down], axis=-1)
    for _ in range(6):
        x, y, radius = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.05, 0.2)
        rgb[(across - x) ** 2 + (down - y) ** 2 < radius**2] = rng.uniform(40, 240, 3)
    return save_png(path, rgb.astype(np.uint8))


def save_png(path: Path, rgb: NDArray[np.uint8]) -> Path:
    """Write an RGB array as PNG."""
    import cv2

    path.write_bytes(cv2.imencode(".png", rgb[..., ::-1])[1].tobytes())
    return path


def spec(frames: int, move: Move | None = None, cues: Sequence[Cue] = (), **changes: object) -> SegmentSpec:
    """A small segment's spec."""
    values = {"width": WIDTH, "height": HEIGHT, "fps": FPS, "frames": frames, "profile": PROFILES["preview"]}
    return SegmentSpec.model_validate({**values, "move": move or Move(kind="push_in"), "cues": tuple(cues), **changes})


def segment(folder: Path, name: str, frames: int, move: Move | None = None, shown: Path | None = None) -> Path:
    """A small encoded segment."""
    out = folder / f"{name}.mp4"
    encode(spec(frames, move), {"picture": shown or picture(folder / f"{name}.png")}, out)
    return out


def tone(seconds: float, rate: int, *, level: float = 0.3, seed: int = 0) -> NDArray[np.float64]:
    """Something like a voice: a buzz with syllables."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(rate * seconds)) / rate
    syllables = np.sqrt(np.clip(np.sin(2 * np.pi * 3 * time), 0, 1))
    buzz = sum(np.sin(2 * np.pi * 130 * k * time + rng.uniform(0, 6)) / k for k in range(1, 20))
    shaped = np.asarray(buzz * syllables, np.float64)
    return np.asarray(shaped * level / np.abs(shaped).max())


def save_wav(path: Path, signal: NDArray[np.floating], rate: int = SAMPLE_RATE) -> Path:
    """Write (n,) or (channels, n) in -1..1 as 16-bit WAV."""
    channels = np.atleast_2d(signal)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels.shape[0])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.clip(np.rint(channels.T * 32767), -32768, 32767).astype("<i2").tobytes())
    return path


def mixed(folder: Path, seconds: float, voices: Sequence[tuple[float, Path]]) -> tuple[Path, Path]:
    """The stem and the encoded mix of voices placed at seconds."""
    placed = tuple(Placed(digest=str(i), start=round(at * SAMPLE_RATE)) for i, (at, _) in enumerate(voices))
    stem, out = folder / "stem.wav", folder / "mix.m4a"
    paths = {str(i): path for i, (_, path) in enumerate(voices)}
    voice_stem(MixSpec(samples=round(seconds * SAMPLE_RATE), voices=placed), paths, stem)
    encode_mix(stem, out, language="en")
    return stem, out


def film(folder: Path, seconds: int = 3) -> Path:
    """A good small film with sound."""
    parts = [segment(folder, f"part{i}", FPS, Move(kind="pan_right", amount=0.2)) for i in range(seconds)]
    voice = save_wav(folder / "voice.wav", tone(seconds - 0.5, 22_050), 22_050)
    _, sound = mixed(folder, seconds, [(0.2, voice)])
    out = folder / "film.mp4"
    join(parts, sound, out, TAGS)
    return out


def frames_of(path: Path) -> list[tuple[int, NDArray[np.uint8]]]:
    """Every decoded frame: its number by its time, and its luma."""
    import av

    found = []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            assert frame.time is not None
            found.append((round(frame.time * FPS), buffers(frame).y.copy()))
    return found
