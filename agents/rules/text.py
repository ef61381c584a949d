"""Text without a language model: paragraphs, sentences, the language and its direction.

A user's script is used word for word: the sentences of a paragraph, put together, are the paragraph up to white space.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any

from core.scene import Direction

LONGEST = 220  # characters of a beat, about 14 s of English narration
WIDE = 3  # what a Chinese or Japanese character counts: 250 of them are said in a minute, and 160 English words
WINDOW = 3 * LONGEST
REACH = 80  # characters around a full stop that tell whether it ends a sentence
SAMPLE = 20_000  # characters that are enough to know a language

WIDE_LETTER = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
CLOSING = "\"'”’»›)\\]}」』）】》〉〕］"
FULL_STOPS = "。！？｡．"  # end a sentence without a space after them
OTHERS = "؟۔।॥։።"  # end a sentence, whatever follows
END = re.compile(f"[.!?…{FULL_STOPS}{OTHERS}]+[{CLOSING}]*")
FRENCH_END = re.compile(END.pattern + "(?:[ \u00a0\u202f]»)?")  # French sets a space inside its quotation marks
BULLET = re.compile(r"\n[ \t]*(?=[-*•‣–—]\s)")
LAST_WORD = re.compile(r"[^\s(\[{\"“„«‚‘'\u00a0]*$")
NEXT = re.compile(r"\s*[\"'“”„«»‘’‚‹›(\[{¿¡]*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Where a sentence that is too long is parted, best first.
JOINTS = (
    re.compile(r"[;:؛—–](?=\s)|[；：]"),
    re.compile(r"[,،](?=\s)|[，、،؛]"),
    re.compile(r"\S(?=\s)"),
    re.compile(WIDE_LETTER.pattern + f"(?![{FULL_STOPS}{CLOSING}，、；：])"),
)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("text.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def _words(table: str, language: str) -> frozenset[str]:
    return frozenset(_data()[table].get(language, "").split())


def paragraphs(script: str) -> list[str]:
    """What stands between empty lines; each keeps its own line breaks."""
    found: list[list[str]] = [[]]
    for line in script.splitlines():
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


def sentences(paragraph: str, language: str) -> list[str]:
    """The sentences of a paragraph in a BCP 47 language, in order and word for word.

    One of more than LONGEST characters (Chinese and Japanese ones count WIDE) is parted between clauses or words; a
    longer word is kept whole.
    """
    found: list[str] = []
    for block in BULLET.split(paragraph):
        found.extend(part for sentence in _split(block, _base(language)) for part in _parted(sentence))
    return found


def _split(block: str, language: str) -> list[str]:
    """The block cut after each full stop that ends a sentence."""
    uncased = block == block.lower()
    cuts = [0]
    for match in (FRENCH_END if language == "fr" else END).finditer(block):
        if _ends(block, cuts[-1], match, language, uncased):
            cuts.append(match.end())
    pieces = [_joined(block[start:end]) for start, end in zip(cuts, [*cuts[1:], len(block)], strict=True)]
    return _with_sound([piece for piece in pieces if piece])


def _with_sound(pieces: list[str]) -> list[str]:
    """The pieces; one without a letter or a digit goes to the one before it, or after it."""
    found: list[str] = []
    for piece in pieces:
        if found and (_silent(piece) or _silent(found[-1])):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _silent(piece: str) -> bool:
    return not any(char.isalnum() for char in piece)


def _ends(block: str, start: int, match: re.Match[str], language: str, uncased: bool) -> bool:
    """Whether a sentence that began at `start` ends with this full stop (and what closes after it)."""
    marks = match.group().rstrip(CLOSING + " \u00a0\u202f")
    rest = block[match.end() : match.end() + REACH]
    if not rest.strip():
        return True
    if marks[-1] in FULL_STOPS:
        # 「…。」と言った: what was said goes on with the particle of quotation.
        return not (len(match.group()) > len(marks) and rest.startswith(("と", "って")))
    if marks[-1] in OTHERS:
        return True
    if not rest[0].isspace():
        return False
    follows = NEXT.sub("", rest, count=1)
    if follows[:1].islower() and not uncased:
        return False
    return marks != "." or not _is_abbreviation(
        block[max(start, match.start() - REACH) : match.start()], follows, language
    )


def _is_abbreviation(before: str, follows: str, language: str) -> bool:
    """Whether the single full stop after `before` belongs to a short form, an initial or an ordinal."""
    last = LAST_WORD.search(before)
    written = last.group() if last else ""
    word = written.lower()
    if word.isdigit():
        return word == before.strip() or (language in ("de", "tr") and len(word) <= 2)
    if word == "no" and language == "en":
        return follows[:1].isdigit()
    if word in _words("abbreviations", language):
        return True
    starter = WORD.match(follows)
    begins = starter is not None and starter.group().lower() in _words("words", language)
    if word in _words("endings", language):
        return not begins
    initials = re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", written) is not None and written[-1].isupper()
    return initials and not begins


def _joined(text: str) -> str:
    """The text with single spaces; none where a line broke between two Chinese or Japanese characters."""
    lines = text.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        tight = bool(WIDE_LETTER.match(joined.rstrip()[-1:]) and WIDE_LETTER.match(line.lstrip()[:1]))
        joined = joined.rstrip() + ("" if tight else " ") + line.lstrip()
    return " ".join(joined.split())


def _parted(sentence: str) -> list[str]:
    """The sentence in parts that are not too long, of similar lengths, cut at the best joints there are."""
    parts: list[str] = []
    at = 0
    while at < len(sentence):
        window = sentence[at : at + WINDOW]
        whole = weight(window) <= LONGEST
        first = 0 if whole else _cut(window)
        cut = len(sentence) if whole else at + first if first else _after_word(sentence, at)
        parts.append(sentence[at:cut])
        at = cut + (sentence[cut : cut + 1] == " ")
    return parts


def _cut(window: str) -> int:
    """Where to cut off a first part of at most LONGEST, 0 when the window is one long word."""
    reach = _reach(window, LONGEST)
    wanted = weight(window) / -(-weight(window) // LONGEST)
    near, middle = _reach(window, wanted / 2), _reach(window, wanted)
    for joint in JOINTS:
        good = [match.end() for match in joint.finditer(window) if near <= match.end() <= reach]
        if good:
            return min(good, key=lambda end: abs(end - middle))
    first = [match.end() for match in JOINTS[-2].finditer(window) if match.end() <= reach]
    return first[-1] if first else 0


def _after_word(text: str, at: int) -> int:
    """The end of the word that begins at `at`."""
    space = text.find(" ", at)
    return space if space >= 0 else len(text)


def _reach(text: str, limit: float) -> int:
    """How many characters of `text` weigh at most `limit`."""
    total = 0
    for at, char in enumerate(text):
        total += WIDE if WIDE_LETTER.match(char) else 1
        if total > limit:
            return at
    return len(text)


def weight(text: str) -> int:
    """The length of `text` in characters of the time that a Latin one takes to say."""
    return len(text) + (WIDE - 1) * len(WIDE_LETTER.findall(text))


def language_of(text: str) -> str:
    """The BCP 47 language of a text by its script and its common words; `en` when undecided."""
    sample = text[:SAMPLE].lower()
    scripts = Counter(script_of(char) for char in sample if char.isalpha())
    if not scripts:
        return "en"
    if scripts["ja"]:
        # Japanese is written with both; a Chinese text may quote a Japanese word.
        scripts["ja" if scripts["ja"] * 10 >= scripts["zh"] else "zh"] += scripts["zh"] + scripts["ja"]
    weighted = {name: count * (2 if name in ("zh", "ja", "ko") else 1) for name, count in scripts.items()}
    script = max(sorted(weighted), key=lambda name: weighted[name])
    if script == "":
        return _latin(sample)
    return _by_letters(sample, script)


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The language that stands for the script of a letter; "" for Latin and unknown ones."""
    point = ord(char)
    for language, ranges in _data()["scripts"].items():
        if any(int(span.split("-")[0], 16) <= point <= int(span.split("-")[1], 16) for span in ranges):
            return str(language)
    return ""


