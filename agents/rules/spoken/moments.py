"""Dates and times of the day."""

import re
from datetime import date
from functools import partial

from agents.rules.spoken import arabic
from agents.rules.spoken.cardinals import russian_ordinal
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue
from agents.rules.spoken.years import year

ISO = re.compile(r"(?<![\w/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\w/]|[.-]\d)|(?<!\w)(\d{4})-(\d\d)-(\d\d)(?=T\d)")
NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/]|[.-]\d)")
CLOCK = re.compile(
    r"(?<![\w:.,])T?([01]?\d|2[0-4])(?::([0-5]\d))(?::([0-5]\d))?Z?"
    r"(?: ?([AaPp])(?:\.[Mm]\.|[Mm](?!\w)))?(?![\d:])(?!\w)"
)
LETTERED = re.compile(r"(?<![\w:.,])([01]?\d|2[0-4]) ?h ?([0-5]\d)()()(?!\w)")  # 14 h 05
HOUR = re.compile(r"(?<![\w:.,])(1[0-2]|[1-9]) ?([AaPp])(?:\.[Mm]\.|[Mm](?!\w))")
GERMAN_ORDINAL = re.compile(r"(?:^|\W)(am|vom|zum|dem|den|bis|seit|ab|im|des)\s+$", re.IGNORECASE)
GERMAN_ARTICLE = re.compile(r"(?:^|\W)(der|die|das)\s+$", re.IGNORECASE)
DAY_FIRST = ("GB", "AU", "NZ", "IN", "IE", "ZA", "NG", "KE", "PK", "SG", "MY", "HK")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Dates in figures, days and years beside a month's name, times."""
    if not tongue.known:
        return ()
    found = [Rule(ISO, partial(_iso, tongue)), Rule(NUMERIC, partial(_numeric, tongue))]
    months = "|".join(sorted(_months(tongue), key=len, reverse=True))
    if tongue.code == "en":
        year_after = r"(?:(,? )(\d{4}))?(?![\w/:]|[.,]\d)"
        found += [
            Rule(
                re.compile(rf"(?<![\w.])(\d{{1,2}})(?:st|nd|rd|th)? (of )?({months})(?!\w)\.?{year_after}"),
                partial(_day_month, tongue),
            ),
            Rule(
                re.compile(
                    rf"(?<!\w)({months})(?!\w)\.? (\d{{1,2}})(?:st|nd|rd|th)?(?: ?[–-] ?(\d{{1,2}}))?{year_after}"
                ),
                partial(_month_day, tongue),
            ),
        ]
    elif months:
        found.append(
            Rule(
                re.compile(rf"(?<![\w.,])(\d{{1,2}})\.? ({months})(?!\w)(?:( )(\d{{4}})(?: года?| г\.)?(?!\w))?"),
                partial(_local, tongue),
            )
        )
    mark = tongue.table("dates").get("mark", "")
    if mark:
        names = tongue.table("dates")["months"].split()
        found.append(Rule(re.compile(rf"(?<!\d)(1[0-2]|[1-9]) ?{mark}"), lambda match: names[int(match.group(1)) - 1]))
    return (*found, *_clocks(tongue))


def _months(tongue: Tongue) -> dict[str, str]:
    """What is written for a month, to its name."""
    dates = tongue.table("dates")
    names = dates["months"].split()
    short = dict(zip(dates.get("short", "").split(), names, strict=False))
    return {
        **{name: name for name in names},
        **{name: name for name in dates.get("also", "").split()},
        **short,
        **dates.get("more", {}),
    }


def _iso(tongue: Tongue, match: re.Match[str]) -> str | None:
    first, _, second, third, *iso = match.groups()
    return _date(tongue, match, *(int(part) for part in (iso if iso[0] else (first, second, third))))


def _numeric(tongue: Tongue, match: re.Match[str]) -> str | None:
    first, mark, second, written = match.groups()
    if len(written) == 2 and (mark != "/" or tongue.table("dates")["order"] == "ymd"):
        return None
    month_first = tongue.table("dates")["order"] == "mdy" and tongue.region not in DAY_FIRST and mark == "/"
    day, month = (int(second), int(first)) if month_first else (int(first), int(second))
    if month > 12:
        day, month = month, day
    number = int(written) if len(written) == 4 else int(written) + (2000 if int(written) < 50 else 1900)
    return _date(tongue, match, number, month, day)


def _date(tongue: Tongue, match: re.Match[str], number: int, month: int, day: int) -> str | None:
    """A date in full, None when there is no such day."""
    try:
        date(number, month, day)
    except ValueError:
        return None
    dates = tongue.table("dates")
    name = dates["months"].split()[month - 1]
    said = {"day": _day(tongue, day, match), "month": name, "year": year(tongue, number)}
    return str(dates["numeric"].format(**said))


def _day(tongue: Tongue, day: int, match: re.Match[str]) -> str:
    """The day of a month."""
    dates = tongue.table("dates")
    before = match.string[max(0, match.start() - 12) : match.start()]
    match tongue.code:
        case "de":
            ending = "n" if GERMAN_ORDINAL.search(before) else "" if GERMAN_ARTICLE.search(before) else "r"
            return tongue.ordinal(day) + ending
        case "ru":
            return russian_ordinal(day, "g", "n")
        case "ar":
            return arabic.ordinal(day, "m", is_oblique(tongue, match))
    if day == 1 and "first" in dates:
        return str(dates["first"])
    return tongue.ordinal(day) if dates["day"] == "ordinal" else tongue.cardinal(day, dates.get("gender", ""))


