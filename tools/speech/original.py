"""The original sound of a video, as the voice of the beats that it says."""

import wave
from pathlib import Path

from core.errors import Unavailable
from core.recipes import Artefact, Made, Order, Product, Recipe, Store, order
from core.scene import Value
from tools.speech.plain import tokens
from tools.speech.port import Spoken
from tools.speech.times import spread

SLICE = Recipe("slice", 1, ("tools/speech/original.py", "tools/speech/plain.py", "tools/speech/times.py"), ".wav")


class SliceSpec(Value):
    """What is heard from `start` to `end` (s of the original), and where between them `text` is said."""

    text: str
    start: float
    end: float
    said: float
    """When the last word ends (s of the original)."""

    @property
    def length(self) -> float:
        """In seconds."""
        return self.end - self.start


def slice_order(sound: Artefact, spec: SliceSpec) -> Order:
    """The order for one beat's original sound."""
    return order(SLICE, "wave", {"slice": spec.model_dump(mode="json")}, {"sound": sound.digest})


def cut_out(store: Store, sound: Artefact, spec: SliceSpec) -> Made:
    """Find or cut the sound (mono 16-bit WAV); what lies beyond the original's end is silence."""

    def make(folder: Path) -> Product:
        out = folder / f"slice{SLICE.suffix}"
        seconds = _copy(store.path(sound), spec, out)
        said = min(max(spec.said - spec.start, 0.0), seconds)
        words = tuple(spread(tokens(spec.text), 0.0, said))
        spoken = Spoken(seconds=seconds, words=words, real_times=True)
        return Product(out, spoken.model_dump(mode="json"))

    return store.make(slice_order(sound, spec), make)


def _copy(source: Path, spec: SliceSpec, out: Path) -> float:
    """Write the samples and return their length in seconds."""
    try:
        with wave.open(str(source)) as read:
            rate = read.getframerate()
            first, last = round(spec.start * rate), round(spec.end * rate)
            read.setpos(min(first, read.getnframes()))
            data = read.readframes(max(last - first, 0))
            if (read.getnchannels(), read.getsampwidth()) != (1, 2):
                raise Unavailable("the original sound is not kept as it should be: give the video again")
    except (OSError, wave.Error, EOFError) as error:
        raise Unavailable(f"the original sound cannot be read ({error}): give the video again") from error
    data += bytes(2 * (last - first) - len(data))
    with wave.open(str(out), "wb") as write:
        write.setnchannels(1)
        write.setsampwidth(2)
        write.setframerate(rate)
        write.writeframes(data)
    return float((last - first) / rate)
