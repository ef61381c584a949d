"""Script -> voices -> timeline: voices come first, because they are cheap and give the true durations."""

from functools import partial

from core.errors import NotConfigured, RateLimited, Unavailable
from core.events import BeatDone, Substituted
from core.models import Beat, Brief, Request, Script, Substitution, Voice
from graphs.painting import begin
from graphs.specs import narrated, slice_spec, speech_spec, spoken
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.timeline import fit, lay, lengths, next_rate
from tools.speech.job import speak, voice_of, voice_order
from tools.speech.original import cut_out
from tools.speech.port import SPEECH

TRIES = 3  # of one sentence, when its worker hung or was killed
ROUNDS = 3  # of fitting the rate: engines do not follow it exactly

Voices = dict[str, tuple[Voice, tuple[str, ...]]]


def narrate(state: State, studio: Studio) -> State:
    """Speak every beat, fit the script to the duration asked and lay the timeline."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    begin(studio, state)
    teller = _Teller(studio, brief)
    rate = script.fit.rate if script.fit else brief.rate
    heard = _originals(state, script, brief, studio)
    voices = {**heard, **teller.tell(script, rate)}
    if brief.duration is not None and script.fit is None:
        for _ in range(ROUNDS):
            better = next_rate(script, lengths(script, _seconds(voices)), brief.duration, rate, brief.rate)
            if better == rate:
                break
            rate = better
            voices = {**heard, **teller.tell(script, rate)}
    voices = {beat.id: voices[beat.id] for beat in spoken(script)}
    seconds = lengths(script, _seconds(voices))
    fitted = script.fit or fit(script, seconds, brief.duration, rate, brief.fps)
    script = script.model_copy(update={"fit": fitted})
    timeline = lay(script, seconds, brief.fps)
    update: State = {
        "script": script.model_dump(mode="json"),
        "timeline": timeline.model_dump(mode="json"),
        "voices": {id: voice.model_dump(mode="json") for id, (voice, _) in voices.items()},
        "substitutions": [one.model_dump(mode="json") for one in teller.substitutions],
        "reasons": _noted(voices),
    }
    if brief.duration is not None and not fitted.reached and not script.draft:
        update["reasons"].append({"text": _off(timeline.seconds, brief.duration), "beats": []})
    return update


def _originals(state: State, script: Script, brief: Brief, studio: Studio) -> Voices:
    """What a video's own sound says, by beat."""
    footage = Request.model_validate(state["request"]).video
    found: Voices = {}
    for beat in spoken(script):
        if beat.original is None or footage is None:
            continue
        spec, sound = slice_spec(beat, brief.fps), studio.found(footage.sound)
        with studio.call("audio", f"cut out {beat.id}", spec.model_dump(mode="json")) as keep:
            found[beat.id] = voice_of(keep(cut_out(studio.store, sound, spec)))
    return found


def _off(seconds: float, asked: float) -> str:
    advice = "add text to it" if seconds < asked else "cut it"
    return (
        f"The film lasts {seconds:.1f} s and not the {asked:g} s asked for: spoken at a natural pace the script "
        f"takes that long ({advice}, or leave --duration out)."
    )


def _seconds(voices: Voices) -> dict[str, float]:
    return {id: voice.seconds for id, (voice, _) in voices.items()}


def _noted(voices: Voices) -> list[Json]:
    """What the voices noted, each sentence once with its beats; all of the beats is the whole film."""
    beats: dict[str, list[str]] = {}
    for id, (_, notes) in voices.items():
        for note in notes:
            beats.setdefault(note, []).append(id)
    return [{"text": text, "beats": [] if len(ids) == len(voices) else ids} for text, ids in beats.items()]


