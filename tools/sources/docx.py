"""Word documents: paragraphs, headings, items and tables of the body.

Headers, footers, comments, notes, deleted and hidden text stay out.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tools.sources.characters import one_line
from tools.sources.dates import iso_date
from tools.sources.package import OFFICE, Package, Style, attribute, local
from tools.sources.reading import HIDDEN, Part, Reading, shown_title
from tools.sources.rows import rows
from tools.sources.visibility import colour, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

SKIPPED = ("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "fldSimplePr")
SPACES = ("tab", "br", "cr", "ptab")
WHITE = (255, 255, 255)
BOLD_LENGTH = 80  # characters; a longer bold paragraph is no heading
TINY = 4  # half points; smaller letters are not meant to be read


def read_docx(data: bytes, name: str) -> Reading:
    """The body of a DOCX file; raises Mistake when it is broken or unpacks to too much."""
    package = Package(data, name)
    body = package.xml("word/document.xml")
    reader = _Body(package.styles(), package.lists())
    found = None if body is None else next((child for child in body if local(child) == "body"), None)
    if found is not None:
        reader.blocks(found)
    about = package.about()
    author = about.get("creator", "")
    return Reading(
        tuple(reader.parts),
        title=shown_title(about.get("title", ""), reader.parts),
        author=None if author == "python-docx" else author,
        date=iso_date(about.get("modified") or about.get("created")),
        notes=(HIDDEN,) if reader.left_out else (),
    )


class _Body:
    """Walks the body's blocks in order."""

    def __init__(self, styles: dict[str, Style], lists: frozenset[str]) -> None:
        self.styles = styles
        self.lists = lists
        self.parts: list[Part] = []
        self.left_out = False

    def blocks(self, container: "_Element") -> None:
        """Paragraphs and tables of a container, however they are wrapped."""
        for child in container:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name not in SKIPPED:
                self.blocks(child)

    def _paragraph(self, paragraph: "_Element") -> None:
        text = one_line("".join(self._words(paragraph)))
        style = self.styles.get(attribute(_path(paragraph, "pPr", "pStyle"), "val"), Style())
        if text and not style.contents:
            self.parts.append(self._part(paragraph, text, style))
        for box in paragraph.iter(f"{OFFICE}txbxContent"):
            if not any(local(above) in SKIPPED for above in box.iterancestors()):
                self.blocks(box)

    def _part(self, paragraph: "_Element", text: str, style: Style) -> Part:
        outline = attribute(_path(paragraph, "pPr", "outlineLvl"), "val")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.level
        if level:
            return Part("heading", text, min(level, 6))
        number = _path(paragraph, "pPr", "numPr")
        if (number is not None and attribute(_path(number, "numId"), "val") in self.lists) or style.item:
            depth = attribute(_path(number, "ilvl"), "val")
            return Part("item", text, 1 + min(int(depth), 8) if depth.isdigit() else max(style.item, 1))
        if len(text) <= BOLD_LENGTH and _all_bold(paragraph) and not re.search(r"[.:;,!?]$", text):
            return Part("heading", text, 2)
        return Part("paragraph", text)

    def _table(self, table: "_Element") -> None:
        lines = [
            [cell for cell in row.iter(f"{OFFICE}tc") if _row_of(cell) is row] for row in table if local(row) == "tr"
        ]
        if max(map(len, lines), default=0) < 2:
            for line in lines:
                for cell in line:
                    self.blocks(cell)
            return
        texts = [[self._cell(cell) for cell in line] for line in lines]
        first = next(row for row in table if local(row) == "tr")
        header = _path(first, "trPr", "tblHeader") is not None
        self.parts += [Part("row", row) for row in rows(texts, True if header and len(texts) > 1 else None)]

    def _cell(self, cell: "_Element") -> str:
        return " ".join(one_line("".join(self._words(paragraph))) for paragraph in cell.iter(f"{OFFICE}p"))

    def _words(self, element: "_Element") -> Iterator[str]:
        """The words of a paragraph that its readers see."""
        for child in element:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in SPACES:
                yield " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "r" and self._is_unseen(child):
                self.left_out = self.left_out or any((text.text or "").strip() for text in child.iter(f"{OFFICE}t"))
            elif name not in SKIPPED and name != "txbxContent":
                yield from self._words(child)

    def _is_unseen(self, run: "_Element") -> bool:
        """Whether a run is hidden, white on white or too small to see, by itself or by its style."""
        properties = _path(run, "rPr")
        if properties is None:
            return False
        if _on(properties, "vanish") or _on(properties, "webHidden"):
            return True
        if self.styles.get(attribute(_path(properties, "rStyle"), "val"), Style()).hidden:
            return True
        size = attribute(_path(properties, "sz"), "val")
        if size.isdigit() and int(size) <= TINY:
            return True
        ink = colour("#" + attribute(_path(properties, "color"), "val"))
        shaded = _path(properties, "shd") is not None or _path(properties, "highlight") is not None
        return unreadable(ink, WHITE) and not shaded and not _shaded_above(run)


def _path(element: "_Element | None", *names: str) -> "_Element | None":
    """The child, grandchild … with these local names."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def _on(properties: "_Element", name: str) -> bool:
    found = _path(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _all_bold(paragraph: "_Element") -> bool:
    runs = [
        run for run in paragraph.iter(f"{OFFICE}r") if any((text.text or "").strip() for text in run.iter(f"{OFFICE}t"))
    ]
    bold = (_path(run, "rPr") for run in runs)
    return bool(runs) and all(properties is not None and _on(properties, "b") for properties in bold)


def _row_of(cell: "_Element") -> "_Element | None":
    return next((above for above in cell.iterancestors() if local(above) == "tr"), None)


def _shaded_above(run: "_Element") -> bool:
    """Whether the paragraph, cell or table around a run, or the page, has a ground of its own."""
    for above in run.iterancestors():
        for name in ("pPr", "tcPr", "tblPr"):
            if _path(above, name, "shd") is not None:
                return True
        if local(above) in ("txbxContent", "tbl"):
            return True  # a table's style or a shape's filling may lie under it
    return False
