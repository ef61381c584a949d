"""What a photograph is to a film: what it shows, where it came from, whose it is."""

from core.scene import Value

TITLE = 300  # characters


class Photo(Value):
    """A photograph.

    `title` is what it shows, plain text of at most TITLE characters; `page` and `url` (of its bytes) are "" for a file.
    `width` and `height` are in pixels as it is looked at, 0 while not known. `licence` is the licence's short name, or
    what the owner says of his rights; "" when nothing is said. `sha256` and `key` are of its bytes once kept.
    """

    name: str
    title: str
    page: str
    url: str
    width: int
    height: int
    author: str
    licence: str
    licence_url: str
    sha256: str = ""
    key: str = ""
