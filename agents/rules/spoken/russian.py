"""Russian: numbers agree with their noun in gender and stand in the case that the words around them ask for."""

import re
from functools import partial

from agents.rules.spoken.cardinals import LIMIT, russian_ordinal
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

WORDS_AFTER = re.compile(r" ([а-яё]+)(?: ([а-яё]+))?", re.IGNORECASE)
ADJECTIVE = re.compile(r".*(?:ых|их|ые|ие|ая|яя|ое|ее|ый|ий|ой|ую|ым|им)$")
COUNT = re.compile(
    r"(?<![\w.,:/–—-])(\d{1,3}(?: \d{3})+|\d{1,9})(?= [а-яё]{2,})(?! (?:млн|млрд|трлн|тыс)\b)", re.IGNORECASE
)
PERIOD = re.compile(r"(?<![\w.,])([сС]) (\d{3,4}) по (\d{3,4}) (год|годы)(?!\w)")
YEARS = re.compile(r"(?<![\w.,])(\d{4})[–—-](\d{4}) (годы|годах|годов|гг\.)")
DECADE = re.compile(r"(?<![\w.,])(\d{2,4})-е(?= год)")
DATIVE_YEAR = re.compile(r"(?<!\w)([кК]) (\d{4})(?= году)")
NUMBERED = re.compile(r"(?<![\w.,–—-])(\d{1,3}) ((?:век|этаж|класс)(?:а|у|ом|е)?)(?!\w)")
ORDINAL_CASES = {"": "n", "а": "g", "у": "d", "ом": "i", "е": "p"}


def years(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the rules for single years."""
    if tongue.code != "ru":
        return ()
    return (
        Rule(PERIOD, _period),
        Rule(YEARS, _years),
        Rule(DECADE, lambda match: russian_ordinal(int(match.group(1)), "n", "m", plural=True)),
        Rule(DATIVE_YEAR, lambda match: f"{match.group(1)} {russian_ordinal(int(match.group(2)), 'd')}"),
        Rule(NUMBERED, _numbered),
    )


def counts(tongue: Tongue) -> tuple[Rule, ...]:
    """After the rules for amounts and units, before those for numbers."""
    return (Rule(COUNT, partial(_count, tongue)),) if tongue.code == "ru" else ()


def _period(match: re.Match[str]) -> str:
    since, first, last, word = match.groups()
    return f"{since} {russian_ordinal(int(first), 'g')} по {russian_ordinal(int(last), 'n')} {word}"


def _years(match: re.Match[str]) -> str:
    case = {"годах": "p", "годов": "g"}.get(match.group(3), "n")
    word = "годы" if match.group(3) == "гг." else match.group(3)
    return f"{russian_ordinal(int(match.group(1)), case)} — {russian_ordinal(int(match.group(2)), case)} {word}"


def _numbered(match: re.Match[str]) -> tuple[Part, ...] | None:
    """`в 19 веке` is an ordinal; `2 века` and `3 этажа` are counted."""
    number, word = int(match.group(1)), match.group(2)
    ending = next(end for end in ("ом", "а", "у", "е", "") if word.endswith(end))
    if number == 0 or (ending == "а" and 2 <= number <= 4):
        return None
    return (Part(match.start(1), match.end(1), russian_ordinal(number, ORDINAL_CASES[ending])),)


def _count(tongue: Tongue, match: re.Match[str]) -> str | None:
    """A number before a noun: `2 книги` две, `около 5 книг` пяти, `в 3 странах` трёх."""
    number = int(match.group(1).replace(" ", ""))
    noun = _noun(match)
    if not noun or noun in tongue.table("dates")["months"].split() or number >= LIMIT:
        return None
    gender, case = _gender(tongue, noun, number), _case(tongue, noun, number, match)
    return _in_case(number, case, gender)


def _noun(match: re.Match[str]) -> str:
    """The noun after a number, behind at most one adjective."""
    after = WORDS_AFTER.match(match.string, match.end())
    if after is None:
        return ""
    first, second = after.group(1).lower(), (after.group(2) or "").lower()
    return second if second and len(first) > 4 and ADJECTIVE.match(first) else first


def _gender(tongue: Tongue, noun: str, number: int) -> str:
    """By the ending: -а, -я and after two to four -ы, -и are feminine; the language's file lists the others."""
    nouns = tongue.table("nouns")
    if noun in nouns:
        return str(nouns[noun])
    if noun in nouns["men"].split():
        return "m"
    if number % 10 == 1 and number % 100 != 11:
        ends = {"а": "f", "я": "f", "у": "f", "ю": "f", "о": "n", "е": "n", "ё": "n"}
        return "n" if noun.endswith("мя") else "f" if noun.endswith("ость") else ends.get(noun[-1], "m")
    return "f" if noun.endswith(("ы", "и")) else "m"


def _case(tongue: Tongue, noun: str, number: int, match: re.Match[str]) -> str:
    """What the noun's ending shows, else what the word before the number asks for."""
    single = number % 10 == 1 and number % 100 != 11
    for endings, case in ((("ах", "ях"), "p"), (("ами", "ями"), "i"), (("ам", "ям"), "d")):
        if noun.endswith(endings) and not single:
            return case
    if single and noun.endswith(("у", "ю")):
        return "a"
    before = match.string[max(0, match.start() - 24) : match.start()].lower().split()
    if before and before[-1] in tongue.table("cases")["genitive"].split() and (single or not noun.endswith(("ы", "и"))):
        return "g"
    if single and before and before[-1] in ("в", "на", "о") and noun.endswith("е"):
        return "p"
    return "n"


def _in_case(number: int, case: str, gender: str) -> str:
    from num2words import num2words

    said = str(num2words(number, lang="ru", case=case, gender=gender))
    bare = {"n": "одна тысяча", "g": "одной тысячи", "d": "одной тысяче", "p": "одной тысяче"}.get(case)
    return said.removeprefix("одна ").removeprefix("одной ") if bare and said.startswith(bare) else said
