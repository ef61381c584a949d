"""The critic without an LLM: the grade follows from what was measured and from what stood in."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.models import Finding, Grade, Substitution


def grade(
    *,
    draft: bool,
    reasons: Sequence[Mapping[str, Any]],
    substitutions: Sequence[Substitution],
    findings: Sequence[Finding],
) -> Grade:
    """Complete, degraded with every reason, or draft (made without sources)."""
    said = [_with_beats(reason["text"], reason["beats"]) for reason in reasons]
    said += [
        _with_beats(f"{one.used} stood in for {one.wanted} ({one.capability}): {one.reason}.", one.beats)
        for one in substitutions
    ]
    said += [
        f"The finished film fails the check {finding.check!r}: {finding.measured}, wanted {finding.wanted}."
        for finding in findings
        if not finding.ok
    ]
    if draft:
        return Grade(name="draft", reasons=tuple(said))
    return Grade(name="degraded" if said else "complete", reasons=tuple(said))


def _with_beats(text: str, beats: Sequence[str]) -> str:
    if not beats:
        return text
    return f"{text.rstrip('.')} (beat{'s' if len(beats) > 1 else ''} {', '.join(beats)})."
