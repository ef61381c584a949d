"""The researcher without a search: it reads what was given."""

from collections.abc import Sequence

from agents.rules.director import inside, is_script, material
from agents.rules.text import language_of
from core.models import Brief, Request, Source
from core.recipes import digest
from tools.sources.document import read_bytes
from tools.sources.port import Document

PASTED = "pasted text"


def documents(request: Request, given: Sequence[Document]) -> tuple[Document, ...]:
    """What the film rests on: the documents given, and the article that was pasted into the request."""
    found = inside(request)
    if found is None or not found.article:
        return tuple(given)
    return *given, read_bytes(found.text.encode("utf-8"), PASTED, language_of=language_of)


def sources(request: Request, brief: Brief, given: Sequence[Document]) -> tuple[Source, ...]:
    """What the film rests on: the user's script, or the documents; nothing when only a topic was given."""
    if is_script(request):
        text = material(request).encode("utf-8")
        return (Source(id="s1", title=brief.title, kind="script", sha256=digest(text), language=brief.language),)
    keys = [one.key for one in request.sources]
    return tuple(
        Source(
            id=f"s{number}",
            title=(document.title or document.name) if document.name != PASTED else brief.title or PASTED,
            kind="document",
            sha256=document.sha256,
            language=document.language,
            name=document.name,
            key=keys[number - 1] if number <= len(keys) else "",
            date=document.date,
            author=document.author,
            url=document.url,
        )
        for number, document in enumerate(documents(request, given), start=1)
    )
