"""Amounts and dates of a sentence: what a big number, a timeline or a pair of bars shows."""

import re
import unicodedata
from collections.abc import Sequence

from agents.rules.pictures.phrases import CLAUSE, HEADING, bare, capital, words_for
from core.scene import Item

_DIGITS = r"[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
_NUMBER = (
    rf"(?:{_DIGITS}{{1,3}}(?:[ \u00a0\u202f]{_DIGITS}{{3}})+(?!{_DIGITS})|{_DIGITS}+(?:[.,٬٫\u00a0\u202f]{_DIGITS}+)*)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/:-])(?P<money>[$€£¥₹]\s?)?(?P<low>{_NUMBER})(?:\s?(?:to|–|-|إلى|a|à|bis|até)\s?(?P<high>{_NUMBER}))?"
    rf"(?P<sign>\s?[%٪°])?(?![\d/:])"
)
_WORD = re.compile(r"^[\s\u00a0-]?([^\W\d_](?:[^\s\d.,;:!?%()\"“”«»،؛؟।。，、-]*[^\s\d.,;:!?%()\"“”«»،؛؟।。，、'’-])?)")
_YEAR = re.compile(rf"(?<![\w.,/:$€£-])({_DIGITS}{{3,4}})(?![\w%٪/:]|[.,]{_DIGITS})")
LARGE = 1000
SHORTEST_UNIT = 3
"""Letters of a word that may be a unit in a language whose units are not known: shorter ones are prepositions."""
COUNTED = 60
"""Characters of what an amount counts."""
FREE = 3
"""Words after "of" or "per" that may tell what is counted: "of fresh green leaves"."""


def amount(sentence: str, language: str) -> Item | None:
    """The amount that the sentence is about: with a unit, per cent, a currency or very large; the last of several.

    `written` keeps the sentence's digits, `unit` is the word after them. Years, dates and bare small numbers are none.
    """
    found = [item for match in _AMOUNT.finditer(sentence) if (item := _read(match, sentence, language)) is not None]
    return max(found, key=lambda item: abs(item.value or 0)) if found else None


def counted(sentence: str, amount: Item, language: str) -> str:
    """What an amount counts, in the sentence's words: its unit and what follows of its clause; empty for nothing.

    "130 million tonnes of glass a year, and ..." gives "tonnes of glass a year"; of "The first 20 minutes keep it soft"
    it is the unit alone. Of a share it is only what opens with "of": "70 percent of it is silica".
    """
    rest = sentence[sentence.find(amount.written.rstrip("%٪").strip()) :][len(amount.written.rstrip("%٪").strip()) :]
    clause = bare(CLAUSE.split(f"{rest} ")[0])
    if not amount.unit:
        clause = clause.removeprefix("%").removeprefix("٪").strip()
        clause = clause[_percent(clause, language) :].strip()
        return clause if clause.split(" ")[0].casefold() in words_for(language)["of"] and _short(clause) else ""
    unit = " ".join(clause.split()[: len(amount.unit.split())])
    if unit.casefold() != amount.unit:
        return amount.unit
    opens = not any(char.isalnum() for char in sentence[: len(sentence) - len(rest)].replace(amount.written, "", 1))
    whole = opens or _is_noun_phrase(clause.split()[len(unit.split()) :], language)
    return clause if whole and _short(clause) else unit


def _is_noun_phrase(words: Sequence[str], language: str) -> bool:
    """Whether words after a unit only say what is counted, how often or where: "of glass a year", and no "keeps it".

    Each of them is a link, or one of the FREE words after a link.
    """
    links, free = words_for(language)["after"], FREE
    for word in map(str.casefold, words):
        free = 0 if word in links else free + 1
        if free > FREE or (free and word in words_for(language)["not_items"]):
            return False
    return True


def _short(clause: str) -> bool:
    return len(clause) <= COUNTED and not any(char.isdigit() for char in clause)


def _percent(text: str, language: str) -> int:
    """How many characters at the start of a text say "per cent" in words; 0 for none."""
    phrases = "|".join(map(re.escape, words_for(language)["percent"]))
    found = re.match(rf"\s*(?:{phrases})(?!\w)", text, re.IGNORECASE) if phrases else None
    return found.end() if found else 0


