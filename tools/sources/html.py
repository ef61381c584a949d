"""Web pages: the main text as blocks; navigation, adverts and what readers do not see dropped.

Nothing is fetched: libxml2's HTML parser loads no DTD, expands no entities of the document's own and is told so.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tools.sources.dates import iso_date
from tools.sources.elements import parts_of
from tools.sources.reading import HIDDEN, Part, Reading, quiet
from tools.sources.tags import TagReader
from tools.sources.visibility import UNREAD, compact, hidden_names, hides, ink, is_hidden, paper, unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOISE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|adverts?|advertisement|ads?|sponsor(?:ed)?|newsletter|promo|banner-?ad|popup|modal)"
    r"(?:$|[\s_-])|cookie-?(?:banner|notice|bar|law|consent)",
    re.IGNORECASE,
)
RAISED = {
    "sup": {ord(digit): raised for digit, raised in zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", strict=True)},
    "sub": {ord(digit): lowered for digit, lowered in zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True)},
}
FRAME = ("nav", "form", "dialog", "menu")  # what stands around the text
SHARE = 0.3  # of the words of a page's own article that the extraction must keep, or the article is taken whole
WHITE = (255, 255, 255)


def read_html(text: str) -> Reading:
    """The main text of a page, its title, author, date and address."""
    root = _tree(text)
    if root is None:
        return Reading(())
    said = _about(root)
    left_out = _drop_unseen(root)
    _keep_heights(root)
    whole = parts_of(_article(root))
    main = _main(root)
    parts = (main if _words(main) >= SHARE * _words(whole) else whole) or _flat(text)
    return Reading(tuple(parts), notes=(HIDDEN,) if left_out else (), **said)


def _tree(text: str) -> "HtmlElement | None":
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (LxmlError, ValueError):
        return None


def _main(root: "HtmlElement") -> list[Part]:
    """The main text as trafilatura finds it."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    with quiet("trafilatura"):
        try:
            found: Any = bare_extraction(
                deepcopy(root), include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
            )
        except (RecursionError, ValueError, TypeError, AttributeError, LookupError):
            return []  # a page that it cannot take apart is taken whole
    return parts_of(found.body) if found is not None and found.body is not None else []


def _flat(text: str) -> list[Part]:
    """The texts between block tags, for a page that is nested too deeply to be a tree."""
    return [Part("paragraph", piece) for piece in TagReader().blocks(text)]


def _words(parts: list[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _article(root: "HtmlElement") -> "HtmlElement":
    """The element that holds the page's text by its own word: one article, else main, else the body."""
    for path in ("//article", "//main|//*[@role='main']", "//body"):
        found = root.xpath(path)
        if len(found) == 1:
            return found[0]
    return root


def _drop_unseen(root: "HtmlElement") -> bool:
    """Take out of the tree what is no text of the page, and what hides from its readers; whether words hid."""
    sheets = "\n".join(style.text or "" for style in root.iter("style"))
    names = hidden_names(sheets)
    total = len(root.text_content()) or 1
    left_out = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body") or element.getparent() is None:
            continue
        if (
            UNREAD.fullmatch(element.tag)
            or element.tag in FRAME
            or (_is_noise(element) and len(element.text_content()) * 2 < total)
        ):
            element.drop_tree()
        elif _is_unseen(element, names):
            left_out = left_out or len(element.text_content().split()) > 4
            element.drop_tree()
    return left_out


def _keep_heights(root: "HtmlElement") -> None:
    """Raised and lowered digits become letters that say so; marks of notes, which are raised too, go."""
    for element in list(root.iter("sup", "sub")):
        text = " ".join(element.text_content().split())
        above, sibling = element.getparent(), element.getprevious()
        before = (sibling.tail if sibling is not None else above.text if above is not None else "") or ""
        last = re.search(r"[^\W_]*$", before[-40:])
        unit = last is not None and (0 < len(last.group()) <= 2 or last.group().isdigit())
        note = element.tag == "sup" and (not unit or "[" in text) and not text.isalpha()
        for child in list(element):
            child.drop_tree()
        element.text = "" if note else text.translate(RAISED[element.tag])
        element.drop_tag()


def _is_noise(element: "HtmlElement") -> bool:
    if element.tag in ("article", "main"):
        return False
    return bool(NOISE.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _is_unseen(element: "HtmlElement", names: frozenset[str]) -> bool:
    marks = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
    if marks & names:
        return True
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    style = compact(attributes.get("style", ""))
    letters = ink(style, attributes.get("color", "") if element.tag == "font" else "")
    if letters is None or hides(style):
        return is_hidden({key: value for key, value in attributes.items() if key != "color"})
    return is_hidden({**attributes, "style": "", "color": ""}) or (
        unreadable(letters, _background(element))
        and not any("background" in (child.get("style") or "") for child in element.iterdescendants())
    )


def _background(element: "HtmlElement | None") -> tuple[int, int, int]:
    while element is not None:
        found = paper(compact(element.get("style", "")), element.get("bgcolor", ""))
        if found:
            return found
        element = element.getparent()
    return WHITE


def _about(root: "HtmlElement") -> dict[str, Any]:
    """The title, author, date and address that the page gives itself."""
    linked = dict(_linked(root))
    author = _first(root, "//meta[@name='author']/@content", "//*[@rel='author' or @itemprop='author']") or linked.get(
        "author"
    )
    date = _first(
        root,
        "//meta[@property='article:published_time' or @name='date' or @itemprop='datePublished']/@content",
        "//time/@datetime",
        "//*[contains(@class, 'byline') or contains(@class, 'dateline')]",
    )
    url = _first(root, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    return {
        "title": _title(root),
        "author": re.sub(r"^by\s+", "", author, flags=re.IGNORECASE) if author and "://" not in author else None,
        "date": iso_date(linked.get("date")) or iso_date(date),
        "url": url if url and re.fullmatch(r"https?://\S{1,500}", url) else None,
    }


def _title(root: "HtmlElement") -> str:
    """The only first-level heading; else the page's title without the site's name."""
    headings = [" ".join(heading.text_content().split()) for heading in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    title = " ".join((_first(root, "//head/title", "//title") or "").split())
    if len(headings) == 1 or (headings and title.startswith(headings[0])):
        return headings[0]
    parts = re.split(r"\s+[|–—·»-]\s+", title)
    return parts[0] if len(parts) > 1 and len(parts[0]) > 10 else title


def _first(root: "HtmlElement", *paths: str) -> str | None:
    """The first of the paths that finds words."""
    for path in paths:
        for found in root.xpath(path):
            text = str(found) if isinstance(found, str) else found.text_content()
            if text.strip():
                return " ".join(text.split())
    return None


def _linked(root: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Author and date of an article in the page's JSON-LD."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and "headline" in item:
                author = item.get("author")
                author = author[0] if isinstance(author, list) and author else author
                name = author.get("name") if isinstance(author, dict) else author
                said = {"author": name, "date": item.get("datePublished")}
                yield from ((key, value) for key, value in said.items() if isinstance(value, str))
