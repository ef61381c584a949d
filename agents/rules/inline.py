"""Marks inside a line: what they mark is kept, the marks are not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is left as it stands: code, whose signs are no marks, and addresses.
CODE = re.compile(r"(?P<ticks>`{1,2})(?!`)(?P<code>[^`\n]{1,300})(?P=ticks)(?!`)")
IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
BREATH = re.compile(r"<break(?: time=[\"'](?P<time>[\d.]{1,6}m?s)[\"'])?[^<>\n]{0,60}/?>")
TAG = re.compile(r"<br ?/?>")
NOTE = re.compile(r"\[\^[\w-]{1,20}\](?!\()")
BRACKETS = re.compile(r"\[(?P<square>[^\[\]\n]{1,200})\](?!\()|\((?P<round>[^()\n]{1,40})\)")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}")
MARK = re.compile(
    "|".join(
        f"(?P<{name}>{re.sub(r'[?]P<[a-z]+>', '?:', one.pattern)})"
        for name, one in (("image", IMAGE), ("link", LINK), ("breath", BREATH), ("tag", TAG), ("note", NOTE))
    )
    + f"|(?P<address>{ADDRESS.pattern})|(?P<brackets>{re.sub(r'[?]P<[a-z]+>', '?:', BRACKETS.pattern)})"
)
_OPENS = r"(?=[\"'“‘«(¿¡\[]{0,2}[^\W_])"
EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark[-1]}\\]){re.escape(mark)}{_OPENS}(.{{1,400}}?)(?<=[^\s\\]){re.escape(mark)}(?![\w{mark[-1]}])"
    )
    for mark in ("***", "___", "**", "__", "~~", "*", "_")
)
ESCAPED = re.compile(r"\\([*_`#\[\]~>])")


@dataclass(frozen=True)
class Mark:
    """A mark in brackets: `inside` is what the brackets hold, `hidden` whether it is a mark whatever it holds."""

    text: str
    inside: str
    kind: str = "sound mark"
    hidden: bool = False


def pieces(line: str) -> Iterator[str | Mark]:
    """The line as words and marks, in order; emphasis, links, code and tags are reduced to their words."""
    text, codes = _without_code(line)
    for one in EMPHASIS:
        text = one.sub(lambda match: match[1], text)
    at = 0
    for match in MARK.finditer(text):
        yield _back(text[at : match.start()], codes)
        yield _mark(match, codes)
        at = match.end()
    yield _back(text[at:], codes)


def bare(line: str) -> str:
    """The line's words without marks."""
    said = (piece if isinstance(piece, str) else "" if piece.hidden else piece.text for piece in pieces(line))
    return " ".join("".join(said).split())


def _mark(match: re.Match[str], codes: list[str]) -> str | Mark:
    text = match.group()
    if match["address"]:
        return _back(text, codes)
    if match["link"]:
        found = LINK.match(text)
        return _back(found["words"] if found else text, codes)
    held = _back(text, codes)
    if match["tag"]:
        return " " if text.startswith("<br") else ""
    if match["breath"]:
        timed = BREATH.match(text)
        return Mark(held, f"pause {(timed and timed['time']) or ''}", hidden=True)
    if match["image"]:
        return Mark(held, "", "picture", hidden=True)
    if match["note"]:
        return Mark(held, "", "footnote mark", hidden=True)
    return Mark(held, held[1:-1].strip())


def _without_code(line: str) -> tuple[str, list[str]]:
    """The line with a private letter for each piece of code and each address, which hold no other marks."""
    kept: list[str] = []

    def put(match: re.Match[str]) -> str:
        kept.append(match["code"] or match.group())
        return HELD

    if HELD in line:
        return line, kept
    return HELDS.sub(put, line), kept


def _back(text: str, codes: list[str]) -> str:
    text = ESCAPED.sub(r"\1", text)
    if not codes or HELD not in text:
        return text
    first, *rest = text.split(HELD)
    return first + "".join(codes.pop(0) + part for part in rest)


HELD = "\ue0ff"  # of the private use area: in no script
HELDS = re.compile(CODE.pattern + "|(?<!\\()" + ADDRESS.pattern + "(?<![)*_.,])")
