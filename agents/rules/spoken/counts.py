"""Numbers by themselves: fractions, ranges, ratios, ordinals, and every figure that no other rule took."""

import re
import unicodedata
from functools import partial

from agents.rules.spoken import arabic
from agents.rules.spoken.amounts import SPACE, scaled
from agents.rules.spoken.cardinals import LIMIT, russian_ordinal
from agents.rules.spoken.moments import GERMAN_ORDINAL, after_preposition, is_oblique
from agents.rules.spoken.numeral import NUMBER, SIGN, START
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

VULGAR = re.compile(r"(?<![\d/.,])(?:(\d{1,9}) ?)?([\u00bc-\u00be\u2150-\u215e])")
FRACTION = re.compile(r"(?<![\d/.,:])(?:(\d{1,3}) )?(\d{1,4})/(\d{1,4})(?![\d/]|[.,]\d)")
RANGE = re.compile(rf"(?<![\w/.,-]){START}({NUMBER})(?:-|{SPACE}?[–—]{SPACE}?)({NUMBER})(?![\w/]|-\d)")
RATIO = re.compile(r"(?<![\d:.,])(\d{1,3}):(\d{1,3})(?![:\d])")
TIMES = re.compile(rf"{START}({NUMBER})[x×](?!\w| ?\d)")
PRODUCT = re.compile(r"(?<=\d) ?[x×*] ?(?=\d)")
LESS = re.compile(r"(?<=[\d)]) - (?=\d)")
SINGLE = re.compile("[\u2160-\u216f\u2170-\u217f\u2460-\u2473\u2776-\u2793]")  # Ⅳ, ⑫: a number in one character
POINT = re.compile(r"(?<![\w.,])\.(\d{1,12})(?![\d.])")
RUSSIAN = re.compile(r"(?<![\w.,])(\d{1,4})-(го|му|ом|ой|ая|ое|ый|ий|й|я|е|х|м)(?!\w)")
RUSSIAN_FORMS = {
    "го": ("g", "m"),
    "му": ("d", "m"),
    "ом": ("p", "m"),
    "ой": ("g", "f"),
    "ая": ("n", "f"),
    "ое": ("n", "n"),
    "ый": ("n", "m"),
    "ий": ("n", "m"),
    "й": ("n", "m"),
    "я": ("n", "f"),
    "е": ("n", "n"),
    "м": ("p", "m"),
}
SPECIAL = {"24/7": "twenty-four seven", "9/11": "nine eleven", "50/50": "fifty-fifty", "20/20": "twenty twenty"}


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The last rules for digits: after them none is left."""
    if not tongue.known:
        return ()
    scales = sorted(tongue.table("scales"), key=len, reverse=True)
    scale = "|".join(f"{' ?' if len(name) > 1 else ''}{re.escape(name)}" for name in scales) or "(?!)"
    return (
        Rule(VULGAR, partial(_vulgar, tongue)),
        Rule(FRACTION, partial(_fraction, tongue)),
        *_ordinal_rules(tongue),
        Rule(TIMES, lambda match: f"{tongue.say(tongue.parse(match.group(1)))}{tongue.glue}{tongue.word('times')}"),
        Rule(RANGE, partial(_range, tongue)),
        Rule(RATIO, partial(_range, tongue)),
        Rule(PRODUCT, lambda match: tongue.word("by" if "x" in match.group() else "times")),
        Rule(LESS, lambda _: tongue.word("minus")),
        Rule(re.compile(rf"(?<![\w.,]){START}({SIGN}{NUMBER})({scale})(?!\w)"), partial(_scaled, tongue)),
        Rule(POINT, lambda match: f"{tongue.word('point')}{tongue.glue}{tongue.digits(match.group(1))}"),
        Rule(re.compile(f"{START}({SIGN}{NUMBER})"), partial(_number, tongue)),
        Rule(SINGLE, lambda match: tongue.cardinal(int(unicodedata.numeric(match.group())))),
        Rule(re.compile(r"\d{1,64}"), lambda match: tongue.digits(match.group())),
    )


def _ordinal_rules(tongue: Tongue) -> tuple[Rule, ...]:
    marks = tongue.table("ordinals").get("marks", "")
    found = []
    if marks:
        found.append(Rule(re.compile(rf"(?<![\w.,/])(\d{{1,9}})({marks})(?!\w)"), partial(_ordinal, tongue)))
    if tongue.code == "de":
        found.append(Rule(re.compile(r"(?<![\w.,/])(\d{1,3})\.(?= [A-ZÄÖÜ]\w|[ -][–-] )"), partial(_german, tongue)))
    if tongue.code == "ru":
        found.append(Rule(RUSSIAN, _russian))
    if tongue.code == "zh":
        found.append(Rule(re.compile(rf"(?<![\d.,])2(?=[{tongue.word('measures')}])"), lambda _: tongue.word("two")))
    if tongue.code == "ar":
        named = tongue.table("ordinals")
        words = "|".join((*named["after_m"].split(), *named["after_f"].split()))
        pattern = rf"(?<!\w)([وبلف]?)({words}) (?:الـ?)?(\d{{1,2}})(?![\w/:%-]|[.,]\d)"
        found.append(Rule(re.compile(pattern), partial(_arabic, tongue)))
    return tuple(found)


def _ordinal(tongue: Tongue, match: re.Match[str]) -> str:
    feminine = match.group(2) in tongue.table("ordinals").get("feminine", "").split("|")
    said = tongue.ordinal(int(match.group(1)), "f" if feminine else "m")
    # The Hindi mark is the ending, which agrees with the noun.
    agrees = tongue.code == "hi" and match.group(2) in ("वीं", "वें")
    return said.removesuffix("वाँ") + match.group(2) if agrees and said.endswith("वाँ") else said


def _german(tongue: Tongue, match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return tongue.ordinal(int(match.group(1))) + ("n" if GERMAN_ORDINAL.search(before) else "")


def _russian(match: re.Match[str]) -> str:
    case, gender = RUSSIAN_FORMS.get(match.group(2), ("g", "m"))
    return russian_ordinal(int(match.group(1)), case, gender, plural=match.group(2) == "х")


def _arabic(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    """`القرن 19` is the nineteenth century: an ordinal after the nouns that the language's file lists."""
    particle, word, digits = match.groups()
    if int(digits) < 1:
        return None
    before = match.string[max(0, match.start() - 16) : match.start()]
    oblique = particle in ("ب", "ل") or after_preposition(tongue, before)
    gender = "f" if word in tongue.table("ordinals")["after_f"].split() else "m"
    return (Part(match.end(2) + 1, match.end(), arabic.ordinal(int(digits), gender, oblique)),)


