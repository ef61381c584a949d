"""The words of a film: those of its captions, and what its manifest says of each sentence.

Nothing here raises for a file that is missing or broken: what cannot be read says nothing.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from tools.measure.metrics.port import Made

TIMING = re.compile(r"^\s*(?:\d+:)?\d+:\d\d[.,]\d+\s+-->\s")
TAG = re.compile(r"<[^>]*>")
END = re.compile(r"(?<=[.!?…؟।])[\"'”’»)\]]*\s+|(?<=[。！？])|\n+")
ANNOUNCED = re.compile(r"^\s*[^\W\d]{1,20}\s*\d{1,3}\s*[:：.](?:\s+|$)|^\s*\d{1,3}\s*[:：.)](?:\s+|$)")
"""What counts the facts or steps off at the head of a sentence: `Fact 1:`, `Step 2.`, `3)`."""
MARKS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}
DIRECTIONS = str.maketrans("", "", "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Beat(_Read):
    """What a manifest says of one beat."""

    id: str
    scene: str = ""
    start: float
    end: float
    narration_text: str = ""
    spoken_text: str = ""
    announced: str = ""
    image_prompt: str = ""
    placeholder: bool = False
    reason: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is told, without what counts it off."""
        return self.narration_text.removeprefix(self.announced).strip()


class Style(_Read):
    """The style that a manifest names."""

    name: str
    tokens: str = ""


class Stood(_Read):
    """What stood in for something, in which beats (none: the whole film)."""

    capability: str
    reason: str = ""
    beats: tuple[str, ...] = ()


class Receipt(_Read):
    """A call that was paid: tokens read and written; none of a picture or a voice."""

    read: int = 0
    written: int = 0


class Told(_Read):
    """What a manifest says, as far as the metrics use it."""

    language: str = ""
    title: str = ""
    draft: bool = False
    request: dict[str, Any] = {}
    style: Style | None = None
    beats: tuple[Beat, ...] = ()
    substitutions: tuple[Stood, ...] = ()
    receipts: tuple[Receipt, ...] = ()


class Quote(_Read):
    """What a source says for a sentence."""

    source: str
    quote: str


class Sentence(_Read):
    """A sentence with its quotes."""

    beat: str
    text: str
    quotes: tuple[Quote, ...] = ()


class Source(_Read):
    """A source by its id; a script is its own source."""

    id: str
    kind: str = ""


class Cited(_Read):
    """What sources.json says."""

    sources: tuple[Source, ...] = ()
    sentences: tuple[Sentence, ...] = ()


def told(made: Made) -> Told:
    """The manifest; an empty one where there is none, or none that can be read."""
    try:
        return Told.model_validate(made.manifest)
    except (OSError, ValueError, ValidationError):
        return Told()


def cited(made: Made) -> Cited:
    """The folder's sources.json; an empty one where there is none, or none that can be read."""
    path = made.folder / "sources.json" if made.folder is not None else None
    if path is None or not path.is_file():
        return Cited()
    try:
        return Cited.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return Cited()


def captions(made: Made) -> str | None:
    """The captions' words, one cue a line; None for a film without a captions file that can be read."""
    path = made.srt or made.vtt
    return None if path is None else _cues(path)


def narration(made: Made) -> str:
    """What the film says in words: its captions, else what its manifest says is spoken."""
    return captions(made) or " ".join(beat.narration_text for beat in told(made).beats)


def description(made: Made) -> str:
    """The text for publishing beside the film (description.txt); empty where there is none that can be read."""
    path = made.folder / "description.txt" if made.folder is not None else None
    try:
        return path.read_text(encoding="utf-8") if path is not None else ""
    except (OSError, UnicodeDecodeError):
        return ""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without what counts them off."""
    parts = (ANNOUNCED.sub("", part).strip() for part in END.split(text))
    return tuple(part for part in parts if any(char.isalnum() for char in part))


def spoken_sentences(made: Made) -> tuple[str, ...]:
    """The film's sentences: those of the manifest's beats, else those of its captions, whose lines are joined."""
    beats = [beat.sentence for beat in told(made).beats if beat.sentence]
    if beats:
        return tuple(sentence for beat in beats for sentence in sentences(beat))
    return sentences(" ".join(narration(made).split()))


def words(text: str) -> list[str]:
    """The words of a text in lower case; each character of a script that has no spaces is one."""
    plain = unicodedata.normalize("NFC", text).translate(DIRECTIONS).casefold()
    spaced = "".join(map(_lettered, plain)).replace("’", "'")
    return [word.strip("'") for word in spaced.split() if word.strip("'")]


def _lettered(char: str) -> str:
    if not (char.isalnum() or char in "'’" or unicodedata.category(char)[0] == "M"):
        return " "
    wide = unicodedata.east_asian_width(char) in "WF" and char.isalpha() and not "\uac00" <= char <= "\ud7a3"
    return f" {char} " if wide else char


def _cues(path: Path) -> str | None:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    kept: list[str] = []
    inside = False
    for line in lines:
        if TIMING.match(line):
            inside = True
            kept.append("")
        elif not line.strip():
            inside = False
        elif inside:
            kept[-1] = f"{kept[-1]} {line.strip()}".strip()
    text = TAG.sub("", "\n".join(kept))
    for mark, char in MARKS.items():
        text = text.replace(mark, char)
    return text.translate(DIRECTIONS)
