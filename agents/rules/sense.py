"""The sense in which a word of several is taken ("Mercury"), and how one asks for it."""

import re

from agents.rules.folding import fold, fold_pattern
from agents.rules.phrases import tables

MEANT = re.compile(r"\btaken to mean\b|(?<!\w)يقصد\s+\S+\s+هنا(?!\w)")
"""What stands in an assumption before the sense that a word is taken in: "Mercury is taken to mean the planet."."""
ASKING = {"en": "What do you mean by “{topic}”?", "ar": "ماذا تقصد بـ«{topic}»؟"}


def assumed(topic: str, instruction: str) -> str | None:
    """One sense said in a sentence, when the topic is a word of several and nothing near it decides."""
    words = [word.strip(".,!?؟'\"").removesuffix("'s") for word in fold(topic).text.split()]
    said = frozenset(re.findall(r"\w+", fold(instruction).text))
    generic = tables()["generic"]["words"].split()
    core = [word for word in words if word not in generic]
    if len(core) != 1:
        return None
    for name, sense in tables()["senses"].items():
        if core[0] in (fold_pattern(name), name + "s") and not said & set(fold_pattern(sense["context"]).split()):
            return str(sense.get("ar", sense["en"]))
    return None


def answered(assumption: str | None, answer: str) -> str | None:
    """An assumption with the sense that the user answered in the place of the usual one; a yes leaves it."""
    found = MEANT.search(assumption or "")
    said = " ".join(answer.split()).strip(" .。،,!?؟")
    if assumption is None or found is None or not said or fold(said).text in tables()["answers"]["yes"]:
        return assumption
    return f"{assumption[: found.end()]} {said}."


def asking(topic: str, assumption: str | None, language: str) -> str:
    """The question to the user where a sense was assumed; empty where none was."""
    if not MEANT.search(assumption or ""):
        return ""
    return ASKING.get(language.split("-")[0], ASKING["en"]).format(topic=topic)
