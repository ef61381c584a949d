"""The screenwriter without an LLM: a given script word for word, the sources' own sentences, or a draft."""

from collections.abc import Sequence
from string import Template
from typing import Literal
from urllib.parse import urlsplit

from agents.rules.director import is_script, material, scripted
from agents.rules.labels import label
from agents.rules.length import fits, said, shortened, voice
from agents.rules.marks import Marked, MarkedScene, MarkedText, parse
from agents.rules.pace import seconds as saying
from agents.rules.pace import tone
from agents.rules.spoken.speller import spell
from agents.rules.text import paragraphs, sentences
from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Draft, Line, Wish
from agents.rules.writer.grammar import tell
from agents.rules.writer.words import length
from agents.validator import unproven
from core.models import Beat, Brief, Fact, Request, Scene, Script
from core.scene import Value
from tools.film.timeline import CARD, ENDING, LEAD, PAUSE, RATES, SCENE_PAUSE, SHORTEST
from tools.sources.port import Document

SPEECH = 0.9  # share of a film that may be speech: the writer stays a little below its budget
SAMPLE = 4000  # characters of a document that tell how long its words are
PLAIN = 5.2  # characters of a word of a simple story with its space
LISTED = 4  # sources on the end card
TRIES = 3  # of choosing again
CUTS = 8  # of choosing with fewer words
LESS = 0.94  # of the words, each time
NEAR = 0.04  # of the speech there is time for: pauses and the rate make up the rest
FEWEST = 12  # words
USUAL = 75.0  # seconds, when no duration is asked and the sources would fill more


class Written(Value):
    """A script, the facts that its sentences cite, and what the user should know of it."""

    script: Script
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    """What sources say differently of what is narrated."""


def write(request: Request, brief: Brief, documents: Sequence[Document]) -> Written:
    """The film's script; `documents` hold the article that was pasted into the request, if one was."""
    written = _written(request, brief, documents)
    return written.model_copy(update={"script": _paced(written.script, tone(brief.tone).pauses)})


def budget(brief: Brief, documents: Sequence[Document]) -> int:
    """How many words a narration from documents has, for the duration asked."""
    return _wish(brief, documents, _narrated(brief)).words


def cited(draft: Draft, brief: Brief, documents: Sequence[Document]) -> Written:
    """A narration that somebody else wrote from the documents, as the film's script, as much as there is time for."""
    # Its writer counted words: only what no fit could save is left out.
    written = _drafted(shortened(draft, brief, RATES[1], SHORTEST), brief, documents)
    return written.model_copy(update={"script": _paced(written.script, tone(brief.tone).pauses)})


def told(script: Script) -> Script:
    """An edited script, in which every beat has what the voice is given."""

    def spelled(beat: Beat) -> Beat:
        return beat if beat.spoken else beat.model_copy(update={"spoken": spell(beat.text, script.language).text})

    return script.each(spelled)


def _written(request: Request, brief: Brief, documents: Sequence[Document]) -> Written:
    if is_script(request):
        return _marked(parse(scripted(request), brief.language), brief, draft=False)
    if documents:
        return _drafted(_composed(brief, documents), brief, documents)
    if brief.shape == "story":
        return _drafted(_invented(brief), brief, ())
    return _marked(_unmarked(_draft(request, brief)), brief, draft=True)


def _paced(script: Script, share: float) -> Script:
    """The script with its pauses made longer or shorter; what its author marked stays, and so does the ending."""
    if share == 1.0 or script.draft:
        return script
    spoken = [beat.id for beat in script.beats if beat.card is None]
    scenes = []
    for scene in script.scenes:
        usual = {beat.id: PAUSE for beat in scene.beats} | {scene.beats[-1].id: SCENE_PAUSE}
        beats = [
            beat.model_copy(update={"pause": round(usual[beat.id] * share, 3)})
            if beat.pause is None and beat.card is None and beat.id != spoken[-1]
            else beat
            for beat in scene.beats
        ]
        scenes.append(scene.model_copy(update={"beats": tuple(beats)}))
    return script.model_copy(update={"scenes": tuple(scenes)})


