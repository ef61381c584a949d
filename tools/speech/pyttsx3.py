"""The default voice: pyttsx3 over the eSpeak NG that a wheel brings (Linux) or the voices of macOS and Windows."""

import platform
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.capability import Requires
from core.errors import NotConfigured, Unavailable
from core.models import Word
from tools.speech import espeak, kana, native, plain, process, scripts, times, waves
from tools.speech.port import SPEECH, SpeechSpec, Spoken
from tools.speech.worker import SOUND

RATE = 22_050
NOTHING_TO_SAY = 0.4
BETWEEN = 0.04  # seconds between two voices of one sentence
WORKER = f"{__package__}.worker"
PATIENCE = 10.0
SPEED = 150.0  # characters a second, a sixteenth of what was measured on one core of a small server
NO_WORDS = "There is nothing to read aloud in this sentence, so it is silent."
NO_VOWELS = "The {} voice reads the text without its vowels, because no diacritiser is there to add them."
NO_HAN = "The voice {!r} cannot read Chinese characters (kanji, hanja): it names each one a letter instead."
ONLY_HAN = "eSpeak NG's Japanese voice cannot read Chinese characters (kanji), which are much of this text{}"
UNVOWELLED = {"ar": "Arabic", "he": "Hebrew"}
# A text of more of them than this is gibberish when spoken: a Japanese minute came out at 5.7 minutes.
FEW_HAN = 0.1
READS_HAN = ("cmn", "yue", "hak")
# eSpeak NG's English runs faster than its number says: ten sentences at 160 took the time of 183 words a minute, and
# the difference was 17 to 28 between 80 and 300.
NOMINAL_BELOW = 21
SLOWEST, FASTEST = 80, 450


def missing() -> str | None:
    """What the engine lacks on this system, None when it is there."""
    if platform.system() != "Linux":
        return None
    try:
        espeak.find()
    except NotConfigured as error:
        return error.reason
    return None


@SPEECH.register("pyttsx3", rank=50, requires=Requires(modules=("pyttsx3",), probe=missing), built_in=True)
class Pyttsx3:
    """Speaks each utterance in a fresh process of the module `worker`, killed after `patience` seconds or more."""

    def __init__(self, worker: str = WORKER, patience: float = PATIENCE) -> None:
        self._worker = worker
        self._patience = patience

    def libraries(self) -> dict[str, str]:
        """Versions of what decides the bytes."""
        found = kana.libraries() if platform.system() == "Linux" else {}
        for package in ("pyttsx3", "espeakng-loader"):
            try:
                found[package] = version(package)
            except PackageNotFoundError:
                # The system's own engine: its version is the system's, but on Linux that is the kernel's.
                found[package] = "system" if platform.system() == "Linux" else platform.release()
        return found

    def voice(self, language: str, wanted: str | None) -> str:
        """The voice for a BCP 47 tag, or the one the user wants: `en-us`, `ar`, `en-us+f3` or `f3`."""
        if platform.system() != "Linux":
            listed = _listed(self._worker, self._patience)
            return native.named(listed, wanted) if wanted else native.for_language(listed, language)
        known = espeak.voices(espeak.find().data)
        if not wanted:
            return espeak.for_language(known, language)
        return espeak.named(known, wanted, espeak.for_language(known, language) if "+" not in wanted else "")

    def voices(self) -> list[str]:
        """The languages, then the timbres of English; any language takes any of these timbres."""
        if platform.system() != "Linux":
            return [voice.name for voice in _listed(self._worker, self._patience)]
        known = espeak.voices(espeak.find().data)
        return [*known.files, *(f"en-us+{variant}" for variant in known.variants)]

    def speak(self, spec: SpeechSpec, out: Path) -> Spoken:
        """Write mono 16-bit WAV at 22,050 Hz to `out`; the same spec gives the same bytes in every process.

        English runs at the rate asked within 3 % from 130 words a minute up, 5 % at 120; the slowest is 97.
        """
        said = plain.plain(spec.text)
        if not said.speakable:
            return _silent(out)
        tokens = plain.tokens(spec.text)
        if _wants_kana(spec):
            said = _in_kana(said)
            tokens = plain.cut(spec.text, tokens, kana.phrases(said))
        with TemporaryDirectory(dir=out.parent, prefix=".voice-") as name:
            folder = Path(name)
            sound, events = self._uttered(spec, said, folder)
            if not len(sound):
                return _silent(out)
            words = _words(tokens, events, sound)
            if not spec.volume:
                sound = waves.silence(len(sound) / RATE, RATE)
            waves.write(folder / "trimmed.wav", sound, RATE)
            (folder / "trimmed.wav").replace(out)
        return Spoken(seconds=len(sound) / RATE, words=words, real_times=bool(events), notes=_notes(spec, said.text))

    def _uttered(self, spec: SpeechSpec, said: plain.Plain, folder: Path) -> tuple[waves.Samples, list[times.Event]]:
        """The trimmed sound, and when its words begin, by character of the text: one voice for each run of a script."""
        known = espeak.voices(espeak.find().data).codes if platform.system() == "Linux" else {}
        pieces: list[waves.Samples] = []
        events: list[times.Event] = []
        length = 0
        for voice, part in scripts.runs(said, spec.voice, known):
            reply = self._ask(spec.model_copy(update={"voice": voice}), part, folder)
            samples = _sound(folder / SOUND)
            if not len(samples):
                continue
            sound, cut = waves.trim(samples, RATE)
            begin = (length + round(BETWEEN * RATE) * len(pieces)) / RATE
            for at, _, milliseconds in reply["events"]:
                heard = max(milliseconds / 1000 - cut, 0.0)
                events.append(times.Event(times.to_source(part.origins, at), begin + heard))
            pieces.append(sound)
            length += len(sound)
        return waves.joined(pieces, BETWEEN, RATE), events

    def _ask(self, spec: SpeechSpec, said: plain.Plain, folder: Path) -> dict[str, Any]:
        # At volume 0 the engine speaks as loudly as ever, so that the words keep their times, and is silenced after.
        job = {"text": said.text, "voice": spec.voice, "rate": spec.rate, "volume": spec.volume or 1.0, "library": None}
        limit = max(self._patience, 3 * len(said.text) / SPEED)
        if platform.system() != "Linux":
            return process.run(self._worker, job, folder, limit)
        engine = espeak.find()
        job["library"] = engine.library
        job["rate"] = min(max(spec.rate - NOMINAL_BELOW, SLOWEST), FASTEST)
        return process.run(self._worker, job, folder, limit, ESPEAK_DATA_PATH=str(engine.data))


