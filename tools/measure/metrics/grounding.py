"""Whether what a film says rests on its sources (reference/evals.md 1.6, F1 to F6; F7 needs a language model).

The sources are the texts that the case names, else the quotes that the film's folder keeps for its sentences. Reading
alone: about 0.1 s for a film of ten minutes, and 1 ms for each sentence and hundred sentences of sources.
"""

from collections.abc import Collection, Iterable

from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.measure.metrics.reading.languages import language_of, same
from tools.measure.metrics.reading.numbers import lacking, numbers
from tools.measure.metrics.reading.patterns import first_told, matches, out_of_order, written
from tools.measure.metrics.reading.said import (
    Beat,
    Cited,
    Sentence,
    cited,
    description,
    narration,
    sentences,
    spoken_sentences,
    told,
    words,
)
from tools.measure.metrics.reading.support import Passages, is_factual

CITED, SUPPORTED, COVERED = 0.9, 0.85, 0.8
"""The least shares of F1 (ALCE), F2 and F4 (evals.md)."""
EXTRA = "needs pip install 'storyreel[evals]'"
NO_SOURCES = "it rests on no source"
FAMILY = Family(
    "grounding",
    {
        "F1": "sentences with a source that supports them",
        "F2": "sentences that the sources support",
        "F3": "numbers of the sources",
        "F4": "facts told",
        "F5": "claims that must not be made",
        "F6": "sources that disagree",
    },
    gates=frozenset({"F3", "F5"}),
)


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """F1 to F6 of a film; raises nothing for a broken one."""
    quotes = cited(made)
    texts = wanted.sources or tuple(quote.quote for one in quotes.sentences for quote in one.quotes)
    passages = Passages(texts)
    reason = _unfit(made, quotes, passages)
    said = f"{narration(made)}\n{' '.join(beat.narration_text for beat in told(made).beats)}"
    return (
        _citations(made, quotes, wanted, reason),
        _support(made, passages, reason),
        _numbers(made, quotes, passages),
        _facts(made, said, wanted),
        _traps(said, wanted),
        _conflict(made, said, wanted),
    )


def _unfit(made: Made, quotes: Cited, passages: Passages) -> str:
    """Why sentences cannot be held against the sources; empty where they can."""
    if not passages.windows:
        return NO_SOURCES
    if quotes.sources and all(source.kind == "script" for source in quotes.sources):
        return "it tells a script that was given, and no source"
    spoken, read = language_of(narration(made)), language_of(passages.text)
    if spoken and read and not same(spoken, read):
        return f"it speaks {spoken}, and its sources are in {read}"
    return ""


def _citations(made: Made, quotes: Cited, wanted: Wanted, reason: str) -> Verdict:
    """Recall and precision: the worse of the two is the value."""
    by_beat = {one.beat: one for one in quotes.sentences}
    if not reason and not told(made).beats:
        reason = "no manifest says which sources its sentences cite"
    if reason:
        return FAMILY.unasked("F1", reason)
    claims = [
        (beat.id, sentence)
        for beat in told(made).beats
        for sentence in sentences(beat.sentence)
        if is_factual(sentence)
    ]
    backed = [(by_beat[id], sentence) for id, sentence in claims if id in by_beat and by_beat[id].quotes]
    try:
        good = [sentence for one, sentence in backed if _bears_out(one, sentence, wanted.sources)]
    except ImportError:
        return FAMILY.unasked("F1", EXTRA)
    recall = len(backed) / len(claims) if claims else 1.0
    precision = len(good) / len(backed) if backed else float(not claims)
    measured = f"{len(backed)} of {len(claims)} claims cite a source, {len(good)} of these are supported by it"
    measured += _listed(sentence for _, sentence in backed if sentence not in good)
    return _share("F1", min(recall, precision), measured, CITED, f">= {CITED} and >= {CITED}")


def _bears_out(one: Sentence, sentence: str, sources: tuple[str, ...]) -> bool:
    """Whether the quotes stand in the sources, where these are known, and bear the sentence out."""
    plain = [_plain(text) for text in sources]
    found = [quote.quote for quote in one.quotes if not plain or any(_plain(quote.quote) in text for text in plain)]
    return Passages([" ".join(found)]).bear_out(sentence)


def _plain(text: str) -> str:
    return " ".join(words(text))


def _support(made: Made, passages: Passages, reason: str) -> Verdict:
    if reason:
        return FAMILY.unasked("F2", reason)
    claims = [sentence for sentence in spoken_sentences(made) if is_factual(sentence)]
    try:
        bad = [sentence for sentence in claims if not passages.bear_out(sentence)]
    except ImportError:
        return FAMILY.unasked("F2", EXTRA)
    share = 1 - len(bad) / len(claims) if claims else 1.0
    measured = f"{len(claims) - len(bad)} of {len(claims)} claims{_listed(bad)}"
    return _share("F2", share, measured, SUPPORTED, f">= {SUPPORTED}")


