"""The package that a DOCX file is: a ZIP archive of XML parts, read within limits."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Mistake
from tools.sources.kinds import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "{*}"  # transitional and strict documents differ in their namespaces alone
LIMIT = 40_000_000  # bytes that the parts may unpack to, all together
HEADING = re.compile(r"(?:heading|toc heading) ?(\d)?")


@dataclass(frozen=True)
class Style:
    """What a paragraph or character style says: heading level, item level (0: none), contents, hidden."""

    level: int = 0
    item: int = 0
    contents: bool = False
    hidden: bool = False


def local(element: "_Element") -> str:
    """The element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: "_Element | None", name: str) -> str:
    """The attribute with this local name; "" without one."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


class Package:
    """The parts of a DOCX file; every method raises Mistake for broken and for oversized ones."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.left = LIMIT
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._broken() from None

    def _broken(self) -> Mistake:
        return Mistake(f"{shown(self.name)} is a broken DOCX file: open it in a word processor and save it again.")

    def _read(self, part: str) -> bytes | None:
        """The bytes of a part; its declared size is not trusted."""
        try:
            with self.archive.open(part) as file:
                data = file.read(self.left + 1)
        except KeyError:
            return None
        except RuntimeError:
            raise Mistake(f"{shown(self.name)} is protected by a password: save it without one.") from None
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError):
            raise self._broken() from None
        self.left -= len(data)
        if self.left < 0:
            raise Mistake(
                f"{shown(self.name)} unpacks to more than {LIMIT // 1_000_000} MB of text: give a part of it."
            )
        return data

    def xml(self, part: str) -> "_Element | None":
        """The root of a part; None when the package has no such part. Documents with a DTD are refused."""
        from lxml.etree import LxmlError, XMLParser, fromstring

        data = self._read(part)
        if data is None:
            return None
        parser = XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
        )
        try:
            root = fromstring(data, parser)
        except (LxmlError, ValueError):
            raise self._broken() from None
        if root.getroottree().docinfo.doctype:
            raise Mistake(f"{shown(self.name)} defines entities, which no word processor does: save it again as DOCX.")
        return root

    def styles(self) -> dict[str, Style]:
        """Styles by their id; what one does not say, the style it is based on says."""
        root = self.xml("word/styles.xml")
        own = (
            {attribute(style, "styleId"): style for style in root if local(style) == "style"}
            if root is not None
            else {}
        )
        return {key: self._style(style, own) for key, style in own.items()}

    def _style(self, style: "_Element | None", own: dict[str, "_Element"]) -> Style:
        found = Style()
        for _ in range(10):  # a chain of styles may be a circle
            if style is None:
                break
            found = _merged(found, _said(style))
            style = own.get(attribute(_named(style, "basedOn"), "val"))
        return found

    def lists(self) -> frozenset[str]:
        """The ids of lists: all that are numbered or bulleted at all."""
        root = self.xml("word/numbering.xml")
        if root is None:
            return frozenset()
        return frozenset(attribute(number, "numId") for number in root if local(number) == "num") - {"0"}

    def about(self) -> dict[str, str]:
        """Title, creator, created and modified."""
        root = self.xml("docProps/core.xml")
        return {} if root is None else {local(child): (child.text or "").strip() for child in root}


def _named(element: "_Element", name: str) -> "_Element | None":
    return next(iter(element.iter(f"{OFFICE}{name}")), None)


def _said(style: "_Element") -> Style:
    name = attribute(_named(style, "name"), "val").lower()
    outline = attribute(_named(style, "outlineLvl"), "val")
    level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
    if match := HEADING.fullmatch(name):
        level = int(match.group(1) or 1)
    level = {"title": 1, "subtitle": 2}.get(name, level)
    item = re.match(r"list (?:bullet|number|paragraph)? ?(\d)?", name)
    return Style(
        level=level,
        item=int(item.group(1) or 1) if item and name != "list paragraph" else 0,
        contents=bool(
            re.match(
                r"toc \d|toc heading|table of (?:figures|authorities)|index \d|header|footer|footnote|endnote", name
            )
        ),
        hidden=_named(style, "vanish") is not None,
    )


def _merged(style: Style, base: Style) -> Style:
    return Style(
        style.level or base.level, style.item or base.item, style.contents or base.contents, style.hidden or base.hidden
    )
