"""A text as it stands, word for word."""

from collections.abc import Sequence

from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Line, Passage, Quote, Wish
from agents.rules.writer.reading import Sentence
from agents.rules.writer.words import length


def recite(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """Every sentence in order with only its white space changed, a scene a paragraph; the budget is only noted."""
    scenes: list[Passage] = []
    for text in material.texts:
        block: list[Sentence] = []
        for at, sentence in enumerate(text):
            block.append(sentence)
            if at + 1 == len(text) or text[at + 1].block != sentence.block:
                scenes.append(_scene(block))
                block = []
    said = sum(length(line.text) for scene in scenes for line in scene.sentences)
    notes = []
    if not 0.8 * wish.words <= said <= 1.08 * wish.words:
        notes.append(f"The text is kept word for word: it has {said:.0f} words where {wish.words} were asked for.")
    return scenes, notes


def _scene(block: Sequence[Sentence]) -> Passage:
    return Passage(
        sentences=tuple(
            Line(
                text=" ".join(one.raw.split()),
                cites=(Quote(document=one.document, start=one.start, end=one.end),),
            )
            for one in block
        )
    )
