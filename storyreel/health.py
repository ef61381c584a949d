"""What is there and what is missing: the view of the registries that doctor, /health and the page share."""

import platform
from typing import Any, Literal

from core.capability import Registry, importable
from core.scene import Value
from core.settings import NO_KEY, Settings


class Part(Value):
    """One dependency: `stand_in` names what does its work while it is missing, or off, which is as it was left."""

    capability: str
    name: str
    status: Literal["present", "missing", "off"]
    reason: str = ""
    stand_in: str = ""


def health(settings: Settings) -> list[Part]:
    """Every backend of every capability, then the film engine's own needs and the ways out of it."""
    from tools.film.encoders import ENCODERS
    from tools.film.port import ASSEMBLERS
    from tools.images.port import IMAGES
    from tools.llm.port import LLMS
    from tools.search.port import SEARCH
    from tools.speech.port import SPEECH

    asked = [part for registry in (SPEECH, IMAGES, SEARCH, LLMS) for part in _backends(registry, settings)]
    options = [part for registry in (ASSEMBLERS, ENCODERS) for part in _backends(registry, settings)]
    return [*asked, *_japanese(), *_served(settings), *_engine(), *options, *_elsewhere(settings)]


def _japanese() -> list[Part]:
    """What eSpeak NG needs for Chinese characters in Japanese; the voices of other systems read them."""
    from tools.speech import kana

    if platform.system() != "Linux":
        return []
    lack = kana.missing()
    return [
        Part(
            capability="speech",
            name="japanese",
            status="missing" if lack else "present",
            reason=lack or "",
            stand_in="silence" if lack else "",
        )
    ]


def _served(settings: Settings) -> list[Part]:
    """Language models that run on this machine and that no setting names."""
    from tools.llm.port import LLMS, RULES
    from tools.llm.servers import found

    if settings.openai_base_url or settings.llm == RULES:
        return []
    return [
        Part(
            capability=LLMS.capability,
            name=server.name,
            status="off",
            reason=f"it runs here: set OPENAI_BASE_URL={server.url} and STORYREEL_LLM_MODEL={server.models[0]}",
        )
        for server in found()
    ]


def _backends(registry: Registry[Any], settings: Settings) -> list[Part]:
    """The backends of a capability; hardware and services are there to be chosen: those without are off."""
    from tools.film.encoders import ENCODERS
    from tools.llm.port import LLMS
    from tools.search.port import SEARCH

    report = list(registry.report(settings))
    present = [entry for entry, missing in report if missing is None]
    lacking: Literal["missing", "off"] = "off" if registry in (ENCODERS, SEARCH, LLMS) else "missing"
    return [
        Part(
            capability=registry.capability,
            name=entry.name,
            status="present" if missing is None else lacking,
            reason=missing or "",
            stand_in="" if missing is None else next((one.name for one in present if one.rank > entry.rank), ""),
        )
        for entry, missing in report
    ]


def key_states(settings: Settings) -> dict[str, list[str]]:
    """For each kind of key that is set, what is wrong with each of its keys; an empty phrase for a live one."""
    from tools.keys.pool import KeyPool

    pool = KeyPool(settings.home / "keys.db")
    return {
        secret: [pool.state(secret.removesuffix("_api_key"), key) for key in settings.keys(secret) if key != NO_KEY]
        for secret in sorted(settings.secrets)
    }


def _engine() -> list[Part]:
    from tools.film.segment import captioning, encoding, moving
    from tools.fonts import prepare

    needs = (
        ("encoder", encoding(), "a folder with pictures, sound and manifest"),
        ("camera moves", moving(), "still pictures"),
        ("burned captions", captioning(), "captions in sidecar files"),
        ("fonts", prepare(), "pictures without text"),
    )
    return [
        Part(
            capability="film",
            name=name,
            status="missing" if missing else "present",
            reason=missing or "",
            stand_in=stand_in if missing else "",
        )
        for name, missing, stand_in in needs
    ]


def _elsewhere(settings: Settings) -> list[Part]:
    """The signature, which is off until a certificate is named, and timelines for other programs."""
    from tools.film.exports.otio import MISSING
    from tools.film.signing import configured, missing

    unsigned, absent = missing(settings) or "", "" if importable("opentimelineio") else MISSING.rstrip(".")
    lacking: Literal["missing", "off"] = "missing" if configured(settings) else "off"
    return [
        Part(
            capability="signing",
            name="c2pa",
            status=lacking if unsigned else "present",
            reason=unsigned,
            stand_in="the plain mark in film.mp4" if unsigned else "",
        ),
        Part(
            capability="export",
            name="otio",
            status="missing" if absent else "present",
            reason=absent,
            stand_in="fcpxml and edl" if absent else "",
        ),
    ]


def features() -> list[str]:
    """What the product can do beside films from requests, for cases of evals that need it."""
    from storyreel.cli.main import commands as known

    doors = {"chat": "chat", "serve": "http", "images": "images"}
    commands = {command.name or "" for command in known().registered_commands}
    return sorted({"video", *(feature for command, feature in doors.items() if command in commands)})
