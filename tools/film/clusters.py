"""Writing without spaces: characters that are one for the reader, and where a line may end between them.

Chinese and Japanese break between nearly any two characters, so the character classes say how well. Thai, Lao, Khmer
and Burmese break between words only: known words are found, and between unknown letters only what spelling says is
used, for a leading vowel begins a syllable. Python's `unicodedata` has no line break
property (UAX 14): blocks stand for it.
"""

import unicodedata
from collections.abc import Collection, Sequence

ENDS_SENTENCE = frozenset(".!?…。！？؟۔।॥")
ENDS_CLAUSE = frozenset(",;:—–،؛、，；：")
CLOSES = frozenset("\"'”’»›)]}」』）】》〉")
NOT_FIRST = ENDS_SENTENCE | ENDS_CLAUSE | CLOSES | frozenset("ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・·%％‰°ๆฯ")
NOT_LAST = frozenset("「『（【《〈“‘«‹([{¿¡·・$€£¥₹#№§")
FIXED = "\u00a0\u202f\u2007"
"""Spaces at which no line ends."""

SENTENCE, CLAUSE, PHRASE, PLAIN, LEANING, INSIDE, GLUED = 0, 2, 5, 9, 70, 90, 130
"""What it costs to break: after a sentence, after a clause, before a phrase, between words, after a word that leans on
the next one, inside a word, inside what is one for the eye (a number and its unit)."""
_SOMEWHERE, _COMPOUND, _SYLLABLE = 12, 60, 24

_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ")
_LEADING = frozenset("เแโใไເແໂໃໄ")  # Thai and Lao vowels that are written before their consonant
_TRAILING = frozenset("ะาำๅๆฯະາຳຯໆ")  # and those that are written after it, with signs of repetition
_ENDS_SYLLABLE = frozenset("ะๆฯະໆຯ")
_VIRAMA = 9  # canonical combining class of signs that join two consonants
_SPACE_FREE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))  # Thai and Lao, Burmese, Khmer
_ENDINGS = frozenset("はがをにでともへやてたるうくすいなば")  # kana that end a Japanese phrase before another script
_PARTICLES = frozenset("はがをにでも")
_ENCLITICS = frozenset("的了着过们")  # belong to the word before them
_AFTER_CHINESE = frozenset("了着过们时后")


def clings(char: str) -> bool:
    """Whether the character belongs to the one before it: a mark, a selector, a joiner, a skin tone, a tag."""
    point = ord(char)
    if 0x1F3FB <= point <= 0x1F3FF or 0xE0020 <= point <= 0xE007F or point in (0x200B, 0x200D) or char in _TRAILING:
        return True
    return unicodedata.category(char) in ("Mn", "Mc", "Me")


def clusters(word: str) -> list[str]:
    """User-perceived characters, nearly: a base with all that clings to it, conjuncts, pairs of regional letters."""
    found: list[str] = []
    for char in word:
        before = found[-1] if found else ""
        joined = bool(before) and (
            clings(char)
            or before.endswith("\u200d")
            or (unicodedata.combining(before[-1]) == _VIRAMA and unicodedata.category(char) == "Lo")
            or (before[-1] in _LEADING and unicodedata.category(char) == "Lo")
        )
        flag = len(before) == 1 and _regional(char) and _regional(before)
        if joined or flag:
            found[-1] += char
        else:
            found.append(char)
    return found


def runs(
    word: str, language: str, known: Collection[str], before: Collection[str], leans: Collection[str]
) -> list[tuple[str, int]]:
    """A word's parts between which a line may end, each with the cost of a break after it (the last one's is 0).

    `known` are words of the language's script without spaces, `before` those before which it breaks well, `leans` those
    after which it breaks badly.
    """
    parts = clusters(word)
    inside = _word_starts(parts, known)
    found: list[tuple[str, int]] = []
    for i, cluster in enumerate(parts):
        cost = _cost(parts, i, language, inside, before, leans) if i else None
        if cost is None and found:
            found[-1] = (found[-1][0] + cluster, 0)
            continue
        if found and cost is not None:
            found[-1] = (found[-1][0], cost)
        found.append((cluster, 0))
    return found


def _word_starts(parts: Sequence[str], known: Collection[str]) -> dict[int, str]:
    """Where known words begin in the clusters, the cut with the fewest clusters unknown; "" begins an unknown."""
    if not known:
        return {}
    longest = max(map(len, known))
    best: list[tuple[int, int, tuple[tuple[int, str], ...]]] = [(0, 0, ())]
    for end in range(1, len(parts) + 1):
        unknown, count, cut = best[end - 1]
        options = [(unknown + 1, count, cut if cut and cut[-1][1] == "" else (*cut, (end - 1, "")))]
        text = ""
        for start in range(end - 1, -1, -1):
            text = parts[start] + text
            if len(text) > longest:
                break
            if text in known:
                unknown, count, cut = best[start]
                options.append((unknown, count + 1, (*cut, (start, text))))
        best.append(min(options, key=lambda option: option[:2]))
    return dict(best[-1][2])