def events(sentence: str, language: str) -> tuple[Item, ...]:
    """The dated events of a sentence that has two or more years, in the order of time; empty otherwise."""
    years = [match for match in _YEAR.finditer(sentence) if _is_year(match, sentence, language)]
    if len({number(match[1]) for match in years}) < 2:
        return ()
    made = []
    for match in years:
        start = max((cut for cut in _cuts(sentence) if cut <= match.start()), default=0)
        end = min((cut for cut in _cuts(sentence) if cut > match.end()), default=len(sentence))
        text = _without_year(sentence[start:end], match[1], language)
        made.append(Item(label=match[1], text=text if len(text) <= 1.6 * HEADING else "", value=number(match[1])))
    alone = len({item.text for item in made if item.text}) < len(made)  # a range: both years share their clause
    items = sorted(made, key=lambda item: item.value or 0)
    return tuple(item.model_copy(update={"text": ""}) if alone else item for item in items)


def number(text: str) -> float:
    """The value of digits in any script; a comma or point before three last digits separates thousands."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    plain = re.sub(r"[ \u00a0\u202f٬]", "", plain).replace("٫", ".")
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", plain)
    return (
        float(plain.replace(",", ".")) if plain.count(".") + plain.count(",") <= 1 else float(re.sub(r"\D", "", plain))
    )


def year(sentence: str, language: str) -> str:
    """The one year that a sentence names, as written; empty with none or several."""
    years = {match[1] for match in _YEAR.finditer(sentence) if _is_year(match, sentence, language)}
    return years.pop() if len(years) == 1 else ""


def _read(match: re.Match[str], sentence: str, language: str) -> Item | None:
    words, after = words_for(language), sentence[match.end() :]
    value = number(match["high"] or match["low"])
    written = f"{match['low']}–{match['high']}" if match["high"] else match["low"]
    next_word = _next(after)
    scaled = next_word in words["scales"]
    while next_word in words["scales"]:
        written, after = f"{written} {next_word}", after[after.find(next_word) + len(next_word) :]
        next_word, value = _next(after), value * LARGE
    if match["sign"] or _percent(after, language):
        return Item(label="", value=value, written=written + (match["sign"] or "%").strip())
    if match["money"]:
        return Item(label="", value=value, written=match["money"].strip() + written)
    if unit := _unit(after, language, scaled=scaled):
        return Item(label="", value=value, written=written, unit=unit)
    spaced = after[:1].isspace() and not (500 <= value <= 2100 and match["low"].isdigit())
    named = len(next_word) >= SHORTEST_UNIT and next_word not in words["months"]
    if not words["units"] and named and spaced:
        return Item(label="", value=value, written=written, unit=next_word)
    separated = any(sign in match["low"] for sign in ",٬ \u00a0\u202f")
    return Item(label="", value=value, written=written) if value >= LARGE and separated else None


def _unit(after: str, language: str, *, scaled: bool) -> str:
    """The known unit that opens a text: one word with its rate, or two ("nautical miles", "milhões de anos")."""
    words, next_word = words_for(language), _next(after)
    if next_word in words["units"]:
        rate = re.match(r"\s*[^\W\d_]+(\s(?:per|an|a|في)\s[^\W\d_]+)", after)
        return next_word + (rate[1] if rate else "")
    joined = next_word in words["double"] or (scaled and not words["units"] and next_word in words["of"])
    second = _next(after[after.find(next_word) + len(next_word) :]) if joined else ""
    return f"{next_word} {second}" if second else ""


def _next(text: str) -> str:
    found = _WORD.match(text)
    return found[1].casefold() if found else ""


def _is_year(match: re.Match[str], sentence: str, language: str) -> bool:
    value, words = number(match[1]), words_for(language)
    before = re.findall(r"[^\W\d_]+", sentence[: match.start()].casefold())[-1:]
    follows = _next(sentence[match.end() :])
    named = not before or before[0] in words["years"] or not words["years"] or before[0] in words["months"]
    return 500 <= value <= 2100 and named and follows not in (*words["units"], *words["scales"], *words["percent"])


def _cuts(sentence: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"[,;،؛，；]\s*|\s(?:and|but|while|ثم)\s", sentence))]


def _without_year(clause: str, year: str, language: str) -> str:
    little = "|".join(map(re.escape, words_for(language)["years"])) or "in"
    text = re.sub(rf"(?:\b(?:{little})\s+)*{re.escape(year)}\b", " ", clause, flags=re.IGNORECASE)
    months = "|".join(words_for(language)["months"]) or "in"
    text = re.sub(rf"^\s*(?:{months})\s|\s(?:{months})\s*$", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\s(?:and|but|while|ثم)\s*$", "", " ".join(text.split()))
    return capital(bare(text.strip(" ,;،؛")))
