"""The researcher without an LLM: it reads what was given, else what a search finds of the topic."""

from collections.abc import Callable, Sequence
from typing import Literal

from agents.rules.director import inside, is_script, material
from agents.rules.pace import seconds as saying
from agents.rules.safety import refusal_of_document
from agents.rules.sense import MEANT
from agents.rules.standing import BEST, GIVEN, GOOD, PLAIN, POOR, is_personal, standing
from agents.rules.text import language_of
from agents.rules.writer.reading import carrying
from core.errors import Unavailable
from core.models import Brief, Given, Request, Source
from core.recipes import digest
from core.scene import Value
from tools.search.port import Hit
from tools.sources.document import read_bytes
from tools.sources.port import Document

PASTED = "pasted text"

ENOUGH = 2  # documents
TRIED = 4  # hits that are read
ABOUT = 0.5  # share of the topic's words that a hit must hold
USUAL = 75.0  # s of a film whose length nobody said
OPENING = 400  # characters of a document that say what it is about
AMPLE = 1.5  # times the film's length: less leaves nothing to choose from


class Step(Value):
    """One thing that the researcher did, as the film's manifest tells it."""

    tool: str
    argument: str
    result: str


class Findings(Value):
    """What the researcher found, and how."""

    documents: tuple[Document, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()


def searches(request: Request, brief: Brief) -> bool:
    """Whether a film needs a search: it has a topic, and nothing was given to rest on."""
    given = request.sources or request.story is not None or is_script(request) or inside(request) is not None
    return not given and request.research != "none" and brief.shape != "story" and bool(_words(brief))


def gather(brief: Brief, search: Callable[[str, str], Sequence[Hit]], read: Callable[[str], Document]) -> Findings:
    """Search for the topic in the film's language, and read the hits that are about it, the most trusted first.

    What `read` cannot have (Unavailable), what is in another language, what teaches harm, and what is of another sense
    than the one that the brief assumes is passed by. What somebody tells of himself counts for nothing beside others.
    """
    found: list[Document] = []
    steps: list[Step] = []
    for query in _queries(brief):
        hits = search(query, brief.language)
        steps.append(Step(tool="search", argument=query, result=f"{len(hits)} hits"))
        about = [one for one in hits if _is_about(one, brief)][:TRIED]
        for hit in sorted(about, key=lambda one: _rank(one, brief)):
            if sum(_counts(one, brief) for one in found) == ENOUGH:
                break
            document, said = usable(hit.url, brief, read)
            if document is not None and not _means(document, brief) and any(_means(one, brief) for one in found):
                document, said = None, "it is about another meaning of the word"
            steps.append(Step(tool="read", argument=hit.url, result=said))
            found += [document] if document is not None else []
        if found:
            break
    return Findings(documents=tuple(_of_the_sense(found, brief)), steps=tuple(steps))


def _rank(hit: Hit, brief: Brief) -> tuple[bool, int]:
    """What hits are read by: those of the sense that is assumed, the most trusted first."""
    return not _is_meant(f"{hit.title}. {hit.snippet}", brief), -standing(hit.url)


def _of_the_sense(found: Sequence[Document], brief: Brief) -> list[Document]:
    """The documents of the sense that is assumed; all where none of them is."""
    return [one for one in found if _means(one, brief)] or list(found)


def _counts(document: Document, brief: Brief) -> bool:
    return _means(document, brief) and not is_personal(document)


def _means(document: Document, brief: Brief) -> bool:
    return _is_meant(f"{document.title}. {document.text[:OPENING]}", brief)


def _is_meant(text: str, brief: Brief) -> bool:
    """Whether a text speaks of the sense that an ambiguous topic is taken in; of any where none is assumed."""
    *_, sense = MEANT.split(brief.assumption or "", maxsplit=1)
    wanted = frozenset(carrying(sense, brief.language)) if MEANT.search(brief.assumption or "") else frozenset()
    return 2 * len(wanted & frozenset(carrying(text, brief.language))) >= len(wanted)


def _queries(brief: Brief) -> tuple[str, ...]:
    """The topic as it was said, then only the words that carry it."""
    topic = brief.topic.strip().strip("?؟.!")
    return tuple(dict.fromkeys((topic, " ".join(_words(brief)))))


def _words(brief: Brief) -> list[str]:
    return list(dict.fromkeys(carrying(brief.topic, brief.language)))


def _is_about(hit: Hit, brief: Brief) -> bool:
    asked = set(_words(brief))
    held = set(carrying(f"{hit.title} {hit.snippet}", brief.language))
    return len(asked & held) >= ABOUT * len(asked)


def usable(url: str, brief: Brief, read: Callable[[str], Document]) -> tuple[Document | None, str]:
    """A document that a film can rest on, or None; and in a few words what it is, or why it is not used."""
    try:
        document = read(url)
    except Unavailable as error:
        return None, error.reason
    if document.language.split("-")[0] != brief.language.split("-")[0]:
        return None, f"it is in {document.language}"
    if refusal_of_document(f"{document.title}\n{document.text}") is not None:
        return None, "it teaches what may do harm"
    return document, f"{document.title}, {len(document.text)} characters"


class Material(Value):
    """How good what a film rests on is for it, in one sentence."""

    quality: Literal["good", "thin", "none"]
    reason: str


def weigh(brief: Brief, read: Sequence[Document]) -> Material:
    """How good the documents are: how much they say for the film's length, and where they come from."""
    if not read:
        return Material(quality="none", reason="nothing was given and nothing was found")
    seconds = brief.duration or USUAL
    held = sum(saying(one.text, one.language, brief.rate) for one in read)
    best = max(standing(one.url) for one in read)
    kinds = {GIVEN: "given", BEST: "of an institution", GOOD: "of a reference work", PLAIN: "of a page", POOR: "loose"}
    told = f"{len(read)} source{'s' * (len(read) != 1)}, the best {kinds[best]}; to be read in {held:.0f} s"
    if held < AMPLE * seconds:
        return Material(quality="thin", reason=f"{told}, little to choose from for {seconds:.0f} s")
    return Material(quality="thin" if best == POOR else "good", reason=told)


def documents(request: Request, given: Sequence[Document]) -> tuple[Document, ...]:
    """What the film rests on: the documents given, and the article that was pasted into the request."""
    found = inside(request)
    if found is None or not found.article:
        return tuple(given)
    return *given, read_bytes(found.text.encode("utf-8"), PASTED, language_of=language_of)


def sources(
    request: Request, brief: Brief, given: Sequence[Document], kept: Sequence[Given] = ()
) -> tuple[Source, ...]:
    """What the film rests on: the user's script, or the documents; nothing when only a topic was given.

    `kept` are the documents in the store, in the order of `given`.
    """
    if request.video is not None and request.story is not None and not given:
        video = request.video
        return (
            Source(
                id="s1", title=video.title, kind="video", sha256=video.sha256, language=video.language,
                name=video.name, date=video.date, author=video.author, url=video.url,
            ),
        )  # fmt: skip
    if is_script(request):
        text = material(request).encode("utf-8")
        return (Source(id="s1", title=brief.title, kind="script", sha256=digest(text), language=brief.language),)
    return tuple(
        Source(
            id=f"s{number}",
            title=(document.title or document.name) if document.name != PASTED else brief.title or PASTED,
            kind=kept[number - 1].kind if number <= len(kept) else "document",
            sha256=document.sha256,
            language=document.language,
            name=document.name,
            key=kept[number - 1].key if number <= len(kept) else "",
            date=document.date,
            author=document.author,
            url=document.url,
            licence=document.licence,
        )
        for number, document in enumerate(documents(request, given), start=1)
    )
