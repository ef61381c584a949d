"""Years: read in pairs in English, in hundreds in German and Dutch, by digits in Chinese; decades and eras."""

import re
from functools import partial

from agents.rules.spoken import arabic
from agents.rules.spoken.cardinals import cardinal, russian_ordinal
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

YEAR = r"(?:1\d{3}|20\d{2})"
ALONE = r"(?<![\w.,$€£¥₹#/:+-])({})(?![\w%‰°$€£¥₹/:]|[.,-]\d)"
ERA = re.compile(
    r"(?<![\w.,])(?:(\d{1,4}) ?[–-] ?)?(\d{1,5}|\d{1,2},\d{3}) ?(BCE|BC|CE|AD|B\.C\.E\.|B\.C\.|C\.E\.|A\.D\.)(?!\w)"
)
ERA_FIRST = re.compile(r"(?<!\w)(AD|A\.D\.) ?(\d{1,4})(?![\w%]|[.,]\d)")
# `the 80s`, but not `in 80s`, which are seconds.
SHORT = r"['’‘]|(?<=\bthe )|(?<=arly )|(?<=\blate )|(?<=\bmid-)|(?<=0s[–-])|(?<=0s and )"
DECADE = re.compile(rf"(?<![\w.,])(?:((?:1\d|20)\d0)|(?:{SHORT})(\d0))['’]?s(?!\w)")
SPAN = re.compile(rf"(?<![\w.,$€£¥₹/:-])({YEAR})(?: ?[–—-] ?|(/))({YEAR}|\d\d)(?![\w%°/:]|[.,–-]\d)")
ARABIC = re.compile(r"(?<!\w)[وبل]?(?:ال)?(عام|سنة|العام|السنة) (\d{1,4})(?: ?(م|هـ)(?!\w)\.?)?(?![\w/]|[.,–-]\d)")
CHRISTIAN = re.compile(r"(?<![^\Wوفبلك])(1[4-9]\d\d|20\d\d)م(?!\w)\.?")
ARABIC_ERAS = {"م": " ميلادي", "هـ": " هجري"}
DOZENS = re.compile(r"(?<![\w.,])(\d{1,3}(?:,000)+|100|1000)s(?!\w)")  # 1,000s of people
RUSSIAN = re.compile(r"(?<![\w.,])(\d{1,4})(?: ?(г)\.| (года?|году|годом|годов))(?!\w)")
RUSSIAN_CASES = {"год": "n", "года": "g", "году": "p", "годом": "i"}


