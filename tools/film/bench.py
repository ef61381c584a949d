"""How fast a film is assembled, beside the limit: the same encoder fed with frames that lie ready in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.clock import now
from core.models import Cue, CueWord, Move, MoveKind, ProfileName, Resolution
from core.scene import SceneSpec, Subject
from tools.dispatch.port import Dispatcher, Json, handler
from tools.film.cut import join
from tools.film.mix import encode_mix
from tools.film.port import PROFILES, SAMPLE_RATE, JointSpec, SegmentSpec, Tags
from tools.film.segment import encode, encode_joint, encode_ready

LIMIT_JOB, SHOT_JOB, JOINT_JOB, SOUND_JOB = "bench.limit", "bench.shot", "bench.joint", "bench.sound"
SHOT = 5  # seconds of a shot
JOINED = 16  # frames of a dissolve
SHORT = {"720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
MOVES: tuple[MoveKind, ...] = ("push_in", "pan_right", "pull_out", "pan_left")
VIEWS = (("forest", "fox"), ("sea", "whale"), ("savanna", "elephant"), ("snow", "wolf"))

Files = Mapping[str, Path]


def drawn(folder: Path, resolution: Resolution) -> dict[str, list[dict[str, Path]]]:
    """Four views by the built-in illustrator, as pictures and as cels."""
    from tools.images.illustrator.backend import Illustrator

    high = SHORT[resolution]
    found: dict[str, list[dict[str, Path]]] = {"picture": [], "cels": []}
    for number, (place, hero) in enumerate(VIEWS):
        values = {
            "template": "landscape", "width": high * 16 // 9, "height": high, "style": "flat", "palette": "daylight",
            "seed": number, "language": "en", "direction": "ltr", "environment": place, "safe_bottom": 0.2,
            "subjects": (Subject(concept=hero),),
        }  # fmt: skip
        spec = SceneSpec.model_validate(values)
        picture, cels = folder / f"view{number}.png", folder / f"view{number}.zip"
        Illustrator().paint(spec, picture)
        Illustrator().cels(spec, cels)
        found["picture"].append({"picture": picture})
        found["cels"].append({"cels": cels})
    return found


@dataclass(frozen=True)
class Sample:
    """So many seconds of film over pictures."""

    files: list[dict[str, Path]]
    resolution: Resolution
    fps: int
    profile: ProfileName
    seconds: int

    def limit(self, dispatch: Dispatcher, workers: int, name: str) -> float:
        """Seconds that all workers together take to encode the same frames, when these lie ready in memory."""
        shots = self._shots()
        jobs = [*(_job(*shot) for shot in shots), *(_joint(*both) for both in pairwise(shots))]
        ids = [f"limit {name} {number}" for number in range(len(jobs))]
        return float(sum(done["seconds"] for _, done in dispatch.map(LIMIT_JOB, jobs, ids=ids)) / workers)

    def assembly(self, dispatch: Dispatcher, folder: Path, name: str) -> float:
        """Seconds from pictures and sound to the film's file."""
        shots = self._shots()
        with TemporaryDirectory(dir=folder) as place:
            parts = [Path(place) / f"{number:03d}.mp4" for number in range(2 * len(shots) - 1)]
            sound = _noise(Path(place) / "voice.wav", self.seconds)
            begin = now()
            jobs: list[tuple[str, Json]] = [(SOUND_JOB, {"stem": str(sound), "out": str(Path(place) / "mix.m4a")})]
            for number, (spec, files) in enumerate(shots):
                jobs.append((SHOT_JOB, {**_job(spec, files), "out": str(parts[2 * number])}))
            for number, (before, after) in enumerate(pairwise(shots)):
                jobs.append((JOINT_JOB, {**_joint(before, after), "out": str(parts[2 * number + 1])}))
            ids = [dispatch.submit(kind, job, id=f"{name} {number}") for number, (kind, job) in enumerate(jobs)]
            for id in ids:
                dispatch.result(id)
            join(parts, Path(place) / "mix.m4a", Path(place) / "film.mp4", Tags(title="A", language="en", comment=""))
            return now() - begin

    def _shots(self) -> list[tuple[SegmentSpec, dict[str, Path]]]:
        """The shots; their ends belong to dissolves."""
        count = self.seconds // SHOT
        found = []
        for number in range(count):
            ends = {"head": JOINED // 2 if number else 0, "tail": JOINED // 2 if number + 1 < count else 0}
            spec = self._spec(MOVES[number % len(MOVES)]).model_copy(update=ends)
            found.append((spec, self.files[number % len(self.files)]))
        return found

    def _spec(self, kind: MoveKind) -> SegmentSpec:
        frames, high = SHOT * self.fps, SHORT[self.resolution]
        lines, step = ("A river begins as a spring", "high in the mountains."), SHOT * self.fps // 9
        words: list[CueWord] = []
        for row, line in enumerate(lines):
            at = 0
            for word in line.split():
                start = len(words) * step
                words.append(CueWord(line=row, at=at, length=len(word), start=start, end=start + step))
                at += len(word) + 1
        return SegmentSpec(
            width=high * 16 // 9,
            height=high,
            fps=self.fps,
            frames=frames,
            move=Move(kind=kind, amount=0.06),
            profile=PROFILES[self.profile],
            cues=(Cue(lines=lines, start=0, end=frames, words=tuple(words)),),
        )


def _job(spec: SegmentSpec, files: Files) -> Json:
    return {"segment": spec.model_dump(mode="json"), "files": {name: str(path) for name, path in files.items()}}


def _joint(before: tuple[SegmentSpec, Files], after: tuple[SegmentSpec, Files]) -> Json:
    spec = JointSpec(before=before[0], after=after[0], transition="dissolve")
    both = (("before", before[1]), ("after", after[1]))
    files = {f"{which} {name}": str(path) for which, seen in both for name, path in seen.items()}
    return {"joint": spec.model_dump(mode="json"), "files": files}


def _noise(path: Path, seconds: int) -> Path:
    """A stem: encoding it takes what any sound takes."""
    import wave

    import numpy as np

    noise = np.random.default_rng(1).integers(-3000, 3000, 2 * SAMPLE_RATE * seconds).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(noise.tobytes())
    return path


def _files(payload: Json) -> dict[str, Path]:
    return {name: Path(path) for name, path in payload["files"].items()}


@handler(LIMIT_JOB)
def limit(payload: Json) -> dict[str, Any]:
    """Seconds that x264 takes for the frames of a shot or a joint when nothing has to be composed."""
    with TemporaryDirectory() as folder:
        spec = (
            SegmentSpec.model_validate(payload["segment"])
            if "segment" in payload
            else JointSpec.model_validate(payload["joint"])
        )
        return {"seconds": encode_ready(spec, _files(payload), Path(folder) / "part.mp4")}


@handler(SHOT_JOB)
def shot(payload: Json) -> dict[str, Any]:
    """Encode a shot."""
    encode(SegmentSpec.model_validate(payload["segment"]), _files(payload), Path(payload["out"]))
    return {}


@handler(JOINT_JOB)
def joint(payload: Json) -> dict[str, Any]:
    """Encode a joint."""
    encode_joint(JointSpec.model_validate(payload["joint"]), _files(payload), Path(payload["out"]))
    return {}


@handler(SOUND_JOB)
def sound(payload: Json) -> dict[str, Any]:
    """Encode the sound."""
    encode_mix(Path(payload["stem"]), Path(payload["out"]), language="en")
    return {}
