"""What a request would make, before it is made: the same steps and orders as the produce graph, only looked up."""

from collections.abc import Mapping
from contextlib import suppress

from core.errors import Unavailable
from core.models import Beat, Brief, Request, Script, Timeline, Voice
from core.recipes import Artefact, Order, canonical, digest
from core.scene import SceneSpec, Value
from graphs.makers import present
from graphs.nodes.choose_style import choose_style
from graphs.nodes.cut import film_tags, in_order
from graphs.nodes.research import research
from graphs.nodes.review import expected
from graphs.nodes.storyboard import storyboard
from graphs.nodes.understand import understand
from graphs.nodes.watch import CRITIC, price, sees
from graphs.nodes.write import write
from graphs.specs import (
    bed_spec,
    effects_spec,
    film_cues,
    has_voice,
    joint_spec,
    joints,
    mix_spec,
    moves_cels,
    samples,
    segment_spec,
    slice_spec,
    speech_spec,
    spoken,
)
from graphs.state import State
from graphs.studio import Studio
from tools.film.job import film_order, joint_order, mix_order, poster_order, segment_order, stem_order
from tools.film.segment import encoding
from tools.film.shot import CELS, PICTURE
from tools.film.signing import missing as unsigned
from tools.film.signing import sign_order
from tools.film.timeline import fit, lay, lengths, next_rate
from tools.images.job import cels_order, picture_order
from tools.images.port import IMAGES, Painted
from tools.measure.job import heard_order, look_order, seen_order
from tools.music.job import bed_order, effects_order, music_order, track_order
from tools.music.port import MusicSpec
from tools.photos.job import frame_order
from tools.speech.job import voice_of, voice_order
from tools.speech.original import slice_order
from tools.speech.port import SPEECH

SPEAKS = 15.0  # characters a second: how long an unspoken sentence is taken to be; its segment is made anyway


class Planned(Value):
    """One artefact that would be made; `beat` is empty for what belongs to the whole film; `price` in US dollars."""

    kind: str
    beat: str = ""
    price: float = 0.0


class Plan(Value):
    """What would be made and how much is there. Not `exact` when the speech rate must first be found by speaking."""

    make: tuple[Planned, ...]
    found: int
    exact: bool = True

    @property
    def price(self) -> float:
        """US dollars in all: what is built in costs nothing."""
        return sum(item.price for item in self.make)


def plan(request: Request, studio: Studio) -> Plan:
    """Name every artefact that making `request` would make; raises what making it would raise."""
    quiet = studio.planning()
    found = _Planner(prepared(request, quiet), quiet).plan()
    if request.story is None and sees(quiet) and any(one.kind == "film" for one in found.make):
        quiet.unasked[CRITIC] = price(quiet)
    if not quiet.unasked:
        return found
    # What is asked decides what is written, and so all that follows.
    asked = tuple(Planned(kind=what, price=price) for what, price in quiet.unasked.items())
    return found.model_copy(update={"make": (*asked, *found.make), "exact": False})


def prepared(request: Request, studio: Studio) -> State:
    """The state after the steps that make nothing."""
    state: State = {"request": request.model_dump(mode="json")}
    for step in (understand, research, write, choose_style):
        state.update(step(state, studio))
    return state


