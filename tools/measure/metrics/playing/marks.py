"""Whether a film says of itself that machines made it: in its comment for people, and signed (C2PA) for programs."""

import json
from pathlib import Path
from typing import Any

from core.errors import NotConfigured
from tools.measure.metrics.playing.claims import Claims

SAID = "machine-made"
MACHINES = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")
"""IPTC's terms of digital source types that name a machine as the maker."""
VALID = ("Valid", "Trusted")


def disclosed(film: Path, told: Claims, comment: str) -> tuple[bool, str, str]:
    """Whether it does, what was found, and what was wanted: a valid signature too where it says that it is signed."""
    said = f"comment: {comment}" if comment else "no comment"
    ok, wanted = SAID in comment, f"a comment that says {SAID}"
    if told.c2pa is not None:
        signed, found = signature(film)
        said, wanted = f"{said}; {found}", f"{wanted}, and a valid signature that names a machine as the maker"
        ok = ok and signed is not False
    return ok, said, wanted


def signature(film: Path) -> tuple[bool | None, str]:
    """Whether the film's C2PA manifest is valid and names a machine as the maker; None: it cannot be read here."""
    from tools.film.signing import library

    try:
        c2pa = library()
    except NotConfigured as error:
        return None, f"signature not read: {error}"
    try:
        with film.open("rb") as file, c2pa.Reader("video/mp4", file) as reader:
            told, state = json.loads(reader.json()), reader.get_validation_state()
    except (c2pa.C2paError, OSError, ValueError) as error:
        return False, f"no signature ({type(error).__name__})"
    kinds = _kinds(told)
    machine = any(kind.endswith(MACHINES) for kind in kinds)
    return state in VALID and machine, f"signature {state}, created as {' '.join(kinds) or 'nothing'}"


def _kinds(told: dict[str, Any]) -> list[str]:
    """The digital source types of the actions by which it was created."""
    active = told.get("manifests", {}).get(told.get("active_manifest", ""), {})
    actions = [
        action
        for one in active.get("assertions", [])
        if str(one.get("label", "")).startswith("c2pa.actions")
        for action in one.get("data", {}).get("actions", [])
    ]
    return [str(one.get("digitalSourceType", "")) for one in actions if one.get("action") == "c2pa.created"]
