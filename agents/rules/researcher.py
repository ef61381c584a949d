"""The researcher without a search: it reads what was given."""

from agents.rules.director import is_script, material
from core.models import Brief, Request, Source
from core.recipes import digest


def sources(request: Request, brief: Brief) -> tuple[Source, ...]:
    """The user's script as the film's source; nothing when only a topic was given."""
    if not is_script(request):
        return ()
    text = material(request).encode("utf-8")
    return (Source(id="s1", title=brief.title, kind="script", sha256=digest(text), language=brief.language),)
