"""The voice worker: speaks one utterance in a process of its own and ends.

    python -m tools.speech.worker FOLDER

FOLDER/job.json says what to speak; the worker writes FOLDER/voice.wav, then FOLDER/reply.json. It is a process of its
own because engines keep state: the bytes of an utterance depend on what the process said before, threads share one
engine and hang, and some failures end the process. Standard input is the life line: it is open while the parent lives.
"""

import ctypes
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

JOB = "job.json"
SOUND = "voice.wav"
REPLY = "reply.json"
SEED = 1
ORPHANED = 3
PATIENCE = 3600.0  # the parent's time limit is the real one

WORD = 1
MESSAGE_TERMINATED = 6


def end_with_parent() -> None:
    """End this process as soon as standard input closes, which it does when the parent dies."""

    def watch() -> None:
        while os.read(0, 4096):
            pass
        os._exit(ORPHANED)

    threading.Thread(target=watch, daemon=True).start()


def main(folder: Path) -> None:
    """Do the job in `folder`."""
    end_with_parent()
    job = json.loads((folder / JOB).read_text("utf-8"))
    reply = _voices() if job.get("list") else _espeak(job, folder) if job.get("library") else _system(job, folder)
    unfinished = folder / (REPLY + ".part")
    unfinished.write_text(json.dumps(reply), "utf-8")
    unfinished.replace(folder / REPLY)


def _espeak(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Speak with pyttsx3's espeak driver, which finds the library that is loaded here by its SONAME."""
    library = ctypes.CDLL(job["library"])
    import pyttsx3
    from pyttsx3.drivers import espeak

    events: list[tuple[int, int, int]] = []
    finished = threading.Event()
    on_synth = espeak.EspeakDriver._onSynth

    def listen(driver: Any, wav: Any, count: int, stream: Any) -> int:
        at = 0
        while stream[at].type:
            event = stream[at]
            if event.type == WORD:
                events.append((event.text_position - 1, event.length, event.audio_position))
            at += 1
        if count or at:
            result: int = on_synth(driver, wav, count, stream)
            return result
        # In synchronous mode an empty call ends the utterance; pyttsx3 waits for the event of the other modes.
        end = (espeak._espeak.EVENT * 2)()
        end[0].type = MESSAGE_TERMINATED
        result = on_synth(driver, wav, count, end)
        finished.set()
        return result

    espeak.EspeakDriver._onSynth = listen
    # Asynchronously, espeak's own thread races with pyttsx3's loop, and now and then a chunk of sound is lost.
    espeak._espeak.AUDIO_OUTPUT_RETRIEVAL = espeak._espeak.AUDIO_OUTPUT_SYNCHRONOUS
    engine = pyttsx3.init("espeak")
    library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
    failure = _speak(engine, job, folder)
    # runAndWait returns before a long utterance is written: its thread goes on (pyttsx3 2.99).
    if failure is None and not finished.wait(PATIENCE):
        failure = "the engine never finished"
    return {"events": events, "error": failure}


def _system(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Speak with the system's own engine (macOS, Windows), which gives no times."""
    import pyttsx3

    return {"events": [], "error": _speak(pyttsx3.init(), job, folder)}


def _speak(engine: Any, job: dict[str, Any], folder: Path) -> str | None:
    """Write the sound file; what went wrong otherwise (pyttsx3 reports it as an event, not as an exception)."""
    errors: list[str] = []
    engine.connect("error", lambda exception, **_: errors.append(str(exception)))
    for name in ("voice", "rate", "volume"):
        engine.setProperty(name, job[name])
    engine.save_to_file(job["text"], str(folder / SOUND))
    engine.runAndWait()
    return errors[0] if errors else None


def _voices() -> dict[str, Any]:
    """The voices of the system's own engine."""
    import pyttsx3

    found = pyttsx3.init().getProperty("voices")
    return {"voices": [[voice.id, voice.name, [str(code) for code in voice.languages or ()]] for voice in found]}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
