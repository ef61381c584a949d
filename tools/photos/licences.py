"""Which licences let a film use a photograph, and what their addresses call them."""

import re

FREE = re.compile(
    r"(?:CC[ -]?0|CC[ -]?Zero)(?: 1\.0)?|public domain(?: mark(?: 1\.0)?)?|PD(?:[- ][\w -]{1,60})?"
    r"|CC[ -]BY(?:[ -]SA)?(?:[ -]\d\.\d(?:[,/-]\d\.\d)*)?(?:[ -][a-z]{2,7})?",
    re.IGNORECASE,
)
BOUND = re.compile(r"\b(?:NC|ND|fair use|non-?free|non-?commercial)\b", re.IGNORECASE)
NAMELESS = re.compile(r"CC[ -]?0|CC[ -]?Zero|public domain|PD", re.IGNORECASE)
_DEED = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z+-]{2,20})(?:/(\d\.\d))?", re.IGNORECASE)


def is_free(name: str, url: str = "") -> bool:
    """Whether a licence is CC0, the public domain, CC BY or CC BY-SA of any version, by its short name and address."""
    return bool(FREE.fullmatch(name.strip())) and not BOUND.search(f"{name} {url}")


def names_author(name: str) -> bool:
    """Whether a free licence wants its author named."""
    return not NAMELESS.match(name.strip())


def named(url: str) -> str:
    """The short name of a Creative Commons deed by its address; "" for any other address."""
    found = _DEED.search(url)
    if found is None:
        return ""
    kind, code, version = found[1].lower(), found[2].lower(), found[3] or ""
    if kind == "publicdomain":
        return f"CC0 {version}".strip() if code == "zero" else "Public domain"
    return f"CC {code.upper()} {version}".strip()
