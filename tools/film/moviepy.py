"""MoviePy as an assembler: each shot is a MoviePy clip, so that MoviePy's effects can be laid over it.

Without effects it shows what the built-in assembler shows. Clips are composed by MoviePy and written by our own
encoders, never by MoviePy's writer: that one leaves sound files in the current folder and partial films, converts
colours by BT.601 and tags none, makes 4:4:4 of odd sizes, prints progress, and runs a program that may outlive it.

A backend with effects is a class in a file of its own beside this one (docs/adding.md), chosen by `--assembler`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from core.capability import Requires, importable
from core.errors import Unavailable
from core.settings import lent
from tools.film.bitmaps import blend
from tools.film.determinism import baseline, versions
from tools.film.encoders import ENCODERS, blank
from tools.film.planes import Planes, buffers, copy, from_rgb
from tools.film.port import ASSEMBLERS, JointSpec, SegmentSpec
from tools.film.segment import AFTER, BEFORE, check, frames, joint_frames, libraries, named, shot
from tools.film.shot import Captions

if TYPE_CHECKING:
    from moviepy import VideoClip
    from moviepy.Effect import Effect

AnyEffect: TypeAlias = "Effect | Callable[[VideoClip], VideoClip]"
Pixels = NDArray[np.uint8]
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def missing() -> str | None:
    """One sentence when MoviePy is not here, else None."""
    return None if importable("moviepy") else "MoviePy is not installed: pip install 'storyreel[moviepy]'"


@ASSEMBLERS.register("moviepy", rank=10, requires=Requires(probe=missing))
class Moviepy:
    """Shots as MoviePy clips. `effects` are laid over each, in order, under its captions.

    An effect is MoviePy's (`moviepy.vfx`), or a function from clip to clip. A clip lasts as long as its beat; one that
    an effect made smaller, larger or transparent is laid on black, in the middle.
    """

    def __init__(self, effects: Sequence[AnyEffect] = ()) -> None:
        self._effects = tuple(effects)

    def effects(self) -> Sequence[AnyEffect]:
        """The effects laid over each shot; a subclass names its own."""
        return self._effects

    def libraries(self) -> dict[str, str]:
        """Those of the built-in assembler, MoviePy's, and the effects with their values.

        What a function does is not seen: a backend whose functions change adds a version of its own here.
        """
        laid = ", ".join(_ADDRESS.sub("", repr(effect)) for effect in self.effects())
        return libraries() | versions("moviepy", "pillow") | ({"effects": laid} if laid else {})

    def segment(self, spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> None:
        """Encode the frames of `spec` that no joint shows; raises as `tools.film.segment.encode`."""
        check(spec)
        with self._shown(spec, files) as shown:
            ENCODERS.create(spec.encoder).write(spec, frames(spec, shown), out)

    def joint(self, spec: JointSpec, files: Mapping[str, Path], out: Path) -> None:
        """Encode the frames between two segments; raises as `tools.film.segment.encode_joint`."""
        check(spec.before)
        check(spec.after)
        with (
            self._shown(spec.before, named(files, BEFORE)) as before,
            self._shown(spec.after, named(files, AFTER)) as after,
        ):
            ENCODERS.create(spec.before.encoder).write(spec.before, joint_frames(spec, before, after), out)

    @contextmanager
    def _shown(self, spec: SegmentSpec, files: Mapping[str, Path]) -> Iterator["_Shown"]:
        """The shot with its effects; every clip, and what it may have opened, is closed in the end."""
        shown = _Shown(spec, files, self.effects())
        try:
            yield shown
        finally:
            shown.close()


class _Shown:
    """A shot as a clip: the picture moves under the effects, and the captions lie over them."""

    def __init__(self, spec: SegmentSpec, files: Mapping[str, Path], effects: Sequence[AnyEffect]) -> None:
        baseline()
        with lent("PYTHON_DOTENV_DISABLED", "1"):  # MoviePy would load the nearest .env, keys and all
            from moviepy import VideoClip

        self._spec = spec
        self._shot = shot(spec.model_copy(update={"cues": (), "source": ""}), files)
        self._captions = Captions(spec)
        self._frame = blank(spec)
        self._beyond = 0
        picture = VideoClip(self._picture, duration=spec.frames / spec.fps).with_fps(spec.fps)
        self._clips = [picture]
        with ExitStack() as failing:
            failing.callback(self.close)
            for effect in effects:
                before = self._clips[-1]
                self._clips.append(effect(before) if callable(effect) else before.with_effects([effect]))
            self._clips.append(self._laid(self._clips[-1]))
            failing.pop_all()

    def draw(self, number: int, target: Planes) -> None:
        """Draw frame `number`. Before the first and after the last one effects hold, and the picture moves on."""
        clip, fps = self._clips[-1], self._spec.fps
        last = self._spec.frames - 1
        if clip.duration is not None:
            last = min(last, round(clip.duration * fps) - 1)
        inside = min(max(number, 0), max(last, 0))
        self._beyond = number - inside if not 0 <= number < self._spec.frames else 0
        copy(from_rgb(_bytes(clip.get_frame(inside / fps))), target)
        for bitmap in self._captions.at(number):
            blend(bitmap, target)

    def close(self) -> None:
        """Close the clips, the last one first."""
        for clip in reversed(self._clips):
            clip.close()

    def _picture(self, t: float) -> Pixels:
        """The frame at time `t` in seconds as RGB."""
        self._shot.draw(round(t * self._spec.fps) + self._beyond, buffers(self._frame))
        return _rgb(self._frame)

    def _laid(self, clip: "VideoClip") -> "VideoClip":
        """The clip itself where it fills the frame, else on black."""
        from moviepy import CompositeVideoClip

        size = (self._spec.width, self._spec.height)
        if tuple(clip.size) == size and clip.mask is None:
            return clip
        return CompositeVideoClip([clip.with_position("center")], size=size, bg_color=(0, 0, 0))


def _rgb(frame: Any) -> Pixels:
    """A frame as (height, width, 3): chroma is interpolated, and rounded so that `from_rgb` gives the luma back."""
    from av.video.reformatter import Interpolation

    exactly = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
    return np.asarray(frame.reformat(format="gbrp", interpolation=exactly).to_ndarray(), np.uint8)


def _bytes(pixels: NDArray[Any]) -> Pixels:
    """An effect's picture as 8-bit RGB: some compute in floating point, some beyond the range."""
    if pixels.ndim != 3 or pixels.shape[2] != 3:
        raise Unavailable(f"an effect gave a picture of the shape {pixels.shape} instead of RGB", unexpected=True)
    if pixels.dtype == np.uint8:
        return cast(Pixels, np.ascontiguousarray(pixels))
    return cast(Pixels, np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
