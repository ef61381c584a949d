"""A document as Storyreel reads it: plain blocks in reading order, each traceable to its place in the text."""

from typing import Literal

from core.scene import Value

BlockKind = Literal["heading", "paragraph", "item", "row"]


class Block(Value):
    """One block of a document. `level` is a heading's depth (1 is the top) or an item's nesting; else 0.

    `start` is the block's first character in `Document.text`; its text stands there to the letter.
    """

    kind: BlockKind
    text: str
    start: int
    level: int = 0


class Document(Value):
    """A document that was read. `text` is every block's text joined by blank lines: quotes are spans of it."""

    name: str
    """The file's name without its folder, or `standard input`."""
    title: str
    media_type: str
    sha256: str
    """Of the bytes as given."""
    language: str
    """BCP 47; of the text."""
    text: str
    blocks: tuple[Block, ...]
    date: str | None = None
    """ISO 8601, when the document says when it was written."""
    author: str | None = None
    url: str | None = None
    licence: str = ""
    """Of the text, where it names one."""
    notes: tuple[str, ...] = ()
    """What could not be read as it was, one sentence each."""
