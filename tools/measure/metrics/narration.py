"""N1-N9: whether the narration can be understood, in the sound itself (reference: docs/evals.md, section 1.3).

What should be said comes from the manifest's beats, else from the captions' sentences. Recognition listens to the voice
alone where that is what the film carries, else to the film; it knows English only. Thresholds and their calibration are
those of docs/evals.md, sections 1.3 and 5.1 to 5.2; the phoneme rate is eSpeak NG's, letters a second without it.

Cost for a minute of film: 0.3 s to decode the sound, 4 s to recognise and align it (English; at most MOST parts of a
film, evenly chosen), 0.1 s for phonemes; memory 2 MB. The picture is not decoded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from statistics import median

from core.errors import Unavailable
from tools.measure.balance import ABOVE, above, hops_of
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.measure.metrics.reading.languages import known, language_of, same
from tools.measure.metrics.speaking.phonemes import phonemes
from tools.measure.metrics.speaking.plainness import unspeakable
from tools.measure.metrics.speaking.recogniser import Recogniser, missing, word_error_rate
from tools.measure.metrics.speaking.script import Part, beats, language, parts, primary, told, words
from tools.measure.metrics.speaking.sound import Speech, speech

MOST = 40  # parts that are recognised
WORDS_WRONG, WORDS_WRONG_PLAIN = 0.10, 0.45  # N1: script WER of a good voice, of eSpeak's default timbre
COMPLETE, COMPLETE_PLAIN = 1.0, 0.9  # N2: share of parts whose alignment reaches the last word
FEW = 20  # words below which uncertain parts are recognised as well: one word is a twentieth of them
CHANCE = 0.05  # N1: a film fails when so many words would be misheard less often than that at the limit
RIGHT = 0.5  # script WER up to which a part is the right one unasked: another script never came under 0.76
OTHER_LANGUAGE = 0.6  # script WER from which a voice does not speak English: all wrong ones were above 0.7
SLOWEST, FASTEST = 0.75, 1.33  # N5: rate of a part over the film's median
SOUNDS = 12  # phonemes of a part whose rate can be told
BURIED = 10.0  # dB of speech above music that scores 0; ABOVE scores 1
LEAPS = 2.0  # times the usual step at which a join scores 0
_PLAIN_VOICE = re.compile(r"en(?:-[a-z-]+)?(?:\+\w+)?|[fm]\d", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_CLEAR = ("+f2", "+f5", "f2", "f5")
_NAMES = {
    "N1": "script word error rate",
    "N2": "alignment completeness",
    "N3": "scene identity",
    "N4": "open word error rate",
    "N5": "phoneme rate",
    "N6": "speakable text",
    "N7": "speech above music",
    "N8": "language of the voice",
    "N9": "joins",
}
_FAMILY = Family("narration", _NAMES, frozenset({"N1", "N2", "N5", "N6", "N8"}))
_verdict, _unasked = _FAMILY.verdict, _FAMILY.unasked


@dataclass(frozen=True)
class _Heard:
    """What the recogniser makes of one part: its words, the errors' share, whether alignment ends, the best script."""

    part: Part
    script: int
    wrong: float
    complete: bool
    right: bool


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """Every verdict on the narration."""
    found = parts(made)
    tag = language(made, wanted) or language_of(" ".join(part.spoken for part in found)) or ""
    heard, verdicts = _heard_of(made, found, tag)
    return (
        *verdicts,
        _unasked("N4", "report only: it needs ten fixed sentences in the film's voice"),
        _speakable(made),
        _above_music(made),
        _language(found, wanted, language(made, wanted), heard),
    )


def _heard_of(made: Made, found: Sequence[Part], tag: str) -> tuple[Sequence[_Heard], tuple[Verdict, ...]]:
    """N1, N2, N3, N5 and N9, which need the sound."""
    borders = [part.start for part in found[1:]] if beats(made) else []
    if not found:
        silent = "neither a manifest nor captions tell what is said"
        return (), tuple(_unasked(metric, silent) for metric in ("N1", "N2", "N3", "N5", "N9"))
    try:
        sound = speech(made, borders)
    except Unavailable as error:
        return (), tuple(
            _verdict(metric, False, error.reason, "a sound with the words of the script", score=0.0)
            for metric in ("N1", "N2", "N3", "N5", "N9")
        )
    rest = (_rate(sound, found, tag), _joins(sound, borders))
    foreign = f"no recogniser for the language {tag or 'of the film'}: English only"
    if why := missing() if primary(tag) == "en" else foreign:
        return (), (*(_unasked(metric, why) for metric in ("N1", "N2", "N3")), *rest)
    try:
        heard = _recognised(sound, found)
    except Unavailable as error:
        return (), (*(_unasked(metric, error.reason) for metric in ("N1", "N2", "N3")), *rest)
    return heard, (*_recognition(heard, sound, _is_plain(made)), *rest)


