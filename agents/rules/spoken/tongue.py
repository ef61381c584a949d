"""One language's way to say numbers, and numbers with what they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from agents.rules.spoken import arabic
from agents.rules.spoken.cardinals import LIMIT, cardinal, ordinal
from agents.rules.spoken.languages import base, load
from agents.rules.spoken.numeral import Numeral, parse

RUSSIAN_DECIMALS = ("", "десятая десятых", "сотая сотых", "тысячная тысячных")
GENDERS = ("m", "f", "n")


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language by its BCP 47 tag; `data` is empty for one whose digits are left to the voice."""

    tag: str
    code: str
    data: dict[str, Any]

    @property
    def known(self) -> bool:
        """Whether numbers and signs are spelled out in this language."""
        return bool(self.data)

    @cached_property
    def region(self) -> str:
        """The region of the tag in capitals, or ""."""
        parts = self.tag.replace("_", "-").split("-")[1:]
        return next((part.upper() for part in parts if len(part) == 2 or part.isdigit()), "")

    def table(self, name: str) -> dict[str, Any]:
        """A table of the language's data, empty when it has none."""
        found: dict[str, Any] = self.data.get(name, {})
        return found

    def word(self, name: str) -> str:
        """A word of the language's table of words, "" when it has none."""
        return str(self.table("words").get(name, ""))

    def parse(self, written: str) -> Numeral:
        """The number that matched NUMBER."""
        return parse(written, self.data["decimal"])

    def cardinal(self, number: int, gender: str = "") -> str:
        """The words of a whole number; digit by digit from LIMIT on."""
        return cardinal(number, self.code, gender) if number < LIMIT else self.digits(str(number))

    def ordinal(self, number: int, gender: str = "") -> str:
        """The ordinal of a whole number."""
        return ordinal(number, self.code, gender) if number < LIMIT else self.digits(str(number))

    def digits(self, digits: str) -> str:
        """Each digit by its name."""
        return self._between.join(self.cardinal(int(digit)) for digit in digits)

    def say(self, numeral: Numeral, gender: str = "", oblique: bool = False) -> str:
        """A number with its sign and decimals, before a noun of this gender; `oblique` matters in Arabic only."""
        sign = {"-": self.word("minus"), "+": self.word("plus"), "±": self.word("plus_minus")}.get(numeral.sign, "")
        whole = self._whole(numeral, gender, oblique)
        said = whole if not numeral.decimals else self._decimal(numeral, whole)
        return f"{sign}{self._between}{said}" if sign else said

    def _whole(self, numeral: Numeral, gender: str, oblique: bool) -> str:
        coded = len(numeral.whole) > 1 and numeral.whole[0] == "0" and not numeral.decimals
        if self.code == "ar" and not coded and numeral.value < LIMIT:
            return arabic.cardinal(numeral.value, gender or "m", oblique, before_noun=bool(gender))
        return self.digits(numeral.whole) if coded else self.cardinal(numeral.value, gender)

    def _decimal(self, numeral: Numeral, whole: str) -> str:
        digits = numeral.decimals
        if self.code == "ru" and len(digits) <= 3:
            return self._russian_decimal(numeral)
        as_number = self.data.get("decimals") == "number" and len(digits.lstrip("0")) <= 2 and digits.strip("0")
        zeros = len(digits) - len(digits.lstrip("0"))
        names = [self.cardinal(0)] * zeros + [self.cardinal(int(digits))] if as_number else [self.digits(digits)]
        return self._between.join((whole, self.word("point"), *names))

    def _russian_decimal(self, numeral: Numeral) -> str:
        forms = RUSSIAN_DECIMALS[len(numeral.decimals)].split()
        parts = ((numeral.value, ["целая", "целых"]), (int(numeral.decimals), forms))
        said = (f"{self.cardinal(n, 'f')} {names[not (n % 10 == 1 and n % 100 != 11)]}" for n, names in parts)
        return " ".join(said)

    def counted(self, numeral: Numeral, forms: Sequence[str], oblique: bool = False) -> str:
        """A number and its noun, of which `forms` are as the language's file says."""
        if self.code == "ar":
            return self._arabic(numeral, forms, oblique)
        gender = forms[-1] if forms[-1] in GENDERS else ""
        noun = self.noun(numeral, forms)
        if self.word("two") and numeral.value in (1, 2) and not numeral.decimals:
            return self._small(numeral, noun, gender)
        said = self.say(numeral, "" if numeral.decimals else gender)
        if said == noun == "":
            return ""
        glue = "" if self.data.get("unspaced") else " "
        return f"{said}{glue}{noun}"

    def _small(self, numeral: Numeral, noun: str, gender: str) -> str:
        """One or two of something, where the language has words of their own for that (Hebrew, Chinese)."""
        sign = f"{self.word('minus')}{self._between}" if numeral.sign == "-" else ""
        index = 1 if gender == "f" else 0
        if numeral.value == 2:
            return f"{sign}{self.word('two').split('/')[index]}{self._between}{noun}"
        one = self.word("one").split("/")
        return f"{sign}{noun} {one[index]}" if self.word("one") else f"{sign}{self.cardinal(1)}{self._between}{noun}"

    def _arabic(self, numeral: Numeral, forms: Sequence[str], oblique: bool) -> str:
        if len(forms) < len(("singular", "dual", "plural", "accusative", "gender")):
            return f"{self.say(numeral)} {forms[0]}"
        if numeral.decimals or numeral.value >= LIMIT or numeral.value == 0:
            return f"{self.say(numeral)} {forms[0]}"
        sign = {"-": f"{self.word('minus')} ", "+": f"{self.word('plus')} "}.get(numeral.sign, "")
        return sign + arabic.counted(numeral.value, forms, oblique)

    def noun(self, numeral: Numeral, forms: Sequence[str]) -> str:
        """The form of a noun after a number."""
        if self.code == "ar":
            plain = numeral.decimals or numeral.value < 3 or len(forms) < 5
            return forms[0] if plain else arabic.noun(numeral.value, forms)
        names = [form for form in forms if form not in GENDERS]
        if self.code == "ru" and len(names) > 2:
            return names[1] if numeral.decimals else names[slavic(numeral.value)]
        one = numeral.is_one or (self.code == "fr" and numeral.value < 2)
        return names[0] if one else names[-1]

    @property
    def _between(self) -> str:
        return "" if self.data.get("unspaced") else " "

    @property
    def glue(self) -> str:
        """What stands between spoken words: a space, or nothing in Chinese and Japanese."""
        return self._between


def slavic(number: int) -> int:
    """0, 1 or 2: the Russian noun after 1, 2-4 or 5-20 (CLDR plural rules `one`, `few`, `many`)."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


@lru_cache(maxsize=128)
def tongue(language: str) -> Tongue:
    """The language of a BCP 47 tag."""
    return Tongue(language, base(language), load(base(language)))
