"""Arabic numbers and what they count: gender is opposed from three to ten, and the noun's form follows the number.

The rules of al-ʿadad: W. Wright, A Grammar of the Arabic Language, vol. 1 §§ 318-328 and vol. 2 §§ 96-101.
"""

from collections.abc import Sequence

ONES = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = (
    (10**12, ("تريليون", "تريليونان", "تريليونات", "تريليونًا")),
    (10**9, ("مليار", "ملياران", "مليارات", "مليارًا")),
    (10**6, ("مليون", "مليونان", "ملايين", "مليونًا")),
    (10**3, ("ألف", "ألفان", "آلاف", "ألفًا")),
)
ORDINALS = ["أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"]
FEMININE_ORDINALS = ["أولى", "ثانية", "ثالثة", "رابعة", "خامسة", "سادسة", "سابعة", "ثامنة", "تاسعة", "عاشرة"]
LIMIT = 10**15


def cardinal(number: int, gender: str = "m", oblique: bool = False, before_noun: bool = False) -> str:
    """The number, for a noun of this gender; `oblique` after a preposition, `before_noun` without the dual's n.

    Raises ValueError from 10^15 on.
    """
    if number >= LIMIT:
        raise ValueError(f"no Arabic words for {number}")
    if number == 0:
        return ONES[0]
    parts: list[str] = []
    for size, forms in SCALES:
        count, number = divmod(number, size)
        if count:
            parts.append(_scaled(count, forms, oblique, before_noun and not number))
    if number:
        parts.extend(_below_thousand(number, gender, oblique, before_noun))
    return " و".join(parts)


def _scaled(count: int, forms: Sequence[str], oblique: bool, bare: bool) -> str:
    """So many thousands or millions."""
    if count == 1:
        return forms[0]
    if count == 2:
        return _dual(forms[1], oblique, bare)
    words = cardinal(count, "m", oblique, before_noun=True)
    return f"{words} {_form(count, forms)}"


def _form(count: int, forms: Sequence[str]) -> str:
    """Singular, plural or accusative of what is counted (from three on)."""
    rest = count % 100
    if 3 <= rest <= 10:
        return forms[2]
    return forms[3] if rest >= 11 else forms[0]


def _dual(word: str, oblique: bool, bare: bool) -> str:
    ending = "ي" if oblique else "ا"
    return word.removesuffix("ان") + (ending if bare else f"{ending}ن")


def _below_thousand(number: int, gender: str, oblique: bool, before_noun: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds == 2:
        parts.append(_dual(HUNDREDS[2], oblique, before_noun and not rest))
    elif hundreds:
        parts.append(HUNDREDS[hundreds])
    if rest:
        parts.append(_below_hundred(rest, gender, oblique, before_noun))
    return parts


def _below_hundred(number: int, gender: str, oblique: bool, before_noun: bool) -> str:
    ones = FEMININE if gender == "f" else ONES
    if number <= 10:
        word = ones[number]
        if number == 2:
            return _dual(word, oblique, False)
        return "ثمانٍ" if word == "ثماني" and not before_noun else word
    if number < 20:
        return _teen(number - 10, gender, oblique)
    tens, one = divmod(number, 10)
    ten = _tens(tens, oblique)
    if not one:
        return ten
    word = ("إحدى" if gender == "f" else "واحد") if one == 1 else ones[one]
    if one == 2:
        word = _dual(word, oblique, False)
    return f"{word} و{ten}"


def _teen(one: int, gender: str, oblique: bool) -> str:
    ten = "عشرة" if gender == "f" else "عشر"
    if one == 1:
        return f"{'إحدى' if gender == 'f' else 'أحد'} {ten}"
    word = (FEMININE if gender == "f" else ONES)[one]
    return f"{_dual(word, oblique, True) if one == 2 else word} {ten}"


def counted(number: int, forms: Sequence[str], oblique: bool = False) -> str:
    """So many of a noun; `forms` are singular, dual, plural, accusative singular and gender ("m" or "f")."""
    singular, dual, _, _, gender = forms
    if number == 1:
        head, per, tail = singular.partition(" في ")
        return f"{head} {ONES[1] if gender == 'm' else FEMININE[1]}{per}{tail}"
    if number == 2 and dual != singular:
        return " ".join(map(_oblique, dual.split())) if oblique else dual
    return f"{cardinal(number, gender, oblique, before_noun=True)} {noun(number, forms)}"


def _oblique(dual: str) -> str:
    """A noun or adjective in the dual, after a preposition."""
    return f"{dual[:-2]}ين" if dual.endswith("ان") else f"{dual[:-1]}ي" if dual.endswith("تا") else dual


def noun(number: int, forms: Sequence[str]) -> str:
    """The noun alone after a number."""
    return forms[0] if number < 3 else _form(number, forms)


def ordinal(number: int, gender: str = "m", oblique: bool = False, definite: bool = True) -> str:
    """The ordinal below one hundred, with the article or without; from one hundred on the cardinal with the article."""
    article = "ال" if definite else ""
    names = FEMININE_ORDINALS if gender == "f" else ORDINALS
    if not 1 <= number < 100:
        return article + cardinal(number, gender, oblique)
    if number <= 10:
        return article + names[number - 1]
    tens, one = divmod(number, 10)
    ten = ("عشرة" if gender == "f" else "عشر") if tens == 1 else _tens(tens, oblique)
    if not one:
        return article + ten
    name = ("حادية" if gender == "f" else "حادي") if one == 1 else names[one - 1]
    return f"{article}{name} {ten}" if tens == 1 else f"{article}{name} و{article}{ten}"


def _tens(tens: int, oblique: bool) -> str:
    return TENS[tens].removesuffix("ون") + "ين" if oblique else TENS[tens]
