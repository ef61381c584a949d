"""Encoders in graphics hardware: an option, never the default, for their bytes depend on the card and its driver.

They use no B-frames, so that parts join whatever the card can do. Their options are those of `ffmpeg -h encoder=NAME`
and of FFmpeg's documentation (ffmpeg.org/ffmpeg-codecs.html). Where a quality is set by a quantizer, it is the number
that x264 gets as its constant rate factor: x264 averages near it, the scale of H.264 being the same.
"""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, ClassVar

from core.capability import Requires
from core.errors import Unavailable
from core.models import EncoderName, Move
from core.settings import inherited
from tools.film.encoders import ENCODERS, HARDWARE, KEYFRAME_SECONDS, Encoder, blank, whole
from tools.film.planes import buffers
from tools.film.port import PROFILES, Profile, SegmentSpec

if TYPE_CHECKING:
    from av import VideoFrame

LAMBDA = 118  # FF_QP2LAMBDA (libavutil/avutil.h): the unit of `global_quality` where the flag qscale is set
BEST = 100  # VideoToolbox's quality goes from 0 to 100, the larger the better
PATIENCE = 30  # seconds that a program may take to end once it has every frame
PROBE = SegmentSpec(width=320, height=192, fps=30, frames=3, move=Move(kind="still"), profile=PROFILES["standard"])
NEEDS: dict[EncoderName, str] = {
    "nvenc": "NVENC needs an NVIDIA card that encodes, and its driver",
    "videotoolbox": "VideoToolbox needs a Mac with Apple silicon",
    "qsv": "Quick Sync needs an Intel GPU, and its oneVPL driver",
    "vaapi": "VAAPI needs a GPU that encodes, its VA-API driver, and the right to use /dev/dri",
}


@dataclass(frozen=True)
class Probed:
    """What three small frames showed: why an encoder does not work here, or the digest of how its streams begin."""

    missing: str | None
    header: str = ""


@lru_cache(maxsize=8)
def probe(name: EncoderName) -> Probed:
    """Encode three small frames: a codec is listed, and can be opened, where its driver or its device is missing."""
    import av
    from av.codec.codec import UnknownCodecError

    encoder = ENCODERS.create(name)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "probe.mp4"
        level = av.logging.get_level()
        av.logging.set_level(av.logging.ERROR)  # so that errors say what FFmpeg found missing
        try:
            with av.logging.Capture():
                encoder.write(PROBE, _grey(PROBE), out)
        except UnknownCodecError:
            return Probed(f"this build of FFmpeg has no {encoder.codec}; {NEEDS[name]}")
        except Unavailable as error:
            return Probed(f"{NEEDS[name]} ({error.reason})")
        finally:
            av.logging.set_level(level)
        with av.open(str(out)) as container:
            made = sum(1 for packet in container.demux(video=0) if packet.size)
            header = container.streams.video[0].codec_context.extradata or b""
    if made != PROBE.frames:
        return Probed(f"{NEEDS[name]} ({encoder.codec} made {made} frames of {PROBE.frames})")
    return Probed(None, sha256(header).hexdigest())


def lacking(name: EncoderName) -> str | None:
    """One sentence when the encoder does not work here, else None."""
    return probe(name).missing


def identity(name: EncoderName) -> dict[str, str]:
    """What of an encoder belongs to the keys of segments: nothing of x264, whose version is in them without a probe.

    With another card or driver an encoder's streams may begin otherwise, and such parts do not join.
    """
    return {} if name == "x264" else {"header": probe(name).header}


def _grey(spec: SegmentSpec) -> "Iterable[VideoFrame]":
    for number in range(spec.frames):
        frame = blank(spec)
        for plane in buffers(frame):
            plane[:] = 100 + 20 * number
        frame.pts = number
        yield frame


@ENCODERS.register("nvenc", rank=HARDWARE, requires=Requires(probe=partial(lacking, "nvenc")))
class Nvenc(Encoder):
    """NVIDIA's: variable bit rate towards a constant quality, without a mean rate (`b=0`)."""

    codec = "h264_nvenc"

    def options(self, profile: Profile) -> dict[str, str]:
        """Presets go from p1 (fastest) to p7 (best); every intra frame begins a closed group (no look-ahead)."""
        presets = {"superfast": "p1", "veryfast": "p4", "medium": "p6"}
        return {
            "preset": presets[profile.preset],
            "tune": "hq",
            "profile": "high",
            "rc": "vbr",
            "cq": str(profile.crf),
            "b": "0",
            "bf": "0",
        }


