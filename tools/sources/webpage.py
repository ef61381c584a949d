"""A page of the web as a document: what a reader would read of it."""

from collections.abc import Callable

from core.errors import Mistake, Unavailable
from tools.sources.document import read_bytes
from tools.sources.port import Document
from tools.web.fetch import Fetcher

READ = ("text/html", "application/xhtml", "text/plain", "text/markdown", "application/pdf")
"""Media types that hold text to read."""


def read_page(fetcher: Fetcher, url: str, language_of: Callable[[str], str]) -> Document:
    """The main text of a page, with its title, author, date and language; its address is where it was found in the end.

    Raises Unavailable for what cannot be fetched, and for a page without text.
    """
    found = fetcher.page(url, READ)
    name = found.url.partition("://")[2].split("?")[0].rstrip("/")[-100:]
    try:
        document = read_bytes(found.data, name, found.media_type, language_of=language_of)
    except Mistake as error:
        raise Unavailable(str(error).rstrip(".")) from error
    return document.model_copy(update={"url": found.url})