class _Teller:
    """One narrator for the whole film: a lasting outage moves every beat to the next voice."""

    def __init__(self, studio: Studio, brief: Brief) -> None:
        self.studio = studio
        self.brief = brief
        self.substitutions: list[Substitution] = []
        self.wanted = SPEECH.default(studio.mock)

    def tell(self, script: Script, rate: int) -> Voices:
        """The voice of every beat that a narrator speaks, at `rate` words a minute."""
        if not narrated(script):
            return {}
        outcome = SPEECH.perform(
            lambda name: self._act(name, script, rate),
            secrets=self.studio.settings,
            wanted=self.wanted,
            recall=lambda name: self._recall(name, script, rate),
            choices=self.studio.choices,
            scope="film",
        )
        if outcome.substitution and outcome.substitution not in self.substitutions:
            self.substitutions.append(outcome.substitution)
            self.studio.events.emit(Substituted(substitution=outcome.substitution))
        return {beat.id: outcome.value[beat.id] for beat in narrated(script)}

    def _recall(self, name: str, script: Script, rate: int) -> Voices | None:
        """What this narrator said earlier, if that is all of it."""
        if SPEECH.entry(name).requires.missing(self.studio.settings) is None:
            return None
        found: Voices = {}
        for beat in narrated(script):
            try:
                artefact = self.studio.store.find(voice_order(name, speech_spec(name, beat, self.brief, rate)).key)
            except Unavailable:
                return None
            if artefact is None:
                return None
            found[beat.id] = voice_of(artefact)
            self.studio.made.setdefault(artefact.key, False)
        return found

    def _act(self, name: str, script: Script, rate: int) -> Voices:
        """Every beat by this narrator; raises when it cannot go on at all."""
        told: dict[str, tuple[Voice, tuple[str, ...]] | Unavailable] = {}
        work = self.studio.each(
            narrated(script), lambda beat: self._speak(name, beat, rate), self.studio.settings.workers
        )
        for done, (beat, voice) in enumerate(work, start=1):
            told[beat.id] = voice
            fresh = not isinstance(voice, Unavailable) and self.studio.made.get(voice[0].key, False)
            self.studio.events.emit(
                BeatDone(step="narrate", beat=beat.id, done=done, total=len(narrated(script)), fresh=fresh)
            )
        failed = {id: error for id, error in told.items() if isinstance(error, Unavailable)}
        lasting = [error for error in failed.values() if isinstance(error, NotConfigured | RateLimited)]
        if lasting or 2 * len(failed) > len(told):
            raise [*lasting, *failed.values()][0]
        return {
            beat.id: self._stand_in(name, beat, rate, failed[beat.id]) if beat.id in failed else told[beat.id]  # type: ignore[misc]
            for beat in narrated(script)
        }

    def _speak(self, name: str, beat: Beat, rate: int) -> tuple[Voice, tuple[str, ...]] | Unavailable:
        for attempt in range(1, TRIES + 1):
            try:
                return self.studio.guarded(partial(self._once, name, beat, rate, attempt))
            except NotConfigured as error:
                return error
            except Unavailable as error:
                last = error
        return last

    def _once(self, name: str, beat: Beat, rate: int, attempt: int) -> tuple[Voice, tuple[str, ...]]:
        spec = speech_spec(name, beat, self.brief, rate)
        if self.studio.store.find(voice_order(name, spec).key) is None:
            self.studio.dispatch.warm()
        with self.studio.call("audio", f"speak {beat.id}", spec.model_dump(mode="json"), name, attempt) as keep:
            return voice_of(keep(speak(self.studio.store, name, spec)))

    def _stand_in(self, name: str, beat: Beat, rate: int, error: Unavailable) -> tuple[Voice, tuple[str, ...]]:
        """The last resort's voice for one beat."""
        last = SPEECH.names()[-1]
        stood = Substitution(
            capability=SPEECH.capability, wanted=name, used=last, reason=error.reason, beats=(beat.id,)
        )
        self.substitutions.append(stood)
        self.studio.events.emit(Substituted(substitution=stood))
        return self._once(last, beat, rate, 1)
