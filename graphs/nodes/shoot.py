"""Every beat at once: its picture is painted and its segment encoded; the sound is laid meanwhile."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.errors import Unavailable
from core.events import BeatDone, Substituted
from core.models import Brief, Photo, Picture, Script, Substitution, Timeline
from core.recipes import Artefact
from core.scene import SceneSpec
from graphs.makers import Hands, Makers, Part
from graphs.painting import painted, photographed
from graphs.specs import (
    Joint,
    bed_spec,
    effects_spec,
    has_music,
    has_voice,
    joint_spec,
    joints,
    mix_spec,
    moves_cels,
    samples,
    segment_spec,
)
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.job import (
    ENCODE,
    JOIN,
    MIX_JOB,
    STEM_JOB,
    beside,
    joint_order,
    mix_order,
    segment_order,
    stem_order,
)
from tools.film.segment import encoding
from tools.film.shot import CELS, PICTURE
from tools.images.job import CELS_JOB, cels_order
from tools.images.port import IMAGES, Painted
from tools.measure.job import SEEN_JOB, seen_order
from tools.music.job import (
    BED_JOB,
    EFFECTS_JOB,
    MUSIC_JOB,
    TRACK_JOB,
    bed_order,
    effects_order,
    music_order,
    track_order,
)
from tools.music.port import MusicSpec

SOUND = "sound"
POLL = 0.2  # seconds between two looks whether the work was stopped


def shoot(state: State, studio: Studio) -> State:
    """Make what every beat shows, and the sound of them all."""
    crew = _Crew(studio, state)
    ids = [time.id for time in crew.timeline.beats]
    shots: dict[str, _Shot] = {}
    sound: Json = {}
    for item, made in studio.each([SOUND, *crew.items()], crew.work, 4 * studio.settings.workers):
        if isinstance(item, Joint):
            continue
        if isinstance(made, _Shot):
            shots[item] = made
            studio.events.emit(
                BeatDone(step="shoot", beat=item, done=len(shots), total=len(ids), fresh=crew.fresh(made))
            )
        elif made is not None:
            sound = made
    shots.update(crew.one_hand_a_scene(shots))
    joined = crew.joined(shots)
    while crew.makers.lowered([*joined.values(), *(shot.segment for shot in shots.values() if shot.segment)]):
        shots = crew.encoded_again(shots)
        joined = crew.joined(shots)
    stood = [*crew.substitutions(shots), *crew.makers.substitutions()]
    for one in stood:
        studio.events.emit(Substituted(substitution=one))
    return {
        "pictures": {id: shots[id].picture.model_dump(mode="json") for id in ids},
        "segments": {id: one.segment.artefact.model_dump(mode="json") for id, one in shots.items() if one.segment},
        "joints": {scene: joint.artefact.model_dump(mode="json") for scene, joint in joined.items()},
        "film": sound,
        "substitutions": [one.model_dump(mode="json") for one in stood],
        "reasons": crew.reasons(shots),
    }


@dataclass(frozen=True)
class _Shot:
    """What one beat shows, who painted it, and why it was not the painter wanted."""

    seen: Mapping[str, Artefact]
    picture: Picture
    segment: Part | None
    painter: str
    why: str = ""
    notes: tuple[str, ...] = field(default=())


class _Crew:
    """Works on the beats of one state in threads; the work itself happens in worker processes."""

    def __init__(self, studio: Studio, state: State) -> None:
        self.studio = studio
        self.state = state
        self.brief = Brief.model_validate(state["brief"])
        self.timeline = Timeline.model_validate(state["timeline"])
        self.frames = {time.id: time.frames for time in self.timeline.beats}
        self.scene = {time.id: time.scene for time in self.timeline.beats}
        script = Script.model_validate(state["script"])
        self.photos = {beat.id: beat.photo for beat in script.beats if beat.photo is not None}
        self.wanted = IMAGES.default(studio.mock)
        self.makers = Makers(studio, self.brief)
        self.joints = joints(state, self.brief, self.timeline) if encoding() is None else ()
        self._painted_of = {id: threading.Event() for id in self.frames}
        self._seen_of: dict[str, Mapping[str, Artefact]] = {}
        self._joined: dict[str, Artefact] = {}

    def items(self) -> "list[str | Joint]":
        """The longest beats first, so that none is left to one worker at the end; each joint after its two beats."""
        order = sorted(self.frames, key=self.frames.__getitem__, reverse=True)
        place = {id: at for at, id in enumerate(order)}
        following: dict[str, list[Joint]] = {id: [] for id in order}
        for joint in self.joints:
            following[max(joint.before, joint.after, key=place.__getitem__)].append(joint)
        items: list[str | Joint] = []
        for id in order:
            items += [id, *following[id]]
        return items

    def work(self, item: "str | Joint") -> "_Shot | Json | None":
        """One beat, one joint as soon as both its pictures are there, or the sound."""
        if isinstance(item, Joint):
            for id in (item.before, item.after):
                while not self._painted_of[id].wait(POLL):
                    self.studio.check()
            self._joint(item, self._seen_of)
            return None
        return self.sound() if item == SOUND else self.shot(item, self.wanted)

    def fresh(self, shot: _Shot) -> bool:
        """Whether this run made something of the shot."""
        keys = [shot.picture.key, *([shot.segment.artefact.key] if shot.segment else [])]
        return any(self.studio.made.get(key, False) for key in keys)

    def shot(self, id: str, wanted: str) -> _Shot:
        """Paint the beat's picture and encode its segment at once."""
        spec = SceneSpec.model_validate(self.state["specs"][id])
        if (photo := self.photos.get(id)) is not None:
            try:
                return self._photograph(id, photo, spec)
            except Unavailable as error:
                lost = f"Its photograph cannot be shown: {error.reason}."
                return replace(drawn := self._drawn(id, wanted, spec), notes=(*drawn.notes, lost))
        return self._drawn(id, wanted, spec)

    def _photograph(self, id: str, photo: Photo, spec: SceneSpec) -> _Shot:
        """A photograph in the beat's frame, and its segment."""
        made = photographed(self.studio, id, photo, spec.width, spec.height)
        credits = Painted.model_validate(made.meta).credits
        seen = {PICTURE: made}
        self._seen_of[id] = seen
        self._painted_of[id].set()
        segment, notes = self._segment(id, seen)
        return _Shot(seen, Picture(key=made.key, digest=made.digest, credits=credits), segment, self.wanted, "", notes)

    def _drawn(self, id: str, wanted: str, spec: SceneSpec) -> _Shot:
        """The painter's picture, and its segment."""
        outcome = painted(self.studio, id, spec, wanted=wanted, scope=self.scene[id], cels=moves_cels(self.brief))
        made = Painted.model_validate(outcome.value.meta)
        picture = Picture(key=outcome.value.key, digest=outcome.value.digest, credits=made.credits, notes=made.notes)
        seen = self._seen(id, outcome.used, spec, outcome.value)
        self._seen_of[id] = seen
        self._painted_of[id].set()
        segment, notes = self._segment(id, seen)
        why = outcome.substitution.reason if outcome.substitution else ""
        return _Shot(seen, picture, segment, outcome.used, why, (*made.notes, *notes))

    def encoded_again(self, shots: "dict[str, _Shot]") -> "dict[str, _Shot]":
        """The shots by the hands that the film now has: what they made already is found."""

        def again(id: str) -> _Shot:
            return replace(shots[id], segment=self._segment(id, shots[id].seen)[0])

        return dict(self.studio.each(list(shots), again, self.studio.settings.workers))

    def joined(self, shots: "dict[str, _Shot]") -> dict[str, Part]:
        """Encode the frames in which scenes open softly, by scene."""
        seen = {id: shot.seen for id, shot in shots.items()}
        return {joint.scene: self._joint(joint, seen) for joint in self.joints}

    def _joint(self, joint: Joint, seen: Mapping[str, Mapping[str, Artefact]]) -> Part:
        before, after = seen[joint.before], seen[joint.after]

        def make(hands: Hands) -> Artefact:
            spec = joint_spec(self.state, self.brief, self.timeline, joint, hands.encoder)
            order, name = joint_order(hands.assembler, spec, before, after), f"join {joint.before} {joint.after}"
            if order.key not in self._joined:
                with self.studio.call("assembly", name, {"key": order.key}, hands.assembler) as keep:
                    made = keep(self.studio.remote(JOIN, order, beside(before, after)))
                self._look_at(f"joint {joint.scene}", made)
                self._joined[order.key] = made
            return self._joined[order.key]

        return self.makers.part(make)

    def _seen(self, id: str, painter: str, spec: SceneSpec, picture: Artefact) -> Mapping[str, Artefact]:
        """What the segment is drawn from: the picture's cels where its painter has some and the film may move."""
        order = cels_order(painter, spec) if moves_cels(self.brief) else None
        if order is None:
            return {PICTURE: picture}
        with self.studio.call("asset", f"cut out {id}", {"key": order.key}, painter) as keep:
            return {CELS: keep(self.studio.guarded(lambda: self.studio.remote(CELS_JOB, order, {})))}

    def one_hand_a_scene(self, shots: dict[str, _Shot]) -> dict[str, _Shot]:
        """Where a painter was lost in the middle of a scene, its stand-in paints the whole scene."""
        again: dict[str, _Shot] = {}
        ranks = {name: rank for rank, name in enumerate(IMAGES.names())}
        for scene in dict.fromkeys(self.scene.values()):
            lost = [name for (_, scope, name) in self.studio.choices.gone if scope == scene]
            beats = [id for id in shots if self.scene[id] == scene]
            if lost and len({shots[id].painter for id in beats}) > 1:
                last = max((shots[id].painter for id in beats), key=ranks.__getitem__)
                again.update({id: self.shot(id, last) for id in beats if shots[id].painter != last})
        return again

    def substitutions(self, shots: dict[str, _Shot]) -> list[Substitution]:
        """Who stood in for whom, with the beats; no beats means the whole film."""
        groups: dict[tuple[str, str], list[str]] = {}
        for id in self.frames:
            if shots[id].painter != self.wanted:
                reason = shots[id].why or f"{self.wanted} was lost in this scene"
                groups.setdefault((shots[id].painter, reason), []).append(id)
        return [
            Substitution(
                capability=IMAGES.capability,
                wanted=self.wanted,
                used=used,
                reason=reason,
                beats=() if len(beats) == len(shots) else tuple(beats),
            )
            for (used, reason), beats in groups.items()
        ]

    def reasons(self, shots: dict[str, _Shot]) -> list[Json]:
        """Why the film is less than it could be, each sentence once with its beats."""
        beats: dict[str, list[str]] = {}
        for id in self.frames:
            for note in shots[id].notes:
                beats.setdefault(note, []).append(id)
        return [{"text": text, "beats": [] if len(ids) == len(shots) else ids} for text, ids in beats.items()]

    def sound(self) -> Json:
        """Lay the voices into the stem and the music under them, and encode both."""
        voices = self.state["voices"]
        spec = mix_spec(self.brief, self.timeline, {id: voice["digest"] for id, voice in voices.items()})
        files = {voice["digest"]: self.studio.found(voice["key"]) for voice in voices.values()}
        with self.studio.call("audio", "lay the voices", spec.model_dump(mode="json")) as keep:
            stem = keep(self.studio.remote(STEM_JOB, stem_order(spec), files))
        made = {"stem": stem.model_dump(mode="json")}
        heard = {"music": self._music(stem), "effects": self._effects()}
        under = {name: artefact for name, artefact in heard.items() if artefact is not None}
        made.update({name: artefact.model_dump(mode="json") for name, artefact in under.items()})
        if encoding() is None:
            order = mix_order(stem, self.brief.language, under)
            with self.studio.call("audio", "encode the sound", {"key": order.key}) as keep:
                made["mix"] = keep(self.studio.remote(MIX_JOB, order, {"stem": stem, **under})).model_dump(mode="json")
        return made

    def _effects(self) -> Artefact | None:
        """The sounds of the transitions; None without any."""
        spec = effects_spec(self.state, self.brief, self.timeline) if has_voice(self.state, self.brief) else None
        if spec is None:
            return None
        with self.studio.call("audio", "compose the effects", spec.model_dump(mode="json")) as keep:
            return keep(self.studio.remote(EFFECTS_JOB, effects_order(spec), {}))

    def _music(self, voice: Artefact) -> Artefact | None:
        """The music as it is heard under the voice; None without any."""
        if not has_music(self.state, self.brief):
            return None
        length, bed = samples(self.timeline), bed_spec(self.brief, self.timeline)
        if bed is not None:
            with self.studio.call("audio", "compose the music", bed.model_dump(mode="json")) as keep:
                played = keep(self.studio.remote(BED_JOB, bed_order(bed), {}))
        elif self.brief.track is not None:
            track = self.studio.found(self.brief.track.key)
            with self.studio.call("audio", "fit the music", {"track": track.digest, "samples": length}) as keep:
                played = keep(self.studio.remote(TRACK_JOB, track_order(track, length), {"track": track}))
        else:
            return None
        order = music_order(MusicSpec(samples=length), voice, played)
        with self.studio.call("audio", "lay the music", {"key": order.key}) as keep:
            return keep(self.studio.remote(MUSIC_JOB, order, {"voice": voice, "bed": played}))

    def _segment(self, id: str, seen: Mapping[str, Artefact]) -> tuple[Part | None, tuple[str, ...]]:
        """Encode the beat; says what it could not show."""
        _, notes = segment_spec(self.state, self.brief, self.timeline, id)
        if (missing := encoding()) is not None:
            return None, (*notes, f"There is no film file, only its pictures and its sound: {missing}.")

        def make(hands: Hands) -> Artefact:
            spec, _ = segment_spec(self.state, self.brief, self.timeline, id, hands.encoder)
            order = segment_order(hands.assembler, spec, seen)
            with self.studio.call("assembly", f"encode {id}", {"key": order.key}, hands.assembler) as keep:
                return keep(self.studio.remote(ENCODE, order, seen))

        segment = self.makers.part(make)
        self._look_at(id, segment.artefact)
        return segment, notes

    def _look_at(self, name: str, part: Artefact) -> None:
        """See what an encoded part shows, once: the film's look rests on it."""
        with self.studio.call("assembly", f"look at {name}", {"segment": part.digest}) as keep:
            keep(self.studio.remote(SEEN_JOB, seen_order(part), {"segment": part}))
