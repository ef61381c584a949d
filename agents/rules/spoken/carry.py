"""Word times carried from the spoken text back to the written one, which captions show."""

from collections.abc import Sequence

from agents.rules.spoken.pieces import Piece
from core.models import Word


def written(words: Sequence[Word], pieces: Sequence[Piece]) -> tuple[Word, ...]:
    """The words of the written text with the times of what was said for them.

    `words` are those of the spoken text. A piece that is said as it is written keeps its words. A written word that
    is not said (an emoji) has no time and is left out.
    """
    found: list[Word] = []
    for piece in pieces:
        end = piece.spoken_at + piece.spoken_length
        said = [word for word in words if word.at < end and word.at + word.length > piece.spoken_at]
        if not said:
            continue
        if len(said) > 1 and piece.length == piece.spoken_length:
            shift = piece.at - piece.spoken_at
            found.extend(word.model_copy(update={"at": word.at + shift}) for word in said)
            continue
        # Two written words may share a spoken one ("10 km/h"): the second starts where the first ended.
        start = max(said[0].start, found[-1].end if found else 0.0)
        stop = max(word.end for word in said)
        if stop > start:
            found.append(Word(at=piece.at, length=piece.length, start=start, end=stop))
    return tuple(found)