def _cost(
    parts: Sequence[str],
    i: int,
    language: str,
    starts: dict[int, str],
    before: Collection[str],
    leans: Collection[str],
) -> int | None:
    """The cost of a break before cluster `i`; None where no line may end."""
    ahead, behind = parts[i - 1], parts[i]
    if behind[0] in NOT_FIRST or ahead[-1] in NOT_LAST:
        return None
    if ahead[-1] == "\u200b":
        return PLAIN
    if space_free(ahead[0]) or space_free(behind[0]):
        cost = _syllabic(ahead, behind, i, starts, before)
        return LEANING if cost is not None and _word_of(starts, i - 1) in leans else cost
    if not (unspaced(ahead[-1]) or unspaced(behind[0])):
        return None
    last = ahead[-1]
    if last in ENDS_SENTENCE:
        return SENTENCE
    if last in ENDS_CLAUSE or last in CLOSES:
        return CLAUSE
    if last.isdecimal():
        return GLUED
    return _ideographic(parts, i, language, starts, before, leans)


def _ideographic(
    parts: Sequence[str],
    i: int,
    language: str,
    starts: dict[int, str],
    before: Collection[str],
    leans: Collection[str],
) -> int | None:
    """Chinese and Japanese: between known words, else as the characters say."""
    if i not in starts and _word_of(starts, i):
        return None
    if _word_of(starts, i - 1) in leans:
        return LEANING
    if starts.get(i) in before:
        return PHRASE
    if language == "ja":
        return PLAIN if starts.get(i) else _japanese(parts, i)
    if parts[i] in _ENCLITICS and not starts.get(i):
        return LEANING
    return PHRASE + 2 if parts[i - 1] in _AFTER_CHINESE else _SOMEWHERE + 4 * (parts[i - 1] in "的地")


def _word_of(starts: dict[int, str], i: int) -> str:
    """The known word that holds cluster `i`, "" where none does."""
    return starts[max(at for at in starts if at <= i)] if starts else ""


def _syllabic(ahead: str, behind: str, i: int, starts: dict[int, str], before: Collection[str]) -> int | None:
    """Thai and its neighbours: between known words, else where spelling shows a syllable."""
    if i in starts:
        return PHRASE if starts[i] in before else PLAIN if starts[i] and _word_of(starts, i - 1) else _SOMEWHERE
    return _SYLLABLE if _word_of(starts, i) == "" and (behind[0] in _LEADING or ahead[-1] in _ENDS_SYLLABLE) else None


def _japanese(parts: Sequence[str], i: int) -> int | None:
    """By the classes of the characters: a phrase ends in hiragana, and the next one begins in another script."""
    ahead, behind = parts[i - 1], parts[i]
    left, right = _class(ahead), _class(behind)
    if left == "hiragana" and right != "hiragana":
        if ahead in "おご":
            return INSIDE
        return PLAIN + 2 if ahead == "の" else PHRASE if ahead in _ENDINGS else _SOMEWHERE + 2
    if left == right == "hiragana":
        if ahead == "を":
            return PHRASE
        noun = i > 1 and _class(parts[i - 2]) != "hiragana"
        return PHRASE + 2 if noun and ahead in _PARTICLES and behind not in "はもにのがをでとかさ" else LEANING
    if left == right == "katakana":
        return None
    if right == "hiragana":
        return INSIDE
    return _COMPOUND if left == right else _SOMEWHERE + 2


def _class(cluster: str) -> str:
    name = unicodedata.name(cluster[0], "")
    if cluster[0] == "ー" or name.startswith("KATAKANA"):
        return "katakana"
    return "hiragana" if name.startswith("HIRAGANA") else "ideograph" if name.startswith("CJK ") else "other"


def space_free(char: str) -> bool:
    """Whether the character's script writes no space between words and ends lines between words only."""
    return any(first <= ord(char) <= last for first, last in _SPACE_FREE)


def unspaced(char: str) -> bool:
    """Whether a line may end next to the character: Chinese and Japanese."""
    if ord(char) <= 0x2E7F:
        return False
    named = unicodedata.name(char, "").startswith(_UNSPACED)
    return named or unicodedata.east_asian_width(char) == "F" or char in "。、々"


def _regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF
