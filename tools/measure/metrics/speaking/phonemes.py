"""Texts as the phonemes that eSpeak NG would speak, in a process of its own: the library may end the one it runs in.

    python -m tools.measure.metrics.speaking.phonemes FOLDER

FOLDER/job.json names the library, the voice and the texts; FOLDER/reply.json holds their phonemes in IPA. One call
costs about 0.1 s, however many texts it has.
"""

import ctypes
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.speech import espeak, kana, process
from tools.speech.plain import plain
from tools.speech.scripts import runs
from tools.speech.worker import JOB, REPLY

PATIENCE = 20.0  # s
MODULE = f"{__package__}.phonemes"
_SYNCHRONOUS, _DO_NOT_EXIT = 2, 0x8000
_UTF8, _IPA, _SEPARATED = 1, 0x02, ord("_") << 8
_SWITCH = re.compile(r"\([\w-]+\)")  # where it goes on in another language's voice
_STRESS = str.maketrans("", "", "ˈˌ")


def phonemes(texts: Sequence[str], language: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each text its words, each as its phonemes without stress. Raises Unavailable where no voice can tell them.

    Words of another script are told by the voice of theirs, as they are spoken.
    """
    engine = espeak.find()
    known = espeak.voices(engine.data)
    voice = espeak.for_language(known, language).split("+")[0]
    said = [kana.in_kana(plain(text)) if voice == "ja" else plain(text) for text in texts]
    parts = [
        (number, reader, part.text)
        for number, text in enumerate(said)
        for reader, part in runs(text, voice, known.codes)
    ]
    told: list[list[tuple[int, str]]] = [[] for _ in texts]
    for reader in dict.fromkeys(reader for _, reader, _ in parts):
        own = [(at, number, text) for at, (number, who, text) in enumerate(parts) if who == reader]
        for (at, number, _), spelled in zip(own, _asked(engine, reader, [text for *_, text in own]), strict=True):
            told[number].append((at, spelled))
    return tuple(_words(" ".join(spelled for _, spelled in sorted(found))) for found in told)


def _asked(engine: espeak.Espeak, voice: str, texts: Sequence[str]) -> list[str]:
    job = {"library": engine.library, "voice": voice, "texts": list(texts)}
    with TemporaryDirectory(prefix="phonemes-") as name:
        reply = process.run(MODULE, job, Path(name), PATIENCE, ESPEAK_DATA_PATH=str(engine.data))
    return [str(one) for one in reply["phonemes"]]


def _words(told: str) -> tuple[tuple[str, ...], ...]:
    plain = _SWITCH.sub(" ", told).translate(_STRESS)
    split = (tuple(sound for sound in word.split("_") if sound) for word in plain.split())
    return tuple(word for word in split if word)


def main(folder: Path) -> None:
    """Do the job in `folder`."""
    job = json.loads((folder / JOB).read_text("utf-8"))
    library = ctypes.CDLL(job["library"])
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    failed = library.espeak_Initialize(_SYNCHRONOUS, 0, None, _DO_NOT_EXIT) < 0
    failed = failed or library.espeak_SetVoiceByName(job["voice"].encode()) != 0
    told = [] if failed else [_spelled(library, text) for text in job["texts"]]
    reply = {"phonemes": told, "error": "eSpeak NG does not start" if failed else None}
    (folder / REPLY).write_text(json.dumps(reply), "utf-8")


def _spelled(library: Any, text: str) -> str:
    """The phonemes of all clauses of a text: each call takes the next clause and moves the pointer on."""
    buffer = ctypes.create_string_buffer(text.encode())
    at = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while at.value:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(at), _UTF8, _IPA | _SEPARATED) or b"")
    return " ".join(clause.decode("utf-8", "replace") for clause in clauses)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
