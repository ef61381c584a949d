"""The tables of a language: which word is drawn by what, from lexicon.toml, languages/*.toml and the index."""

import json
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tools.images.illustrator import art
from tools.images.illustrator.choosing.forms import COMPOUND
from tools.images.illustrator.choosing.tokens import UNSPACED

TRUSTED = {"noto", "fluent", "own"}
"""Sets whose labels are names of things; the others hold signs with names made for looking up."""
BARE_LABEL_GROUPS = {"nature", "food", "places", "activities", "objects", "people"}


@dataclass(frozen=True)
class Tables:
    """What is known of one language. Keys are folded words or phrases; an empty label keeps a phrase from matching."""

    labels: dict[str, str]
    senses: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Words of several senses: label to the words around that mean it; the label '' has none."""
    longest: int = 1
    """Words of the longest phrase (characters where words are not spaced)."""
    grammar: dict[str, Any] = field(default_factory=dict)
    """The language's file: negation, numbers, settings, people and lists of function words."""

    def words(self, name: str) -> frozenset[str]:
        """A list of the grammar as a set; underscores stand for spaces."""
        return _split(self.grammar.get(name, ""))


@lru_cache(maxsize=32)
def tables(language: str) -> Tables:
    """The tables of a language (its base: 'en'); empty ones for a language that has none."""
    grammar = _grammar(language)
    labels = _named(language, grammar) | _kinds(grammar.get("words", {}))
    labels |= _own(language, _split(lexicon()["stop_own"].get(language, "")))
    if language == "en":
        labels = _bare(_split(lexicon()["stop_en"]), _split(lexicon()["signs_en"])) | labels
    for head in _split(grammar.get("heads", "")):
        labels[f"{COMPOUND}{head}"] = labels.get(head, "")
    for phrase, choice in lexicon()["aliases"].get(language, {}).items():
        labels[phrase] = known(choice)
    senses = {
        word: {known(label): frozenset(cues.split()) for label, cues in entry.items()}
        for word, entry in lexicon().get("senses", {}).get(language, {}).items()
    }
    spaced = language not in UNSPACED
    phrases = (*labels, *senses)
    longest = max((len(phrase.split()) if spaced else len(phrase) for phrase in phrases), default=1)
    return Tables(labels=labels, senses=senses, longest=longest, grammar=grammar)


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """English words that are nouns first of all (WordNet's counts)."""
    return frozenset(_wordnet()["nouns"].split())


@lru_cache(maxsize=1)
def gated() -> frozenset[str]:
    """English nouns that are as often a verb or an adjective (WordNet's counts)."""
    return frozenset(_wordnet()["gated"].split())


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """lexicon.toml as read."""
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def known(choice: str) -> str:
    """The first of the labels 'a|b' that can be drawn, or what we draw better; else the empty label."""
    label = next((label for label in choice.split("|") if label in art.index()), "")
    better: str = lexicon()["better"].get(label, label)
    return better if better in art.index() else label


def _bare(stop: frozenset[str], allowed: frozenset[str]) -> dict[str, str]:
    """English labels that mean what they say; of the sets of signs only those that are allowed."""
    return {
        label.lower(): known(label)
        for label, one in art.index().items()
        if label.isascii()
        and label.lower() not in stop
        and (label.lower() in allowed or (one.group in BARE_LABEL_GROUPS and one.set in TRUSTED))
    }


def _named(language: str, grammar: dict[str, Any]) -> dict[str, str]:
    """The usual names of drawings in this language (CLDR), without those that its file stops and the shortest."""
    if not grammar or language == "en":
        return {}
    stop, called, least = _split(grammar.get("stop", "")), art.names(language), 2 if language in UNSPACED else 3
    found: dict[str, str] = {}
    for label, one in art.index().items():
        if one.group not in BARE_LABEL_GROUPS - {"activities", "people"} or one.set not in TRUSTED:
            continue
        if language == "ar":
            continue  # lexicon.toml knows Arabic's: CLDR's names there are as often adjectives
        for name in called.get(label, ())[:1]:
            folded = name.split(",")[0].lower()
            if folded not in stop and len(folded) >= least:
                found.setdefault(folded, known(label))
    return found


def _own(language: str, stop: frozenset[str]) -> dict[str, str]:
    """The words that our own drawings say they are meant by (English and Arabic)."""
    found: dict[str, str] = {}
    for label, one in art.index().items():
        words = (label, *one.words) if language == "en" else one.ar if language == "ar" else ()
        if one.own:
            found |= {word.lower(): label for word in words if word.lower() not in stop}
    return found


def _kinds(entries: dict[str, str]) -> dict[str, str]:
    """Word to label of 'label' = 'word word two_words'."""
    found: dict[str, str] = {}
    for label, said in entries.items():
        for word in _split(said):
            found[word] = known(label)
    return found


@lru_cache(maxsize=512)
def _split(said: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in said.lower().split())


def _grammar(language: str) -> dict[str, Any]:
    path = files(__package__).joinpath("languages", f"{language}.toml")
    if not language.isascii() or not language.isalpha() or not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _wordnet() -> dict[str, str]:
    table: dict[str, str] = json.loads(files(__package__).joinpath("wordnet.json").read_text(encoding="ascii"))
    return table
