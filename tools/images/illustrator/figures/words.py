"""Words about people: which dress a word of narration means, and a person in words for a picture prompt."""

import re
from functools import lru_cache

from core.scene import Character
from tools.images.illustrator.figures import colours, hair
from tools.images.illustrator.figures.figure import dress_of
from tools.images.illustrator.figures.wear import table

_SKINS = ("very fair", "fair", "light", "light tan", "tan", "olive brown", "brown", "dark brown", "deep brown",
          "very deep brown")  # fmt: skip
_PEOPLE = {
    ("child", "feminine"): "girl", ("child", "masculine"): "boy", ("child", "neutral"): "child",
    ("teen", "feminine"): "teenage girl", ("teen", "masculine"): "teenage boy", ("teen", "neutral"): "teenager",
    ("adult", "feminine"): "woman", ("adult", "masculine"): "man", ("adult", "neutral"): "person",
    ("elder", "feminine"): "old woman", ("elder", "masculine"): "old man", ("elder", "neutral"): "elderly person",
}  # fmt: skip
_MARKS = re.compile("[\u064b-\u0652\u0640]")


def dress_for(word: str, language: str) -> str | None:
    """The dress of whoever a word or short phrase names ("physicist": scientist), or None; English and Arabic."""
    said = " ".join(_MARKS.sub("", word).lower().split())
    if language.split("-")[0].lower() == "ar":
        return next((_arabic()[form] for form in _bare(said) if form in _arabic()), None)
    return next((_english()[form] for form in (said, *_singular(said)) if form in _english()), None)


def describe(character: Character, seed: int = 0) -> str:
    """The person in English words: age, build, skin, hair and dress."""
    dress = dress_of(character)
    build = {"slim": "slim ", "medium": "", "sturdy": "sturdy "}[character.build]
    who = "baby" if dress.baby else f"{build}{_PEOPLE[character.age, character.presentation]}"
    style = hair.worn(character, dress.hair, seed)
    tone = next((name for name, colour in colours.HAIRS.items() if colour == colours.hair(character, seed)), "")
    beard = hair.beard_of(character, dress.beard, seed)
    looks = [f"{_SKINS[character.skin - 1]} skin"]
    if style in hair.COVERS:
        looks.append(f"a {style}")
    elif style == "bald":
        looks.append("a bald head")
    else:
        looks.append(" ".join(part for part in (style, tone, "hair") if part))
    if beard:
        looks.append(f"a {beard}" if beard != "stubble" else beard)
    return f"a {who} with {_listed(looks)}, wearing {dress.about}"


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    known = {word: name for name, dress in table().items() for word in dress.en}
    return {name.lower(): name for name in table()} | known


@lru_cache(maxsize=1)
def _arabic() -> dict[str, str]:
    return {word: name for name, dress in table().items() for word in dress.ar}


def _bare(word: str) -> list[str]:
    """An Arabic word as said, and without what may be joined to its front."""
    fronts = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
    return [word, *(word.removeprefix(front) for front in fronts if word.startswith(front) and len(word) > 4)]


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word.removesuffix("men") + "man",)
    if word.endswith("ies"):
        return (word.removesuffix("ies") + "y",)
    return (word.removesuffix("s"), word.removesuffix("es")) if word.endswith("s") else ()