def is_oblique(tongue: Tongue, match: re.Match[str]) -> bool:
    """Whether an Arabic number stands after a preposition or another word that puts it in an oblique case."""
    if tongue.code != "ar":
        return False
    return after_preposition(tongue, match.string[max(0, match.start() - 16) : match.start()])


def after_preposition(tongue: Tongue, before: str) -> bool:
    """Whether the last word of an Arabic text puts the next one in an oblique case."""
    words = before.split()
    known = tongue.table("oblique")["words"].split()
    last = words[-1].strip('«»"(،') if words else ""
    return last in known or last.removeprefix("و") in known


def _day_month(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    day, of = int(match.group(1)), match.group(2)
    if not 1 <= day <= 31:
        return None
    the = (
        "" if re.search(r"\bthe $", match.string[max(0, match.start() - 5) : match.start()], re.IGNORECASE) else "the "
    )
    said = f"{the}{tongue.ordinal(day)}{'' if of else ' of'}"
    return Part(match.start(1), match.start(2) if of else match.start(3) - 1, said), *_month_year(tongue, match, 3)


def _month_day(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    first, last = match.group(2), match.group(3)
    if not 1 <= int(first) <= 31 or (last and not int(first) < int(last) <= 31):
        return None
    said = tongue.ordinal(int(first)) + (f" to {tongue.ordinal(int(last))}" if last else "")
    month, *after = _month_year(tongue, match, 1)
    return month, Part(match.start(2), match.start(4) if match.group(5) else match.end(), said), *after


def _month_year(tongue: Tongue, match: re.Match[str], group: int) -> tuple[Part, ...]:
    """The month in full, and the year after it."""
    start = match.start(group)
    name = match.group(group)
    is_short = name not in tongue.table("dates")["months"].split()
    dotted = is_short and match.string[match.end(group) : match.end(group) + 1] == "."
    parts = (Part(start, match.end(group) + dotted, _months(tongue)[name]),)
    if not match.group(5):
        return parts
    return *parts, Part(match.start(5), match.end(5), year(tongue, int(match.group(5))))


def _local(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    day, name, _, number = match.groups()
    if not 1 <= int(day) <= 31:
        return None
    link = tongue.table("dates").get("link", "")
    parts = (
        Part(match.start(1), match.start(2) - 1, f"{_day(tongue, int(day), match)}{link}"),
        Part(match.start(2), match.end(2), _months(tongue)[name]),
    )
    if not number:
        return parts
    before = tongue.table("dates").get("year_after_month", "")
    return *parts, Part(match.start(4), match.end(), f"{before}{year(tongue, int(number))}")


def _clock(tongue: Tongue, match: re.Match[str]) -> str:
    hour, minute, second, half = match.groups()
    if tongue.code == "ar":
        return _arabic_clock(tongue, int(hour), int(minute), match)
    times = tongue.table("times")
    hours = times.get("hours", [])
    said = {
        "hour": hours[int(hour) % 12] if hours else tongue.cardinal(int(hour), times.get("gender", "")),
        "minute": tongue.cardinal(int(minute), times.get("minute_gender", "")),
    }
    if tongue.code == "zh" and 0 < int(minute) < 10:
        said["minute"] = tongue.digits(minute)
    if tongue.code == "en":
        said["minute"] = _english_minute(int(hour), int(minute), half, said["minute"])
    full = int(minute) == 0 and "full" in times
    spoken = str(times["full" if full else "said"].format(**said)).strip()
    if second and int(second):
        spoken += f"{tongue.glue}{tongue.counted(tongue.parse(second.lstrip('0')), tongue.table('units')['s'])}"
    return f"{spoken} {half.upper()}M" if half else spoken


def _english_minute(hour: int, minute: int, half: str | None, said: str) -> str:
    if minute == 0:
        return "" if half else "o'clock" if 1 <= hour <= 12 else "hundred"
    return f"oh {said}" if minute < 10 else said


def _arabic_clock(tongue: Tongue, hour: int, minute: int, match: re.Match[str]) -> str:
    """The hour as an ordinal, then so many minutes."""
    named = hour % 12 or 12
    said = {1: "الواحدة"}.get(named) or arabic.ordinal(named, "f", oblique=False)
    minutes = {0: "", 15: " والربع", 30: " والنصف"}.get(minute)
    if minutes is None:
        minutes = f" و{arabic.counted(minute, tongue.table('units')['د'])}"
    after = match.string[match.end() : match.end() + 14].split()
    day_half = (
        ""
        if after and after[0].strip("،.") in ("صباحًا", "صباحا", "مساءً", "مساء", "ص", "م", "ظهرًا")
        else (" مساءً" if 12 < hour < 24 else "")
    )
    return said + minutes + day_half


def _clocks(tongue: Tongue) -> tuple[Rule, ...]:
    """Times with a colon, or with the letter or word that the language puts there."""
    word = tongue.table("times").get("word", "")
    clock = re.compile(CLOCK.pattern + (f"(?: {word}(?!\\w))?" if word else ""))
    found = [Rule(clock, partial(_clock, tongue))]
    if tongue.table("times").get("letter"):
        found.append(Rule(LETTERED, partial(_clock, tongue)))
    return (*found, Rule(HOUR, partial(_hour, tongue))) if tongue.code == "en" else tuple(found)


def _hour(tongue: Tongue, match: re.Match[str]) -> str:
    return f"{tongue.cardinal(int(match.group(1)))} {match.group(2).upper()}M"
