"""The marks of a script: screenplay and Markdown marks are understood and not spoken, every other word stays.

A script without marks comes back word for word, a scene a paragraph. Headings, sluglines and scene breaks open the
scenes when there are any; the paragraphs between them are joined into them.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from agents.rules.inline import bare, pieces
from agents.rules.lines import ITEM, QUOTED, STAMP, numbered, stamped
from core.scene import Value

UNDERLINED = 80  # characters of the longest line that a line of dashes makes a heading
DIRECTION = 8  # words of the longest stage direction in round brackets
PAUSE = 1.0  # seconds of a pause that gives no length
BEAT = 0.7  # seconds of a beat, an actor's short pause
LONGEST_PAUSE = 10.0  # seconds
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(\S.*)$")
UNDERLINE = re.compile(r"[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$")
BREAK = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,})$")
FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)[\w+-]{0,20}[ \t]*$")
SLUG = re.compile(r"(?:\d{1,3}\.?[ \t]+)?(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ][ \t]*\S.{0,120}$")
CUT = re.compile(
    r"(?:(?:SMASH|HARD|MATCH|JUMP|QUICK)[ \t]+)?"
    r"(?:FADE[ \t]+(?:IN|OUT|TO|UP)(?:[ \t]+(?:BLACK|WHITE))?|CUT[ \t]+TO(?:[ \t]+\w+)?|DISSOLVE[ \t]+TO|WIPE[ \t]+TO|"
    r"BACK[ \t]+TO|INTERCUT|TITLE[ \t]+CARD|END[ \t]+CREDITS|ROLL[ \t]+CREDITS)[:.]?$"
)
ARROW = re.compile(r"\d{1,2}:\d\d(?::\d\d)?[.,]\d{1,3}[ \t]*-->[ \t]*\d{1,2}:\d\d(?::\d\d)?[.,]\d{1,3}.*$")
SPEAKER = re.compile(
    r"[*_]{0,3}(?P<name>[^\W\d_][\w.'’ -]{0,38}?)[ \t]*(?:[*_]{0,3}\((?P<how>[^()\n]{1,40})\))?"
    r"[*_]{0,3}[:：][*_]{0,3}(?=\s|$)[ \t]*"
)
CUE = re.compile(r"(?P<name>[^\W\d_][\w.'’ -]{0,38}?)[ \t]*(?:\([^()\n]{1,30}\)[ \t]*)?$")
SCENE = re.compile(r"(\w+)[ \t]+(?:\d{1,3}|[IVX]{1,5})(?:[ \t]*[:.–—-][ \t]*[^.!?\n]{0,80})?[:.]?$")
NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)[ ]?(ms\b)?")
WORD = re.compile(r"[^\W\d_][\w-]*")
CLOSING = re.compile(r"\s*[.,;:!?…،؛؟。，！？”’»)\]]+(?=\s|$)")
STAGED = re.compile(r"(?:\[[^\[\]\n]+\]|\([^()\n]+\))[.:]?$")


class MarkedText(Value):
    """What one voice says at a stretch; `pause` is the silence after it in seconds, None when none was marked."""

    text: str
    speaker: str | None = None
    pause: float | None = None


class MarkedScene(Value):
    """A scene and its texts, which have at least one word each."""

    heading: str | None = None
    paragraphs: tuple[MarkedText, ...]


class Marked(Value):
    """A script without its marks; `notes` say in sentences what is not spoken."""

    title: str | None = None
    scenes: tuple[MarkedScene, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Text:
    lines: list[str] = field(default_factory=list)
    speaker: str | None = None
    pause: float | None = None
    first: bool = True
    """Whether it opens a paragraph."""
    broken: bool = False
    """Whether its last line is ended."""


@dataclass
class _Scene:
    heading: str | None = None
    texts: list[_Text] = field(default_factory=list)


def parse(script: str, language: str) -> Marked:
    """Understand the marks of a script in a BCP 47 language; a script of nothing but marks has no scenes."""
    text, hidden = _without_comments(script)
    reader = _Reader(text.splitlines(), language)
    if hidden:
        reader.note("comment", hidden)
    reader.run()
    return Marked(title=reader.title, scenes=tuple(_scenes(reader)), notes=tuple(reader.said()))


def _without_comments(script: str) -> tuple[str, int]:
    kept, at, count = [], 0, 0
    while (start := script.find("<!--", at)) >= 0 and (end := script.find("-->", start + 4)) >= 0:
        kept.append(script[at:start])
        at, count = end + 3, count + 1
    return "".join([*kept, script[at:]]), count


def _scenes(reader: "_Reader") -> Iterable[MarkedScene]:
    for scene in reader.scenes:
        group: list[MarkedText] = []
        for one in scene.texts:
            if one.first and group and not reader.opened:
                yield MarkedScene(heading=scene.heading, paragraphs=tuple(group))
                group = []
            group.append(MarkedText(text=_told(one.lines), speaker=one.speaker, pause=one.pause))
        if group:
            yield MarkedScene(heading=scene.heading, paragraphs=tuple(group))


def _told(lines: list[str]) -> str:
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


@lru_cache(maxsize=16)
def _words(language: str) -> dict[str, frozenset[str]]:
    data = tomllib.loads(files(__package__).joinpath("marks.toml").read_text("utf-8"))
    own = data.get(language.lower().replace("_", "-").split("-")[0], {})
    return {name: frozenset(f"{words} {own.get(name, '')}".split()) for name, words in data["en"].items()}


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: list[str], language: str) -> None:
        self.lines = lines
        self.words = _words(language)
        self.title: str | None = None
        self.scenes = [_Scene()]
        self.opened = False
        self._notes: Counter[str] = Counter()
        self._fresh = True  # the next text opens a paragraph
        self._text: _Text | None = None
        self._speaker: str | None = None
        self._names = Counter(
            match["name"] for line in lines if (match := SPEAKER.match(QUOTED.sub("", line, count=1).strip()))
        )
        self._stamped = stamped(lines)
        self._numbered = numbered(lines)
        self._screenplay = any(SLUG.match(line.strip()) or CUT.match(line.strip()) for line in lines)
        self._tops = sum(1 for line in lines if (match := HEADING.match(line)) and len(match[1]) == 1)

    def run(self) -> None:
        """Read every line."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at].strip()
            if not line:
                self._end()
            elif self._underlined(at):
                at += 1
            elif not self._mark(at, line):
                self._spoken(at, line)
            at += 1

    def note(self, kind: str, count: int = 1) -> None:
        """Count a mark that is not spoken."""
        self._notes[kind] += count

    def said(self) -> list[str]:
        """The notes, a sentence each."""
        return [
            f"{count} {kind}{'' if count == 1 else 's'} of the script {'is' if count == 1 else 'are'} not spoken."
            for kind, count in self._notes.items()
        ]

    def _end(self) -> None:
        if self._text is not None:
            self._speaker = None
        self._text, self._fresh = None, True

    def _open(self, heading: str | None) -> None:
        self._end()
        self._speaker = None
        self.opened = True
        self.scenes.append(_Scene(heading))

    def _underlined(self, at: int) -> bool:
        """Whether the line and the dashes under it are a heading."""
        line, below = self.lines[at].strip(), self.lines[at + 1] if at + 1 < len(self.lines) else ""
        alone = at == 0 or not self.lines[at - 1].strip()
        if not (alone and UNDERLINE.match(below)) or len(line) > UNDERLINED or line[-1] in ".!?…。؟,;:،؛":
            return False
        if not any(char.isalnum() for char in line) or HEADING.match(line) or SPEAKER.match(line):
            return False
        self._headed(bare(line), top=below.strip().startswith("="))
        return True

    def _headed(self, words: str, *, top: bool) -> None:
        begun = self.title is not None or len(self.scenes) > 1 or self.scenes[0].texts
        if top and not begun and self._tops <= 1:
            self.title = words
            self._end()
        else:
            self._open(words)

    def _mark(self, at: int, line: str) -> bool:
        """Whether the line is a mark and nothing else; then it is dealt with."""
        if match := HEADING.match(line):
            self._headed(bare(_unfenced(match[2])), top=len(match[1]) == 1)
        elif BREAK.match(line):
            self._open(None)
        elif SLUG.match(line) or self._scene_name(line):
            self._open(bare(line).rstrip(":"))
        elif CUT.match(line):
            self._end()
            self.note("camera direction")
        elif ARROW.match(line) or self._counts_caption(at, line):
            self._end()
        else:
            return bool(FENCE.match(line)) or self._titled(line) or self._cued(at, line) or self._staged(at, line)
        return True

    def _counts_caption(self, at: int, line: str) -> bool:
        return line.isdigit() and at + 1 < len(self.lines) and ARROW.match(self.lines[at + 1].strip()) is not None

    def _scene_name(self, line: str) -> bool:
        match = SCENE.match(bare(line))
        return match is not None and match[1].lower() in self.words["scenes"]

    def _titled(self, line: str) -> bool:
        """Whether the line is `Title: ...` before anything else."""
        match = SPEAKER.match(line)
        first = self.title is None and len(self.scenes) == 1 and not self.scenes[0].texts
        if (
            not (match and first)
            or match["name"].lower() not in self.words["titles"]
            or not line[match.end() :].strip()
        ):
            return False
        self.title = bare(line[match.end() :])
        self._end()
        return True

    def _cued(self, at: int, line: str) -> bool:
        """Whether the line is a name alone, as a screenplay sets it over what is said."""
        match = CUE.match(line)
        over = at + 1 < len(self.lines) and self.lines[at + 1].strip()
        under = at == 0 or not self.lines[at - 1].strip()
        if not (self._screenplay and over and under and match and _is_upper(match["name"])):
            return False
        self._end()
        self._speaker = match["name"].strip()
        return True

    def _staged(self, at: int, line: str) -> bool:
        """Whether the line is a stage direction in brackets, alone in its paragraph or among names and pauses."""
        if not STAGED.match(line) or not any(char.isalpha() for char in line):
            return False
        said = line.strip("[]().: ")
        if (pause := self._pause(said)) is not None:
            self._paused(pause)
            return True
        alone = all(not 0 <= near < len(self.lines) or not self.lines[near].strip() for near in (at - 1, at + 1))
        square = line.startswith("[") and (alone or self._is_sound(said))
        short = len(said.split()) <= DIRECTION and said[-1] not in ".!?…؟"
        directed = line.startswith("(") and short and (alone or (self._text is None and self._speaker is not None))
        if square or directed:
            self.note("stage direction")
        return square or directed

    def _spoken(self, at: int, line: str) -> None:
        line = QUOTED.sub("", line, count=1)
        if at in self._stamped and (match := STAMP.match(line)):
            line = line[match.end() :]
            self.note("time stamp")
        item = ITEM.match(line)
        if item and (item["bullet"] or at in self._numbered):
            line = line[item.end() :]
            self._text = None
        line = self._named(line)
        for piece in pieces(line):
            if isinstance(piece, str):
                self._say(piece)
            elif (pause := self._pause(piece.inside)) is not None:
                self._paused(pause)
            elif piece.hidden or self._is_sound(piece.inside):
                self.note(piece.kind)
            else:
                self._say(piece.text)
        if self._text is not None:
            self._text.broken = True

    def _named(self, line: str) -> str:
        """The line without the name of who speaks, which is kept."""
        match = SPEAKER.match(line)
        if not match or not self._is_name(match["name"].strip()):
            return line
        self._speaker, self._text = match["name"].strip(), None
        return line[match.end() :]

    def _is_name(self, name: str) -> bool:
        lower = name.lower()
        if lower in self.words["labels"] or lower.split()[0] in self.words["labels"] or len(name.split()) > 4:
            return False
        capital = not name[0].islower()
        return lower in self.words["roles"] or _is_upper(name) or (self._names[name] >= 2 and capital)

    def _say(self, piece: str) -> None:
        if not piece.strip():
            if self._text is not None and not self._text.broken:
                self._text.lines[-1] += piece
            return
        if self._text is not None and self._text.pause is not None:
            closing = CLOSING.match(piece)
            if closing:
                self._text.lines[-1] = self._text.lines[-1].rstrip() + closing[0].strip()
                piece = piece[closing.end() :]
            self._text = None
        if not piece.strip():
            return
        if self._text is None:
            self._text = _Text(speaker=self._speaker, first=self._fresh)
            self.scenes[-1].texts.append(self._text)
            self._fresh = False
        if self._text.broken or not self._text.lines:
            self._text.lines.append("")
            self._text.broken = False
        self._text.lines[-1] += piece

    def _pause(self, inside: str) -> float | None:
        """Seconds of a pause mark, None when it is another mark."""
        words = inside.lower().translate(DIGITS).replace(":", " ").replace("=", " ").split()
        if not any(word in self.words["pauses"] for word in words[:2]) or len(words) > 4:
            return None
        number = NUMBER.search(" ".join(words).replace(",", "."))
        if number:
            seconds = float(number[1]) / (1000 if number[2] == "ms" else 1)
            return min(max(seconds, 0.0), LONGEST_PAUSE)
        rest = [word for word in words if word not in self.words["pauses"]]
        if not rest:
            return BEAT if "beat" in words else PAUSE
        if len(rest) == 1 and rest[0] in self.words["long"] | self.words["short"]:
            return 2 * PAUSE if rest[0] in self.words["long"] else PAUSE / 2
        return None

    def _paused(self, seconds: float) -> None:
        texts = self.scenes[-1].texts
        if texts:
            texts[-1].pause = min((texts[-1].pause or 0.0) + seconds, LONGEST_PAUSE)
        else:
            self.note("pause before the first word")

    def _is_sound(self, inside: str) -> bool:
        first = WORD.match(inside.strip())
        return first is not None and first[0].lower() in self.words["sounds"]


def _unfenced(heading: str) -> str:
    """The heading without the number signs that close it."""
    core = heading.rstrip().rstrip("#")
    return core.rstrip() if core.endswith((" ", "\t")) else heading.rstrip()


def _is_upper(name: str) -> bool:
    return name == name.upper() != name.lower() and sum(char.isalpha() for char in name) > 1