@ENCODERS.register("videotoolbox", rank=HARDWARE, requires=Requires(probe=partial(lacking, "videotoolbox")))
class VideoToolbox(Encoder):
    """Apple's: a constant quality, which only Apple silicon has."""

    codec = "h264_videotoolbox"

    def options(self, profile: Profile) -> dict[str, str]:
        """Quality in percent falls as the constant rate factor rises, and reaches 0 where that ends, at 51."""
        quality = round(BEST * (1 - profile.crf / 51))
        return {
            "profile": "high",
            "flags": "+qscale+cgop",
            "global_quality": str(LAMBDA * quality),
            "realtime": "0",
            "bf": "0",
        }


@ENCODERS.register("qsv", rank=HARDWARE, requires=Requires(probe=partial(lacking, "qsv")))
class QuickSync(Encoder):
    """Intel's: a constant quantizer, which every generation has."""

    codec, pixels = "h264_qsv", "nv12"

    def options(self, profile: Profile) -> dict[str, str]:
        """Every intra frame begins a group (`idr_interval=0`), and groups are closed."""
        presets = {"superfast": "veryfast", "veryfast": "faster", "medium": "slow"}
        return {
            "preset": presets[profile.preset],
            "profile": "high",
            "flags": "+qscale+cgop",
            "global_quality": str(LAMBDA * profile.crf),
            "idr_interval": "0",
            "bf": "0",
        }


@ENCODERS.register("vaapi", rank=HARDWARE, requires=Requires(programs=("ffmpeg",), probe=partial(lacking, "vaapi")))
class Vaapi(Encoder):
    """What Linux offers for AMD's and Intel's cards, by the program `ffmpeg`.

    It takes only frames that lie in the card's memory, and PyAV cannot put them there.
    """

    codec = "h264_vaapi"
    program: ClassVar[str] = "ffmpeg"
    device: ClassVar[tuple[str, ...]] = ("-init_hw_device", "vaapi=card", "-filter_hw_device", "card")
    upload: ClassVar[str] = "format=nv12,hwupload"

    def options(self, profile: Profile) -> dict[str, str]:
        """A constant quantizer, which every driver has."""
        return {"rc_mode": "CQP", "qp": str(profile.crf), "profile": "high", "idr_interval": "0", "bf": "0"}

    def command(self, spec: SegmentSpec, out: Path) -> list[str]:
        """The command line that reads yuv420p frames from its standard input."""
        rate, size = str(spec.fps), f"{spec.width}x{spec.height}"
        tags = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
        chosen = [part for name, value in self.options(spec.profile).items() for part in (f"-{name}:v", value)]
        return [
            *(self.program, "-v", "error", "-nostdin", "-y", *self.device),
            *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", rate, *tags, "-i", "pipe:0"),
            *("-vf", f"{self.upload},setsar=1", "-c:v", self.codec, *chosen, "-g", str(KEYFRAME_SECONDS * spec.fps)),
            *(*tags, "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "mp4", str(out)),
        ]

    def write(self, spec: SegmentSpec, frames: "Iterable[VideoFrame]", out: Path) -> None:
        """As `Encoder.write`; the program is gone when this returns, however it returns."""
        with whole(out) as part, TemporaryFile() as log:
            try:
                program = subprocess.Popen(
                    self.command(spec, part), stdin=subprocess.PIPE, stdout=log, stderr=log, env=inherited()
                )
            except OSError as error:
                raise Unavailable(f"the program {self.program} does not start: {error.strerror}") from error
            try:
                done = _feed(program, frames) and program.wait(PATIENCE) == 0
            except subprocess.TimeoutExpired:
                done = False
            finally:
                program.kill()
                program.wait()
            if not done:
                log.seek(0)
                lines = log.read().decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
                raise Unavailable(f"{self.codec} failed: {lines[0].strip()}", unexpected=True)


def _feed(program: "subprocess.Popen[bytes]", frames: "Iterable[VideoFrame]") -> bool:
    """Write the frames to a program and close its input; False when it ended before it had them all."""
    assert program.stdin is not None
    try:
        with program.stdin as pipe:
            for frame in frames:
                for plane in buffers(frame):
                    pipe.write(plane.tobytes())
    except BrokenPipeError:
        return False
    return True
