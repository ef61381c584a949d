"""Gates for English: whether a word that has a drawing is said as the thing itself.

Each gate takes a match in its sentence and says False where the word is a verb, a name, an attribute of the noun after
it, or a figure of speech. A gate that errs leaves a picture out, which is the lesser fault.
"""

from dataclasses import dataclass
from functools import cached_property

from tools.images.illustrator import art
from tools.images.illustrator.choosing.matching import Match
from tools.images.illustrator.choosing.tables import Tables, gated, nouns
from tools.images.illustrator.choosing.tokens import Token

TITLE = 0.75
"""Share of capitalised words above which capitals mean nothing: the text is a title."""


@dataclass(frozen=True)
class English:
    """The words of a sentence, and what the grammar file says of function words."""

    said: list[Token]
    tables: Tables

    def shows(self, match: Match) -> bool:
        """Whether the match passes every gate."""
        return not (
            self._name(match)
            or self._verb(match)
            or self._attribute(match)
            or self._bare_name(match)
            or self._likened(match)
            or self._figure(match)
        )

    def speaks_of(self, match: Match) -> bool:
        """Whether a word for somebody passes every gate that people need: a title may open a sentence bare."""
        return not (
            self._name(match)
            or self._verb(match)
            or self._attribute(match)
            or self._likened(match)
            or self._figure(match)
        )

    def plural(self, match: Match) -> bool:
        """Whether more than one is meant."""
        word = self.said[match.last - 1].word
        if word.endswith("'s"):
            return False
        return word in self._set("plurals") or (len(word) > 3 and word.endswith("s") and word[-2] not in "sui")

    @cached_property
    def _titled(self) -> bool:
        capitals = sum(token.capital for token in self.said)
        return len(self.said) > 1 and capitals >= TITLE * len(self.said)

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """Words that may be the subject of a verb."""
        return (nouns() | gated()) - self._set("determiners") - self._set("prepositions")

    def _set(self, name: str) -> frozenset[str]:
        return self.tables.words(name)

    def _before(self, index: int) -> str:
        """The word before, in the same clause."""
        token = self.said[index]
        return "" if index == 0 or token.breaks or token.opens else self.said[index - 1].word

    def _next(self, match: Match) -> Token | None:
        """The word after, in the same clause."""
        if match.last >= len(self.said):
            return None
        token = self.said[match.last]
        return None if token.breaks or token.opens else token

    def _name(self, match: Match) -> bool:
        """A capital inside a sentence, or before another capital, makes a name of it; not of "the Fox" of a fable."""
        if self._titled or match.key in self._set("proper"):
            return False
        span, follows = self.said[match.first : match.last], self._next(match)
        fable = self._before(match.first) in {"the", "a"} and not (follows is not None and follows.capital)
        if any(token.capital and not token.opens for token in span):
            animal = art.index().get(match.key)
            return not (fable and animal is not None and animal.group == "nature")
        if span[0].capital and follows is not None and follows.capital and follows.word not in self._set("proper"):
            return True
        before = self.said[match.first - 1] if match.first and self._before(match.first) else None
        named = before is not None and before.capital and not before.opens and not before.said.endswith(("'s", "’s"))
        return bool(named and before and before.word not in self._set("proper") and span[0].capital)

    def _verb(self, match: Match) -> bool:
        """A word that may be a verb, where its neighbours do not make it a noun."""
        if match.last - match.first > 1:
            return False
        word, key, before = self.said[match.first].word, match.key, self._before(match.first)
        many, follows = self.plural(match), self._next(match)
        object_after = follows is not None and (follows.word in self._set("determiners") or follows.word[0].isdigit())
        if before in self._set("before_verbs"):
            return key not in self._set("mass") or key in gated()
        if before == "to" and not many and key not in self._set("mass"):
            return self._back(match.first, 2) != "from"
        pinned = before in self._set("determiners") or before in self._set("prepositions") or before.endswith("'s")
        if word in self._set("verbs_too") and before in self._nouns and follows is not None:
            return follows.word not in self._set("after_nouns")
        joined = before in {"and", "or"} and word not in self._set("verbs_too")
        if object_after and not pinned and before and not joined:
            return True
        doubtful = gated() | self._set("past_forms")
        if key not in doubtful and word not in doubtful:
            return False
        return not (pinned or many or self._determined(match.first))

    def _back(self, index: int, steps: int) -> str:
        return self.said[index - steps].word if index >= steps else ""

    def _determined(self, index: int) -> bool:
        """Whether a determiner or a number stands up to three words before, with only attributes between."""
        if self._before(index) in nouns() - gated():
            return False  # "the mercury rose": a noun stands already where the noun should be
        for back in range(index, max(index - 4, 0), -1):
            before = self._before(back)
            if before in self._set("determiners") or before.endswith("'s") or before[:1].isdigit():
                return True
            if not before or before in self._set("prepositions") or before in self._set("before_verbs"):
                return False
        return False

    def _attribute(self, match: Match) -> bool:
        """A noun after it takes its place: in "horse power" no horse is meant."""
        follows = self._next(match)
        if follows is None or match.key in self._set("whole") or self.plural(match):
            return False
        word, doing = follows.word, self._set("doing")
        if follows.capital or self.said[match.last - 1].word.endswith("'s"):
            return False
        if any(word in self._set(name) for name in ("heads", "times", "past_forms")):
            return False
        single = word.removesuffix("s")
        if single != word:
            return single not in doing and (word in nouns() or single in nouns() or bool(self.tables.labels.get(word)))
        # One thing takes a verb with an s: "the wolf hunt" is no wolf that hunts. Sheep and fish are many.
        many = match.key in self._set("mass")
        return word in nouns() or bool(self.tables.labels.get(word)) or (not many and word in gated() and word in doing)

    def _bare_name(self, match: Match) -> bool:
        """A thing that is counted opens a sentence without an article: it is somebody's name (Apple, Shell)."""
        span = self.said[match.first : match.last]
        return (
            span[0].opens
            and len(self.said) > 3
            and len(span) == 1
            and not self._titled
            and not self.plural(match)
            and match.key not in self._set("mass")
            and not span[0].word.endswith("'s")
        )

    def _likened(self, match: Match) -> bool:
        """'Like a lion', 'as strong as an ox': what it is likened to is not there."""
        index = match.first
        words = [self._back(index, steps) for steps in range(1, 6)]
        for gap in range(1, 4):
            here = words[gap - 1]
            if here == "like":
                return words[gap] not in self._set("seeming") if gap < len(words) else True
            if here == "as" and "as" in words[gap : gap + 3]:
                return not set(words[gap : gap + 2]) & self._set("measures")
            if here not in self._set("determiners") and gap > 1:
                return False
        return False

    def _figure(self, match: Match) -> bool:
        """'A bear of a man', 'a mountain of debt', 'seeds of doubt'."""
        follows = self._next(match)
        if follows is None or follows.word != "of" or match.last + 1 >= len(self.said):
            return False
        after = self.said[match.last + 1].word
        if after in {"a", "an"} and self._before(match.first) in {"a", "an"} and match.key not in self._set("holders"):
            return True
        return (
            match.key in self._set("figurative")
            and after not in self._set("determiners")
            and not (self.said[match.last + 1].capital)
        )
