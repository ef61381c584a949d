"""The film engine's values: what a segment shows, how it is encoded, what the mix holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

from core.capability import Registry
from core.models import CaptionStyle, Cue, EncoderName, Move, ProfileName, Transition
from core.recipes import Recipe
from core.scene import Value

_SHOWN = (
    "tools/film/port.py",
    "tools/film/segment.py",
    "tools/film/encoders.py",
    "tools/film/hardware.py",
    "tools/film/moviepy.py",
    "tools/film/shot.py",
    "tools/film/stage.py",
    "tools/film/cels.py",
    "tools/film/acting.py",
    "tools/film/motion.py",
    "tools/film/warp.py",
    "tools/film/planes.py",
    "tools/film/bitmaps.py",
    "tools/film/caption_styles.py",
    "tools/film/languages.py",
    "tools/film/determinism.py",
    "tools/fonts",
)
SEGMENT = Recipe("segment", 7, _SHOWN, ".mp4")
JOINT = Recipe("joint", 5, (*_SHOWN, "tools/film/transitions.py"), ".mp4")
_SOUND = (
    "tools/film/port.py",
    "tools/film/mix.py",
    "tools/film/limiter.py",
    "tools/film/resample.py",
    "tools/measure/loudness.py",
)
MIX = Recipe(
    "mix", 4, (*_SOUND, "tools/film/determinism.py", "tools/film/languages.py", "tools/measure/sound.py"), ".m4a"
)
STEM = Recipe("stem", 3, _SOUND, ".wav")
FILM = Recipe(
    "film",
    4,
    (
        "tools/film/port.py",
        "tools/film/cut.py",
        "tools/film/subtitles.py",
        "tools/film/languages.py",
        "tools/film/marking.py",
    ),
    ".mp4",
)
POSTER = Recipe("poster", 1, ("tools/film/poster.py",), ".jpg")

SAMPLE_RATE = 48_000
LOUDNESS = -14.0  # LUFS, integrated: what web players normalise to
TRUE_PEAK = -1.0  # dBTP, measured after the AAC decode


class Profile(Value):
    """How frames are encoded. `crf` is x264's constant rate factor."""

    preset: Literal["superfast", "veryfast", "medium"]
    crf: int


PROFILES: dict[ProfileName, Profile] = {
    "preview": Profile(preset="superfast", crf=24),
    "standard": Profile(preset="veryfast", crf=20),
    "best": Profile(preset="medium", crf=17),
}


class SegmentSpec(Value):
    """One beat's moving picture: a pure function of its picture and these values.

    The beat lasts `frames`; the first `head` and the last `tail` of them are shown by joints, not by its segment.
    `turns` are the frames in which its items come in; those that are not given come in one after the other.
    """

    width: int
    height: int
    fps: int
    frames: int
    move: Move
    profile: Profile
    encoder: EncoderName = "x264"
    cues: tuple[Cue, ...] = ()
    language: str = "en"
    caption_style: CaptionStyle = "boxed"
    head: int = 0
    tail: int = 0
    turns: tuple[int, ...] = ()
    source: str = ""
    """A small line in the upper corner: what the beat rests on."""


class JointSpec(Value):
    """How one shot gives way to the next: the frames of the first one's `tail` and the second one's `head`."""

    before: SegmentSpec
    after: SegmentSpec
    transition: Transition


class Assembler(Protocol):
    """Makes the moving parts of a film. Raises Unavailable when a file cannot be read or it cannot work now."""

    def libraries(self) -> dict[str, str]:
        """Versions of the libraries that decide the bytes; they are part of the keys of segments and joints."""

    def segment(self, spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> None:
        """Encode the frames of `spec` that no joint shows to the MP4 `out`; `files` holds `picture` or `cels`."""

    def joint(self, spec: JointSpec, files: Mapping[str, Path], out: Path) -> None:
        """Encode the frames between two segments to the MP4 `out`.

        `files` are those of both shots, their names beginning with `before ` and `after `.
        """


ASSEMBLERS: Registry[Assembler] = Registry("assembly", __package__)


class Placed(Value):
    """A voice in the mix: `start` is its first sample at 48 kHz."""

    digest: str
    start: int


class MixSpec(Value):
    """The film's sound: voices at their places, `samples` long at 48 kHz."""

    samples: int
    voices: tuple[Placed, ...]
    loudness: float = LOUDNESS
    true_peak: float = TRUE_PEAK


class Chapter(Value):
    """A part of the film that a player can jump to; `start` and `end` in milliseconds."""

    title: str
    start: int
    end: int


class Subtitle(Value):
    """A text of the subtitle track that a viewer may switch on; `start` and `end` in milliseconds."""

    text: str
    start: int
    end: int


class Tags(Value):
    """What players and archives read: language tags are BCP 47."""

    title: str
    language: str
    comment: str
    chapters: tuple[Chapter, ...] = ()
    subtitles: tuple[Subtitle, ...] = ()
