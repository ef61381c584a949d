"""Characters as a voice and a caption can use them: composed, visible, in reading order."""

import re
import unicodedata

# Scripts whose spelling needs U+200C and U+200D: Arabic to N'Ko, the Indic ones, Burmese, Khmer, Mongolian.
JOINING = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufeff"
# Scripts without spaces, whose words U+200B may part: Thai and Lao, Burmese, Khmer.
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
DRAWN = "\u2190-\u2bff\U0001f000-\U0001faff"
PICTURES = DRAWN + "\ufe0f"

BREAKS = re.compile("\r\n?|[\x0b\x85\u2028]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Never seen by a reader: controls, lone surrogates, bidirectional marks, fillers, noncharacters, private use.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0100-\U000e01ef\U000f0000-\U0010ffff]"
)
# Letters written as tags: a flag of a region may hold some, anywhere else they hide a message.
TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f)|[\U000e0000-\U000e007f]")
# Latin ligatures, and Arabic letters stored by their shape (except the signs from U+FDF0 on).
SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc]")
JOINERS = re.compile("[\u200b-\u200d]+")
SELECTORS = re.compile(f"(?<![{DRAWN}#*0-9©®™‼⁉ℹ〰〽㊗㊙])[\ufe0e\ufe0f]+|(?<=[\ufe0e\ufe0f])[\ufe0e\ufe0f]+")


_JOINING = re.compile(f"[{JOINING}]")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_PICTURES = re.compile(f"[{PICTURES}]")


def tidy(text: str) -> str:
    """The text in NFC with plain spaces, letters for ligatures, and nothing that a reader would not see.

    Line feeds, tabs and form feeds (page breaks) stay; U+2029 becomes an empty line.
    """
    text = BREAKS.sub("\n", text).replace("\u2029", "\n\n")
    text = TAGS.sub(lambda match: match.group(1) or "", SPACES.sub(" ", text))
    text = SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), UNSEEN.sub("", text))
    text = SELECTORS.sub("", JOINERS.sub(_joiner, text))
    return unicodedata.normalize("NFC", text)


def _joiner(match: re.Match[str]) -> str:
    """The one zero-width character that the spelling around it needs, or none."""
    text, mark = match.string, match.group()[0]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if mark == "\u200b":
        return mark if _SPACELESS.match(before) and _SPACELESS.match(after) else ""
    if _JOINING.match(before) and (_JOINING.match(after) or mark == "\u200d"):
        return mark
    return mark if mark == "\u200d" and _PICTURES.match(before) and _PICTURES.match(after) else ""


def one_line(text: str) -> str:
    """The text with single spaces for any white space, none at its ends."""
    return " ".join(text.split())
