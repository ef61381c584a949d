"""The photographs of a web page: those that show something, by the page's own words.

Nothing is fetched but the page: libxml2's HTML parser loads no DTD and no entities, and is told so.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from core.errors import Mistake, Unavailable
from tools.photos.licences import named
from tools.photos.names import SUFFIX, named_title
from tools.photos.port import TITLE, Photo
from tools.photos.srcset import largest
from tools.search.port import shortened
from tools.sources.characters import tidy
from tools.sources.encoding import declared_in, decode
from tools.web.fetch import Fetched, Fetcher

if TYPE_CHECKING:
    from lxml.html import HtmlElement

READ = ("text/html", "application/xhtml", "image/")
MOST_TAGS = 1000  # images of a page that are looked at
SMALL = 120  # pixels: an image that is laid out smaller is decoration
LONGEST = 2000  # characters of an address
AROUND = ("nav", "footer", "form", "menu", "dialog", "button")  # what holds no pictures of the subject
SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-full", "data-hi-res-src")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
DECORATION = re.compile(
    r"(?:^|[/_.\s-])(?:fav-?icons?|icons?|ico|logos?|logotype|avatars?|gravatar|sprites?|emojis?|smil(?:ey|ies)|badges?|"
    r"spacer|tracking|tracker|beacon|1x1|blank|placeholder|loading|spinner|buttons?|arrows?|share|social|banner-?ads?|"
    r"advert(?:s|isement)?|captcha|qr-?code|pixel\.(?:gif|png)|author-(?:image|photo)|profile-(?:pic|image|photo))"
    r"(?:$|[/_.\s\d-])",
    re.IGNORECASE,
)
"""Words of file names, classes and ids of what shows nothing."""
NO_SUBJECT = re.compile(
    r"\b(?:logos?|avatar|icon|spacer|advertisement|placeholder)\b|^(?:image|photo|img)$", re.IGNORECASE
)
"""Words of an alt text of the same."""
COPY = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)|(?<=/)\d{2,4}px-|@\dx(?=\.\w+$)")
"""What tells copies of one photograph in several sizes apart."""
FIGURE = "ancestor::figure[1] | ancestor::*[@itemscope][contains(@itemtype, 'ImageObject')][1]"


@dataclass(frozen=True)
class _Found:
    """One image of the page; pixels are 0 where the page does not say them."""

    url: str
    title: str
    width: int = 0
    height: int = 0
    author: str = ""
    licence: tuple[str, str] = ("", "")


def photos_of_page(fetcher: Fetcher, url: str, most: int = 12) -> tuple[Photo, ...]:
    """At most `most` photographs of a page, the one that stands for it first; an address of an image gives that image.

    The licence is "" unless the page says it. Raises Unavailable for a page that cannot be fetched.
    """
    page = fetcher.page(url, READ)
    if page.media_type.strip().lower().startswith("image/"):
        found = [_Found(page.url, named_title(_name(page.url)))]
        return tuple(_photo(one, "") for one in found[:most] if _is_picture(one.url))
    root = _tree(page)
    if root is None:
        return ()
    base = _web(page.url, str(next(iter(root.xpath("//base/@href")), ""))) or page.url
    once: dict[str, _Found] = {}
    for one in [*_leading(root, base), *_shown(root, base)]:
        key = _identity(one.url)
        once[key] = _merged(once[key], one) if key in once else one
    overall = _licence(root, base, whole=True)
    return tuple(_photo(one, page.url, overall) for one in list(once.values())[: max(most, 0)])


def _tree(page: Fetched) -> "HtmlElement | None":
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    charset = page.media_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    try:
        text = decode(page.data, _name(page.url), charset or declared_in(page.data)).text
    except Mistake as error:
        raise Unavailable(str(error).rstrip(".")) from error
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (LxmlError, ValueError):
        return None


def _leading(root: "HtmlElement", base: str) -> list[_Found]:
    """The image that the page gives to those who link to it."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        said.setdefault(name, (meta.get("content") or "").strip())
    address = said.get("og:image:secure_url") or said.get("og:image") or said.get("twitter:image") or ""
    url = _absolute(base, address)
    title = said.get("og:image:alt") or said.get("twitter:image:alt") or said.get("og:title") or ""
    if not url or DECORATION.search(urlsplit(url).path) or _is_small(said, "og:image:"):
        return []
    return [_Found(url, _line(title), *_size(said.get("og:image:width"), said.get("og:image:height")))]


def _shown(root: "HtmlElement", base: str) -> list[_Found]:
    """The images in the page's text that have words of their own."""
    found = []
    for image in list(root.iter("img"))[:MOST_TAGS]:
        if any(True for _ in image.iterancestors(*AROUND)):
            continue
        figure = next(iter(image.xpath(FIGURE)[::-1]), None)
        title = _words(image, figure)
        url, wide = _address(image, base)
        if not title or not url or _is_decoration(image, url):
            continue
        width, height = _size(image.get("width"), image.get("height"))
        if wide and width and height:
            width, height = wide, round(wide * height / width)
        author = _item(figure, "author", "creator", "creditText")
        licence = _licence(figure, base) if figure is not None else ("", "")
        found.append(_Found(url, title, width, height, author, licence))
    return found


