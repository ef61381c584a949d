"""Free photographs of the web: on pages that Google's images lead to, as far as the page itself says whose they are.

A search engine names no licence and no author. So its images are only a way to pages, and of those the photographs are
taken that the page puts under a free licence, with their author.
"""

from core.errors import Unavailable
from tools.photos.licences import is_free, names_author
from tools.photos.page import photos_of_page
from tools.photos.port import Photo
from tools.search.port import Web
from tools.search.serper import PROVIDER, SECRET, images

__all__ = ["PROVIDER", "SECRET", "search"]

PAGES = 4  # that are read for one search


def search(web: Web, query: str, language: str, most: int = 10) -> tuple[Photo, ...]:
    """At most `most` free photographs with their authors, in the order of the pages. Raises Unavailable.

    A page that cannot be read, or that names no licence, gives none.
    """
    found: dict[str, Photo] = {}
    for page in dict.fromkeys(hit.url for hit in images(web, query, language, PAGES)):
        try:
            shown = photos_of_page(web.fetcher, page)
        except Unavailable:
            continue
        for photo in shown:
            if is_free(photo.licence, photo.licence_url) and (photo.author or not names_author(photo.licence)):
                found.setdefault(photo.url, photo)
    return tuple(found.values())[:most]
