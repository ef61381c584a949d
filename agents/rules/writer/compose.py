"""From documents and a wish to a narration: the writer without a language model."""

from collections import Counter
from collections.abc import Callable, Sequence

from agents.rules.standing import is_personal
from agents.rules.text import language_of
from agents.rules.writer.choose import Material
from agents.rules.writer.conflicts import Conflict, conflicts, disputes
from agents.rules.writer.draft import Draft, Passage, Shape, Wish
from agents.rules.writer.explainer import explain
from agents.rules.writer.listing import listed
from agents.rules.writer.procedure import instruct
from agents.rules.writer.rank import rank
from agents.rules.writer.reading import Sentence, read
from agents.rules.writer.shapes import decide
from agents.rules.writer.story import retell
from agents.rules.writer.ties import compared
from agents.rules.writer.verbatim import recite
from agents.rules.writer.words import base, length
from core.errors import Mistake
from tools.sources.port import Document

Writer = Callable[[Material, Wish], tuple[list[Passage], list[str]]]

WRITERS: dict[Shape, Writer] = {
    "explainer": explain,
    "list": listed,
    "steps": instruct,
    "story": retell,
    "verbatim": recite,
}
ENOUGH = 0.8  # of the budget
STRANGE = 0.2  # share of the best document's sentences on the topic below which a document is about something else


def compose(documents: Sequence[Document], wish: Wish) -> Draft:
    """Write a narration of `wish.words` words from the documents' own sentences.

    Every line is got from its quotes by deletion alone. The budget is kept within -20 % and +8 % when there is
    material enough; a note says when there is not. Raises Mistake when no document holds a sentence.
    """
    language, used, notes = _in_one_language(documents, wish)
    texts = read(documents)
    texts = [text if at in used else [] for at, text in enumerate(texts)]
    if not any(texts):
        raise Mistake("The sources hold no sentences to narrate; give a source with running text.")
    shape = decide(wish, texts)
    ranking = rank(documents, texts, wish)
    strangers = _strangers(texts, ranking.topic) if shape != "verbatim" else []
    if strangers:
        names = ", ".join(documents[at].name for at in strangers)
        notes.append(f"Not narrated, because they are not about the topic: {names}.")
        texts = [[] if at in strangers else text for at, text in enumerate(texts)]
    titles = (wish.topic, *(document.title for document in documents))
    sides = next((found for text in texts if (found := compared(titles, text, ranking.topic))), frozenset())
    material = Material(texts, ranking, sides=sides)
    disputed: list[Conflict] = []
    if shape != "verbatim":
        for conflict in conflicts(texts, documents):
            if conflict.dropped.sentence.key not in material.barred:
                material.barred.add(conflict.dropped.sentence.key)
                disputed.append(conflict)
        own = _own(texts, documents)
        material.barred |= {one.key for at in own for one in texts[at]}
        if own:
            names = ", ".join(documents[at].name for at in own)
            notes.append(f"Not narrated, because somebody tells of himself or of what he heard there: {names}.")
    scenes, more = WRITERS[shape](material, wish)
    if not scenes and shape != "explainer":
        scenes, others = explain(material, wish)
        more += others
    notes += more
    said = sum(length(line.text) for scene in scenes for line in scene.sentences)
    if shape != "verbatim" and said < ENOUGH * wish.words:
        notes.append(f"The sources suffice for about {said:.0f} of the {wish.words} words asked for.")
    title = _title(documents, scenes) or wish.topic.strip()
    told = disputes(disputed, [line.text for scene in scenes for line in scene.sentences], documents, language)
    return Draft(title=title, language=language, scenes=tuple(scenes), notes=tuple(notes), disputes=told, shape=shape)


def _strangers(texts: Sequence[Sequence[Sentence]], topic: frozenset[str]) -> list[int]:
    """The documents that hardly speak of the topic beside the one that does most."""
    share = [sum(bool(one.stems & topic) for one in text) / len(text) if text else 0.0 for text in texts]
    return [at for at, text in enumerate(texts) if text and share[at] < STRANGE * max(share)]


def _own(texts: Sequence[Sequence[Sentence]], documents: Sequence[Document]) -> list[int]:
    """The diaries and letters beside documents that are none; nothing where there are no others."""
    held = [at for at, text in enumerate(texts) if text]
    own = [at for at in held if is_personal(documents[at])]
    return own if len(own) < len(held) else []


def _title(documents: Sequence[Document], scenes: Sequence[Passage]) -> str:
    """The title of the document that is quoted most."""
    quoted = Counter(quote.document for scene in scenes for line in scene.sentences for quote in line.cites)
    titled = [at for at in sorted(quoted, key=lambda at: (-quoted[at], at)) if documents[at].title.strip()]
    return documents[titled[0]].title.strip() if titled else ""


def _in_one_language(documents: Sequence[Document], wish: Wish) -> tuple[str, list[int], list[str]]:
    """The language that is narrated, the documents in it, and what is to be said about the others."""
    asked = base(wish.language)
    languages = [base(document.language or language_of(document.text)) for document in documents]
    spoken = asked if asked in languages else (languages[0] if languages else asked)
    used = [at for at, language in enumerate(languages) if language == spoken]
    notes: list[str] = []
    if documents and spoken != asked:
        notes.append(f"The film was asked for in {asked}; the sources are in {spoken}, and their words are kept.")
    left = [documents[at].name for at, language in enumerate(languages) if language != spoken]
    if left:
        notes.append(f"Not narrated, because they are in another language: {', '.join(left)}.")
    return (wish.language if spoken == asked else documents[used[0]].language if used else asked), used, notes
