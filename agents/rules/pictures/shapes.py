"""Shapes that a sentence may have: a quotation, a list of things, a comparison of two."""

import re

from agents.rules.pictures.phrases import capital, words_for
from core.scene import Item

QUOTED = re.compile(r"[“«\"„「]([^“”«»\"„「」]{18,220})[”»\"“」]")
LONGEST_ENTRY = 28
"""Characters of a list's entry: longer ones are clauses."""
_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*\s){0,4}[A-ZÀ-Þ][\w'’-]+"


_BEFORE_ENTRIES = frozenset({
    "of", "the", "a", "an", "with", "like", "are", "is", "use", "by", "from", "in", "as", "has", "have",
})  # fmt: skip


def quotation(sentence: str, language: str) -> tuple[str, str] | None:
    """The words quoted and who said them (empty when the sentence does not say); None without a quotation."""
    if (found := QUOTED.search(sentence)) is None or len(found[1].split()) < 4:
        return None
    rest = sentence[: found.start()] + " | " + sentence[found.end() :]
    verbs = "|".join(map(re.escape, words_for(language)["said"]))
    if not verbs:
        return found[1].strip(), ""
    said = re.search(rf"({_NAME})\s+(?:{verbs})\b|\b(?:{verbs})\s+({_NAME})", rest)
    if said is None and language.startswith("ar"):
        said = re.search(rf"(?:{verbs})\s+((?:[^\W\d_]+\s?){{1,3}}?)(?=[:،|]|\s\|)()", rest)
    return found[1].strip(" ,،"), (said[1] or said[2] or "").strip() if said else ""


def entries(sentence: str, language: str) -> tuple[str, ...]:
    """The three or more short things that a sentence lists ("wood, coal and oil"); empty when it lists none."""
    words = words_for(language)
    if not words["and"]:
        return ()
    joint = "|".join(map(re.escape, words["and"]))
    last = rf"(?:\s*[,،]?\s+(?:{joint})\s*)" if not language.startswith("ar") else r"(?:\s*[،,]?\s+(?:و|أو\s))"
    found = re.search(rf"((?:[^,،.;:]+[,،]\s+){{1,7}}[^,،.;:]+?){last}([^,،.;:]+)[.!؟]?$", sentence.strip())
    if found is None:
        return ()
    middle = [part.strip() for part in re.split(r"[,،]\s+", found[1])]
    parts = [_tail(middle[0], len(middle[1].split()) if len(middle) > 1 else 1), *middle[1:], found[2].strip()]
    plain = [re.sub(r"^(?:the|a|an)\s", "", part) for part in parts]
    clean = all(
        0 < len(part) <= LONGEST_ENTRY and len(part.split()) <= 3 and not set(part.split()) & set(words["not_items"])
        for part in plain
    )
    return tuple(capital(part) for part in plain) if clean and len(plain) >= 3 else ()


def _tail(text: str, count: int) -> str:
    """The last words of what stands before the first comma: as many as the next entry has."""
    words = text.split()
    for at, word in enumerate(reversed(words[-4:])):
        if word in _BEFORE_ENTRIES:
            return " ".join(words[len(words) - at :])
    return " ".join(words[-count:])


def compares(sentence: str, language: str) -> bool:
    """Whether the sentence sets two things against each other."""
    said = re.findall(r"[^\W\d_]+", sentence.casefold())
    return bool(set(said) & set(words_for(language)["versus"]))


def items(labels: tuple[str, ...], concepts: dict[str, str]) -> tuple[Item, ...]:
    """Entries with the drawing that each has."""
    return tuple(Item(label=label, concept=concepts.get(label)) for label in labels)
