"""Which photograph shows what is wanted: by the content words that a wish and a title share."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files

from tools.photos.port import Photo

NUMBER = 0.5  # what a number counts, such as a year; a word counts 1
PAIR = 0.5  # what two characters of a script without spaces count
LEAST = 3  # letters that stay when an ending or a prefix is taken off
USED = 0.5  # what a photograph counts that the film shows already
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_PREFIXES = (("و", "ف"), ("ب", "ك", "ل"), ("ال",))
_SUFFIXES = ("ات", "ون", "ين", "ان", "يه", "ه")
_ENDINGS = {
    "en": ("'s", "s", "es", "ed", "ing"),
    "de": ("e", "en", "n", "er", "s", "es"),
    "fr": ("s", "x"),
    "es": ("s", "es"),
    "pt": ("s", "es"),
    "nl": ("en", "s", "e"),
    "sv": ("en", "et", "n", "ar", "er", "or", "arna", "erna", "orna", "na"),
    "da": ("en", "et", "n", "er", "e", "erne", "ene"),
    "nb": ("en", "et", "a", "n", "er", "e", "ene"),
    "tr": ("lar", "ler", "ı", "i", "u", "ü"),
    "ru": ("ы", "и", "а", "я", "е", "у", "ой", "ов", "ам", "ами", "ах", "ом"),
}
_SWAPS = {"en": (("ies", "y"), ("ves", "f")), "it": (("i", "o"), ("e", "a"), ("i", "e")), "fr": (("aux", "al"),)}

Term = tuple[frozenset[str], float]
"""The forms that one word may be met in, and what it counts."""


def best(wanted: str, photos: Sequence[Photo], language: str, used: Collection[str] = ()) -> Photo | None:
    """The photograph whose title shares most content words with `wanted` (in `language`, BCP 47); None if none fits.

    `used` holds keys, digests or addresses (names of files) of those shown already: they count half, so that one is
    taken only where no other fits nearly as well. Of equals, the one with most pixels, then the first.
    """
    sought = terms(wanted, language)
    shown = frozenset(used)
    ranked: list[tuple[float, int, int]] = []
    for place, photo in enumerate(photos):
        score = _score(sought, terms(photo.title, language))
        again = bool({photo.key, photo.sha256, photo.url or photo.name} & shown)
        if score:
            ranked.append((score * (USED if again else 1.0), photo.width * photo.height, -place))
    return photos[-max(ranked)[2]] if ranked else None


def _score(sought: list[Term], said: list[Term]) -> float:
    """What the shared words count; 0 where they are too few to say that the title is of the same thing.

    They must count one word, and either more than half of the shorter text or two words and a quarter of it.
    """
    shared = sum(weight for forms, weight in sought if any(forms & others for others, _ in said))
    smaller = min(sum(weight for _, weight in sought), sum(weight for _, weight in said))
    fits = shared >= 1 and (shared > smaller / 2 or (shared >= 2 and shared >= smaller / 4))
    return shared if fits else 0.0


def terms(text: str, language: str) -> list[Term]:
    """The content words of a text, each once, with the forms that it may be met in."""
    tongue = language.split("-")[0].lower()
    found: dict[frozenset[str], float] = {}
    for word in _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())):
        plain = word.replace("’", "'")
        if plain.isdecimal():
            found[frozenset({str(int(plain[:20]))})] = NUMBER
        elif _SPACELESS.search(plain):
            found.update((frozenset({plain[at : at + 2]}), PAIR) for at in range(len(plain) - 1))
        else:
            forms = _arabic(plain) if _ARABIC.search(plain) else _forms(plain, tongue)
            if not forms & _stop_words(tongue) and len(plain) > 1:
                found[forms] = 1.0
    return _once(found)


def _once(found: dict[frozenset[str], float]) -> list[Term]:
    """The words without those that are another form of one before them."""
    kept: list[Term] = []
    for forms, weight in found.items():
        if not any(forms & others for others, _ in kept):
            kept.append((forms, weight))
    return kept


def _forms(word: str, tongue: str) -> frozenset[str]:
    """A word as it is and without the endings of its language and of English."""
    bare = re.sub(r"^(?:l|d|dell|nell|all|sull|un|qu)'", "", word)
    found = {bare}
    for one in {tongue, "en"}:
        for ending in _ENDINGS.get(one, ()):
            if bare.endswith(ending) and len(bare) - len(ending) >= LEAST:
                found.add(bare[: -len(ending)])
        for ending, instead in _SWAPS.get(one, ()):
            if bare.endswith(ending) and len(bare) - len(ending) >= LEAST - 1:
                found.add(bare[: -len(ending)] + instead)
    return frozenset(found)


def _arabic(word: str) -> frozenset[str]:
    """An Arabic word with and without wa-, bi- and the article before it and the commonest endings after it."""
    found = {word.translate(_LETTERS)}
    if word.startswith("لل"):
        found.add("ال" + word[2:].translate(_LETTERS))
    for prefixes in _PREFIXES:
        found |= {
            one[len(prefix) :]
            for one in found
            for prefix in prefixes
            if one.startswith(prefix) and len(one) - len(prefix) >= LEAST
        }
    found |= {
        one[: -len(suffix)]
        for one in found
        for suffix in _SUFFIXES
        if one.endswith(suffix) and len(one) - len(suffix) >= LEAST
    }
    return frozenset(found)


@lru_cache(maxsize=32)
def _stop_words(tongue: str) -> frozenset[str]:
    """The words of a language, and of English, that say nothing of a picture."""
    table = tomllib.loads(files(__package__).joinpath("stop_words.toml").read_text("utf-8"))
    words = f"{table['en']} {table.get(tongue, '')}"
    return frozenset([*words.split(), *words.translate(_LETTERS).split()])
