"""HTML inside Markdown: a reader of tags that keeps, over several pieces, whether a person sees the text."""

import re
from html import unescape

from tools.sources.visibility import UNREAD, is_hidden

TAG = re.compile(r"<!--.*?(?:-->|$)|<[!?][^>]*>|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
NEAR = 100  # open elements that an end tag is matched with
VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
INLINE = re.compile(r"a|abbr|b|bdi|bdo|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var")


class TagReader:
    """Reads pieces of HTML in order; `left_out` says whether words were hidden."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0
        self.left_out = False

    def shown(self, text: str) -> str:
        """The text, or nothing inside a hidden element."""
        if not self.hidden:
            return text
        self.left_out = self.left_out or any(char.isalnum() for char in text)
        return ""

    def feed(self, piece: str) -> None:
        """Note the tags of a piece of inline markup."""
        for match in TAG.finditer(piece):
            if match.group(2):
                self._tag(match)

    def blocks(self, piece: str) -> list[str]:
        """The texts of a piece of block markup that a person sees, parted at its block elements."""
        found, at = [""], 0
        for match in TAG.finditer(piece):
            found[-1] += self.shown(unescape(piece[at : match.start()]))
            at = match.end()
            if match.group(2):
                self._tag(match)
                if not INLINE.fullmatch(match.group(2).lower()):
                    found.append("")
        found[-1] += self.shown(unescape(piece[at:]))
        return [text for text in found if text.strip()]

    def _tag(self, match: re.Match[str]) -> None:
        closing, name, inside = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            self._close(name)
        elif not VOID.fullmatch(name) and not inside.endswith("/"):
            attributes = {found[0].lower(): "".join(found[1:]) for found in ATTRIBUTE.findall(inside)}
            unseen = bool(UNREAD.fullmatch(name)) or is_hidden(attributes)
            self.open.append((name, unseen))
            self.hidden += unseen

    def _close(self, name: str) -> None:
        """Close the innermost element of this name with all inside it; a stray end tag means nothing."""
        near = [tag for tag, _ in self.open[-NEAR:]]
        if name in near:
            count = near[::-1].index(name) + 1
            self.hidden -= sum(hidden for _, hidden in self.open[-count:])
            del self.open[-count:]
