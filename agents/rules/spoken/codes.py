"""Numbers that are no amounts: telephone numbers, versions, addresses of machines, long codes."""

import re
from functools import partial

from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){1,6}|\(\d{2,5}\) ?\d{2,5}(?:[ .-]?\d{2,5}){1,3}"
    r"|\d{3}[-.]\d{3}[-.]\d{4}|1?-?800-\d{3}-\d{4}|0\d{1,4}(?:[ -]\d{2,4}){2,4}|\d{3}-\d{4})(?![\w/]|[.,-]\d)"
)
VERSION = re.compile(r"(?<![\w.,])(?:([vV])\.? ?(\d{1,4}(?:\.\d{1,5}){0,3})|(\d{1,4}(?:\.\d{1,4}){2,4}))(?!\w|[.,]\d)")
SCREEN = re.compile(r"(?<![\w.,$€£])([2458])K(?!\w)")  # 4K video
CODE = re.compile(r"(?<![\w.,])\d{1,13}(?:-\d{1,13}){2,8}(?![\w])")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Digit by digit in the groups in which they are written; version parts as numbers."""
    if not tongue.known:
        return ()
    return (
        Rule(SCREEN, lambda match: f"{tongue.cardinal(int(match.group(1)))} K"),
        Rule(PHONE, partial(_groups, tongue)),
        Rule(CODE, partial(_groups, tongue)),
        Rule(VERSION, partial(_version, tongue)),
    )


def _groups(tongue: Tongue, match: re.Match[str]) -> str:
    plus = f"{tongue.word('plus')}{tongue.glue}" if match.group().startswith("+") else ""
    pause = (
        "，"
        if tongue.code == "zh"
        else "、"
        if tongue.code == "ja"
        else "، "
        if tongue.code in ("ar", "fa", "ur")
        else ", "
    )
    return plus + pause.join(tongue.digits(group) for group in re.findall(r"\d+", match.group()))


def _version(tongue: Tongue, match: re.Match[str]) -> str | None:
    mark, marked, bare = match.groups()
    parts = (marked or bare).split(".")
    if bare and len({len(part) for part in parts[1:]}) == 1 and len(parts[1]) == 3:
        return None
    joint = f"{tongue.glue}{tongue.word('dot' if len(parts) > 3 else 'point')}{tongue.glue}"
    said = joint.join(_number(tongue, part) for part in parts)
    before = match.string[max(0, match.start() - 12) : match.start()].rstrip().lower()
    named = before.endswith(tongue.word("version").lower())
    return f"{tongue.word('version')}{tongue.glue}{said}" if mark and not named else said


def _number(tongue: Tongue, digits: str) -> str:
    return tongue.digits(digits) if digits[0] == "0" else tongue.cardinal(int(digits))
