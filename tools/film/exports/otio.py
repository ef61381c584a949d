"""OpenTimelineIO (.otio, its own JSON): what Resolve, Premiere, Nuke Studio, Kdenlive and others read and write.

Tracks from the bottom: Stills (video), Film (video, over the stills), Voice, Music. A clip is named by its beat's id
and its first words and carries the beat as metadata, so that it is known again when it comes back.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake
from core.scene import Value
from tools.film.exports.port import STILL, Cut, Mark, Piece, fit, link

if TYPE_CHECKING:
    from opentimelineio.schema import Clip, Timeline, Track

KEY = "storyreel"
SUFFIX = ".otio"
MISSING = "OpenTimelineIO is not installed: pip install 'storyreel[exports]'."
FILM, STILLS, VOICE, MUSIC = "Film", "Stills", "Voice", "Music"


class Cued(Value):
    """A clip that came back: the beat it is of, and how many frames pass from its start to the next clip's."""

    beat: str
    frames: int


def write(cut: Cut, folder: Path, base: Path) -> str:
    """The timeline as text; media are linked relative to the folder `base` that it will lie in."""
    return str(timeline(cut, folder, base).to_json_string(indent=1)) + "\n"


def timeline(cut: Cut, folder: Path, base: Path) -> "Timeline":
    """The timeline with every clip, marker and media link."""
    otio = library()
    schema, time = otio.schema, otio.opentime.RationalTime
    made = schema.Timeline(name=fit(cut.title), global_start_time=time(0, cut.fps))
    made.metadata[KEY] = {"language": cut.language, "width": cut.width, "height": cut.height}
    clips = _Clips(cut, folder, base)
    made.tracks.markers.extend([clips.marker(mark) for mark in cut.marks])
    made.tracks.append(_track(STILLS, "Video", map(clips.still, cut.pieces)))
    made.tracks.append(_track(FILM, "Video", (clips.part(piece, cut.film) for piece in cut.pieces)))
    made.tracks.append(_track(VOICE, "Audio", (clips.part(piece, cut.voice) for piece in cut.pieces)))
    if cut.music:
        made.tracks.append(_track(MUSIC, "Audio", [clips.whole(cut.music)]))
    return made


def read(text: str, known: Iterable[str], fps: int) -> tuple[Cued, ...]:
    """The beats of an edited timeline in their order, with what time passes from each to the next.

    A clip that was cut into pieces counts as one where they still follow each other; a gap is silence after the clip
    before it. Raises a Mistake for what is no timeline, for a clip of another film and for what a film cannot do.
    """
    edited = _parsed(text)  # held for as long as its clips are looked at: they end with it
    known = set(known)
    cued: list[Cued] = []
    for item, frames in _items(_found(edited), fps):
        beat = "" if item is None else _beat(item, known)
        if item is None and not cued:
            raise Mistake("The edited timeline begins with a gap: move its first clip to the start.")
        if item is None or (cued and cued[-1].beat == beat):
            cued[-1] = Cued(beat=cued[-1].beat, frames=cued[-1].frames + frames)
        elif beat in [one.beat for one in cued]:
            raise Mistake(f"Beat {beat} appears twice in the edited timeline: a film says each beat once.")
        else:
            cued.append(Cued(beat=beat, frames=frames))
    return tuple(cued)


def library() -> Any:
    """The opentimelineio package; a Mistake names the extra where it is missing."""
    try:
        import opentimelineio
    except ImportError:
        raise Mistake(MISSING) from None
    return opentimelineio


