"""Japanese in kana, for a voice that reads no Chinese characters: as it is pronounced, a space between its phrases.

Readings are SudachiPy's (the extra `japanese`), with those of kana.toml before them. Cost: 0.25 s and 80 MB
for the first sentence of a process, a millisecond for each one after it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from core.capability import importable
from core.errors import NotConfigured
from tools.speech.plain import HAN, HAN_CHARACTER, Plain

MISSING = "SudachiPy and its dictionary are not installed (pip install 'storyreel[japanese]')"
PACKAGES = ("sudachipy", "sudachidict_core")
LONGEST = 8000  # characters that are analysed at once: SudachiPy takes 49,149 bytes
RUN = 4  # words that one reading of kana.toml may span

# The parts of speech as SudachiPy names them.
PARTICLE, AUXILIARY, SUFFIX, PREFIX, VERB, NUMERAL = "助詞", "助動詞", "接尾辞", "接頭辞", "動詞", "数詞"
SIGNS = ("補助記号", "空白", "記号")
GREETINGS = ("接続詞", "感動詞", "副詞")
DEPENDENT, LINKING, NOUN = "非自立可能", "接続助詞", "名詞"
DOING = ("する", "できる")

KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff]")
WRITTEN = re.compile(f"{KANA.pattern}|[^{KANA.pattern[1:-1]}]+")
LATIN = re.compile("[A-Za-z0-9]+")
LONG_O = re.compile("(?<=[オコソトノホモヨロヲゴゾドボポョォ])ウ")
# A verb ends in a vowel of its own: 思う is "omou" where 京都 is "kyooto".
ENDS_IN_U = re.compile("終止形|連体形")
# Numbers are given in kana, where 20日 and 18個 begin like the particle は.
NUMBER = re.compile(
    f"(?:(?<=じゅう)|(?<=[ひびぴ]ゃく)|(?<=[せぜま]ん)|(?<!{KANA.pattern})(?<![{HAN}]))は[ちっ]|(?<=がつ)はつか|(?<=じゅうご)はい"
)
SPOKEN_AS = {"は": "ワ", "へ": "エ", "を": "オ"}
SAID = {"イウ": "ユウ", "ユウ": "ユウ"}


@dataclass(frozen=True)
class Reading:
    """A word of a text and how it is pronounced, in katakana; `joined`: it belongs to the phrase of the word before."""

    surface: str
    kana: str
    joined: bool

    @property
    def origins(self) -> tuple[int, ...]:
        """For each character of `kana` the character of `surface` that it is read from."""
        if len(self.kana) == len(self.surface):
            return tuple(range(len(self.kana)))
        found = _pattern(self.surface).fullmatch(self.kana)
        if found is None:
            return (0,) * len(self.kana)
        starts = [at for at, _ in _runs(self.surface)]
        spans = [found.span(group) for group in range(1, len(starts) + 1)]
        return tuple(start for start, (begin, end) in zip(starts, spans, strict=True) for _ in range(begin, end))


def missing() -> str | None:
    """What is not installed, None when everything is."""
    return None if all(map(importable, PACKAGES)) else MISSING


def libraries() -> dict[str, str]:
    """Versions of what decides the readings; none where it is not installed."""
    return {} if missing() else {package: version(package) for package in PACKAGES}


def in_kana(said: Plain) -> Plain:
    """`said` as it is pronounced; characters without a known reading stay. Raises NotConfigured when not installed."""
    text: list[str] = []
    origins: list[int] = []
    at = 0
    for word in readings(said.text):
        here = said.origins[at : at + len(word.surface)]
        if text and not word.joined and text[-1] != " ":
            text.append(" ")
            origins.append(here[0])
        text.extend(word.kana)
        origins.extend(here[offset] for offset in word.origins)
        at += len(word.surface)
    return Plain("".join(text), tuple(origins))


def phrases(read: Plain) -> list[int]:
    """The characters of the given text at which the phrases of a text in kana begin, but for its first."""
    return [origin for char, origin in zip(read.text, read.origins, strict=True) if char == " "]


def readings(text: str) -> tuple[Reading, ...]:
    """The words of `text` in order: their surfaces joined are the text. Raises NotConfigured when not installed."""
    if why := missing():
        raise NotConfigured(why)
    return tuple(word for part in _parts(text) for word in _read(part))


def _parts(text: str) -> Iterator[str]:
    """The text in parts of a length that can be analysed, each to the end of a sentence where there is one."""
    while len(text) > LONGEST:
        end = text.rfind("。", 0, LONGEST) + 1 or LONGEST
        yield text[:end]
        text = text[end:]
    yield text


def _read(text: str) -> Iterator[Reading]:
    words = list(_dictionary().tokenizer(import_module("sudachipy").SplitMode.C).tokenize(text))
    known = _own()
    numbers = {found.start() for found in NUMBER.finditer(text)}
    at = 0
    after_prefix = True
    while at < len(words):
        count, kana = _own_reading(words[at : at + RUN], known)
        first, last = words[at], words[at + count - 1]
        surface = text[first.begin() : last.end()]
        yield Reading(
            surface, kana or _pronounced(first, first.begin() in numbers), after_prefix or _is_joined(words, at)
        )
        after_prefix = last.part_of_speech()[0] == PREFIX
        at += count


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    return import_module("sudachipy").Dictionary(dict="core")


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("kana.toml").read_text("utf-8"))["readings"]
    return {written: LONG_O.sub("ー", kana) for written, kana in table.items()}


def _own_reading(words: Sequence[Any], known: dict[str, str]) -> tuple[int, str]:
    """How many of the words a reading of kana.toml spans, and it; one word and nothing where there is none."""
    for count in range(len(words), 0, -1):
        if found := known.get("".join(word.surface() for word in words[:count])):
            return count, found
    return 1, ""


def _pronounced(word: Any, is_number: bool) -> str:
    """A word as it is pronounced, in as many characters as it is read with."""
    surface, speech = word.surface(), word.part_of_speech()
    if speech[0] in SIGNS or (
        LATIN.fullmatch(surface) and (word.is_oov() or len(surface) == 1 or speech[1] == NUMERAL)
    ):
        return str(surface.translate(KATAKANA))
    if speech[0] == PARTICLE and surface in SPOKEN_AS and not is_number:
        return SPOKEN_AS[surface]
    read = surface.translate(KATAKANA)
    read = read if not HAN_CHARACTER.search(read) and not LATIN.search(read) else word.reading_form() or surface
    if speech[0] in GREETINGS and len(read) > 1 and surface.endswith("は"):
        read = read[:-1] + "ワ"
    if speech[0] == VERB and ENDS_IN_U.match(speech[5]) and read.endswith("ウ"):
        return LONG_O.sub("ー", SAID.get(read, read)[:-1]) + ("ウ" if read not in SAID else "ー")
    return LONG_O.sub("ー", read)


def _is_joined(words: Sequence[Any], at: int) -> bool:
    """Whether a word belongs to the phrase of the one before it: particles, endings and suffixes do, and all signs."""
    speech, before = words[at].part_of_speech(), words[at - 1].part_of_speech()
    if speech[0] in (PARTICLE, AUXILIARY, SUFFIX, *SIGNS) or speech[1] == NUMERAL == before[1]:
        return True
    if speech[:2] != (VERB, DEPENDENT):
        return False
    return before[0] == VERB or before[1] == LINKING or (before[0] == NOUN and words[at].dictionary_form() in DOING)


def _runs(surface: str) -> list[tuple[int, str]]:
    """Where each kana of a word stands, and each run of other characters between them."""
    return [(found.start(), found.group()) for found in WRITTEN.finditer(surface)]


@lru_cache(maxsize=4096)
def _pattern(surface: str) -> re.Pattern[str]:
    """A pattern with a group for each run of a word: a kana is itself, or what it is pronounced as."""
    kana = {"ハ": "[ハワ]", "ヘ": "[ヘエ]", "ヲ": "[ヲオ]", "ウ": "[ウー]", "イ": "[イユ]"}
    parts = []
    for _, run in _runs(surface):
        single = run.translate(KATAKANA)
        parts.append(f"({kana.get(single, re.escape(single))})" if KANA.fullmatch(single) else "(.+?)")
    return re.compile("".join(parts))
