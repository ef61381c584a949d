"""The srcset attribute of HTML: one picture's copies in several sizes."""

import re
from collections.abc import Iterable, Iterator

LONGEST = 20_000  # characters of an attribute that are read
SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)([wxh])(?:,(.*))?", re.ASCII | re.DOTALL)


def largest(sets: Iterable[str]) -> tuple[str, int]:
    """The address of the largest copy and its width in pixels (0 where only a density is said); ("", 0) for none."""
    found = [one for text in sets for one in _copies(text)]
    if not found:
        return "", 0
    url, size, unit = max(found, key=lambda one: (one[2] == "w", one[1]))
    return url, int(size) if unit == "w" else 0


def _copies(text: str) -> Iterator[tuple[str, float, str]]:
    """Address, size and unit of each copy; a copy without a size is at density 1. `data:` addresses are left out."""
    waiting = ""
    for token in text[:LONGEST].split():
        size = SIZE.fullmatch(token)
        if size and waiting:
            if not waiting.startswith("data:"):
                yield waiting, float(size[1]), size[2]
            waiting = size[3] or ""
            continue
        if waiting and not waiting.startswith("data:"):
            yield waiting.rstrip(","), 1.0, "x"
        waiting = token
    if waiting and not waiting.startswith("data:"):
        yield waiting.rstrip(","), 1.0, "x"
