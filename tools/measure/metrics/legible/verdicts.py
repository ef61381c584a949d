"""Verdicts of the captions, by their ids in docs/evals.md, section 1.4."""

from tools.measure.metrics.port import Family

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

_FAMILY = Family("captions", NAMES, frozenset({"C1", "C2", "C10", "C11", "C12", "C13"}))
verdict, unasked = _FAMILY.verdict, _FAMILY.unasked