def story_words(brief: Brief) -> int:
    """How many words an invented story has, for the duration asked."""
    return _budget(brief, _speech(brief, brief.duration or USUAL), brief.language, PLAIN)


def _speech(brief: Brief, seconds: float) -> float:
    """How many seconds of a film of `seconds` are spoken."""
    return seconds * (1 - (1 - SPEECH) * tone(brief.tone).pauses)


def _narrated(brief: Brief) -> float:
    """The seconds of speech of a film from documents."""
    return _speech(brief, (brief.duration or USUAL) - CARD - ENDING)


def _budget(brief: Brief, seconds: float, language: str, characters: float) -> int:
    """How many words are said in `seconds`, when a word is said with so many characters, its space included."""
    return max(round(seconds / saying(" ", language, brief.rate) / characters), FEWEST)


def _composed(brief: Brief, documents: Sequence[Document]) -> Draft:
    """The narration whose spelled words take the time there is, as near as choosing other sentences brings it.

    A word's length differs between a document and what is chosen of it, above all where numbers are spelled or words
    are of another script. What would make the film longer than asked is chosen anew with fewer words.
    """
    wanted = _narrated(brief)
    wish = _wish(brief, documents, wanted)
    best = compose(documents, wish)
    share = said(best, brief) / wanted
    for _ in range(TRIES):
        if not best.scenes or best.shape == "verbatim" or abs(share - 1) <= NEAR:
            break
        wish = wish.model_copy(update={"words": max(round(wish.words / share), FEWEST)})
        draft = compose(documents, wish)
        found = said(draft, brief) / wanted
        if abs(found - 1) >= abs(share - 1):
            break
        best, share = draft, found
    for _ in range(CUTS):
        if best.shape == "verbatim" or fits(best, brief) or wish.words <= FEWEST:
            break
        wish = wish.model_copy(update={"words": max(round(LESS * wish.words), FEWEST)})
        best = compose(documents, wish)
    return shortened(best, brief)


def _invented(brief: Brief) -> Draft:
    """A story of the rules' own that fits the duration asked."""
    words = story_words(brief)
    level: Literal["young", "middle"] = "young" if brief.audience else "middle"
    while True:
        draft = tell(brief.names, brief.topic, brief.language, level, words, brief.seed)
        if fits(draft, brief) or words <= FEWEST:
            return shortened(draft, brief)
        words = max(round(LESS * words), FEWEST)


def _wish(brief: Brief, documents: Sequence[Document], seconds: float) -> Wish:
    sample = documents[0].text[:SAMPLE]
    language = documents[0].language
    characters = len(spell(sample, language).text) / max(length(sample), 1)
    return Wish(
        topic=brief.topic,
        language=brief.language,
        words=_budget(brief, seconds, language, characters),
        count=brief.count,
        shape=brief.shape,
        audience=brief.audience,
    )


def _unmarked(text: str) -> Marked:
    """Text whose signs are all meant to be seen."""
    scenes = (MarkedScene(paragraphs=(MarkedText(text=paragraph),)) for paragraph in paragraphs(text))
    return Marked(scenes=tuple(scenes))


def _marked(marked: Marked, brief: Brief, *, draft: bool) -> Written:
    """A script word for word: paragraphs are scenes, sentences are beats."""
    scenes = []
    for number, scene in enumerate(marked.scenes, start=1):
        beats: list[Beat] = []
        for paragraph in scene.paragraphs:
            told = sentences(paragraph.text, brief.language)
            for place, sentence in enumerate(told, start=1):
                pause = paragraph.pause if place == len(told) else None
                beat = _beat(f"{number}.{len(beats) + 1}", sentence, brief.language)
                beats.append(beat.model_copy(update={"speaker": paragraph.speaker, "pause": pause}))
        if beats:
            scenes.append(Scene(id=str(number), heading=scene.heading, beats=tuple(beats)))
    script = Script(title=brief.title, language=brief.language, draft=draft, scenes=tuple(scenes))
    return Written(script=script, notes=marked.notes)