def fraction(tongue: Tongue, above: int, below: int) -> str:
    """A fraction by its name, or one number over the other."""
    named = tongue.table("fractions").get(f"{above}/{below}")
    if named:
        return str(named)
    if tongue.code == "en" and 2 < below <= 100 and above < below:
        return f"{tongue.cardinal(above)} {tongue.ordinal(below)}{'s' if above > 1 else ''}"
    return tongue.word("over").format(n=tongue.cardinal(above), m=tongue.cardinal(below))


def _mixed(tongue: Tongue, whole: str | None, part: str) -> str:
    if whole is None:
        return part
    if tongue.code == "en" and part.startswith("one "):
        part = f"a {part.removeprefix('one ')}"
    return tongue.word("mixed").format(whole=tongue.cardinal(int(whole)), part=part)


def _vulgar(tongue: Tongue, match: re.Match[str]) -> str:
    above, _, below = unicodedata.normalize("NFKC", match.group(2)).partition("⁄")
    return _mixed(tongue, match.group(1), fraction(tongue, int(above or 1), int(below or 1)))


def _fraction(tongue: Tongue, match: re.Match[str]) -> str | None:
    whole, above, below = match.groups()
    if tongue.code == "en" and not whole and match.group() in SPECIAL:
        return SPECIAL[match.group()]
    if whole and not int(above) < int(below):
        return None
    return _mixed(tongue, whole, fraction(tongue, int(above), int(below)))


def _range(tongue: Tongue, match: re.Match[str]) -> str:
    oblique = is_oblique(tongue, match)
    numbers = [tongue.parse(part) for part in match.groups()]
    gender = _arabic_gender(tongue, numbers[1].value, match) if tongue.code == "ar" else ""
    first, last = tongue.say(numbers[0], gender, oblique), tongue.say(numbers[1], gender, oblique=True)
    return tongue.glue.join((first, tongue.word("through"), last))


def _scaled(tongue: Tongue, match: re.Match[str]) -> str:
    return scaled(tongue, tongue.parse(match.group(1)), match.group(2).strip(), is_oblique(tongue, match))


def _number(tongue: Tongue, match: re.Match[str]) -> str:
    numeral = tongue.parse(match.group(1))
    if len(numeral.whole) > 15:
        return tongue.digits(numeral.whole)
    if tongue.code != "ar" or numeral.decimals or numeral.value >= LIMIT:
        return tongue.say(numeral, _gender_after(tongue, match))
    return tongue.say(numeral, _arabic_gender(tongue, numeral.value, match), is_oblique(tongue, match))


def _gender_after(tongue: Tongue, match: re.Match[str]) -> str:
    """The gender of the word after a number, for the words that the language's file lists."""
    nouns = tongue.table("nouns")
    after = re.match(r" ([^\W\d_]+)", match.string[match.end() : match.end() + 24])
    word = after.group(1).lower() if after else ""
    if not word or word in nouns:
        return str(nouns.get(word, ""))
    if "feminine_endings" not in nouns or word in nouns["no_nouns"].split():
        return ""
    return "f" if word.endswith(tuple(nouns["feminine_endings"].split())) else "m"


def _arabic_gender(tongue: Tongue, number: int, match: re.Match[str]) -> str:
    """Feminine when the counted word is: a listed one, a plural in -āt that is not listed, a singular in -a."""
    after = re.match(r" ([^\W\d_\u064b-\u0652]+)", match.string[match.end() : match.end() + 24])
    if after is None:
        return ""
    word = after.group(1)
    if word.startswith("و") and len(word) > 4:
        return ""
    nouns = tongue.table("nouns")
    if word in nouns["feminine"].split():
        return "f"
    few = 3 <= number % 100 <= 10
    if few and word.endswith("ات") and word not in nouns["masculine"].split():
        return "f"
    return "f" if word.endswith("ة") and not few and number % 100 >= 11 else "m"
