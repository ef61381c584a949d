"""The film's own words by language."""

import tomllib
from importlib.resources import files

import agents.rules
from agents.rules.labels import label


def test_every_language_has_its_own_headings() -> None:
    table = tomllib.loads((files(agents.rules) / "labels.toml").read_text("utf-8"))
    assert all({"sources", "pictures"} <= set(words) for words in table.values())
    assert label("ar", "pictures") == "الرسوم"
    assert label("de-AT", "sources") == "Quellen"


def test_a_language_without_words_gets_english() -> None:
    assert label("fi", "sources") == "Sources"
    assert label("de", "text") == label("en", "text")
