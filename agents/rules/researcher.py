"""The researcher without a search: it reads what was given."""

from collections.abc import Sequence

from agents.rules.director import is_script, material
from core.models import Brief, Request, Source
from core.recipes import digest
from tools.sources.port import Document


def sources(request: Request, brief: Brief, documents: Sequence[Document]) -> tuple[Source, ...]:
    """What the film rests on: the user's script, or the documents given; nothing when only a topic was given."""
    if is_script(request):
        text = material(request).encode("utf-8")
        return (Source(id="s1", title=brief.title, kind="script", sha256=digest(text), language=brief.language),)
    return tuple(
        Source(
            id=f"s{number}",
            title=document.title or document.name,
            kind="document",
            sha256=document.sha256,
            language=document.language,
            name=document.name,
            key=given.key,
            date=document.date,
            author=document.author,
            url=document.url,
        )
        for number, (given, document) in enumerate(zip(request.sources, documents, strict=True), start=1)
    )
