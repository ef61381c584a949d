"""A story for a request without a source: a small grammar of setting, wish, obstacle, turn and end (tales/*.toml)."""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from string import Template
from typing import Any, Literal

from agents.rules.writer.draft import Draft, Line, Passage
from agents.rules.writer.words import base, length

STAGES = ("setting", "wish", "obstacle", "turn", "end")
PLOTS = ("fear", "wish_for", "about")
MOST = 1.05
KNOWN = ("en", "ar")
CHOICE = re.compile(r"\[([^\[\]]+/[^\[\]]+)\]")
HERO_FORM, FRIEND_FORM = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}"), re.compile(r"<([^<>|]*)\|([^<>|]*)>")
CALLED = re.compile(r"\A([A-Z]\w+),? the (.+)")
PLAIN_KIND = re.compile(
    r"\Aan? (?:(?!(?:at|in|on|of|with|for|to|day|night|trip|and|from)\b)\w+ ?){1,3}\Z", re.IGNORECASE
)
ARTICLE = re.compile(r"\A(?:the|an?|my|our)\s+", re.I)
ASKED = re.compile(
    r"\A(?:(?:a|an|the|بعنوان)\s+)?(?:\w+\s+)?(?:story|tale|قصة|حكاية)\s+(?:about|of|on|عن|حول)\s+", re.I
)
FEMININE_END = ("ة", "اء", "ى", "ا")


def tell(
    names: Sequence[str], theme: str, language: str, level: Literal["young", "middle"], words: int, seed: int
) -> Draft:
    """Tell a gentle story of about `words` words (40 to 250 are told well) with the names asked for.

    The first name is the hero's, the second the friend's; missing ones are chosen by the seed. `theme` is what the
    story is about ("a lighthouse that is afraid of the dark"). A language without a grammar gets the English one.
    """
    spoken = base(language) if base(language) in KNOWN else "en"
    data = _data(spoken)
    dice = random.Random(seed)
    plot, kind, what = _plot(data, ASKED.sub("", theme.strip().rstrip(".!؟?")))
    if called := CALLED.match(kind):
        kind, names = f"a {called.group(2)}", names or [called.group(1)]
    cast = _cast(data, dice, names, kind, what, spoken)
    told = _fitting(data, plot, level, words, cast, dice)
    scenes = tuple(Passage(sentences=tuple(Line(text=text) for text in stage)) for stage in told if stage)
    notes = ["A story of our own was told: no source was given."]
    if spoken != base(language):
        notes.append(f"There is no story grammar for {language}; the story is in English.")
    title = _capital(theme.strip().rstrip(".!؟?")) or Template(str(data["title"])).substitute(cast)
    return Draft(
        title=title,
        language=language if spoken == base(language) else "en",
        scenes=scenes,
        notes=tuple(notes),
        shape="story",
    )


