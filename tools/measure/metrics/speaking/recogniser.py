"""How well a machine hears the words that it expects: pocketsphinx with its own English model, nothing downloaded.

A scene is recognised with a language model of its own script among 200 other words (what is not said is not heard), and
the script is aligned with the sound (what is missing leaves the alignment unfinished). Words that the dictionary lacks
are pronounced as eSpeak NG does. Cost on one core: 0.05 of the sound's length for recognition, 0.02 for alignment, and
0.3 s once for the dictionary. Settings and numbers: measurements of 20 November 2026 (docs/evals.md).
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.capability import importable
from core.errors import Unavailable
from tools.measure.metrics.speaking.phonemes import phonemes

OTHERS = 200  # words that are not in the script
SCRIPT = 0.5  # weight of the script's pairs of words; the rest is every word alike
BEAMS = {"beam": 1e-100, "wbeam": 1e-90, "pbeam": 1e-100, "bestpath": False}
"""Of alignment: with the usual ones 8 of 10 sentences of a synthetic voice are left unfinished."""
FRAME = 0.01  # s
LEAST = 3200  # samples that are listened to
NEEDED = "needs pip install 'storyreel[evals]'"
_SEED = 1
_IPA = (
    "aɪɚ:AY ER|aɪə:AY AH|ɔːɹ:AO R|oːɹ:AO R|ɑːɹ:AA R|ɛɹ:EH R|ɪɹ:IH R|ʊɹ:UH R|iə:IY AH|tʃ:CH|dʒ:JH|aɪ:AY|aʊ:AW|eɪ:EY|"
    "oʊ:OW|əʊ:OW|ɔɪ:OY|iː:IY|uː:UW|ɑː:AA|ɔː:AO|ɜː:ER|əl:AH L|p:P|b:B|t:T|d:D|k:K|ɡ:G|g:G|f:F|v:V|θ:TH|ð:DH|s:S|z:Z|"
    "ʃ:SH|ʒ:ZH|h:HH|m:M|n:N|ŋ:NG|l:L|ɹ:R|r:R|j:Y|w:W|ɾ:D|ʔ:T|x:K|i:IY|ɪ:IH|ɛ:EH|e:EH|æ:AE|a:AA|ɑ:AA|ɐ:AH|ʌ:AH|ə:AH|"
    "ɚ:ER|ɔ:AO|ɒ:AA|o:OW|ʊ:UH|u:UW|ᵻ:IH"
)
"""Sounds in IPA, the longest first, with the phones of the model's dictionary (ARPAbet)."""
_VARIANT = re.compile(r"\(\d+\)$")


@dataclass(frozen=True)
class Timed:
    """A word with its seconds from the start of the sound."""

    word: str
    start: float
    end: float


def missing() -> str | None:
    """Why nothing can be recognised, None where it can."""
    return None if importable("pocketsphinx") and importable("jiwer") else NEEDED


@cache
def _phones() -> dict[str, str]:
    return dict(pair.split(":") for pair in _IPA.split("|"))


@cache
def _sounds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _phones()), key=len, reverse=True)))


