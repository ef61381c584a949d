"""The manifest: what the film is, what it was made of, and how good it is (the contract of docs/output.md)."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from agents.rules.pictures.prompt import picture_prompt
from core.clock import today
from core.models import ArtStyle, Beat, BeatTime, Brief, Request, Script, Timeline, Voice
from core.scene import SceneSpec
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.timeline import lengths

LIBRARIES = (
    "langgraph",
    "av",
    "opencv-python-headless",
    "numpy",
    "pyvips",
    "pyvips-binary",
    "pyttsx3",
    "espeakng-loader",
)


def manifest(state: State, studio: Studio, files: Mapping[str, str], before: Mapping[str, Any] | None) -> Json:
    """The manifest as plain JSON; `files` are the folder's files by role, `before` is the manifest that it replaces."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    timeline = Timeline.model_validate(state["timeline"])
    return {
        "storyreel": _version("storyreel"),
        "made_at": today(),
        "request": Request.model_validate(state["request"]).model_dump(mode="json"),
        "understanding": state.get("understanding") or None,
        "brief": brief.model_dump(mode="json", exclude={"choices"}),
        "options": [choice.model_dump(mode="json") for choice in brief.choices],
        "style": ArtStyle.model_validate(state["style"]).model_dump(mode="json"),
        "title": script.title,
        "language": brief.language,
        "draft": script.draft,
        "duration": round(timeline.seconds, 3),
        "frames": timeline.frames,
        "fps": timeline.fps,
        "fit": state["script"]["fit"],
        "script": state["script"],
        "beats": _beats(state, script, timeline, studio, before or {}),
        "documents": state.get("documents", []),
        "sources": state.get("sources", []),
        "material": state.get("material") or None,
        "research": state.get("steps", []),
        "receipts": [one.model_dump(mode="json") for one in studio.purse.receipts],
        "facts": state.get("facts", []),
        "notes": state.get("notes", []),
        "substitutions": state.get("substitutions", []),
        "findings": state.get("findings", []),
        "remarks": state.get("remarks", []),
        "repairs": state["repairs"],
        "c2pa": state.get("signing"),
        "keys": sorted(studio.made),
        "artefacts": {role: value["key"] for role, value in state["film"].items()},
        "files": dict(files),
        "seed": brief.seed,
        "versions": {name: _version(name) for name in LIBRARIES},
        "grade": state["grade"],
    }


def _beats(state: State, script: Script, timeline: Timeline, studio: Studio, before: Mapping[str, Any]) -> list[Json]:
    times = {time.id: time for time in timeline.beats}
    style = ArtStyle.model_validate(state["style"])
    lasts = lengths(script, {id: voice["seconds"] for id, voice in state["voices"].items()})
    earlier = {beat["id"]: beat["artefacts"] for beat in before.get("beats", [])}
    return [
        {
            "id": beat.id,
            "scene": times[beat.id].scene,
            "start": round(times[beat.id].start / timeline.fps, 4),
            "end": round((times[beat.id].start + times[beat.id].frames) / timeline.fps, 4),
            "voice_seconds": lasts[beat.id],
            "narration_text": beat.text,
            "announced": beat.announced,
            "spoken_text": beat.spoken,
            "words": _words(state, beat, times[beat.id], timeline.fps),
            "image_prompt": picture_prompt(SceneSpec.model_validate(state["specs"][beat.id]), beat.shows, style.tokens),
            "image": f"scenes/{beat.id}.png",
            "placeholder": _placeholder(state, beat.id) is not None,
            "reason": _placeholder(state, beat.id),
            "sources": list(dict.fromkeys(fact.split(".")[0] for fact in beat.facts)) or _script_source(state, beat),
            "facts": list(beat.facts),
            "speaker": beat.speaker,
            "artefacts": _artefacts(state, beat.id, studio, earlier.get(beat.id, {})),
        }
        for beat in script.beats
    ]


def _script_source(state: State, beat: Beat) -> list[str]:
    """The script or the video itself, for a sentence that is spoken as it stands there."""
    if beat.card is not None:
        return []
    whole = [one for one in state.get("sources", []) if one["kind"] in ("script", "video")]
    return [source["id"] for source in whole if not source["key"]]


def _words(state: State, beat: Beat, time: BeatTime, fps: int) -> list[Json]:
    """Every spoken word with its place in the film, in seconds."""
    if beat.id not in state["voices"]:
        return []
    voice = Voice.model_validate(state["voices"][beat.id])
    offset = time.start / fps + time.lead
    return [
        {
            "text": beat.spoken[word.at : word.at + word.length],
            "start": round(offset + word.start, 3),
            "end": round(offset + word.end, 3),
        }
        for word in voice.words
    ]


def _placeholder(state: State, beat: str) -> str | None:
    """Why something stands in for something in this beat."""
    for one in state.get("substitutions", []):
        if not one["beats"] or beat in one["beats"]:
            return str(one["reason"])
    return None


def _artefacts(state: State, beat: str, studio: Studio, earlier: Mapping[str, Any]) -> Json:
    """The beat's artefacts by kind; `was` is the key that this folder held before, for `why`."""
    opens = {scene["beats"][0]["id"]: scene["id"] for scene in state["script"]["scenes"]}
    joints = {id: state.get("joints", {})[scene] for id, scene in opens.items() if scene in state.get("joints", {})}
    kinds = {
        "voice": state["voices"],
        "picture": state["pictures"],
        "segment": state.get("segments", {}),
        "joint": joints,
    }
    made: Json = {}
    for kind, by_beat in kinds.items():
        if beat in by_beat:
            key = by_beat[beat]["key"]
            old = earlier.get(kind, {})
            was = old.get("key") if old.get("key") != key else old.get("was")
            made[kind] = {"key": key, "made": studio.made.get(key, False), "was": was}
    return made


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
