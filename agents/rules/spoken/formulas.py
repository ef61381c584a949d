"""Formulas: powers and indices, powers of ten, sums of molecules, letters that stand for quantities."""

import re
import tomllib
import unicodedata
from functools import lru_cache, partial
from importlib.resources import files

from agents.rules.spoken.numeral import NUMBER, SIGN, START, Numeral
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import TAKEN, Rule
from agents.rules.spoken.tongue import Tongue

RAISED = {ord(high): plain for high, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True)}
LOWERED = {ord(low): plain for low, plain in zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True)}
UP = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
DOWN = "[₀₁₂₃₄₅₆₇₈₉]"
MOLECULE = re.compile(
    rf"(?<![\w.])((?:[A-Z][a-z]?(?:\d{{1,3}}|{DOWN}{{1,3}})?){{1,12}})(?:({UP}?[⁺⁻])|(-?e(?:q|quiv)?)(?!\w))?(?!\w)"
)
SYMBOL = re.compile(r"([A-Z][a-z]?)(\d*)")
TEN = rf"{START}(?:({SIGN}{NUMBER}) ?[×·*x] ?)?10(?:([⁺⁻]?{UP}{{1,6}})|\^\(?([-−+]?\d{{1,6}})\)?)(?!\d)"
SMALL = re.compile("[\u2090-\u209c\u1d43-\u1d5bⁱ]")  # letters set high or low
POWER = re.compile(rf"(?<=[\w)\]{TAKEN}])(?:([⁺⁻]?{UP}{{1,6}}|ⁿ)|\^\(?([-−+]?(?:\d{{1,6}}|[a-z]))\)?)")
INDEX = re.compile(rf"({DOWN}{{1,6}})")
CHARGE = re.compile("[⁺⁻₊₋]")
PRODUCT = re.compile(r"(?<![^\W\d_])([a-z]{2,3})(?=[²³⁴])|(?<=[=] )([a-z]{2})(?=(?: [-+=]|[.,;]?$|[.,;] ))")
NOTE = re.compile(rf"(?<=[^\W\d_]{{4}})(?<=[a-z.,!?]){UP}{{1,2}}(?!\w)")


@lru_cache(maxsize=1)
def _known() -> dict[str, frozenset[str]]:
    """The symbols of the elements, and the molecules of one element that are written without an index sign."""
    table = tomllib.loads(files(__package__).joinpath("formulas.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Rules for what is written with signs; the signs between terms (=, +) are the rules of symbols.py."""
    if not tongue.known:
        return ()
    units = sorted((name for name in tongue.table("units") if name != "in"), key=len, reverse=True)
    ten = rf"{TEN}(?: ?({'|'.join(map(re.escape, units))})(?![\w²³/^]))?"
    return (
        Rule(re.compile(ten), partial(_power_of_ten, tongue)),
        Rule(SMALL, lambda match: unicodedata.normalize("NFKC", match.group())),
        Rule(MOLECULE, partial(_molecule, tongue)),
        Rule(NOTE, lambda _: ""),
        Rule(PRODUCT, lambda match: " ".join(match.group())),
        Rule(POWER, partial(_power, tongue)),
        Rule(INDEX, lambda match: tongue.cardinal(int(match.group().translate(LOWERED)))),
        Rule(CHARGE, lambda match: tongue.word("plus" if match.group() in "⁺₊" else "minus")),
    )


def raised(tongue: Tongue, exponent: str) -> str:
    """The words for an exponent."""
    exponent = exponent.replace("−", "-")
    if exponent in ("2", "3"):
        return tongue.word("squared" if exponent == "2" else "cubed")
    named = exponent if exponent.isalpha() else tongue.say(tongue.parse(exponent))
    power = tongue.word("to_power")
    return power.format(n=named) if "{n}" in power else f"{power}{tongue.glue}{named}"


def _power_of_ten(tongue: Tongue, match: re.Match[str]) -> str:
    number, up, caret, unit = match.groups()
    exponent = raised(tongue, (up or caret).translate(RAISED))
    words = [tongue.say(tongue.parse(number)), tongue.word("times")] if number else []
    words += [tongue.cardinal(10), exponent]
    if unit:
        words.append(tongue.noun(Numeral("100"), tongue.table("units")[unit]))
    return tongue.glue.join(words)


def _power(tongue: Tongue, match: re.Match[str]) -> str:
    return raised(tongue, (match.group(1) or match.group(2)).translate(RAISED))


def _molecule(tongue: Tongue, match: re.Match[str]) -> str | tuple[Part, ...] | None:
    written, charge, equivalent = match.groups()
    plain = written.translate(LOWERED)
    atoms = SYMBOL.findall(plain)
    certain = len(atoms) > 1 or plain in _known()["molecules"] or plain != written or charge
    if not certain or not re.search(r"\d", plain + (charge or "").translate(RAISED) + ("1" if charge else "")):
        return None
    if any(symbol not in _known()["elements"] for symbol, _ in atoms):
        return None
    words = [
        word
        for symbol, count in atoms
        for word in ("-".join(symbol.upper()), *([tongue.cardinal(int(count))] if count else []))
    ]
    if charge:
        number = charge[:-1].translate(RAISED)
        words += [tongue.cardinal(int(number))] if number else []
        words.append(tongue.word("plus" if charge[-1] == "⁺" else "minus"))
    if equivalent and tongue.word("equivalent"):
        words.append(tongue.word("equivalent"))
    elif equivalent:
        words.append(equivalent.strip("-"))
    return " ".join(words)
