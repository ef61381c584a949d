"""Numbers before the counters of Korean, Japanese and Chinese."""

import re
from collections.abc import Iterable
from functools import partial

from agents.rules.spoken.numeral import NUMBER, START
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

# The last sound of 1, 3, 6, 8 and 10 doubles or hardens the first of the counter, by that sound.
CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
DOUBLED = {"いち": "いっ", "はち": "はっ", "じゅう": "じゅっ"}
KANJI = "〇一二三四五六七八九"
WRITTEN_OUT = rf"(?<![{KANJI}十百千万])([{KANJI}十百]{{1,5}})"
OTHER_WORDS = "(?!り|張り|忌)"  # 一回り, 一点張り
HUNDRED, NASAL = ("ひゃく", "びゃく", "ぴゃく"), ("さん", "せん", "ぜん", "まん")
VOICED = str.maketrans("はひふへほ", "ばびぶべぼ")
HARD = str.maketrans("はひふへほ", "ぱぴぷぺぽ")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the rules for dates and numbers."""
    counters = tongue.table("counters")
    if tongue.code == "ko":
        pattern = rf"(?<![\d.,:/~–-])([1-9]\d?) ?(?:{counters['native']})"
        return (Rule(re.compile(pattern), partial(_korean, counters["ones"].split(), counters["tens"].split())),)
    if tongue.code == "ja":
        names, changing = _any(counters["readings"]), _any(counters["changing"].split())
        return (
            Rule(re.compile(r"第(?=\d)"), lambda _: "だい"),
            Rule(CLOCK, lambda match: "".join(map(partial(_counted, tongue), match.groups(), ("時", "分")))),
            Rule(re.compile(rf"{START}({NUMBER})({names})"), partial(_japanese, tongue)),
            Rule(re.compile(f"{WRITTEN_OUT}({changing}){OTHER_WORDS}"), partial(_written_out, tongue)),
        )
    if tongue.code == "zh":
        return (Rule(re.compile(r"(?<=第)\d{1,4}(?![\d.,])"), lambda match: tongue.cardinal(int(match.group()))),)
    return ()


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


def _korean(ones: list[str], tens: list[str], match: re.Match[str]) -> tuple[Part, ...]:
    """Native numbers, in the form before a noun (`한`, `스무`)."""
    ten, one = divmod(int(match.group(1)), 10)
    said = "스무" if (ten, one) == (2, 0) else "".join((tens[ten - 1] if ten else "", ones[one - 1] if one else ""))
    return (Part(match.start(1), match.end(1), said),)


def _japanese(tongue: Tongue, match: re.Match[str]) -> str:
    """A number and its counter in kana; the day of a month has a reading of its own."""
    written, counter = match.groups()
    if counter == "日" and match.string[: match.start()].endswith("月"):
        return _counted(tongue, written, counter, "月")
    return _counted(tongue, written, counter)


def _written_out(tongue: Tongue, match: re.Match[str]) -> str | None:
    """The same of a number below a thousand in Chinese characters (`二十五本`)."""
    figure = re.fullmatch(rf"(?:([{KANJI}]?)(百))?(?:([{KANJI}]?)(十))?([{KANJI}]?)", match.group(1))
    if figure is None:
        return None
    hundreds, hundred, tens, ten, ones = figure.groups(default="")
    digits = ((hundreds, hundred, 100), (tens, ten, 10), (ones, ones, 1))
    number = sum((KANJI.index(digit) if digit else 1) * unit for digit, sign, unit in digits if sign)
    return _counted(tongue, str(number), match.group(2)) if number else None


def _counted(tongue: Tongue, written: str, counter: str, dated: str = "") -> str:
    counters = tongue.table("counters")
    numeral, reading = tongue.parse(written), str(counters["readings"][counter])
    if numeral.decimals or len(numeral.whole) > 15:
        return f"{tongue.say(numeral)}{reading}"
    number = numeral.value
    whole = counters["whole"].get(f"{number}{dated}{counter}")
    if whole:
        return str(whole)
    if counter == "分" and number == 0:
        return ""
    said = tongue.cardinal(number)
    for ending, changed in counters["before"].get(counter, {}).items():
        if said.endswith(ending):
            return f"{said.removesuffix(ending)}{changed}{reading}"
    return _joined(said, reading)


def _joined(said: str, reading: str) -> str:
    first = reading[0]
    hard = first in "かきくけこさしすせそたちつてとはひふへほ"
    ending = next((end for end in (*DOUBLED, "ろく", *HUNDRED, *NASAL) if said.endswith(end)), "") if hard else ""
    head = said.removesuffix(ending)
    if ending in DOUBLED:
        return head + DOUBLED[ending] + first.translate(HARD) + reading[1:]
    if ending in ("ろく", *HUNDRED) and first in "かきくけこはひふへほ":
        return f"{head}{ending[:-1]}っ{first.translate(HARD)}{reading[1:]}"
    if ending in NASAL and first in "はひふへほ":
        return said + first.translate(HARD if reading == "ふん" else VOICED) + reading[1:]
    return said + (first.translate(HARD) if reading == "ふん" and said.endswith("よん") else first) + reading[1:]
