"""Test articles as documents: a small Markdown of headings, numbered and bulleted items, and paragraphs."""

import re
from pathlib import Path

from agents.rules.text import language_of
from core.recipes import digest
from tools.sources.port import Block, BlockKind, Document

ARTICLES = Path(__file__).parent / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.md") if not path.stem.startswith("tower"))


def article(name: str, date: str | None = None) -> Document:
    return document((ARTICLES / f"{name}.md").read_text("utf-8"), f"{name}.md", date)


def document(markdown: str, name: str = "text.md", date: str | None = None) -> Document:
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for chunk in re.split(r"\n\s*\n|\n(?=[-#]|\d+\. )", markdown.strip()):
        chunk = chunk.strip()
        heading = re.match(r"(#+) (.*)", chunk)
        item = re.match(r"- (.*)", chunk, re.S)
        text = heading.group(2) if heading else item.group(1) if item else chunk
        kind: BlockKind = "heading" if heading else "item" if item or re.match(r"\d+\. ", chunk) else "paragraph"
        level = len(heading.group(1)) if heading else 0
        blocks.append(Block(kind=kind, text=text, start=at, level=level))
        texts.append(text)
        at += len(text) + 2
    text = "\n\n".join(texts)
    title = next((block.text for block in blocks if block.kind == "heading"), "")
    return Document(
        name=name,
        title=title,
        media_type="text/markdown",
        sha256=digest(markdown.encode()),
        language=language_of(text),
        text=text,
        blocks=tuple(blocks),
        date=date,
    )