@lru_cache(maxsize=4)
def _listed(worker: str, patience: float) -> tuple[native.Listed, ...]:
    """The system's voices, asked once in a process of their own."""
    with TemporaryDirectory() as folder:
        reply = process.run(worker, {"list": True}, Path(folder), patience)
    return tuple(native.Listed(id, name, tuple(codes)) for id, name, codes in reply["voices"])


def _notes(spec: SpeechSpec, said: str) -> tuple[str, ...]:
    """What this voice does badly with this text, of which it read `said`."""
    base = spec.voice.split("+")[0]
    notes = []
    if base in UNVOWELLED and plain.lacks_vowels(spec.text):
        notes.append(NO_VOWELS.format(UNVOWELLED[base]))
    if not _reads_han(spec) and plain.has_han(said):
        notes.append(NO_HAN.format(base))
    return tuple(notes)


def _wants_kana(spec: SpeechSpec) -> bool:
    return platform.system() == "Linux" and spec.voice.split("+")[0] == "ja"


def _in_kana(said: plain.Plain) -> plain.Plain:
    """Japanese as the voice reads it; NotConfigured where it would name most of its characters instead."""
    lack = kana.missing()
    found = said if lack else kana.in_kana(said)
    if plain.share_of_han(found.text) > FEW_HAN:
        raise NotConfigured(ONLY_HAN.format(f": {lack}" if lack else ""))
    return found


def _reads_han(spec: SpeechSpec) -> bool:
    return platform.system() != "Linux" or spec.voice.split("+")[0] in READS_HAN


def _sound(path: Path) -> waves.Samples:
    try:
        samples, rate = waves.read(path)
    except (OSError, ValueError) as error:
        raise Unavailable(f"the voice engine wrote no usable sound: {error}", unexpected=True) from error
    return waves.resample(samples, rate, RATE)


def _silent(out: Path) -> Spoken:
    waves.write(out, waves.silence(NOTHING_TO_SAY, RATE), RATE)
    return Spoken(seconds=NOTHING_TO_SAY, words=(), real_times=True, notes=(NO_WORDS,))


def _words(tokens: Sequence[plain.Token], events: Sequence[times.Event], sound: waves.Samples) -> tuple[Word, ...]:
    """The words of the given text with their times in the trimmed sound."""
    seconds = len(sound) / RATE
    level = waves.threshold(sound)

    def hush(start: float, end: float) -> float:
        return waves.audible_end(sound, RATE, start, end, level)

    return times.timed(tokens, events, seconds, hush)