def _recognised(sound: Speech, found: Sequence[Part]) -> list[_Heard]:
    """What the recogniser hears in the parts whose words are certain (in all, where those are few); MOST at most."""
    # The recogniser knows English words only: what is said beside Arabic ones is heard among sounds that it must guess.
    found = [part for part in found if not _OTHER_SCRIPT.search(part.spoken)]
    certain = [part for part in found if part.certain]
    if sum(len(words(part.spoken)) for part in certain) < FEW:
        certain = list(found)
    step = max(len(certain) / MOST, 1.0)
    chosen = [certain[int(i * step)] for i in range(min(len(certain), MOST))]
    scripts = [words(part.spoken) for part in chosen]
    with Recogniser(scripts) as recogniser:
        return [_one(recogniser, sound, chosen, scripts, at) for at in range(len(chosen)) if scripts[at]]


def _one(recogniser: Recogniser, sound: Speech, found: Sequence[Part], scripts: Sequence[list[str]], at: int) -> _Heard:
    samples = sound.voice.between(found[at].start, found[at].end)

    def wrong(script: list[str]) -> float:
        return word_error_rate(recogniser.known(script), recogniser.hear(samples, script))

    own = wrong(scripts[at])
    others = [script for script in scripts if script != scripts[at]] if own > RIGHT else []
    right = all(wrong(script) >= own for script in others)
    complete = bool(recogniser.align(sound.said(found[at].start, found[at].end), scripts[at]))
    return _Heard(found[at], len(recogniser.known(scripts[at])), own, complete, right)


def _recognition(heard: Sequence[_Heard], sound: Speech, plain: bool) -> tuple[Verdict, ...]:
    wrong = _wrong(heard)
    worst = max(heard, key=lambda one: one.wrong, default=None)
    most = WORDS_WRONG_PLAIN if plain else WORDS_WRONG
    least = COMPLETE_PLAIN if plain else COMPLETE
    cut = [one.part for one in heard if not one.complete]
    astray = [one.part for one in heard if not one.right]
    complete, right = (1 - len(parts_) / max(len(heard), 1) for parts_ in (cut, astray))
    note = f"; {sound.source}" + (f"; it ends early: {sound.voice.error}" if sound.voice.error else "")
    most_wrong = f", the most in {_place(worst.part)}: {worst.wrong:.2f}" if worst is not None else ""
    total = sum(one.script for one in heard)
    likely = likely_by_chance(min(round(wrong * total), total), total, most)
    measured = f"{wrong:.3f} of {total} words, by chance in {likely:.2f} of such films{most_wrong}{note}"
    first = _verdict("N1", likely >= CHANCE, measured, f"<= {most:.2f}, with {1 - CHANCE:.0%} confidence", wrong, "WER")
    if not total:
        first = _unasked("N1", "no word that is known is said")
    return (
        first,
        _verdict("N2", complete >= least, f"{complete:.2f}{_listed(cut)}{note}", f">= {least:.1f}", complete, "share"),
        _verdict("N3", right >= 1, f"{right:.2f}{_listed(astray)}{note}", "1.0", right, "share", score=right),
    )


def _wrong(heard: Sequence[_Heard]) -> float:
    """The words heard wrongly, over those of all parts."""
    total = sum(one.script for one in heard)
    return sum(one.wrong * one.script for one in heard) / total if total else 1.0


def likely_by_chance(errors: int, total: int, rate: float) -> float:
    """How likely so many errors or more are among `total` words that are each misheard at `rate`: 0..1.

    The tail of the binomial distribution, sum over k >= errors of C(n, k) p^k (1 - p)^(n - k). It is below CHANCE just
    where the exact one-sided lower bound of Clopper and Pearson (Biometrika 26, 1934) at 1 - CHANCE lies above `rate`.
    A film of a dozen words so does not hang on two of them, and in a long one the bound is near the rate itself: of
    15 words 4 may be wrong, of 40 words 7, of 400 words 50, where one in ten is the limit.
    """
    every = lgamma(total + 1)
    ways = [every - lgamma(k + 1) - lgamma(total - k + 1) for k in range(errors, total + 1)]  # logarithms of C(n, k)
    return sum(exp(way + k * log(rate) + (total - k) * log(1 - rate)) for k, way in enumerate(ways, errors))


