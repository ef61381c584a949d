"""Wikimedia Commons: photographs under free licences, with who made them.

The action API (mediawiki.org/wiki/API:Imageinfo): its errors come with HTTP 200; standard widths of thumbnails only.
"""

import re
from typing import Any

from tools.photos.check import SHORTEST
from tools.photos.licences import is_free, names_author
from tools.photos.names import named_title
from tools.photos.port import TITLE, Photo
from tools.search.mediawiki import query as asked_of
from tools.search.port import Web, shortened
from tools.sources.characters import tidy
from tools.sources.tags import TagReader

PROVIDER = "commons"
WIDE = 1920  # pixels, one of the widths that Commons keeps
ASKED = 50  # results of one request at most
READ = ("image/jpeg", "image/png", "image/webp", "image/tiff")
ABOUT = "LicenseShortName|LicenseUrl|Artist|Attribution|ImageDescription|ObjectName|Categories|NonFree"
DRAWN = re.compile(
    r"\b(?:maps? of|maps?|atlas(?:es)?|logos?|flags?|coats? of arms|emblems?|seals? of|icons?|diagrams?|charts?|"
    r"graphs?|schematics?|blueprints?|floor plans?|drawings?|svg|scans?|scanned|newspapers?|manuscripts?|documents?|"
    r"title pages?|book covers?|pages? from|text|posters?|stamps?|banknotes?|signatures?|screenshots?|infographics?|"
    r"karte|landkarte|wappen|flagge|carte de|carte des|drapeau|blason|mapa|bandera|escudo|bandiera|stemma|"
    r"kart|karta|kaart|harita|peta)\b|خريطة|خرائط|شعار|علم دولة|مخطط|карта|герб|схема|地図|地图|地圖",
    re.IGNORECASE,
)
"""Words of titles and categories of what is no photograph."""
HOUSEKEEPING = re.compile(
    r"pages with|files? with|license|self-published|uploaded|media (?:with|needing)", re.IGNORECASE
)


def search(web: Web, query: str, language: str, most: int = 10) -> tuple[Photo, ...]:
    """At most `most` free photographs in the order of Commons, with what is likely a map, logo or scan behind them.

    `language` (BCP 47) is asked for in descriptions. `url` is of a copy about 1920 pixels wide; width and height are
    that copy's. Raises Unavailable.
    """
    words = " ".join(word.lstrip("-") for word in re.findall(r"[\w'’.-]+", query))[:280].strip()
    if not words or most < 1:
        return ()
    asked = {
        "action": "query", "generator": "search", "gsrnamespace": "6", "gsrsearch": f"filetype:bitmap {words}",
        "gsrlimit": str(min(ASKED, most * 4)), "prop": "imageinfo", "iiprop": "url|size|mime|extmetadata",
        "iiurlwidth": str(WIDE), "iiextmetadatafilter": ABOUT,
        "iiextmetadatalanguage": language.split("-")[0].lower() or "en",
    }  # fmt: skip
    pages = [
        page
        for page in asked_of(web, PROVIDER, web.settings.commons_url.rstrip("/"), asked).get("pages") or []
        if isinstance(page, dict)
    ]
    pages.sort(key=lambda page: _number(page.get("index")))
    found = [one for one in map(_photo, pages) if one is not None]
    found.sort(key=lambda one: one[1])
    return tuple(photo for photo, _ in found[:most])


def _photo(page: dict[str, Any]) -> tuple[Photo, bool] | None:
    """A result as a photograph, and whether it is likely none; None for what may not or cannot be used."""
    infos = page.get("imageinfo")
    info = infos[0] if isinstance(infos, list) and infos and isinstance(infos[0], dict) else {}
    about = info.get("extmetadata")
    licence, licence_url = _said(about, "LicenseShortName"), _said(about, "LicenseUrl")
    author = _plain(_said(about, "Attribution") or _said(about, "Artist"))
    barred = _said(about, "NonFree").casefold() in ("true", "1") or not is_free(licence, licence_url)
    if barred or (names_author(licence) and not author) or info.get("mime") not in READ:
        return None
    width, height = _size(info)
    url, name = str(info.get("thumburl") or info.get("url") or ""), str(page.get("title") or "").partition(":")[2]
    if min(width, height) < SHORTEST or not url.startswith(("https://", "http://")):
        return None
    title = _plain(_said(about, "ImageDescription")) or _plain(_said(about, "ObjectName")) or named_title(name)
    photo = Photo(
        name=shortened(tidy(name), TITLE),
        title=title,
        page=str(info.get("descriptionurl") or ""),
        url=url,
        width=width,
        height=height,
        author=author,
        licence=licence,
        licence_url=licence_url if licence_url.startswith(("https://", "http://")) else "",
    )
    return photo, _is_drawn(name, title, _said(about, "Categories"))


def _is_drawn(name: str, title: str, categories: str) -> bool:
    """Whether words say that this is a map, a logo, a scan and the like."""
    told = [one for one in categories.split("|") if not HOUSEKEEPING.search(one)]
    return any(DRAWN.search(text) for text in (named_title(name), title, *told))


def _size(info: dict[str, Any]) -> tuple[int, int]:
    """Width and height of the copy at `thumburl`, in pixels; of the file itself where there is none."""
    thumb = (_number(info.get("thumbwidth")), _number(info.get("thumbheight")))
    return thumb if info.get("thumburl") and all(thumb) else (_number(info.get("width")), _number(info.get("height")))


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _said(about: Any, name: str) -> str:
    """A field of the API's, which gives texts as they are or in an object; "" where it says nothing."""
    value = about.get(name) if isinstance(about, dict) else None
    value = value.get("value") if isinstance(value, dict) else value
    return str(value).strip() if isinstance(value, str | int | bool) else ""


def _plain(html: str) -> str:
    """The words of a piece of HTML that a reader sees, on one line."""
    return shortened(tidy(" ".join(TagReader().blocks(html[: 40 * TITLE]))), TITLE)
