"""The text of a fixture's HTML page, as Wikipedia's API gives the text of an article.

Headings become `== wiki headings ==`; tables, menus and what stands outside `<article>` are left out. What is hidden
by a style stays, as it does there: a reader of the text has to cope with it.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "li", "div", "dd", "dt", "blockquote", "h2", "h3", "h4"})
LEFT_OUT = frozenset({"script", "style", "table", "nav", "aside", "footer", "header", "button", "figure", "h1"})


@dataclass(frozen=True)
class Article:
    """A page that was read. `meanings`: it only lists what its title may mean."""

    language: str = "en"
    date: str = ""
    text: str = ""
    meanings: bool = False


def article_of(page: str) -> Article:
    """What a page says; of a page without `<article>`, all of its body."""
    reader = _Reader(whole="<article" not in page)
    reader.feed(page)
    reader.close()
    reader.end()
    return Article(reader.language, reader.date, "\n".join(reader.lines), reader.meanings)


class _Reader(HTMLParser):
    """Collects the lines of an article."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.language, self.date, self.meanings = "en", "", False
        self._within = "body" if whole else "article"
        self._inside = False
        self._skipped = 0
        self._words: list[str] = []
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the page says of itself, and open a block."""
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "en")
        elif tag == "meta" and values.get("property", "").endswith("_time"):
            self.date = values.get("content", "")[:10]
        elif tag == self._within:
            self._inside, self.meanings = True, "disambiguation" in values.get("class", "").split()
        elif tag in LEFT_OUT:
            self.end()
            self._skipped += 1
        elif tag in BLOCKS:
            self.end()
            self._mark = "=" * int(tag[1]) if tag in ("h2", "h3", "h4") else ""

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag == self._within:
            self.end()
            self._inside = False
        elif tag in LEFT_OUT:
            self._words.clear()
            self._skipped = max(self._skipped - 1, 0)
        elif tag in BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        """Words of a block."""
        if self._inside and not self._skipped:
            self._words.append(data)

    def end(self) -> None:
        """Finish the block that is open."""
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self.lines.append(f"{self._mark} {line} {self._mark}".strip())
        self._mark = ""