def _rate(sound: Speech, found: Sequence[Part], tag: str) -> Verdict:
    """N5: how fast each part is spoken, against the film."""
    counts, unit = _sounds(found, tag)
    rates = [
        (count / max(sound.talk.seconds(part.start, part.end), 0.05), part)
        for part, count in zip(found, counts, strict=True)
        if count >= SOUNDS
    ]
    if len(rates) < 2:
        return _unasked("N5", "fewer than two parts are long enough to compare")
    usual = median(rate for rate, _ in rates)
    rate, part = max(rates, key=lambda one: abs(log(one[0] / usual)))
    speeds = f"{rate:.1f} {unit} a second, {usual:.1f} in the film"
    measured = f"{rate / usual:.2f} in {_place(part)}: {speeds}; {sound.source}"
    ok = SLOWEST <= rate / usual <= FASTEST
    return _verdict("N5", ok, measured, f"{SLOWEST}..{FASTEST} of the film's median", rate / usual, "ratio")


def _sounds(found: Sequence[Part], tag: str) -> tuple[list[int], str]:
    """How many sounds each part has: phonemes, letters where nothing tells them."""
    try:
        return [sum(map(len, text)) for text in phonemes([part.spoken for part in found], tag)], "phonemes"
    except Unavailable:
        return [sum(char.isalnum() for char in part.spoken) for part in found], "letters"


def _speakable(made: Made) -> Verdict:
    """N6: what the spoken text holds that is not a word."""
    texts = [(str(beat.get("id", "")), str(beat["spoken_text"])) for beat in beats(made) if beat.get("spoken_text")]
    if not texts:
        return _unasked("N6", "no manifest tells what the voice was given to read")
    found = [(id_, sign) for id_, text in texts for sign in unspeakable(text)]
    measured = f"{len(found)}" + (f", first {found[0][1]!r} in {found[0][0]}" if found else "")
    return _verdict("N6", not found, measured, "0", float(len(found)), "count")


def _above_music(made: Made) -> Verdict:
    """N7: on the stems, for the film's sound hides it."""
    if made.voice is None or made.music is None:
        return _unasked("N7", "no stems of voice and music lie beside the film")
    try:
        found = above(hops_of(made.voice), hops_of(made.music))
    except Unavailable as error:
        return _verdict("N7", False, error.reason, "stems that can be read", score=0.0)
    if found is None:
        return _unasked("N7", "nobody speaks while there is music")
    score = linear(found, BURIED, ABOVE)
    return _verdict("N7", found >= ABOVE, f"{found:.1f} dB", f">= {ABOVE:.0f} dB", found, "dB", score=score)


def _language(found: Sequence[Part], wanted: Wanted, tag: str, heard: Sequence[_Heard]) -> Verdict:
    """N8: the words are written in the language asked for, and an English voice is heard to speak them."""
    if not found or not tag or not known(tag):
        return _unasked("N8", "nothing is said, no language was asked for, or it is one that cannot be told")
    written = language_of(" ".join(part.spoken for part in found))
    foreign = bool(heard) and _wrong(heard) >= OTHER_LANGUAGE
    measured = f"written in {written or 'no known language'}" + (", but not heard as English" if foreign else "")
    ok = written is not None and same(written, tag) and not foreign
    return _verdict("N8", ok, measured, tag if wanted.language else f"{tag}, as the manifest says", float(ok), "bool")


def _joins(sound: Speech, borders: Sequence[float]) -> Verdict:
    """N9: in the film's own sound."""
    if not borders or sound.film is None:
        return _unasked("N9", "no manifest tells where parts meet, or there is one only")
    usual, (border, step) = sound.film.steps.usual(), sound.film.steps.largest()
    measured = f"{step:.4f} of full scale at most, at {border / sound.film.rate:.2f} s"
    ratio = step / usual if usual > 0 else float(step > 0) * LEAPS
    wanted = f"<= {usual:.4f}: the step that 99.9 % of the film do not exceed"
    return _verdict("N9", step <= usual, measured, wanted, step, "of full scale", score=linear(ratio, LEAPS, 1.0))


def _is_plain(made: Made) -> bool:
    """Whether the film was spoken by an English voice of eSpeak NG in a timbre that recognisers understand badly."""
    voice = told(made, "brief.voice")
    return isinstance(voice, str) and bool(_PLAIN_VOICE.fullmatch(voice)) and not voice.lower().endswith(_CLEAR)


def _place(part: Part) -> str:
    return f"part {part.id} ({part.start:.1f} s)"


def _listed(found: Sequence[Part]) -> str:
    return f", not in {', '.join(map(_place, found[:3]))}{' …' if len(found) > 3 else ''}" if found else ""