class Recogniser:
    """Hears English sound (16 kHz, one channel, 16 bits) against scripts whose words were all named at the start."""

    def __init__(self, scripts: Iterable[Sequence[str]]) -> None:
        known = _dictionary()
        self._others = random.Random(_SEED).sample([word for word in known if word.isalpha()], OTHERS)
        wanted = sorted({word for script in scripts for word in script} | set(self._others))
        self.said = {word: known[word] for word in wanted if word in known}
        self.said |= _pronounced([word for word in wanted if word not in known])
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="recogniser-")))
        lines = [
            f"{word}{f'({number})' if number > 1 else ''} {phones}\n"
            for word, variants in sorted(self.said.items())
            for number, phones in enumerate(variants, 1)
        ]
        (self._folder / "words.dict").write_text("".join(lines), encoding="utf-8")
        self._hears, self._aligns = self._decoder(), self._decoder(**BEAMS)

    def __enter__(self) -> "Recogniser":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def known(self, script: Sequence[str]) -> list[str]:
        """The words of a script that it can hear at all."""
        return [word for word in script if word in self.said]

    def hear(self, sound: NDArray[np.int16], script: Sequence[str]) -> list[str]:
        """The words of the sound, recognised with the script in mind. Raises Unavailable when the decoder fails."""
        model = self._folder / "script.lm"
        model.write_text(language_model(self.known(script), self._others), encoding="utf-8")
        try:
            self._hears.add_lm_file("script", str(model))
            self._hears.activate_search("script")
            _decode(self._hears, sound)
            heard = self._hears.hyp()
        except (RuntimeError, ValueError) as error:
            raise Unavailable(f"the recogniser fails: {error}", unexpected=True) from error
        return [_VARIANT.sub("", word) for word in heard.hypstr.split()] if heard is not None else []

    def align(self, sound: NDArray[np.int16], script: Sequence[str]) -> tuple[Timed, ...]:
        """The script's words with their times; none when the sound ends before the script does."""
        words = self.known(script)
        if not words:
            return ()
        try:
            self._aligns.set_align_text(" ".join(words))
            _decode(self._aligns, sound)
            if self._aligns.hyp() is None:
                return ()
            found = [(piece.word, piece.start_frame, piece.end_frame + 1) for piece in self._aligns.seg()]
        except (RuntimeError, ValueError):
            return ()
        timed = [Timed(_VARIANT.sub("", word), start * FRAME, end * FRAME) for word, start, end in found]
        timed = [each for each in timed if each.word in self.said]
        return tuple(timed) if [each.word for each in timed] == words else ()

    def _decoder(self, **settings: Any) -> Any:
        sphinx = import_module("pocketsphinx")
        model, words = sphinx.get_model_path("en-us/en-us"), str(self._folder / "words.dict")
        return sphinx.Decoder(hmm=model, dict=words, lm=None, loglevel="FATAL", **settings)


def word_error_rate(script: Sequence[str], heard: Sequence[str]) -> float:
    """Words inserted, left out or changed, over those of the script; 0 for no script and nothing heard."""
    if not script:
        return float(bool(heard))
    if not heard:
        return 1.0
    return float(import_module("jiwer").wer(" ".join(script), " ".join(heard)))


def language_model(script: Sequence[str], others: Sequence[str]) -> str:
    """The pairs of words of a script at the weight SCRIPT, every word of it and the others alike, in ARPA's form."""
    every = sorted({*script, *others})
    alike = 1 / (len(every) + 1)
    pairs = Counter(pairwise(["<s>", *script, "</s>"]))
    firsts = Counter(first for first, _ in pairs.elements())
    lines = ["\\data\\", f"ngram 1={len(every) + 2}", f"ngram 2={len(pairs)}", "", "\\1-grams:"]
    lines += [f"-99 <s> {log10(1 - SCRIPT):.4f}", f"{log10(alike):.4f} </s> 0.0"]
    lines += [f"{log10(alike):.4f} {word} {log10(1 - SCRIPT) if word in firsts else 0.0:.4f}" for word in every]
    lines += ["", "\\2-grams:"]
    for (first, second), count in sorted(pairs.items()):
        lines.append(f"{log10(SCRIPT * count / firsts[first] + (1 - SCRIPT) * alike):.4f} {first} {second}")
    return "\n".join([*lines, "", "\\end\\", ""])


def _decode(decoder: Any, sound: NDArray[np.int16]) -> None:
    heard = np.pad(sound, (0, max(LEAST - len(sound), 0)))  # it cannot take sound of no length
    decoder.start_utt()
    decoder.process_raw(np.ascontiguousarray(heard, "<i2").tobytes(), full_utt=True)
    decoder.end_utt()


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, tuple[str, ...]]:
    """The model's words, each with the ways to say it."""
    path = import_module("pocketsphinx").get_model_path("en-us/cmudict-en-us.dict")
    found: dict[str, list[str]] = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        word, _, phones = line.partition(" ")
        found.setdefault(_VARIANT.sub("", word), []).append(phones.strip())
    return {word: tuple(variants) for word, variants in found.items()}


def _pronounced(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """How eSpeak NG says words; none without it."""
    try:
        told = phonemes(words, "en-us") if words else ()
    except Unavailable:
        return {}
    found = {
        word: " ".join(_phones()[sound] for sound in _sounds().findall("".join(sum(parts, ()))))
        for word, parts in zip(words, told, strict=True)
    }
    return {word: (phones,) for word, phones in found.items() if phones}
