"""How fast a narrator speaks, and what a tone changes of that (pace.toml)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from agents.rules.folding import fold, fold_pattern
from core.scene import Value

ADULT = 13  # years
RATE = 145  # words a minute: real sentences of short words come out some 15 % faster, and narration is 130-170


class Tone(Value):
    """What a tone changes: shares of the usual speech rate and of the usual pauses, and how that is said."""

    speech: float = 1.0
    pauses: float = 1.0
    music: str = ""
    says: str = "nothing is changed by it without a language model"


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "pace.toml").read_text(encoding="utf-8"))


def is_young(audience: str | None, age: int | None = None) -> bool:
    """Whether the listeners, in free words, are children under 13; their age in years wins where it is known."""
    if age is not None:
        return age < ADULT
    return audience is not None and re.search(fold_pattern(_data()["young"]), fold(audience).text) is not None


def tone(name: str | None) -> Tone:
    """The tone of this name; one that changes nothing when it is unknown or None."""
    return Tone.model_validate(_data()["tones"].get(name, {}))


def bed(name: str | None, *, child: bool, shape: str | None) -> tuple[str, str]:
    """The mood of the music under a film, and why: by its tone, else by who it is for and what kind it is."""
    if mood := tone(name).music:
        return mood, f"it goes with the tone {name}"
    kind = "story" if shape == "story" else "children" if child else "usual"
    return _data()["music"][kind], {"usual": "the usual one"}.get(kind, f"the usual one for {kind}")


def characters(language: str) -> float:
    """Characters of spelled text that are said in a second at the usual rate in a BCP 47 language."""
    found: float = _data()["characters"].get(language.split("-")[0], _data()["usual"])
    return found


def seconds(spelled: str, language: str, rate: float = RATE) -> float:
    """How long a voice takes to say a spelled text at `rate` words a minute, in seconds."""
    return len(spelled) / characters(language) * RATE / rate
