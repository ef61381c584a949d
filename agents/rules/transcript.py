"""A film from a video's transcript: word for word, in the video's own time or for a narrator, or as a document."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from agents.rules.labels import label
from core.models import Beat, Footage, Scene, Script, Span
from tools.sources.media import Chapter
from tools.sources.port import Document
from tools.sources.reading import Part, Reading, document
from tools.sources.subtitles import Line

SHORTEST = 2.0  # s that a picture stands: shorter sentences go with the next one
PARAGRAPH = 5  # sentences


def script(footage: Footage, lines: Sequence[Line], chapters: Sequence[Chapter], notes: Sequence[str]) -> Script:
    """Every sentence as a beat, every chapter as a scene; `footage.sound` says whether the video's own sound is heard.

    With it a beat is shown from where its sentence begins to where the next one does.
    """
    said = list(_joined(lines)) if footage.sound else list(lines)
    starts = [0.0, *(line.start for line in said[1:]), footage.seconds]
    spans = [
        Span(start=start, end=end, said=min(line.end, end)) if footage.sound else None
        for line, (start, end) in zip(said, pairwise(starts), strict=True)
    ]
    scenes: list[Scene] = []
    titled = [chapter for chapter in chapters if chapter.title.strip()]
    marks: list[Chapter | None] = [*titled] or [None]
    borders = [(-1.0 if number == 0 else mark.start if mark else 0.0) for number, mark in enumerate(marks)]
    for number, mark in enumerate(marks):
        end = borders[number + 1] if number + 1 < len(marks) else float("inf")
        inside = [at for at, line in enumerate(said) if borders[number] <= (line.start + line.end) / 2 < end]
        if inside:
            id = str(len(scenes) + 1)
            beats = tuple(
                Beat(id=f"{id}.{place}", text=said[at].text, spoken="", original=spans[at])
                for place, at in enumerate(inside, start=1)
            )
            heading = mark.title if mark is not None and number else None
            scenes.append(Scene(id=id, heading=heading, beats=beats, transition="H" if not scenes else "dissolve"))
    named = ", ".join(part for part in (footage.title, footage.author, footage.url) if part)
    card = Beat(id="end.1", text="", spoken="", card=named)
    end_scene = Scene(id="end", heading=label(footage.language, "source"), beats=(card,), transition="fade")
    return Script(title=footage.title, language=footage.language, scenes=(*scenes, end_scene), notes=tuple(notes))


def as_document(
    footage: Footage, lines: Sequence[Line], chapters: Sequence[Chapter], language_of: Callable[[str], str]
) -> Document:
    """The transcript as a document: its chapters are headings, a few sentences are a paragraph."""
    parts: list[Part] = []
    waiting: list[str] = []
    left = [chapter for chapter in chapters if chapter.title.strip()]

    def close() -> None:
        if waiting:
            parts.append(Part("paragraph", " ".join(waiting)))
            waiting.clear()

    for line in lines:
        while left and left[0].start <= (line.start + line.end) / 2:
            close()
            parts.append(Part("heading", left.pop(0).title, 2))
        waiting.append(line.text)
        if len(waiting) == PARAGRAPH:
            close()
    close()
    reading = Reading(tuple(parts), footage.title, footage.author, footage.date, footage.url)
    found = document(reading, footage.name, "video/transcript", footage.sha256, language_of)
    return found.model_copy(update={"language": footage.language})


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The sentences, those that are too short to be shown alone with the one after them."""
    found: list[Line] = []
    for line in lines:
        if found and line.start - found[-1].start < SHORTEST:
            last = found.pop()
            line = Line(text=f"{last.text} {line.text}", start=last.start, end=line.end)
        found.append(line)
    return found
