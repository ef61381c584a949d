"""What a free-text request asks for: the topic, and the wishes about how it is made."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from agents.rules import abroad
from agents.rules.announcement import announces, dated
from agents.rules.announcement import script as announced
from agents.rules.folding import Folded, fold, fold_pattern
from agents.rules.phrases import numeral, pattern, seconds_of, tables
from agents.rules.sense import assumed
from core.models import Aspect, CaptionMode
from core.scene import Value

Shape = Literal["explainer", "list", "steps", "story"]

LONGEST = 2_000  # characters of an instruction; longer prose is material
HEAD = 240  # characters of an instruction that stands over or under a script
MOST = 50  # of a numbered list
PROSE = 80  # words from which a text is more than an instruction
BREAKS = 2  # empty lines between the paragraphs of an article
EDGES = " \t\n,.;:؛،-–—!…、，。；："


class Reading(Value):
    """What was read. None, empty and false mean: not said; `evidence` has the phrase behind each option."""

    topic: str
    bare: bool = Field(default=False, exclude=True, description="nothing but wishes was said: the topic is their words")
    duration: float | None = None
    aspect: Aspect | None = None
    count: int | None = None
    shape: Shape | None = None
    audience: str | None = None
    age: int | None = None
    style: str | None = None
    language: str | None = None
    tone: str | None = None
    captions: CaptionMode | None = None
    music: str | None = None
    avoid: tuple[str, ...] = ()
    verbatim: bool = False
    names: tuple[str, ...] = ()
    script: str | None = None
    assumption: str | None = None
    evidence: dict[str, str] = Field(default_factory=dict)


def read(text: str) -> Reading:
    """Read a request; durations are in seconds and as said, language is a BCP 47 tag.

    A script that the request carries is set apart and not read for wishes.
    """
    instruction, script = _parts(text)
    reader = _Reader(instruction)
    if len(instruction) <= LONGEST:
        reader.run()
    left, said = reader.topic(), reader.said
    topic = left or _first_line(script or "") or " ".join(text.split())
    if script is None and left and "shape" not in said and announces(left):
        script, said["verbatim"] = announced(left), True
    return Reading(
        topic=topic,
        bare=not left,
        script=script,
        assumption=assumed(topic, instruction),
        avoid=tuple(reader.avoid),
        names=tuple(reader.names(said.get("shape") == "story")),
        verbatim=said.pop("verbatim", None) is not None,
        evidence=reader.evidence,
        **said,
    )


def _parts(text: str) -> tuple[str, str | None]:
    """The instruction and the text that stands under it, over it or after its colon, or is all that there is."""
    text = text.strip()
    blocks = re.split(r"\n[ \t\r]*\n", text, maxsplit=1)
    if len(blocks) == 2 and _instructs(blocks[0]) and blocks[1].strip():
        more = not blocks[0].rstrip().endswith(":") and _instructs(blocks[1])
        return (text, None) if more else (blocks[0], blocks[1].strip())
    folded = fold(text)
    for match in _rule_matches("verbatim", folded):
        after = re.compile(r"[^\n:.]{0,40}(?::|\n)\s*(?=\S)").match(folded.text, match.end())
        if after:
            place = folded.places[after.end()]
            return text[:place], text[place:].strip()
    opening = re.match(r"[^\n:]{1,240}(?::[ \t]*\n?|\n)\s*(?=\S)", text)
    if opening and len(text.split()) > PROSE and pattern(tables()["pasted"]["article"]).search(fold(opening[0]).text):
        return text[: opening.end()], text[opening.end() :].strip()
    last = text.rfind("\n\n")
    if last > 0 and len(text) - last > 2 and _instructs(text[last:].strip()):
        return text[last:].strip(), text[:last].strip()
    several = len(re.findall(r"\n[ \t\r]*\n", text)) >= BREAKS and len(text.split()) > PROSE
    return ("", text) if several else (text, None)


def _instructs(block: str) -> bool:
    """Whether a short first or last block is about the making of a film from the rest."""
    if len(block) > HEAD:
        return False
    if block.rstrip().endswith(":") and _Reader(block).opened:
        return True
    reader = _Reader(block)
    reader.run()
    return reader.opened or bool(reader.said.keys() & {"duration", "verbatim", "aspect", "captions", "music"})


def _rule_matches(option: str, folded: Folded) -> Iterator[re.Match[str]]:
    for rule in tables()["rule"]:
        if rule["option"] == option:
            for written in rule["patterns"]:
                yield from pattern(written).finditer(folded.text)


class _Reader:
    """Finds the wishes of one instruction and what is left of it."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.folded = fold(text)
        self.left = list(self.folded.text)
        self.said: dict[str, Any] = {}
        self.evidence: dict[str, str] = {}
        self.avoid: list[str] = []
        for written in tables()["fixed"]["phrases"]:
            for match in pattern(written).finditer(self.folded.text):
                self.left[match.start() : match.end()] = "\ue000" * len(match.group())
        self.fixed = frozenset(at for at, char in enumerate(self.left) if char == "\ue000")
        self.opened = self._opener(self.folded.text, 0)[1]

    @property
    def text(self) -> str:
        """What is not yet read, in place."""
        return "".join(self.left)

    def run(self) -> None:
        """Read the options, the surest first."""
        self._abroad()
        self._verbatim()
        self._avoid()
        self._duration()
        self._audience()
        self._language()
        self._style()
        self._rules(keep=False)
        self._count()
        self._rules(keep=True)

    def _take(self, option: str, value: object, start: int, end: int, *, keep: bool = False) -> None:
        begin, stop = self.folded.span(start, end)
        phrase = self.source[begin:stop].strip(EDGES)
        if option not in self.said:
            self.said[option] = value
            self.evidence[option] = phrase
        if not keep:
            self.left[start:end] = [char if char == "\n" else " " for char in self.left[start:end]]

    def _abroad(self) -> None:
        """A request in one of the languages of abroad.toml: its wishes, and what it is about."""
        found = abroad.read(self.folded.text)
        if found is None:
            return
        for wish in found.wishes:
            self._take(wish.option, wish.value, wish.start, wish.end, keep=wish.keep)
        if found.listeners is not None:
            self._listeners(found.listeners, next((one for one in found.listeners.groups()[1:] if one), None))
        for first, last in found.asking:
            self.left[first:last] = [char if char == "\n" else " " for char in self.left[first:last]]
        self.opened = self.opened or bool(found.asking)

    def _verbatim(self) -> None:
        for match in _rule_matches("verbatim", self.folded):
            self._take("verbatim", True, *match.span())

    def _rules(self, *, keep: bool) -> None:
        for rule in tables()["rule"]:
            if rule.get("keep", False) != keep or rule["option"] == "verbatim":
                continue
            if keep and rule["option"] in self.said:
                continue
            text = self.folded.text if keep else self.text
            for written in rule["patterns"]:
                for match in pattern(written).finditer(text):
                    self._take(rule["option"], rule["value"], *match.span(), keep=keep)
            for written in rule.get("cased", []):
                for match in pattern(written).finditer(self.folded.plain):
                    self._take(rule["option"], rule["value"], *match.span(), keep=True)

    def _duration(self) -> None:
        found: list[tuple[int, int, int, float]] = []
        for match in pattern(tables()["duration"]["quantity"]).finditer(self.text):
            strength, start = self._certainty(match)
            if strength:
                found.append((strength, start, match.end(), seconds_of(match)))
        for strength, start, end, seconds in sorted(found, key=lambda one: -one[0]):
            if seconds > 0:
                self._take("duration", seconds, start, end, keep=strength == 0)

    def _certainty(self, match: re.Match[str]) -> tuple[int, int]:
        """How sure a length of time is the film's (0: it is the topic's), and where its phrase begins."""
        data, text = tables()["duration"], self.text
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() :]
        offset = max(0, match.start() - 60)
        if pattern(data["never"]).search(before) or (match["compact"] == ":" and dated(before)):
            return 0, match.start()
        if (made := pattern(data["of"]).search(before)) and pattern(data["after"]).match(after[:30]):
            return 2, offset + made.start("of")
        if strong := pattern(data["strong"]).search(before):
            return 3, offset + strong.start()
        place = pattern(data["before"]).search(before)
        start = match.start() if place is None else offset + place.start()
        while start < match.start() and text[start] in ",.;:!?؟(\n،؛–- ":
            start += 1
        if pattern(data["film_after"]).match(after[:90]) or pattern(data["film_before"]).search(before):
            return 2, start
        how_to = re.match(r"\W*(?:how (?:to|do)|كيف )", text) is not None and not self.opened
        compact = (match["compact"] or ":") != ":"  # "1m30" is a length of time wherever it stands
        edged = (place is not None or compact) and pattern(data["after"]).match(after[:30])
        set_off = match.start() == start
        return (1, start) if edged and (set_off or not how_to) else (0, start)

    def _audience(self) -> None:
        data = tables()["audience"]
        for written in data["patterns"]:
            for match in pattern(written).finditer(self.text):
                groups = match.groupdict()
                age = numeral(groups.get("age"))
                grade = groups.get("grade")
                if grade:
                    grades = data["grades"]
                    pupil = int(grade) if grade.isdigit() else grades.get(grade.removeprefix("ال"))
                    age = pupil + data["first_grade"] if pupil else None
                elif (
                    ordinal := next((word for word in match["who"].split() if word in data["grades"]), None)
                ) and "grade" in match["who"]:
                    age = data["grades"][ordinal] + data["first_grade"]
                elif ordinal_grade := re.match(r"(\w+)-grade", match["who"]):
                    age = data["grades"].get(ordinal_grade[1], 0) + data["first_grade"]
                if "audience" not in self.said:
                    self._listeners(match, age)

    def _listeners(self, match: re.Match[str], age: float | str | None) -> None:
        begin, stop = self.folded.span(*match.span("who"))
        if age is not None:
            self.said["age"] = int(age)
            self.evidence["age"] = self.source[begin:stop]
        self._take("audience", self.source[begin:stop], *match.span())

    def _language(self) -> None:
        data = tables()["language"]
        tags = data["en"] | {fold_pattern(name): tag for name, tag in data["ar"].items()}
        for written in data["patterns"]:
            for match in pattern(written).finditer(self.text):
                if not pattern(data["never"]).search(self.text[max(0, match.start() - 50) : match.start()]):
                    self._take("language", tags[match["name"]], *match.span())

    def _style(self) -> None:
        data = tables()["style"]
        for written in data["patterns"]:
            for match in pattern(written).finditer(self.text):
                if pattern(data["never"]).search(self.text[: match.start()]):
                    continue
                begin, stop = self.folded.span(*match.span("style"))
                by = [f" ({medium})" for medium, names in data["artists"].items() if _named(names, match["style"])]
                named = re.sub(r"^in the style of (?:an? |the )?", "", self.source[begin:stop], flags=re.IGNORECASE)
                self._take("style", named + "".join(by[:1]), *match.span())

    def _avoid(self) -> None:
        other = [match.span() for option in ("captions", "music") for match in _rule_matches(option, self.folded)]
        for written in tables()["avoid"]["patterns"]:
            for match in pattern(written).finditer(self.text):
                if any(start < match.end() and match.start() < end for start, end in other):
                    continue
                begin, stop = self.folded.span(*match.span("what"))
                for thing in re.split(
                    r",\s*(?:or |and |no )?|\s+(?:or|and|no|أو|او)\s+|\s+و(?=\S{3})", self.source[begin:stop]
                ):
                    if thing and thing not in self.avoid:
                        self.avoid.append(thing)
                self._take("avoid", None, *match.span())
        self.said.pop("avoid", None)

    def _count(self) -> None:
        data = tables()["count"]
        for written in data["patterns"]:
            for match in pattern(written).finditer(self.text):
                number = numeral(match["n"])
                if number is None or number != int(number) or not 1 < number <= MOST or "count" in self.said:
                    continue
                noun = match.groupdict().get("noun")
                about = match.group().split()[-1] in ("about", "on", "of", "عن", "حول")
                self._take("count", int(number), *match.span(), keep=not about and noun is not None)
                shape: Shape = "steps" if noun and noun in data["steps"].split() else "list"
                self._take("shape", shape, *match.span(), keep=True)

    def names(self, story: bool) -> list[str]:
        """The heroes of a story."""
        data = tables()["names"]
        found: list[str] = []
        for key in ("called", "about", "arabic", "kin", "arabic_kin") if story else ():
            for match in pattern(data[key]).finditer(self.folded.plain):
                begin, stop = self.folded.span(*match.span("names"))
                for name in re.split(r",\s*(?:and )?|\s+and\s+|\s+و\s*", self.source[begin:stop]):
                    name = name.strip().removesuffix("'s").removesuffix("’s")
                    if name and name not in found and name not in data["stop"].split():
                        found.append(name)
        return found

    def _opener(self, text: str, at: int) -> tuple[int, bool]:
        """Where the words end that only ask for a film, and whether there are any."""
        data = tables()["opener"]
        for written in data["patterns"]:
            if match := pattern(written).match(text, at):
                at = match.end()
        start = at
        verb = pattern(data["verb"] + r"\b").match(text, at)
        at = verb.end() if verb else at
        article = pattern(
            rf"(?:{data['article']}){data['adjectives']}[\s,-]*{{film}}(?!\w){{after}}(?!\s+(?:games?|cards?|industry|history|stars?))"
        ).match(text, at)
        if article:
            end = article.end()
            linked = pattern(data["link"]).match(text, end) or pattern(data["asked"]).match(text, end)
            if linked:
                return linked.end(), True
            if verb and not text[end:].strip(EDGES):
                return end, True
            if re.match(r"\s*[.,;!]", text[end:]):
                return end, True
        if verb:
            article = pattern(r"\s+(?:a|an|some)\b").match(text, at)
            return (article.end() if article else at), True
        explain = pattern(data["explain"] + r"(?!\w)").match(text, at)
        return (explain.end(), True) if explain else (start, start > 0)

    def topic(self) -> str:
        """What is left when the wishes and the asking are taken out, word for word; empty when nothing is."""
        text = self.text
        kept = [char != " " or self.folded.text[at] == " " for at, char in enumerate(text)]
        start, opened = self._opener(text, len(text) - len(text.lstrip(EDGES + "?؟")))
        kept[:start] = [False] * start
        filler = frozenset(fold_pattern(tables()["opener"]["filler"]).split())
        changed, kind = self.folded.text != text, pattern(r"\s*(?:an? |the )?(?:short |brief )?{film}\s*")
        for clause in re.finditer(r"[^.,;:!?\n()،؛؟]+", text[start:]):
            words = clause.group().split()
            if changed and (kind.fullmatch(clause.group()) or all(word in filler for word in words)):
                kept[start + clause.start() : start + clause.end()] = [False] * len(clause.group())
        if (
            opened
            and (tail := pattern(r"\s+(?:{film})\s*$").search(text, start))
            and text[start : tail.start()].strip()
        ):
            kept[tail.start() :] = [False] * (len(kept) - tail.start())
        return self._rest(kept)

    def _rest(self, kept: list[bool]) -> str:
        parts = []
        for at, keep in enumerate(kept):
            begin, stop = self.folded.places[at], self.folded.places[at + 1]
            parts.append(self.source[begin:stop] if keep or at in self.fixed else " ")
        words = " ".join("".join(parts).split())
        words = re.sub(r"\(\s*\)", "", words)
        words = re.sub(r"\s+(?=[,.;:!?،؛؟、，。；：！？])", "", words)
        words = re.sub(r"([,.;:!،؛、，。；：])(?:\s*[,.;:!،؛、，。；：])+", r"\1", words).strip(EDGES)
        words = re.sub(r"(?:\s+(?:please|pls|and|with|thanks))+$", "", words).strip(EDGES)
        words = re.sub(r"^(?:about|on|of|and|for|that|عن|حول)\s+(?=\S)", "", words)
        return words if any(char.isalnum() for char in words) else ""


def _named(names: str, style: str) -> bool:
    """Whether a style is "in the style of" one of the artists, whose names run on in one string."""
    said = re.sub(r"^.* of (?:an? |the )?", "", style).removesuffix("'s")
    return len(said) > 3 and f" {said} " in f" {names} "


def _first_line(script: str) -> str:
    return next((line.strip() for line in script.splitlines() if any(char.isalnum() for char in line)), "")
