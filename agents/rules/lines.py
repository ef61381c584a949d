"""Marks that begin a line: time stamps, list markers and quotation marks of Markdown."""

import re

STAMP = re.compile(
    r"(?P<open>[\[(])?(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?P<s>:[0-5]\d)?(?:[.,]\d{1,3})?"
    r"(?:[ \t]?[-–—][ \t]?\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?)?(?(open)[\])])"
    r"(?=[\s–—-]|$)[ \t]*(?:[-–—][ \t]+)?"
)
ITEM = re.compile(r"[ \t]*(?:(?P<bullet>[-*+•‣])|(?P<number>\d{1,2})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,5}")


def stamped(lines: list[str]) -> frozenset[int]:
    """The lines that begin with a time stamp: in brackets, or a series that runs upward from the first minute."""
    found = {
        at: match for at, line in enumerate(lines) if (match := STAMP.match(QUOTED.sub("", line, count=1).strip()))
    }
    marked = {at for at, match in found.items() if match["open"]}
    plain = [at for at in found if at not in marked]
    times = [_seconds(found[at]) for at in plain]
    if times and times == sorted(times) and int(found[plain[0]]["h"]) == 0:
        marked.update(plain)
    return frozenset(marked)


def _seconds(match: re.Match[str]) -> int:
    first, second = int(match["h"]), int(match["m"])
    return (first * 60 + second) * 60 + int(match["s"][1:]) if match["s"] else first * 60 + second


def numbered(lines: list[str]) -> frozenset[int]:
    """The lines of numbered lists: those that count on from 1 to 2 at least."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate(lines):
        match = ITEM.match(line)
        if not (match and match["number"]):
            continue
        number = int(match["number"])
        run = [*run, at] if run and number == len(run) + 1 else ([at] if number == 1 else [])
        if len(run) > 1:
            found.update(run)
    return frozenset(found)