class _Clips:
    """Clips of one film: a part of a sound or of the film, a still, or the whole of a sound."""

    def __init__(self, cut: Cut, folder: Path, base: Path) -> None:
        self.otio, self.cut, self.folder, self.base = library(), cut, folder, base

    def part(self, piece: Piece, media: str) -> "Clip":
        """The part of a file as long as the film that belongs to a beat."""
        return self._clip(fit(piece.name), media, piece.start, piece.frames, self.cut.frames, piece)

    def still(self, piece: Piece) -> "Clip":
        """The beat's picture."""
        return self._clip(fit(piece.name), piece.picture, 0, piece.frames, STILL * self.cut.fps, piece)

    def whole(self, media: str) -> "Clip":
        """A file from its start to its end."""
        return self._clip(Path(media).stem, media, 0, self.cut.frames, self.cut.frames, None)

    def _clip(self, name: str, media: str, start: int, frames: int, there: int, piece: Piece | None) -> "Clip":
        url = link(media, self.folder, self.base)
        reference = self.otio.schema.ExternalReference(target_url=url, available_range=self.range(0, there))
        reference.name = media
        clip = self.otio.schema.Clip(name=name, media_reference=reference, source_range=self.range(start, frames))
        if piece is not None:
            clip.metadata[KEY] = {
                "beat": piece.id,
                "scene": piece.scene,
                "narration": fit(piece.text),
                "sources": list(piece.sources),
            }
        return clip

    def range(self, start: int, frames: int) -> Any:
        """A range of frames."""
        time = self.otio.opentime
        return time.TimeRange(time.RationalTime(start, self.cut.fps), time.RationalTime(frames, self.cut.fps))

    def marker(self, mark: Mark) -> Any:
        """A scene's first frame."""
        return self.otio.schema.Marker(name=fit(mark.name), marked_range=self.range(mark.frame, 1))


def _track(name: str, kind: str, clips: "Iterable[Clip]") -> "Track":
    track: Track = library().schema.Track(name=name, kind=kind)
    track.extend(list(clips))
    return track


def _parsed(text: str) -> "Timeline":
    otio = library()
    try:
        found = otio.adapters.read_from_string(text, "otio_json")
    except (otio.exceptions.OTIOError, ValueError, TypeError, KeyError) as error:
        raise Mistake(f"The file is no OpenTimelineIO timeline ({str(error).splitlines()[0]}).") from None
    if not isinstance(found, otio.schema.Timeline):
        raise Mistake(f"The file holds no timeline but a {type(found).__name__}: export the whole timeline.")
    timeline: Timeline = found
    return timeline


def _found(timeline: "Timeline") -> "Track":
    """The track that tells the order: the one named Film, else the upper one of the video tracks with clips."""
    tracks: list[Track] = [track for track in timeline.video_tracks() if len(list(track.find_clips())) > 0]
    if not tracks:
        raise Mistake("The edited timeline has no video clips.")
    return next((track for track in tracks if track.name == FILM), tracks[-1])


def _items(track: "Track", fps: int) -> "Iterator[tuple[Clip | None, int]]":
    """Every clip and gap (None) of a track with its length in frames of the film."""
    schema = library().schema
    for item in track:
        if isinstance(item, schema.Transition):
            continue
        length = item.duration().rescaled_to(fps).value
        frames = round(length)
        if abs(length - frames) > 0.01:
            raise Mistake(
                f"{item.name or 'A gap'} is {length:.2f} frames long at {fps} frames a second: use that rate."
            )
        if isinstance(item, schema.Gap):
            yield None, frames
        elif isinstance(item, schema.Clip):
            _unwarped(item)
            yield item, frames
        else:
            raise Mistake(f"{item.name or 'A part'} of the edited timeline is nested: flatten it into single clips.")


def _unwarped(clip: "Clip") -> None:
    schema = library().schema
    if any(isinstance(effect, schema.TimeEffect) for effect in clip.effects):
        raise Mistake(f"{clip.name} plays at another speed, which a film of Storyreel cannot: make it 100 % again.")


def _beat(clip: "Clip", known: set[str]) -> str:
    """The beat of a clip: by its metadata, else by the first word of its name, for not every editor keeps metadata."""
    ours = clip.metadata.get(KEY)
    told = ours.get("beat") if isinstance(ours, Mapping) else None
    for id in (told, (clip.name or "").partition(" ")[0]):
        if id in known:
            return str(id)
    raise Mistake(
        f"The clip {clip.name!r} is not of this film: remove it, or import the timeline of this film's export."
    )
