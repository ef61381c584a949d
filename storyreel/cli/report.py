"""What `why` and `doctor` print."""

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake
from core.settings import Settings

if TYPE_CHECKING:
    from core.models import Request


def print_health(as_json: bool) -> None:
    """Print every dependency: present, or missing with its stand-in."""
    from storyreel.health import features, health, key_states
    from tools.speech.port import SPEECH

    settings = Settings.load()
    parts = health(settings)
    voices = {
        entry.name: SPEECH.create(entry.name).voices() for entry, missing in SPEECH.report(settings) if not missing
    }
    if as_json:
        value = {
            "home": str(settings.home),
            "parts": [part.model_dump(mode="json") for part in parts],
            "voices": sorted({voice for names in voices.values() for voice in names}),
            "keys": key_states(settings),
            "features": features(),
        }
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return
    print(f"Artefacts live in {settings.home}")
    signs = {"present": "+", "missing": "-", "off": "o"}
    for part in parts:
        line = f"  {signs[part.status]} {part.capability:8} {part.name}"
        stands = f"; {part.stand_in} stands in" if part.stand_in else ""
        print(line + (f": {part.reason}{stands}" if part.reason else ""))
    for secret, states in key_states(settings).items():
        for number, state in enumerate(states, start=1):
            print(f"  {'-' if state else '+'} key      {secret.upper()} {number}" + (f": {state}" if state else ""))
    for name, listed in voices.items():
        if listed:
            print(textwrap.fill(f"Voices of {name}: {' '.join(listed)}", 100, subsequent_indent="  "))


def print_plan(request: "Request", settings: Settings, as_json: bool) -> None:
    """Print what a request would make."""
    from core.events import Events
    from graphs.plan import plan
    from graphs.studio import Studio

    studio = Studio.build(settings, Events(), request)
    try:
        planned = plan(request, studio)
    finally:
        studio.close()
    if as_json:
        print(json.dumps({**planned.model_dump(mode="json"), "price": planned.price}, ensure_ascii=False))
        return
    at_least = "" if planned.exact else "at least "
    print(f"{at_least}{len(planned.make)} to make, {planned.found} there; {planned.price:.2f} USD")
    for item in planned.make:
        print(f"  {item.kind:8} {item.beat}")


def print_why(folder: Path, beat: str, as_json: bool) -> None:
    """Print what the beat's artefacts were made from, and what differs from those that they replaced."""
    from graphs.deliver import read_manifest
    from tools.store.local import LocalStore
    from tools.store.why import why

    manifest = read_manifest(folder)
    if manifest is None:
        raise Mistake(f"{folder} is not a film's folder: it has no manifest.json of Storyreel's.")
    beats = {one["id"]: one for one in manifest["beats"]}
    if beat not in beats:
        raise Mistake(f"There is no beat {beat!r} in this film; its beats: {', '.join(beats)}.")
    store = LocalStore(Settings.load().home)
    reasons = {
        kind: why(store, made["key"], made["was"], made["made"]) for kind, made in beats[beat]["artefacts"].items()
    }
    if as_json:
        print(
            json.dumps({kind: reason.model_dump(mode="json") for kind, reason in reasons.items()}, ensure_ascii=False)
        )
        return
    print(f"{beat}  {beats[beat]['narration_text']}")
    for kind, reason in reasons.items():
        print(f"  {kind}: {reason.verdict}")
        for line in reason.differences:
            print(f"    {_short(line)}")


def print_sources(folder: Path, as_json: bool) -> None:
    """Print every sentence with its quotes and their documents."""
    try:
        told = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Mistake(f"{folder} is not a film's folder: it has no sources.json.") from None
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for step in told.get("research", []):
        print(f"{step['tool']:6} {step['argument']}: {step['result']}")
    for source in told["sources"]:
        told_by = ", ".join(source[part] for part in ("author", "date", "url") if source[part])
        print(f"{source['id']}  {source['title']}" + (f" ({told_by})" if told_by else ""))
        print(f"    {source['kind']} {source['name']} sha256 {source['sha256']}")
    for sentence in told["sentences"]:
        print(f"{sentence['beat']}  {sentence['text']}")
        for quote in sentence["quotes"]:
            print(f"    {quote['source']} {quote['start']}-{quote['end']}: {' '.join(quote['quote'].split())}")
    if not told["sentences"]:
        print("No sentence of this film cites a document.")


def _short(line: Any) -> str:
    text = str(line)
    return text if len(text) <= 160 else text[:157] + "…"
