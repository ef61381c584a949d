"""How requests are worded (reading.toml) as patterns, and the numbers and lengths of time that they name."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from agents.rules.folding import fold_pattern

SECONDS = {"s": 1, "ث": 1, "m": 60, "د": 60, "h": 3600, "س": 3600}


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """What reading.toml holds."""
    return tomllib.loads(files(__package__).joinpath("reading.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _macros() -> dict[str, str]:
    data = tables()
    longest = {name: sorted(data["language"][name], key=len, reverse=True) for name in ("en", "ar")}
    return {
        **data["macros"],
        "after": r"(?:\s+(?:قصير|قصيرا|قصيره|تعليمي|تعليميا|جميل|جميله|بسيط|بسيطا|متحرك))?",
        "style": data["style"]["names"],
        "things": data["avoid"]["things"],
        "name": data["names"]["name"],
        "languages": f"(?:{'|'.join(longest['en'])})",
        "ar_languages": f"(?:{'|'.join(longest['ar'])})",
    }


@lru_cache(maxsize=512)
def pattern(written: str) -> re.Pattern[str]:
    """A pattern of reading.toml, for folded text: its macros are filled in."""
    for name, value in _macros().items():
        written = written.replace("{" + name + "}", value)
    return re.compile(fold_pattern(written))


def numeral(written: str | None) -> float | None:
    """The value of a folded number in digits or words; None when it is none."""
    if not written:
        return None
    numbers = {fold_pattern(name): value for name, value in tables()["numbers"].items()}
    if written in numbers:
        return float(numbers[written])
    if written[0].isdigit():
        return float(written.replace(",", "."))
    parts = [numbers.get(part) for part in re.split(r"[ -]", written)]
    return float(sum(cast(float, part) for part in parts)) if all(parts) else None


def seconds_of(match: re.Match[str]) -> float:
    """The seconds that a match of the pattern `quantity` means."""
    if match["minutes"]:
        return float(match["minutes"]) * 60 + float(match["rest"])
    if match["u"]:
        unit = SECONDS[match["u"][0]]
        total = ((numeral(match["a"]) or 0) + (0.5 if match["half"] or match["half2"] else 0)) * unit
        return total + (numeral(match["b"]) or 0)
    unit = SECONDS[match["v"][0]]
    count = numeral(match["c"]) or (2 if "تين" in match["v"] or "تان" in match["v"] else 1)
    return count * unit + (30 if "ونصف" in match["v"] else 0) + (numeral(match["d"]) or 0)