def certain(tongue: Tongue) -> tuple[Rule, ...]:
    """Years with an era, decades, and from one year to another: before the rules for amounts."""
    if tongue.code == "ru":
        return (Rule(SPAN, partial(_span, tongue)), Rule(RUSSIAN, _russian))
    if tongue.code == "ar":
        return (Rule(SPAN, partial(_span, tongue)), Rule(ARABIC, _arabic), Rule(CHRISTIAN, partial(_christian, tongue)))
    if tongue.code == "en":
        return (
            Rule(ERA, partial(_era, tongue)),
            Rule(ERA_FIRST, lambda match: f"AD {year(tongue, int(match.group(2)))}"),
            Rule(DECADE, partial(_decade, tongue)),
            Rule(
                DOZENS, lambda match: f"{tongue.cardinal(int(match.group(1).replace(',', ''))).removeprefix('one ')}s"
            ),
            Rule(SPAN, partial(_span, tongue)),
        )
    if tongue.table("dates").get("year_digits"):
        return (Rule(re.compile(r"(?<!\d)(\d{4})(?=年)"), lambda match: tongue.digits(match.group(1))),)
    return (Rule(SPAN, partial(_span, tongue)),) if tongue.known else ()


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Years that stand alone, where they are read in another way than a number; after the rules for amounts."""
    handler = _english if tongue.code == "en" else _cued if tongue.word("year_cues") else None
    return (Rule(re.compile(ALONE.format(YEAR)), partial(handler, tongue)),) if handler else ()


def year(tongue: Tongue, number: int, oblique: bool = True) -> str:
    """A year as it is read; `oblique` in Arabic after the word year or a preposition."""
    if tongue.code == "ar":
        return arabic.cardinal(number, "m", oblique)
    if tongue.table("dates").get("year_digits"):
        return tongue.digits(str(number))
    if tongue.word("hundred") and 1100 <= number < 2000:
        hundreds, rest = divmod(number, 100)
        return f"{tongue.cardinal(hundreds)}{tongue.word('hundred')}{tongue.cardinal(rest) if rest else ''}"
    if tongue.code == "ru":
        return f"{russian_ordinal(number, 'g')} года"
    if tongue.code != "en" or number < 1000 or number % 1000 < 10 or number >= 10000:
        return tongue.cardinal(number)
    pair, rest = divmod(number, 100)
    last = "hundred" if not rest else f"oh {tongue.cardinal(rest)}" if rest < 10 else tongue.cardinal(rest)
    return f"{tongue.cardinal(pair)} {last}"


def _era(tongue: Tongue, match: re.Match[str]) -> str:
    first, last, era = match.groups()
    number = int(last.replace(",", ""))
    said = year(tongue, number) if "," not in last else tongue.cardinal(number)
    head = f"{year(tongue, int(first))} to " if first else ""
    return f"{head}{said} {era.replace('.', '')}"


def _decade(tongue: Tongue, match: re.Match[str]) -> str:
    full, short = match.groups()
    said = year(tongue, int(full)) if full else tongue.cardinal(int(short))
    if full == "2000":
        return "two thousands"
    return f"{said.removesuffix('y')}ies" if said.endswith("y") else f"{said}s"


def _span(tongue: Tongue, match: re.Match[str]) -> str | None:
    first, season, last = match.groups()
    if int(first[-len(last) :]) > int(last) or (season and (int(first) + 1) % 100 != int(last) % 100):
        return None
    say = tongue.cardinal if tongue.code == "ru" else partial(year, tongue)
    second = say(int(last)) if len(last) == 4 else tongue.cardinal(int(last))
    return tongue.glue.join((say(int(first)), tongue.word("through"), second))


def _english(tongue: Tongue, match: re.Match[str]) -> str | None:
    """A year, unless a word follows that it counts: `1500 soldiers`."""
    before = re.search(r"([A-Za-z]+),? ?\(?$", match.string[max(0, match.start() - 20) : match.start()])
    after = re.match(r" ([a-z]+)", match.string[match.end() : match.end() + 24])
    if before is not None and before.group(1).lower() in ("in", "since"):
        return year(tongue, int(match.group(1)))
    if after is not None and after.group(1) not in tongue.table("years")["not_counted"].split():
        return None
    return year(tongue, int(match.group(1)))


def _cued(tongue: Tongue, match: re.Match[str]) -> str | None:
    """A German or Dutch year is certain after a preposition or a word for a time only."""
    before = match.string[max(0, match.start() - 24) : match.start()].lower().rstrip(" ")
    cues = tongue.word("year_cues").split("|")
    cued = any(before.endswith(cue) and not before.removesuffix(cue)[-1:].isalpha() for cue in cues)
    return year(tongue, int(match.group(1))) if cued else None


def _arabic(match: re.Match[str]) -> tuple[Part, ...]:
    """A year agrees with the word for year, which is masculine (`عام`) or feminine (`سنة`)."""
    word, digits, era = match.groups()
    said = arabic.cardinal(int(digits), "f" if word.endswith("ة") else "m", oblique=True)
    end = match.end(3) if era else match.end(2)
    return (Part(match.start(2), end, said + (ARABIC_ERAS[era] + ("ة" if word.endswith("ة") else "") if era else "")),)


def _christian(tongue: Tongue, match: re.Match[str]) -> str | None:
    """`2011م` without a space is a year of the Christian era, and a length after a word for one."""
    before = match.string[max(0, match.start() - 16) : match.start()].split()
    if before and before[-1] in tongue.table("years")["measures"].split():
        return None
    stop = "." if match.group().endswith(".") and not match.string[match.end() :].strip() else ""
    return f"{arabic.cardinal(int(match.group(1)), 'm', oblique=True)} ميلادية{stop}"


def _russian(match: re.Match[str]) -> str:
    number, short, word = match.groups()
    word = word or ("году" if re.search(r"\b[вВ] $", match.string[: match.start()][-3:]) else "год")
    if word == "годов" or (int(number) < 100 and not short):
        return f"{cardinal(int(number), 'ru', 'm')} {word}"
    return f"{russian_ordinal(int(number), RUSSIAN_CASES[word])} {word}"
