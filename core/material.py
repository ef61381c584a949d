"""What comes with a request, or is found for it: documents, music, videos, photographs. The store holds its bytes."""

from typing import Literal

from pydantic import Field

from core.scene import Value


class Given(Value):
    """A document that came with a request: read once, its text in the store under `key`."""

    name: str
    sha256: str = Field(description="of the bytes as given")
    language: str
    key: str
    kind: Literal["document", "page", "video"] = "document"


class Track(Value):
    """A music file that came with a request: decoded once, its sound in the store under `key`."""

    name: str
    sha256: str = Field(description="of the bytes as given")
    key: str


class Footage(Value):
    """A video whose words and sound came with a request; its sound is in the store under `sound`."""

    name: str
    title: str
    url: str | None = None
    author: str | None = None
    date: str | None = None
    language: str
    seconds: float
    transcript: str = Field(description="beside, embedded, published, automatic or heard")
    sha256: str
    sound: str = Field(default="", description="empty: it is not heard")


class Span(Value):
    """A piece of a video's sound, in its seconds: from `start` to `end`; its last word ends at `said`."""

    start: float
    end: float
    said: float


class Photo(Value):
    """A photograph.

    `title` is what it shows, plain text of at most 300 characters; `page` and `url` (of its bytes) are "" for a file.
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
