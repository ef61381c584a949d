"""A number as it is written: its value, its decimals, and the patterns that find it."""

import re
from dataclasses import dataclass

# Grouped by three (or as in India), with or without decimals. No digit may come before it: each start is tried once.
# The groups' space is a thin or fixed one, or a plain one between full groups of three.
WHOLE = (
    r"(?:\d{1,3}(?:,\d{3}){1,8}|\d{1,2}(?:,\d{2}){1,5},\d{3}|\d{1,3}(?:\.\d{3}){1,8}|\d{1,3}(?:['’]\d{3}){1,8}"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,8}|\d{1,64})(?!\d)"
)
NUMBER = rf"{WHOLE}(?:[.,]\d{{1,32}}(?![\d]))?"
START = r"(?<![\d\u00b2\u00b3\u00b9\u2070-\u2089])(?<!\d[.,])"
SIGN = r"(?:(?<![\w)\].,])[-−+±])?"
GROUPING = re.compile(r"[ \u00a0\u2009\u202f'’]")


@dataclass(frozen=True)
class Numeral:
    """`whole` and `decimals` are digits; `sign` is "", "-", "+" or "±"."""

    whole: str
    decimals: str = ""
    sign: str = ""

    @property
    def value(self) -> int:
        """The whole part, without its sign."""
        return int(self.whole)

    @property
    def is_one(self) -> bool:
        """Whether a noun after it is in the singular."""
        return self.value == 1 and not self.decimals


def parse(written: str, decimal: str) -> Numeral:
    """The number that matched NUMBER, where `decimal` ("." or ",") is the language's mark."""
    sign = written[0].replace("−", "-") if written[0] in "-−+±" else ""
    digits = GROUPING.sub("", written.lstrip("-−+±"))
    group = "," if decimal == "." else "."
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return Numeral(digits, "", sign)
    marks = {mark for mark in digits if mark in ".,"}
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:([.,])\d{2,3})*([.,])\d{3}", digits) is not None
    if len(marks) == 1 and grouped and (digits.count(digits[last]) > 1 or digits[last] == group):
        return Numeral(re.sub("[.,]", "", digits), "", sign)
    return Numeral(re.sub("[.,]", "", digits[:last]), digits[last + 1 :], sign)
