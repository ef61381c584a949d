"""A sentence as a voice artefact. Speaking runs in the backend's own worker process, so this runs in a thread."""

from pathlib import Path

from core.models import Voice
from core.recipes import Artefact, Made, Order, Product, Store, order
from tools.speech.port import SPEECH, VOICE, SpeechSpec, Spoken


def voice_order(backend: str, spec: SpeechSpec) -> Order:
    """The order for a sentence by this backend."""
    libraries = SPEECH.create(backend).libraries()
    return order(VOICE, backend, {"speech": spec.model_dump(mode="json"), "libraries": libraries})


def speak(store: Store, backend: str, spec: SpeechSpec) -> Made:
    """Find or make the sentence's voice; raises Unavailable when the backend cannot speak now."""

    def make(folder: Path) -> Product:
        out = folder / f"voice{VOICE.suffix}"
        return Product(out, SPEECH.create(backend).speak(spec, out).model_dump(mode="json"))

    return store.make(voice_order(backend, spec), make)


def voice_of(artefact: Artefact) -> tuple[Voice, tuple[str, ...]]:
    """The artefact as a Voice, and what its backend noted."""
    spoken = Spoken.model_validate(artefact.meta)
    voice = Voice(
        key=artefact.key,
        digest=artefact.digest,
        seconds=spoken.seconds,
        words=spoken.words,
        real_times=spoken.real_times,
    )
    return voice, spoken.notes