def _drafted(draft: Draft, brief: Brief, documents: Sequence[Document]) -> Written:
    """The writer's lines as beats, each with the facts that it cites."""
    facts: dict[str, Fact] = {}
    scenes, wrong = [], 0
    for number, passage in enumerate(draft.scenes, start=1):
        beats = []
        for place, line in enumerate(passage.sentences, start=1):
            cited = _facts(line, documents)
            said = line.text.removeprefix(line.announced.strip())
            if cited and unproven(said, " ".join(fact.quote for fact in cited)):
                wrong += 1
                continue
            facts.update({fact.id: fact for fact in cited})
            beat = _beat(f"{number}.{place}", line.text, draft.language)
            ours = {"announced": line.announced.strip(), "facts": tuple(fact.id for fact in cited)}
            beats.append(beat.model_copy(update=ours))
        if beats:
            scenes.append(Scene(id=str(number), heading=passage.heading, beats=tuple(beats)))
    if facts:
        scenes.append(_end_card({fact.source for fact in facts.values()}, draft.language, documents))
    title = brief.title or draft.title
    script = Script(title=title, language=draft.language, scenes=tuple(scenes))
    notes = (f"{wrong} sentences were left out: they say numbers that their quotes do not.",) if wrong else ()
    return Written(script=script, facts=tuple(facts.values()), notes=(*draft.notes, *notes), disputes=draft.disputes)


def _end_card(cited: set[str], language: str, documents: Sequence[Document]) -> Scene:
    """The last picture: what the film rests on. It is shown, not spoken."""
    titles = [cited_as(document) for number, document in enumerate(documents, 1) if f"s{number}" in cited]
    more = f" +{len(titles) - LISTED}" if len(titles) > LISTED else ""
    heading = label(language, "sources")
    card = Beat(id="end.1", text="", spoken="", card="\n".join(titles[:LISTED]) + more)
    return Scene(id="end", heading=heading, beats=(card,))


def cited_as(document: Document) -> str:
    """A document as a film names it: its title, and where it was found under which licence."""
    site = urlsplit(document.url or "").hostname or ""
    where = ", ".join(part for part in (site.removeprefix("www."), document.licence) if part)
    title = document.title or document.name
    return f"{title} ({where})" if where else title


def _facts(line: Line, documents: Sequence[Document]) -> list[Fact]:
    return [
        Fact(
            id=f"s{quote.document + 1}.{quote.start}-{quote.end}",
            source=f"s{quote.document + 1}",
            start=quote.start,
            end=quote.end,
            quote=documents[quote.document].text[quote.start : quote.end],
        )
        for quote in line.cites
    ]


def _beat(id: str, text: str, language: str) -> Beat:
    return Beat(id=id, text=text, spoken=spell(text, language).text)


def _draft(request: Request, brief: Brief) -> str:
    """What a film says that has no sources: what it is about, and how to go on, as far as there is time."""
    asked = (brief.topic or material(request)).strip().rstrip(".!?؟。！？।۔")
    told = paragraphs(Template(label(brief.language, "text")).substitute(request=asked))
    while len(told) > 2 and brief.duration is not None and _long(told, brief) > brief.duration:
        told.pop()
    return "\n\n".join(told)


def _long(told: Sequence[str], brief: Brief) -> float:
    """About how long a film of these paragraphs is, in seconds."""
    lines = [line for one in told for line in sentences(one, brief.language)]
    spoken = sum(voice(spell(line, brief.language).text, brief.language, brief.rate) for line in lines)
    return spoken + (PAUSE + LEAD) * len(lines) + ENDING