def _by_letters(sample: str, script: str) -> str:
    """A rarer language of the script when its own letters are there (one in fifty, at least)."""
    rarer = {"ar": ("ur", "fa"), "ru": ("uk",)}.get(script, ())
    letters = sum(char.isalpha() for char in sample)
    for language in rarer:
        own = sum(char in _data()["letters"][language] for char in sample)
        if own * 50 >= letters:
            return language
    return script


def _latin(sample: str) -> str:
    """The language with most of its function words in the sample, if it is ahead of English and of the second."""
    words = Counter(WORD.findall(sample.replace("’", "'")))
    scores: dict[str, float] = {}
    for language in _data()["words"]:
        common = sum(count for word, count in words.items() if word in _words("words", language))
        marks = set(_data()["marks"].get(language, ""))
        scores[language] = common + sum(count / 2 for word, count in words.items() if marks & set(word))
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    sure = scores[best] >= 2 and scores[best] > scores[second] and scores[best] * 8 >= words.total()
    return best if sure else "en"


def direction(language: str, text: str) -> Direction:
    """The way most letters of `text` run; the way of its language when it has no letters or as many of both."""
    kinds = Counter(unicodedata.bidirectional(char) for char in text[:SAMPLE])
    rightward, leftward = kinds["L"], kinds["R"] + kinds["AL"]
    if rightward != leftward:
        return "rtl" if leftward > rightward else "ltr"
    tag = language.lower().replace("_", "-").split("-")
    scripts = [part for part in tag[1:] if len(part) == 4 and part.isalpha()]
    known = _data()["direction"]
    if scripts:
        return "rtl" if scripts[0] in known["rtl_scripts"] else "ltr"
    return "rtl" if tag[0] in known["rtl_languages"] else "ltr"


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
