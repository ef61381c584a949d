"""A film's own words, which nobody wrote for it: headings of its last picture, the text of a draft."""

import tomllib
from functools import lru_cache
from importlib.resources import files


def label(language: str, name: str) -> str:
    """The film's own words in a language, in English where nobody wrote them yet."""
    words = _table()
    return words.get(language.split("-")[0], {}).get(name) or words["en"][name]


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "labels.toml").read_text(encoding="utf-8"))
