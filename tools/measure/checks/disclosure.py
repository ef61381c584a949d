"""The film says of itself that machines made it (EU AI Act, article 50(2): marked in a machine-readable way)."""

from pathlib import Path

from core.models import Finding
from tools.measure.port import Expected


def check(path: Path, _: Expected) -> Finding:
    """The comment tag must name the maker."""
    import av

    with av.open(str(path)) as container:
        comment = container.metadata.get("comment", "")
    said = "machine-made" in comment
    return Finding(
        check="disclosure",
        ok=said,
        measured=comment or "no comment tag",
        wanted="a comment tag that says machine-made",
        advice="" if said else "make the film again",
    )
