"""A tree of HTML elements (or of trafilatura's, which are TEI's) as blocks in reading order."""

from typing import TYPE_CHECKING

from tools.sources.characters import one_line
from tools.sources.port import BlockKind
from tools.sources.reading import Part, without_references
from tools.sources.rows import rows

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES = {"list": "ul", "item": "li", "row": "tr", "quote": "blockquote", "lb": "br"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = ("ul", "ol", "dl")
DROPPED = ("pre", "script", "style", "head", "nav", "aside", "graphic", "img", "figcaption", "del", "s", "strike")
BLOCKS = {
    *("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "doc", "dt", "fieldset"),
    *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "section"),
    *("summary", "table", "ul"),
}


def parts_of(root: "_Element") -> list[Part]:
    """The blocks of the tree under `root`."""
    walker = _Walker()
    walker.children(root, "paragraph", 0)
    walker.flush("paragraph", 0)
    return walker.parts


def _name(element: "_Element") -> str:
    """The element's name in HTML; "" for comments and the like."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag == "head" and element.get("rend", "").startswith("h"):
        return str(element.get("rend"))
    return NAMES.get(element.tag, str(element.tag))


class _Walker:
    """Collects inline words until a block begins or ends."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.words: list[str] = []

    def flush(self, kind: BlockKind, level: int) -> None:
        """End the block whose words were collected."""
        text = without_references(one_line("".join(self.words)))
        self.words = []
        if text:
            self.parts.append(Part(kind, text, level))

    def children(self, element: "_Element", kind: BlockKind, level: int) -> None:
        """The element's text and everything in it; words belong to a block of `kind`."""
        self.words.append(element.text or "")
        for child in element:
            name = _name(child)
            if name in HEADINGS or name == "li" or name in BLOCKS:
                self.flush(kind, level)
                kind = self._block(child, name, kind, level)
            elif name in ("br", "hr"):
                self.words.append(" ")
            elif name == "code":
                self._code(child, kind, level)
            elif name and name not in DROPPED:
                self.children(child, kind, level)
            self.words.append(child.tail or "")

    def _block(self, child: "_Element", name: str, kind: BlockKind, level: int) -> BlockKind:
        """A block element; the kind of what follows it in its parent."""
        if name == "table":
            self._table(child)
        elif name in HEADINGS:
            self.children(child, "heading", HEADINGS[name])
            self.flush("heading", HEADINGS[name])
        elif name in LISTS:
            self.children(child, "item", level + 1 if kind == "item" else 1)
            self.flush("item", 1)
        else:
            self.children(child, kind, level)
            self.flush(kind, level)
        return kind

    def _code(self, child: "_Element", kind: BlockKind, level: int) -> None:
        """Code inside a line is read; a block of it is not."""
        if any(words.strip() for words in self.words) or (child.tail or "").strip():
            self.children(child, kind, level)

    def _table(self, table: "_Element") -> None:
        """A table's rows; one that holds other tables or a single column is there for the layout."""
        lines = [row for row in table.iter("tr", "row") if next(row.iterancestors("table"), table) is table]
        cells = [[cell for cell in row if _name(cell) in ("td", "th", "cell")] for row in lines]
        if any(True for _ in table.iterdescendants("table")) or max(map(len, cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    self.children(cell, "paragraph", 0)
                    self.flush("paragraph", 0)
            return
        texts = [[without_references(one_line(_text(cell))) for cell in row] for row in cells]
        named = [cell.tag == "th" or cell.get("role") == "head" for cell in cells[0]] if cells else []
        self.parts += [Part("row", row) for row in rows(texts, True if all(named) and len(texts) > 1 else None)]


def _text(cell: "_Element") -> str:
    """A cell's words, with spaces where its blocks meet."""
    words = [cell.text or ""]
    for child in cell:
        name = _name(child)
        if name and name not in DROPPED:
            words += ["" if name not in BLOCKS and name != "br" else " ", _text(child)]
        words += [" " if name in BLOCKS or name == "br" else "", child.tail or ""]
    return "".join(words)
