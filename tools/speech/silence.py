"""The last resort: silence as long as the text would take to say, so that the film and its captions keep their time."""

import wave
from pathlib import Path

from tools.speech.plain import UNSPACED, Token, tokens
from tools.speech.port import SPEECH, SpeechSpec, Spoken
from tools.speech.times import spread

RATE = 22_050
SHORTEST = 0.4
# Chinese and Japanese narration runs at about 250 characters a minute where English runs at 160 words.
CHARACTERS_A_WORD = 1.6
NOTE = "No voice was there to speak: this film is silent and its words are timed by their length."


@SPEECH.register("silence", rank=99, built_in=True)
class Silence:
    """Says nothing, for as long as it would take. It has one voice whatever is wanted, as it stands in for any."""

    def libraries(self) -> dict[str, str]:
        """Nothing but this file decides the bytes."""
        return {}

    def voice(self, language: str, wanted: str | None) -> str:  # noqa: ARG002 - the port's signature
        """The one voice."""
        return "silence"

    def voices(self) -> list[str]:
        """The one voice."""
        return ["silence"]

    def speak(self, spec: SpeechSpec, out: Path) -> Spoken:
        """Write silence: mono, 16 bits, 22,050 Hz."""
        words = tokens(spec.text)
        length = sum(_weight(spec.text, word) for word in words) * 60 / spec.rate
        frames = round(max(length, SHORTEST) * RATE)
        with wave.open(str(out), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(bytes(2 * frames))
        seconds = frames / RATE
        return Spoken(seconds=seconds, words=tuple(spread(words, 0.0, seconds)), real_times=False, notes=(NOTE,))


def _weight(text: str, word: Token) -> float:
    """How many English words this one lasts."""
    characters = len(UNSPACED.findall(text, word.at, word.end))
    return characters / CHARACTERS_A_WORD if characters else 1.0
