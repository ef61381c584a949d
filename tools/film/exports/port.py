"""The film as an editing program sees it: clips on tracks, in whole frames. Each format is a function of this value."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from core.errors import Mistake
from core.scene import Value

STILL = 3600  # s: how long a clip of a still picture may become; a picture has no end of its own
WORDS = 6  # of a sentence in the name of its clip
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no format holds: what XML 1.0 forbids (section 2.2), and the carriage return, which it changes."""


class Piece(Value):
    """One beat: `start` and `frames` are its place in the film and, as nothing is cut off, in film.mp4 as well."""

    id: str
    scene: str
    start: int
    frames: int
    text: str
    picture: str
    spoken: bool = True
    sources: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its clips are called: its id and its first words."""
        return f"{self.id} {short(self.text)}".strip()


class Mark(Value):
    """A place to jump to: the first frame of a scene."""

    frame: int
    name: str


class Cut(Value):
    """The film's timeline. Media are named relative to the film's folder, with `/`; `music` is empty without any."""

    title: str
    language: str
    width: int
    height: int
    fps: int
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    film: str
    voice: str
    music: str = ""

    @property
    def frames(self) -> int:
        """Length of the film in frames."""
        return sum(piece.frames for piece in self.pieces)


def cut_of(manifest: Mapping[str, Any]) -> Cut:
    """The timeline of a film by its manifest (docs/output.md); a Mistake when the film was never encoded."""
    files = manifest["files"]
    if "film" not in files:
        raise Mistake("This film has no film.mp4, because nothing could encode it: run `storyreel heal` first.")
    fps = manifest["fps"]
    beats = {beat["id"]: beat for beat in manifest["beats"]}
    places = {id: (round(beat["start"] * fps), round(beat["end"] * fps)) for id, beat in beats.items()}
    told = {beat["id"]: beat for scene in manifest["script"]["scenes"] for beat in scene["beats"]}
    return Cut(
        title=manifest["title"],
        language=manifest["language"],
        width=manifest["brief"]["width"],
        height=manifest["brief"]["height"],
        fps=fps,
        pieces=tuple(
            Piece(
                id=id,
                scene=beat["scene"],
                start=places[id][0],
                frames=places[id][1] - places[id][0],
                text=beat["narration_text"],
                picture=beat["image"],
                spoken=told[id]["card"] is None,
                sources=tuple(beat["sources"]),
            )
            for id, beat in beats.items()
        ),
        marks=_marks(manifest, places),
        film=files["film"],
        voice=files["stem"],
        music=files.get("music", ""),
    )


def link(media: str, folder: Path, base: Path | None) -> str:
    """The address of a file of the film's `folder`, percent-encoded: relative to the folder `base`, else a file: URL.

    RFC 3986 has no way to name another drive, so a file on another Windows drive than `base` is named in full.
    """
    file = Path(os.path.abspath(folder / media))
    if base is None:
        return file.as_uri()
    try:
        return quote(Path(os.path.relpath(file, base)).as_posix())
    except ValueError:
        return file.as_uri()


def _marks(manifest: Mapping[str, Any], places: Mapping[str, tuple[int, int]]) -> tuple[Mark, ...]:
    """Where each scene begins, by its heading, else by the first words that are said in it."""
    marks = []
    for scene in manifest["script"]["scenes"]:
        first = scene["beats"][0]
        marks.append(Mark(frame=places[first["id"]][0], name=scene["heading"] or short(first["text"])))
    return tuple(marks)


def fit(text: str) -> str:
    """The text without the characters that no format holds."""
    return UNFIT.sub("", text)


def short(text: str) -> str:
    """The first words of a text, on one line."""
    words = text.split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")
