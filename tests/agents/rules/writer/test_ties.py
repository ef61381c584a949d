"""What is told together: a name and who it is, a term and what it means, both sides, a problem and its answer."""

from functools import lru_cache

import pytest

from agents.rules.writer.bonds import bonds
from agents.rules.writer.choose import MENTION, Material
from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Wish
from agents.rules.writer.rank import rank
from agents.rules.writer.reading import Key, Sentence, read
from agents.rules.writer.ties import compared, ties
from tests.agents.rules.writer.reading import article, document

LIFE = """# Ada Holm

Ada Holm was a chemist who found a new metal. She was born in Oslo in 1870. She had four brothers.

In 1894 she met Karl Berg, a quiet man who studied salts. They worked in a cellar.

Karl sold his bicycle to pay for coal. In 1898 they heated a mineral called norite. Norite glows in the dark.

She died in 1934. Her notebooks are in a museum."""


def text_of(markdown: str) -> list[Sentence]:
    return read([document(markdown)])[0]


def needed(markdown: str, opening: str, topic: str = "", sides: str = "") -> list[str]:
    """The first words of what is told with the sentence that opens so."""
    text = text_of(markdown)
    found = ties(text, frozenset(topic.split()), frozenset(sides.split()))
    (one,) = [one for one in text if one.text.startswith(opening)]
    return sorted(" ".join(text[number].text.split()[:3]) for _, number in found.get(one.key, ()))


@lru_cache(maxsize=32)
def told(name: str, words: int) -> list[str]:
    held = article(name)
    draft = compose([held], Wish(topic=held.title, language="en", words=words))
    return [line.text for scene in draft.scenes for line in scene.sentences]


def test_a_first_name_needs_the_sentence_with_the_whole_name() -> None:
    assert needed(LIFE, "Karl sold", "ada holm") == ["In 1894 she"]
    assert needed(LIFE, "She had four", "ada holm") == []


def test_a_term_needs_the_sentence_that_introduces_it() -> None:
    assert needed(LIFE, "Norite glows", "ada holm") == ["In 1898 they"]
    glue = "# G\n\nWood is held by lignin, a natural glue that is stiff. Stones grind it. Lignin turns yellow."
    assert needed(glue, "Lignin turns") == ["Wood is held"]


def test_a_problem_is_told_with_its_answer() -> None:
    lamp = "# L\n\nMost of the light of a flame is lost. A lens bends it into a beam.\n\nIt is lost again."
    assert needed(lamp, "Most of") == ["A lens bends"]
    assert needed(lamp, "It is") == []


def test_the_sides_of_a_comparison_are_told_together() -> None:
    held = article("frogs")
    text = read([held])[0]
    sides = compared([held.title], text, frozenset({"frog", "toad"}))
    assert sides == {"frog", "toad"}
    assert compared(["The frog"], text, frozenset({"frog", "toad"})) == frozenset()
    assert compared([held.title], text_of(LIFE), frozenset({"frog", "toad"})) == frozenset()
    for words in (95, 120, 160, 220):
        said = " ".join(told("frogs", words))
        assert ("smooth, wet skin" in said) == ("dry skin with many warts" in said)
        assert ("in clumps that float" in said) == ("in long strings" in said)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The lens turns and makes a flash. A fixed light does not flash at all.", "none exact"),
        ("The lens turns and makes a flash. Iron does not rust in dry air.", "none none"),
        ("Traders sold opium. China tried to stop them.", "none exact"),
        ("Traders sold opium. The farmers said that the king had robbed them.", "none none"),
        ("Two metals were found. They called the first polonium and the second radium.", "none exact"),
    ],
)
def test_a_sentence_that_only_sets_itself_against_another_is_bound_to_it(text: str, kinds: str) -> None:
    assert " ".join(bond.kind for bond in bonds(text_of(f"# T\n\n{text}"))) == kinds


def test_she_is_the_hero_wherever_a_life_speaks_of_her() -> None:
    life = LIFE.replace("They worked", "She worked")
    kinds = {one.text: bond for one, bond in zip(text_of(life), bonds(text_of(life)), strict=True)}
    assert kinds["She died in 1934."].kind == "hero"
    mixed = life.replace("She died", "He died").replace("She had", "He had").replace("In 1894 she", "In 1894 he")
    assert not [bond for bond in bonds(text_of(mixed)) if bond.kind == "hero"]


@pytest.mark.parametrize("name", ["curie", "frogs", "lighthouse", "paper", "suez", "tea"])
def test_what_is_told_has_all_that_it_is_tied_to(name: str) -> None:
    held = article(name)
    text = read([held])[0]
    topic = rank([held], [text], Wish(topic=held.title, language="en", words=100)).topic
    tied = ties(text, topic, compared([held.title], text, topic))
    number = {one.start: one.key for one in text}
    seen = 0
    for words in range(60, 320, 20):
        draft = compose([held], Wish(topic=held.title, language="en", words=words, shape="explainer"))
        keys = {number[quote.start] for scene in draft.scenes for line in scene.sentences for quote in line.cites}
        assert all(tied.get(key, frozenset()) <= keys for key in keys)
        seen += len(keys)
    assert seen > 50
    assert any(tied.values())


@pytest.mark.parametrize("words", range(80, 340, 20))
def test_a_lone_contrast_is_never_told(words: int) -> None:
    said = told("lighthouse", words)
    if "A fixed light does not flash at all." in said:
        assert said[said.index("A fixed light does not flash at all.") - 1].startswith("A light with four panels")


@pytest.mark.parametrize("words", range(80, 320, 20))
def test_radium_is_introduced_before_it_is_spoken_of(words: int) -> None:
    said = told("curie", words)
    first = next((line for line in said if "radium" in line), "")
    assert "radium in her pocket" not in first


@pytest.mark.parametrize("name", ["battery", "iceland", "lighthouse", "suez"])
def test_a_part_that_is_opened_is_told_of(name: str) -> None:
    """A film was a sentence of every section: it named much and told nothing."""
    held = article(name)
    text = read([held])[0]
    material = Material([text], rank([held], [text], Wish(topic=held.title, language="en", words=100)))
    for words in range(80, 300, 20):
        said = told(name, words)
        parts: dict[Key, float] = {}
        for one in text:
            if one.text in said or one.joined in said:
                parts[material.part(one)] = parts.get(material.part(one), 0.0) + one.words
        assert len(parts) > 1
        assert min(parts.values()) >= MENTION, words


def test_a_short_last_paragraph_is_told_as_a_whole() -> None:
    assert told("frogs", 177)[-2].startswith("Ponds are filled in")
    assert told("frogs", 177)[-1].startswith("In spring people carry")