def _words(image: "HtmlElement", figure: "HtmlElement | None") -> str:
    """What the page says that an image shows: its caption where the figure holds one image, else its alt text."""
    alt = _line(image.get("alt") or image.get("title") or "")
    alt = "" if NO_SUBJECT.search(alt) else named_title(alt) if SUFFIX.search(alt) else alt
    if figure is None or sum(1 for _ in figure.iter("img")) > 1 + sum(1 for _ in figure.iter("noscript")):
        return alt
    captions = figure.xpath(".//figcaption | .//*[@itemprop='caption']")
    return (_line(captions[0].text_content()) if captions else "") or alt


def _address(image: "HtmlElement", base: str) -> tuple[str, int]:
    """The address of the largest copy and its width in pixels, 0 where the page does not say it."""
    sets = [image.get(name) or "" for name in SETS]
    above = next(image.iterancestors("picture"), None)
    if above is not None:
        sources = [one for one in above.iter("source") if "svg" not in (one.get("type") or "")]
        sets += [one.get(name) or "" for one in sources for name in SETS]
    best, wide = largest(sets)
    plain = [_absolute(base, image.get(name) or "") for name in SOURCES]
    found = _absolute(base, best)
    return (found, wide) if found else (next((one for one in plain[1:] + plain[:1] if one), ""), 0)


def _is_decoration(image: "HtmlElement", url: str) -> bool:
    names = " ".join(image.get(one) or "" for one in ("class", "id", "role"))
    small = _is_small({str(name): str(value) for name, value in image.attrib.items()}, "")
    return small or bool(DECORATION.search(urlsplit(url).path) or DECORATION.search(names))


def _is_small(said: dict[str, str], prefix: str) -> bool:
    sizes = (_pixels(said.get(f"{prefix}{side}")) for side in ("width", "height"))
    return any(0 < size < SMALL for size in sizes)


def _size(width: str | None, height: str | None) -> tuple[int, int]:
    """Both in pixels, or none."""
    both = _pixels(width), _pixels(height)
    return both if all(both) else (0, 0)


def _pixels(text: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", text or "", re.ASCII)
    return int(match[1]) if match else 0


def _absolute(base: str, address: str) -> str:
    """The http(s) address of a picture; "" for any other."""
    address = address.strip()
    if not address or len(address) > LONGEST:
        return ""
    try:
        url = urljoin(base, address).partition("#")[0]
        return url if _is_picture(url) else ""
    except ValueError:
        return ""


def _is_picture(url: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.lower()
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not path.endswith((".svg", ".svgz", ".ico"))


def _identity(url: str) -> str:
    """The same for copies of one photograph in several sizes."""
    parts = urlsplit(url)
    return f"{parts.netloc}{COPY.sub('', parts.path)}" if SUFFIX.search(parts.path) else url


def _merged(first: _Found, second: _Found) -> _Found:
    """One image met twice: the words that stand at it in the text say more than those of the page's head."""
    larger = max((first, second), key=lambda one: one.width * one.height)
    author = first.author or second.author
    licence = first.licence if any(first.licence) else second.licence
    return _Found(larger.url, second.title or first.title, larger.width, larger.height, author, licence)


def _licence(element: "HtmlElement", base: str, whole: bool = False) -> tuple[str, str]:
    """The licence's name and address that an element says; of a whole page only where it says one, outside figures."""
    path = ".//*[@href or @content][contains(concat(' ', @rel, ' '), ' license ') or @itemprop='license']"
    found: dict[str, str] = {}
    for one in element.xpath(path):
        if whole and any(True for _ in one.iterancestors("figure")):
            continue
        url = _web(base, one.get("href") or one.get("content") or "")
        words = named(url) or _line(one.text_content()) or _line(one.get("title") or "") or url
        found.setdefault(url or words, words)
    if not found or (whole and len(found) > 1):
        return "", ""
    url, name = next(iter(found.items()))
    return name, url if url.startswith("http") else ""


def _web(base: str, address: str) -> str:
    try:
        url = urljoin(base, address.strip()[:LONGEST])
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _item(element: "HtmlElement | None", *names: str) -> str:
    """The words of the first of these properties inside an element."""
    if element is None:
        return ""
    for name in names:
        for one in element.xpath(f".//*[@itemprop='{name}']"):
            if words := _line(one.get("content") or one.text_content()):
                return words
    return ""


def _photo(found: _Found, page: str, overall: tuple[str, str] = ("", "")) -> Photo:
    licence, licence_url = found.licence if any(found.licence) else overall
    return Photo(
        name=shortened(tidy(_name(found.url)), TITLE),
        title=found.title or named_title(_name(found.url)),
        page=page,
        url=found.url,
        width=found.width,
        height=found.height,
        author=found.author,
        licence=licence,
        licence_url=licence_url,
    )


def _name(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2] or "image"


def _line(text: str) -> str:
    return shortened(tidy(text[: 10 * TITLE]), TITLE)
