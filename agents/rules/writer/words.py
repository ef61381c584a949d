"""Words, their stems and how long a text is to say, for scripts with and without spaces."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from agents.rules.text import WIDE_LETTER

# Python's \w leaves out the vowel signs of Indian and South-East Asian scripts and the Arabic marks.
LETTER = (
    r"[^\W\d_\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963"
    r"\u0971-\u0dff\u0e00-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3\u200c\u200d]"
)
NUMBER = r"\d+(?:[.,٫٬'\u00a0\u202f]\d+)*"
TOKEN = re.compile(rf"{NUMBER}|(?:{LETTER})(?:{LETTER}|\d)*(?:['’\-](?:{LETTER}|\d)+)*")
FIGURE = re.compile(NUMBER)
UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
WIDE_SHARE = 160 / 250  # characters of Chinese and Japanese said in the time of a word (agents.rules.text.WIDE)
UNSPACED_SHARE = 1 / 5  # Thai, Lao, Burmese and Khmer letters and vowel signs to a word
ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC_FORMS = {0x623: "ا", 0x625: "ا", 0x622: "ا", 0x649: "ي", 0x629: "ه", 0x624: "و", 0x626: "ي"}
ENGLISH = (
    ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ousness", "ous"), ("isation", "ise"),
    ("ization", "ise"), ("ically", "ic"), ("ingly", ""), ("edly", ""), ("ments", "ment"), ("ness", ""),
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ing", ""),
    ("ed", ""), ("ly", ""), ("es", "e"), ("s", ""),
)  # fmt: skip
ARABIC_FRONT = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
ARABIC_BACK = ("هما", "تها", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ته", "ه", "ي")
ELIDED = {
    "fr": re.compile(r"\A(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)"),
    "it": re.compile(r"\A(?:[cdlmnstv]|un|(?:d|n)?ell|all|dall|sull|coll|quell|quest|anch|dov|com)'(?=\w)"),
}
"""Little words that lean on the next one: "dell'acqua" has the stem of "acqua"."""
COMMON_BACK = {
    "fr": ("ements", "ement", "ations", "ation", "es", "s", "e", "x"),
    "de": ("ungen", "ung", "en", "er", "es", "em", "e", "n", "s"),
    "es": ("amientos", "amiento", "aciones", "ación", "es", "as", "os", "a", "o", "s"),
    "pt": (
        "amentos", "amento", "imentos", "imento", "ações", "ação", "ões", "ão", "ando", "endo", "indo", "ares",
        "eres", "ado", "ada", "ido", "ida", "am", "em", "ar", "er", "ir", "ou", "eu", "iu", "es", "as", "os", "a", "e",
        "o", "s",
    ),
    "it": (
        "amenti", "amento", "imenti", "imento", "azioni", "azione", "zioni", "zione", "ando", "endo", "are", "ari",
        "ere", "eri", "ire", "ono", "ato", "ata", "ati", "ate", "a", "e", "i", "o",
    ),
    "hi": ("ियों", "ाओं", "ों", "ें", "ियाँ", "ी", "े", "ा", "ो"),
    "fa": ("هایی", "های", "ها", "ترین", "تر", "ان", "ی"),
    "ko": ("에서는", "에서", "으로", "에는", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로"),
}  # fmt: skip


def base(language: str) -> str:
    """The first part of a BCP 47 tag: `en` of `en-GB`."""
    return language.lower().replace("_", "-").split("-")[0]


def tokens(text: str) -> list[str]:
    """The words and numbers of a text as written; a Chinese or Japanese character is a word."""
    found: list[str] = []
    for match in TOKEN.finditer(text):
        word = match.group()
        found.extend(_characters(word) if WIDE_LETTER.search(word) else [word])
    return found


def _characters(word: str) -> list[str]:
    return [part for part in re.split(f"({WIDE_LETTER.pattern})", word) if part]


def length(text: str) -> float:
    """How many words of time a text takes: words between spaces, and letters of scripts without spaces by share."""
    wide = len(WIDE_LETTER.findall(text))
    unspaced = len(UNSPACED.findall(text))
    spaced = [word for word in TOKEN.findall(text) if not WIDE_LETTER.search(word) and not UNSPACED.search(word)]
    return len(spaced) + wide * WIDE_SHARE + unspaced * UNSPACED_SHARE


def figure(word: str) -> str:
    """A number in ASCII digits, without the signs that group its thousands; "" when it is none."""
    if not FIGURE.fullmatch(word):
        return ""
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in word)
    plain = plain.replace("٫", ".").replace("٬", ",")
    grouped = re.fullmatch(r"\d{1,3}(?:([.,'\u00a0\u202f])\d{3})(?:\1\d{3})*", plain)
    return re.sub(r"\D", "", plain) if grouped else plain.replace(",", ".")


def stems(text: str, language: str) -> list[str]:
    """The text's words as stems, in order; pairs of characters for scripts without spaces."""
    kind = base(language)
    words = tokens(text)
    found = [stem(word, kind) for word in words if not WIDE_LETTER.match(word)]
    wide = [(word, WIDE_LETTER.match(word) is not None) for word in words]
    found += [a + b for (a, first), (b, second) in pairwise(wide) if first and second]
    return found


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """A light stem: the inflection of English or Arabic cut off, a little of some others, nothing of the rest."""
    if number := figure(word):
        return number
    plain = unelided(word.lower(), language)
    if language == "en":
        return _english(plain)
    if language == "ar":
        return _arabic(plain)
    for ending in COMMON_BACK.get(language, ()):
        if plain.endswith(ending) and len(plain) - len(ending) >= (2 if language in ("ko", "hi") else 4):
            return plain[: -len(ending)]
    return plain


def unelided(word: str, language: str) -> str:
    """A French or Italian word in lower case without the little one that leans on it: `acqua` of `dell’acqua`."""
    plain = word.replace("’", "'")
    return ELIDED[language].sub("", plain) if language in ELIDED else plain


def _english(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    for ending, instead in ENGLISH:
        if (
            word.endswith(ending)
            and len(word) - len(ending) + len(instead) >= 3
            and not (ending == "s" and word[-2:] in ("ss", "us"))
        ):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _arabic(word: str) -> str:
    word = ARABIC_MARKS.sub("", word).translate(ARABIC_FORMS)
    for front in ARABIC_FRONT:
        if word.startswith(front) and len(word) - len(front) >= 3:
            word = word[len(front) :]
            break
    for back in ARABIC_BACK:
        if word.endswith(back) and len(word) - len(back) >= 3:
            return word[: -len(back)]
    return word
