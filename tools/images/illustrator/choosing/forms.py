"""The forms under which a word may stand in a table: as said, then without the endings of its language."""

from collections.abc import Callable, Iterator

_ARABIC_PREFIXES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_RUSSIAN_ENDINGS = (
    "иями", "ями", "ами", "иях", "ием", "ией", "ого", "ему", "ому", "ыми", "ими", "ах", "ях", "ов", "ев", "ей", "ом",
    "ем", "ой", "ам", "ям", "ию", "ии", "ия", "ий", "ью", "ы", "и", "а", "я", "у", "ю", "е", "о", "ь",
)  # fmt: skip
_TURKISH_ENDINGS = (
    "larını", "lerini", "ların", "lerin", "larda", "lerde", "lardan", "lerden", "lara", "lere", "ları", "leri", "lar",
    "ler", "nın", "nin", "nun", "nün", "dan", "den", "tan", "ten", "yla", "yle", "da", "de", "ta", "te", "ın", "in",
    "un", "ün", "yı", "yi", "yu", "yü", "ya", "ye", "sı", "si", "su", "sü", "ı", "i", "u", "ü", "a", "e",
)  # fmt: skip
_KOREAN_PARTICLES = (
    "들이", "들은", "들을", "들의", "에서", "으로", "에게", "까지", "부터", "처럼", "보다", "들", "은", "는", "이",
    "가", "을", "를", "의", "에", "로", "와", "과", "도", "만",
)  # fmt: skip
_HINDI_ENDINGS = (("ियों", "ी"), ("ियाँ", "ी"), ("ियां", "ी"), ("ुओं", "ू"), ("ओं", ""), ("ों", ""), ("ों", "ा"),
                  ("ें", ""), ("एँ", ""), ("एं", ""), ("े", "ा"), ("ाओं", "ा"))  # fmt: skip
_FRENCH = (("eaux", "eau"), ("eux", "eu"), ("aux", "al"), ("oux", "ou"), ("s", ""))
_SPANISH = (("ces", "z"), ("ones", "ón"), ("anes", "án"), ("enes", "én"), ("s", ""), ("es", ""))
_PORTUGUESE = (("ões", "ão"), ("ães", "ão"), ("ais", "al"), ("éis", "el"), ("ns", "m"), ("zes", "z"), ("res", "r"),
               ("s", ""))  # fmt: skip
_ITALIAN = (("chi", "co"), ("ghi", "go"), ("che", "ca"), ("ghe", "ga"), ("ie", "ia"), ("i", "o"), ("i", "e"),
            ("e", "a"), ("i", "io"))  # fmt: skip
COMPOUND = "~"
"""Begins the last part of a German compound: "~baum" of "Apfelbaum"."""
_GERMAN_ENDINGS = ("innen", "ern", "en", "er", "es", "n", "e", "s")
_UMLAUTS = (("äu", "au"), ("ä", "a"), ("ö", "o"), ("ü", "u"))


def forms(word: str, language: str) -> Iterator[str]:
    """The word, then what it may be in a dictionary; at most some twenty, in the order of their likelihood."""
    yield word
    reduce = _REDUCE.get(language)
    found = reduce(word) if reduce is not None else _swapped(word, _SWAPS.get(language, ()))
    yield from (form for form in found if len(form) > 1)


def _english(word: str) -> Iterator[str]:
    word = word.removesuffix("'s").removesuffix("'")
    yield word
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("ves"):
        yield word[:-3] + "f"
    yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]


def _arabic(word: str) -> Iterator[str]:
    """Without the article, then without a conjunction or preposition too, then without an ending."""
    stems = [word]
    if len(word) > 4 and word.startswith("ال"):
        stems.append(word[2:])
    stems += [word.removeprefix(p) for p in _ARABIC_PREFIXES if word.startswith(p) and len(word) - len(p) >= 2]
    yield from stems[1:]
    for stem in stems:
        if len(stem) < 4:
            continue
        for ending, instead in (("تين", "ة"), ("تان", "ة"), ("ات", "ة"), ("ين", ""), ("ان", ""), ("ا", "")):
            if stem.endswith(ending) and len(stem) - len(ending) >= 2:
                yield stem.removesuffix(ending) + instead


def _swapped(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for ending, instead in pairs:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield word.removesuffix(ending) + instead


def _german(word: str) -> Iterator[str]:
    stems = [word, *(word.removesuffix(end) for end in _GERMAN_ENDINGS if word.endswith(end) and len(word) > 4)]
    plain = [new.join(stem.rsplit(old, 1)) for old, new in _UMLAUTS for stem in stems if old in stem]
    yield from (*stems[1:], *plain, *(stem + "e" for stem in stems[1:2]))
    if 7 <= len(word) <= 30:
        yield from (COMPOUND + stem[at:] for stem in (*stems, *plain) for at in range(3, len(stem) - 2))


def _russian(word: str) -> Iterator[str]:
    for ending in _RUSSIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            yield from (stem + end for end in ("", "а", "я", "ь", "о", "е", "й", "ия", "ие"))
            return
    yield from (word + end for end in ("а", "я", "о"))


def _turkish(word: str) -> Iterator[str]:
    hard = {"b": "p", "c": "ç", "d": "t", "ğ": "k"}
    for ending in _TURKISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word.removesuffix(ending)
            yield stem
            if stem[-1] in hard:
                yield stem[:-1] + hard[stem[-1]]


def _korean(word: str) -> Iterator[str]:
    yield from (word.removesuffix(end) for end in _KOREAN_PARTICLES if word.endswith(end) and len(word) > len(end))


_REDUCE: dict[str, Callable[[str], Iterator[str]]] = {
    "en": _english,
    "ar": _arabic,
    "de": _german,
    "ru": _russian,
    "tr": _turkish,
    "ko": _korean,
}
_SWAPS = {"fr": _FRENCH, "es": _SPANISH, "pt": _PORTUGUESE, "it": _ITALIAN, "hi": _HINDI_ENDINGS}