def _share(metric: str, share: float, measured: str, least: float, wanted: str) -> Verdict:
    """Of a share that is to be at least so large."""
    return FAMILY.verdict(
        metric, share >= least, measured, wanted, round(share, 3), "share", score=_score(share, least)
    )


def _numbers(made: Made, quotes: Cited, passages: Passages) -> Verdict:
    """Numbers of the captions, and of each beat in the passages that it cites.

    A number of the request or of a script that was given is not invented either.
    """
    if not passages.windows:
        return FAMILY.unasked("F3", NO_SOURCES)
    said = told(made)
    given = " ".join(str(said.request.get(key) or "") for key in ("text", "script"))
    whole = f"{passages.text}\n{' '.join(quote.quote for one in quotes.sentences for quote in one.quotes)}\n{given}"
    all_said = sentences(" ".join(narration(made).split()))
    wrong = [number for sentence in all_said for number in lacking(sentence, whole)]
    by_beat = {one.beat: " ".join(quote.quote for quote in one.quotes) for one in quotes.sentences}
    for beat in said.beats if by_beat else ():
        cites = f"{by_beat.get(beat.id, '')}\n{given}"
        wrong += [f"{number} in {beat.id}" for number in lacking(_told(beat), cites) if number not in wrong]
    count = max(len(wrong), sum(unit != "" or not spelt for one in all_said for _, unit, spelt in numbers(one)))
    share = 1 - len(wrong) / count if count else 1.0
    measured = f"{count - len(wrong)} of {count}{_listed(wrong)}"
    return FAMILY.verdict("F3", not wrong, measured, "1", round(share, 3), "share")


def _told(beat: Beat) -> str:
    return " ".join(sentences(beat.sentence))


def _facts(made: Made, said: str, wanted: Wanted) -> Verdict:
    """F4: the facts told; those that break an order asked for count as not told."""
    if not wanted.facts:
        return FAMILY.unasked("F4", "no facts were asked for")
    missing = out_of_order(wanted.facts, written(made)) if wanted.ordered else _untold(wanted.facts, said)
    share = 1 - len(missing) / len(wanted.facts)
    short = [f"{told_} of {size}, not {least}" for size, least, told_ in _shares(wanted, missing) if told_ < least]
    asked = [f">= {COVERED}"] + [f"{least} of each {size}" for size, least in dict.fromkeys(wanted.groups)]
    late, when = 0.0, ""
    if wanted.within is not None:
        at = first_told(made, wanted.facts)
        late = max(0.0, at - wanted.within)
        when = f"; the first at {at:.0%} of the film"
        asked.append(f"the first by {wanted.within:.0%} of the film")
    score = _score(share, COVERED) * (1 - late)
    if short:
        score *= 1 - len(short) / len(wanted.groups)
    measured = f"{len(wanted.facts) - len(missing)} of {len(wanted.facts)}{_listed(missing)}"
    measured += "".join(f"; {one} of a group" for one in short) + when
    ok, all_asked = share >= COVERED and not short and not late, ", ".join(asked)
    all_asked += ", in their order" if wanted.ordered else ""
    return FAMILY.verdict("F4", ok, measured, all_asked, round(share, 3), "share", score=score)


def _untold(facts: Iterable[str], said: str) -> list[str]:
    return [pattern for pattern in facts if not matches(pattern, said)]


def _shares(wanted: Wanted, missing: Collection[str]) -> Iterable[tuple[int, int, int]]:
    """Of each group: how many facts it has, how many must be told, how many are."""
    at = 0
    for size, least in wanted.groups:
        yield size, least, sum(fact not in missing for fact in wanted.facts[at : at + size])
        at += size


def _traps(said: str, wanted: Wanted) -> Verdict:
    if not wanted.exclude:
        return FAMILY.unasked("F5", "nothing was forbidden")
    found = [pattern for pattern in wanted.exclude if matches(pattern, said)]
    return FAMILY.verdict("F5", not found, ", ".join(found) or "none", "0", len(found), "claims")


def _conflict(made: Made, said: str, wanted: Wanted) -> Verdict:
    if wanted.conflict is None:
        return FAMILY.unasked("F6", "no sources that disagree were given")
    shown = matches(wanted.conflict, f"{said}\n{description(made)}")
    measured = "shown" if shown else "the film is silent about it"
    return FAMILY.verdict("F6", shown, measured, f"{wanted.conflict} is said", float(shown), score=float(shown))


def _listed(bad: Iterable[str]) -> str:
    found = list(bad)
    return f"; not {' | '.join(found[:4])}" if found else ""


def _score(share: float, good: float) -> float:
    """0 for none, 1 from `good` on."""
    return min(1.0, share / good)
