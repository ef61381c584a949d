"""Markdown: headings, paragraphs, items and tables as they are read aloud; marks, code and hidden text dropped."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tools.sources.dates import iso_date
from tools.sources.reading import HIDDEN, Part, Reading, without_references
from tools.sources.rows import rows
from tools.sources.tags import TagReader

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\ufeff?\s*(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
FIELD = re.compile(
    r"^(title|date|author|authors|published)\s*[:=]\s*(.*(?:\n[ \t]*- .*)*)", re.MULTILINE | re.IGNORECASE
)
FOOTNOTE = re.compile(
    r"^ {0,3}\[\^[^\]\n]{1,60}\]:[^\n]*(?:\n(?:[ \t]{2,}[^\n]*|[ \t]*(?=\n[ \t]{4,})))*", re.MULTILINE
)
MARK = re.compile(r"\[\^[^\]\n]{1,60}\]")
WIKI_LINK = re.compile(r"!?\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n|]{1,200}))?\]\]")
FENCED = re.compile(r"^:{3,}.*$", re.MULTILINE)
TASK = re.compile(r"^\[[ xX]\]\s+")
CALLOUT = re.compile(r"^\[!\w+\][+-]?\s*")
HEADING_ID = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")


def read_markdown(text: str) -> Reading:
    """The blocks of a Markdown document (CommonMark with tables and strikethrough)."""
    from markdown_it import MarkdownIt

    body, fields = _front_matter(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    walker = _Walker()
    walker.walk(parser.parse(FENCED.sub("", FOOTNOTE.sub("", body))))
    notes = (*((HIDDEN,) if walker.tags.left_out else ()), *walker.notes())
    return Reading(
        tuple(walker.parts), fields.get("title", ""), fields.get("author"), iso_date(fields.get("date")), notes=notes
    )


def _front_matter(text: str) -> tuple[str, dict[str, str]]:
    """The text after the front matter, and the front matter's title, author and date."""
    match = FRONT.match(text)
    if match is None or not re.search(r"^\w[\w -]*\s*[:=]", match.group(2), re.MULTILINE):
        return text, {}
    fields: dict[str, str] = {}
    for key, value in FIELD.findall(match.group(2)):
        words = re.sub(r"(?:^|\n)\s*- ", ", ", value.strip()).strip("[], ")
        name = {"authors": "author", "published": "date"}.get(key.lower(), key.lower())
        fields.setdefault(name, ", ".join(word.strip(" \"'") for word in words.split(", ")))
    return text[match.end() :], fields


class _Walker:
    """Goes through the tokens in order; keeps where it is in lists, tables and hidden markup."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.tags = TagReader()
        self.depth = 0
        self.fresh = False
        self.heading = 0
        self.table: list[list[str]] | None = None
        self.code = 0

    def notes(self) -> tuple[str, ...]:
        """What was left out."""
        return (
            f"{self.code} block{'s' * (self.code > 1)} of code {'were' if self.code > 1 else 'was'} left out.",
        ) * bool(self.code)

    def walk(self, tokens: Sequence["Token"]) -> None:
        """Collect the parts of block tokens."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type == "html_block":
                self.parts += [Part("paragraph", text) for text in self.tags.blocks(token.content)]
            elif token.type in ("fence", "code_block"):
                self.code += 1
            else:
                self._structure(token)

    def _structure(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self.fresh = True
            case "table_open":
                self.table = []
            case "tr_open" if self.table is not None:
                self.table.append([])
            case "table_close":
                self.parts += [Part("row", row) for row in rows(self.table or [], header=True)]
                self.table = None

    def _inline(self, token: "Token") -> None:
        text = without_references(MARK.sub("", self._words(token.children or []))).strip()
        if not text and self.table is None:
            return
        if self.table is not None:
            self.table[-1].append(text)
        elif self.heading:
            self.parts.append(Part("heading", HEADING_ID.sub("", text), self.heading))
        elif self.fresh and self.depth:
            self.parts.append(Part("item", TASK.sub("", text), self.depth))
            self.fresh = False
        else:
            self.parts.append(Part("paragraph", CALLOUT.sub("", text)))

    def _words(self, tokens: Sequence["Token"]) -> str:
        """The words of inline tokens that a reader sees; pictures and struck-out words are none."""
        words: list[str] = []
        struck = 0
        for token in tokens:
            struck += (token.type == "s_open") - (token.type == "s_close")
            if token.type == "html_inline":
                self.tags.feed(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                words.append(" ")
            elif token.type in ("text", "code_inline", "text_special") and not struck:
                words.append(self.tags.shown(token.content))
        return WIKI_LINK.sub(
            lambda match: "" if match.group().startswith("!") else match.group(2) or match.group(1), "".join(words)
        )
