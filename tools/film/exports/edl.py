"""An edit decision list as CMX 3600 wrote it (.edl): the oldest format, read by nearly everything.

It knows reels of eight plain characters, 999 events, one line an event and comments: pictures come from the reel FILM,
the voice from VOICE (A), the music from MUSIC (A2); FROM CLIP NAME says which file that is. The film begins at hour
one, as tapes do.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.errors import Mistake
from tools.film.exports.port import Cut, short

SUFFIX = ".edl"
EVENTS = 999  # what its three digits can number
HOUR = 1  # of the record side's first frame
WIDE = 70  # characters of a title or a comment


def write(cut: Cut) -> str:
    """The list as text; media are named by their file names, for it holds no paths."""
    lines = [f"TITLE: {plain(cut.title) or 'STORYREEL FILM'}", "FCM: NON-DROP FRAME", ""]
    events = list(_events(cut))
    if len(events) > EVENTS:
        raise Mistake(f"The film has {len(events)} cuts and an EDL holds {EVENTS}: export it as otio or fcpxml.")
    for number, (reel, channel, start, frames, at, notes) in enumerate(events, 1):
        source = f"{timecode(start, cut.fps)} {timecode(start + frames, cut.fps)}"
        begin = HOUR * 3600 * cut.fps + at
        record = f"{timecode(begin, cut.fps)} {timecode(begin + frames, cut.fps)}"
        lines += [f"{number:03d}  {reel:<8} {channel:<5} C        {source} {record}", *(f"* {note}" for note in notes)]
    return "\n".join(lines) + "\n"


def timecode(frame: int, fps: int) -> str:
    """Hours, minutes, seconds and frames, without dropped numbers: the rates are whole."""
    seconds, frames = divmod(frame, fps)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"


def plain(text: str) -> str:
    """The text in ASCII on one line: accents go, letters of other alphabets become nothing."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^ -~]+|\s+", " ", letters).strip()[:WIDE].strip()


def _events(cut: Cut) -> Iterator[tuple[str, str, int, int, int, list[str]]]:
    """(reel, channel, first source frame, frames, first film frame, comments) of every cut."""
    marks = {mark.frame: mark for mark in cut.marks}
    for number, piece in enumerate(cut.pieces):
        notes = [_named(cut.film), f"COMMENT: {plain(f'{piece.id} {short(piece.text)}')}"]
        if (mark := marks.get(piece.start)) is not None:
            at = timecode(HOUR * 3600 * cut.fps + mark.frame, cut.fps)
            notes.append(f"LOC: {at} GREEN   {plain(mark.name) or f'SCENE {piece.scene}'}")
        yield "FILM", "V", piece.start, piece.frames, piece.start, notes
        yield "VOICE", "A", piece.start, piece.frames, piece.start, [_named(cut.voice)]
        if number == 0 and cut.music:
            yield "MUSIC", "A2", 0, cut.frames, 0, [_named(cut.music)]


def _named(media: str) -> str:
    return f"FROM CLIP NAME: {PurePosixPath(media).name}"
