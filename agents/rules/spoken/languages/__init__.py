"""What each language needs to be spelled out: one TOML file a language, read once."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

OLD_CODES = {"iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "arb": "ar", "pes": "fa"}


@lru_cache(maxsize=64)
def load(language: str) -> dict[str, Any]:
    """The data of a language by its code; an empty table when there is none."""
    file = files(__package__).joinpath(f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8")) if language.isalpha() and file.is_file() else {}


def base(tag: str) -> str:
    """The code of a BCP 47 tag's language: `en` for `en-GB`."""
    code = tag.lower().replace("_", "-").split("-")[0]
    return OLD_CODES.get(code, code)