@lru_cache(maxsize=4)
def _data(language: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tales", f"{language}.toml").read_text("utf-8"))


def _plot(data: Mapping[str, Any], theme: str) -> tuple[str, str, str]:
    """The plot that a theme asks for, its hero's kind and what is feared or wished; the theme itself otherwise."""
    for plot in PLOTS:
        for pattern in data[plot]["theme"]:
            if match := re.match(pattern, theme, re.IGNORECASE):
                return plot, match.group("kind").strip(), match.group("what").strip()
    return ("about", theme, "") if PLAIN_KIND.match(theme) else ("about", "", theme)


def _cast(
    data: Mapping[str, Any], dice: random.Random, names: Sequence[str], kind: str, what: str, language: str
) -> dict[str, str]:
    """Who is in the story and where."""
    kind = kind or dice.choice(data["kinds"])
    given = [name.strip() for name in names if name.strip()]
    hero = given[0] if given else dice.choice(_of_gender(data, data["heroes"], kind, language))
    friend = given[1] if len(given) > 1 else dice.choice(_others(data, hero, language))
    if language == "ar":
        friends = data["feminine_friends" if _feminine(data, friend) else "masculine_friends"]
    else:
        friends = data["friend_kinds"]
        kind = kind if ARTICLE.match(kind) else f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"
        kind = re.sub(r"\A(?:the|my|our)\s+", "a ", kind, flags=re.IGNORECASE)
        kind = kind[:1].lower() + kind[1:]
    known = {word: place for words, place in data["places"].items() for word in words.split()}
    place = next((known[word] for word in kind.lower().split() if word in known), data["place"])
    return {
        "Hero": hero,
        "Friend": friend,
        "kind": kind,
        "friend_kind": _chosen(dice.choice(friends), dice),
        "what": what or ("friendship" if language == "en" else "الصداقة"),
        "place": str(place),
        "Others": str(data["and"]).join(given[2:]),
        "hero_form": "f" if _feminine(data, kind.split()[0] if language == "ar" else hero) else "m",
        "friend_form": "f" if _feminine(data, friend) else "m",
    }


def _of_gender(data: Mapping[str, Any], names: Sequence[str], kind: str, language: str) -> list[str]:
    """The names that agree with the kind of hero, where a language asks for it."""
    if language != "ar":
        return list(names)
    wanted = _feminine(data, kind.split()[0])
    return [name for name in names if _feminine(data, name) == wanted]


def _others(data: Mapping[str, Any], hero: str, language: str) -> list[str]:
    """The friends' names; in Arabic those of men, because two women would take another dual than the tales have."""
    return [name for name in data["friends"] if name != hero and (language != "ar" or not _feminine(data, name))]


def _feminine(data: Mapping[str, Any], word: str) -> bool:
    if word in data.get("masculine", ()):
        return False
    return word in data.get("feminine", ()) or word.endswith(FEMININE_END)


def _fitting(
    data: Mapping[str, Any], plot: str, level: str, words: int, cast: Mapping[str, str], dice: random.Random
) -> list[list[str]]:
    """The plot's sentences, stage by stage: those that are always told, then more in the order of their numbers."""
    lines: list[tuple[int, int, int, str]] = []
    for at, stage in enumerate(STAGES):
        entries = [*data[plot][stage]]
        if level == "middle":
            extra = [entry.removeprefix(f"{stage}|") for entry in data["middle"][plot] if entry.startswith(f"{stage}|")]
            at_end = stage in ("wish", "end")
            entries[len(entries) if at_end else 2 :] = [*extra, *([] if at_end else entries[2:])]
        if stage == "setting" and cast["Others"]:
            entries.append(f"0|{data['others']}")
        for place, entry in enumerate(entries):
            number, text = entry.split("|", 1)
            lines.append((int(number), at, place, _filled(text, cast, dice)))
    return _within(lines, words)


def _within(lines: Sequence[tuple[int, int, int, str]], words: int) -> list[list[str]]:
    """The sentences (number, stage, place, text) that fit; a stage that left one out goes no further."""
    told: list[tuple[int, int, str]] = []
    total = 0.0
    ended: set[int] = set()
    for number, at in sorted({line[:2] for line in lines}):
        group = [line for line in lines if line[:2] == (number, at)]
        more = sum(length(text) for *_, text in group)
        if number and (at in ended or total + more > MOST * words):
            ended.add(at)
            continue
        told += [(at, place, text) for _, at, place, text in group]
        total += more
    return [[text for stage, _, text in sorted(told) if stage == at] for at in range(len(STAGES))]


def _filled(text: str, cast: Mapping[str, str], dice: random.Random) -> str:
    """The sentence with its names, the forms that agree with them, and one of each choice of words."""
    text = HERO_FORM.sub(lambda match: match.group(1 if cast["hero_form"] == "m" else 2), text)
    text = FRIEND_FORM.sub(lambda match: match.group(1 if cast["friend_form"] == "m" else 2), text)
    filled = Template(_chosen(text, dice)).substitute(cast)
    # "من الظلام" is one word with its article after "بـ" and "لـ" only; the templates use neither before $what.
    return _capital(filled)


def _chosen(text: str, dice: random.Random) -> str:
    return CHOICE.sub(lambda match: dice.choice(match.group(1).split("/")), text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
