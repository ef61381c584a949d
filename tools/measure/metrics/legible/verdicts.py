"""Verdicts of the captions, by their ids in docs/evals.md, section 1.4."""

from tools.measure.metrics.port import Group, Verdict, absent

GROUP: Group = "captions"
NAMES = {
    "C1": "strict caption files",
    "C2": "captions against the script",
    "C3": "reading speed",
    "C4": "words a minute",
    "C5": "line length",
    "C6": "lines per caption",
    "C7": "time on screen",
    "C8": "gaps between captions",
    "C9": "line breaks",
    "C10": "contrast of burned captions",
    "C11": "captions inside the safe area",
    "C12": "captions read by a machine",
    "C13": "missing glyphs",
    "C14": "captions clear of cuts",
}
GATES = frozenset({"C1", "C2", "C10", "C11", "C12", "C13"})


def verdict(
    metric: str,
    ok: bool,
    measured: str,
    wanted: str,
    value: float | None = None,
    unit: str = "",
    *,
    score: float | None = None,
) -> Verdict:
    """A judgement; a gate has no score."""
    gate = metric in GATES
    return Verdict(
        metric=metric,
        name=NAMES[metric],
        group=GROUP,
        value=value,
        unit=unit,
        measured=measured,
        wanted=wanted,
        ok=ok,
        gate=gate,
        score=None if gate else score,
    )


def unasked(metric: str, reason: str) -> Verdict:
    """The verdict of one that does not apply."""
    return absent(metric, NAMES[metric], GROUP, reason, gate=metric in GATES)