class _Planner:
    """Looks orders up; what cannot be named yet, because its inputs are not there, will be made."""

    def __init__(self, state: State, studio: Studio) -> None:
        self.state, self.studio = state, studio
        self.brief = Brief.model_validate(state["brief"])
        self.script = Script.model_validate(state["script"])
        self.speaker = SPEECH.chosen("auto", studio.settings, mock=studio.mock)
        self.painter = IMAGES.chosen("auto", studio.settings, mock=studio.mock)
        self.hands = present(self.brief, studio)
        self.made: dict[str, Planned] = {}
        self.there: set[str] = set()

    def plan(self) -> Plan:
        """The whole film."""
        rate, exact = self._rate()
        voices = {beat.id: self._look("voice", beat.id, self._voice_order(beat, rate)) for beat in spoken(self.script)}
        timeline = self._storyboard(voices, rate)
        pictures = {id: self._look("picture", id, self._picture_order(id, spec)) for id, spec in self._specs().items()}
        seen = {id: self._seen(id, spec, pictures[id]) for id, spec in self._specs().items()}
        parts = {beat.id: self._segment(beat, timeline, seen[beat.id], voices) for beat in self.script.beats}
        joined = self._joints(timeline, seen, voices)
        self._whole(timeline, voices, in_order(self.script, parts, joined), pictures)
        return Plan(make=tuple(self.made.values()), found=len(self.there), exact=exact)

    def _rate(self) -> tuple[int, bool]:
        """The speech rate, as far as it can be known without speaking."""
        if self.script.fit is not None:
            return self.script.fit.rate, True
        rate = self.brief.rate
        for _ in range(4):
            if self.brief.duration is None:
                return rate, True
            found = {b.id: self.studio.store.find(self._voice_order(b, rate).key) for b in spoken(self.script)}
            if any(artefact is None for artefact in found.values()):
                return rate, False
            voiced = {id: voice_of(artefact)[0].seconds for id, artefact in found.items() if artefact}
            seconds = lengths(self.script, voiced)
            better = next_rate(self.script, seconds, self.brief.duration, rate, self.brief.rate)
            if better == rate:
                return rate, True
            rate = better
        return rate, False

    def _voice_order(self, beat: Beat, rate: int) -> Order:
        footage = Request.model_validate(self.state["request"]).video
        if beat.original is not None and footage is not None:
            return slice_order(self.studio.found(footage.sound), slice_spec(beat, self.brief.fps))
        return voice_order(self.speaker, speech_spec(self.speaker, beat, self.brief, rate))

    def _storyboard(self, voices: Mapping[str, Artefact | None], rate: int) -> Timeline:
        """Put timeline, cues, specs and moves into the state; unspoken beats get a length that is never used."""
        told: dict[str, Voice] = {}
        for beat in spoken(self.script):
            artefact = voices[beat.id]
            length = slice_spec(beat, self.brief.fps).length if beat.original else 1 + len(beat.spoken) / SPEAKS
            guess = Voice(key="", digest="", seconds=length, words=(), real_times=False)
            told[beat.id] = voice_of(artefact)[0] if artefact else guess
        seconds = lengths(self.script, {id: voice.seconds for id, voice in told.items()})
        chosen = self.script.fit or fit(self.script, seconds, self.brief.duration, rate, self.brief.fps)
        self.script = self.script.model_copy(update={"fit": chosen})
        timeline = lay(self.script, seconds, self.brief.fps)
        self.state["script"] = self.script.model_dump(mode="json")
        self.state["timeline"] = timeline.model_dump(mode="json")
        self.state["voices"] = {id: voice.model_dump(mode="json") for id, voice in told.items()}
        self.state.update(storyboard(self.state, self.studio))
        return timeline

    def _specs(self) -> dict[str, SceneSpec]:
        return {id: SceneSpec.model_validate(spec) for id, spec in self.state["specs"].items()}

    def _look(self, kind: str, beat: str, order: Order) -> Artefact | None:
        """The artefact if it is there; else note that it will be made, once however many beats want it."""
        artefact = self.studio.store.find(order.key)
        if artefact is None:
            self.made.setdefault(order.key, Planned(kind=kind, beat=beat))
        else:
            self.there.add(order.key)
        return artefact

    def _unknown(self, kind: str, beat: str, name: str) -> None:
        """Note what will be made though its key is not known yet."""
        self.made.setdefault(f"{kind}:{name}", Planned(kind=kind, beat=beat))

    def _encoded(self, kind: str, beat: str, order: Order) -> Artefact | None:
        """An encoded part of the film, and what it shows."""
        part = self._look(kind, beat, order)
        if part is not None:
            self._look("seen", beat, seen_order(part))
        else:
            self._unknown("seen", beat, order.key)
        return part

    def _picture_order(self, id: str, spec: SceneSpec) -> Order:
        photo = next(beat.photo for beat in self.script.beats if beat.id == id)
        return picture_order(self.painter, spec) if photo is None else frame_order(photo, spec.width, spec.height)

    def _seen(self, id: str, spec: SceneSpec, picture: Artefact | None) -> Mapping[str, Artefact] | None:
        """What the segment would be drawn from; None when that is not there yet."""
        flat = any(beat.photo is not None for beat in self.script.beats if beat.id == id)
        order = cels_order(self.painter, spec) if moves_cels(self.brief) and not flat else None
        if order is None:
            return None if picture is None else {PICTURE: picture}
        cels = self._look("cels", id, order)
        return None if cels is None else {CELS: cels}

    def _joints(
        self,
        timeline: Timeline,
        seen: Mapping[str, Mapping[str, Artefact] | None],
        voices: Mapping[str, Artefact | None],
    ) -> dict[str, Artefact | None]:
        """The frames in which scenes open, by scene."""
        found: dict[str, Artefact | None] = {}
        if encoding() is not None:
            return found
        for joint in joints(self.state, self.brief, timeline):
            before, after = seen[joint.before], seen[joint.after]
            spoken = all(voices[id] is not None for id in (joint.before, joint.after) if id in voices)
            if before is not None and after is not None and spoken:
                spec = joint_spec(self.state, self.brief, timeline, joint, self.hands.encoder)
                order = joint_order(self.hands.assembler, spec, before, after)
                found[joint.scene] = self._encoded("joint", joint.after, order)
            else:
                found[joint.scene] = None
                for kind in ("joint", "seen"):
                    self._unknown(kind, joint.after, f"joint {joint.scene}")
        return found

    def _segment(
        self,
        beat: Beat,
        timeline: Timeline,
        seen: Mapping[str, Artefact] | None,
        voices: Mapping[str, Artefact | None],
    ) -> Artefact | None:
        if encoding() is not None:
            return None
        if seen is not None and (beat.id not in voices or voices[beat.id] is not None):
            spec, _ = segment_spec(self.state, self.brief, timeline, beat.id, self.hands.encoder)
            return self._encoded("segment", beat.id, segment_order(self.hands.assembler, spec, seen))
        assert self.script.fit is not None
        time = next(time for time in timeline.beats if time.id == beat.id)
        same = (beat.spoken, self.state["specs"][beat.id], time.lead, self.script.fit.pauses.get(beat.id))
        for kind in ("segment", "seen"):
            self._unknown(kind, beat.id, digest(canonical(same)))
        return None

    def _whole(
        self,
        timeline: Timeline,
        voices: Mapping[str, Artefact | None],
        parts: Mapping[str, Artefact | None],
        pictures: Mapping[str, Artefact | None],
    ) -> None:
        """What belongs to the film as a whole."""
        first = pictures[self.script.beats[0].id]
        if first is not None:
            self._look("poster", "", poster_order(first))
        else:
            self._unknown("poster", "", "film")
        known = {id: artefact.digest for id, artefact in voices.items() if artefact is not None}
        stem = (
            self._look("stem", "", stem_order(mix_spec(self.brief, timeline, known)))
            if len(known) == len(voices)
            else None
        )
        if len(known) < len(voices):
            self._unknown("stem", "", "film")
        if encoding() is not None:
            return
        music, plays = self._music(timeline, stem, known=len(known) == len(voices))
        effects, sounds = self._effects(timeline, known=len(known) == len(voices))
        there = (music is not None or not plays) and (effects is not None or not sounds)
        under = {name: one for name, one in (("music", music), ("effects", effects)) if one is not None}
        laid = stem if there else None
        mix = self._look("mix", "", mix_order(laid, self.brief.language, under)) if laid is not None else None
        encoded = [part for part in parts.values() if part is not None]
        film = None
        if mix is not None and len(encoded) == len(parts):
            painted = [Painted.model_validate(picture.meta) for picture in pictures.values() if picture is not None]
            shown = [one for each in painted for one in each.credits]
            tags = film_tags(self.brief, self.script, timeline, shown, film_cues(self.state, timeline))
            film = self._look("film", "", film_order(encoded, mix, tags))
        if film is not None:
            self._look("look", "", look_order(film, expected(self.state).model_copy(update={"under": bool(under)})))
        if laid is not None and under:
            self._look("heard", "", heard_order({"voice": laid} | ({"music": music} if music else {})))
        elif plays or sounds:
            self._unknown("heard", "", "film")
        self._signature(film)
        for kind, artefact in (("mix", laid), ("film", mix), ("look", film)):
            if artefact is None or (kind == "film" and len(encoded) < len(parts)):
                self._unknown(kind, "", "film")

    def _signature(self, film: Artefact | None) -> None:
        """The signed film, where a certificate is there to sign it."""
        if unsigned(self.studio.settings) is not None:
            return
        if film is not None:
            with suppress(Unavailable):
                self._look("signature", "", sign_order(film, self.script.title, self.studio.settings))
        else:
            self._unknown("signature", "", "film")

    def _speaks(self, *, known: bool) -> bool:
        """Whether somebody is heard in the film; `known` tells whether all voices are there."""
        will_speak = self.brief.volume > 0 and self.speaker != SPEECH.names()[-1]
        return has_voice(self.state, self.brief) if known else will_speak

    def _effects(self, timeline: Timeline, *, known: bool) -> tuple[Artefact | None, bool]:
        """The sounds of the transitions if they are there, and whether the film has any."""
        spec = effects_spec(self.state, self.brief, timeline)
        if spec is None or not self._speaks(known=known):
            return None, False
        if not known:
            self._unknown("effects", "", "film")
            return None, True
        return self._look("effects", "", effects_order(spec)), True

    def _music(self, timeline: Timeline, stem: Artefact | None, *, known: bool) -> tuple[Artefact | None, bool]:
        """The music if it is there, and whether the film has any; `known` tells whether all voices are there."""
        if not self._speaks(known=known) or self.brief.music == "none":
            return None, False
        if not known:
            self._unknown("bed", "", "film")
            self._unknown("music", "", "film")
            return None, True
        spec, track = bed_spec(self.brief, timeline), self.brief.track
        given = self.studio.store.find(track.key) if track is not None else None
        length = samples(timeline)
        bed = None
        if spec is not None:
            bed = self._look("bed", "", bed_order(spec))
        elif given is not None:
            bed = self._look("bed", "", track_order(given, length))
        if bed is None or stem is None:
            self._unknown("music", "", "film")
            return None, True
        return self._look("music", "", music_order(MusicSpec(samples=length), stem, bed)), True
