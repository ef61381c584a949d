"""What every spelled text must keep, as checkers that return their complaints."""

import unicodedata

from agents.rules.spoken.pieces import Spelled

FORBIDDEN = frozenset("#%&*/@\\_[]{}|<>^~`•§¶†‡°№")


def unspeakable(said: str) -> list[str]:
    """Digits, signs, pictographs and marks: what a voice would have to guess at (reference: evals N6)."""
    return [char for char in said if char in FORBIDDEN or unicodedata.category(char)[0] in "SN"]


def misfits(written: str, spelled: Spelled) -> list[str]:
    """Pieces that overlap, are out of order or leave the texts, and characters that no piece covers."""
    found = []
    at = spoken_at = 0
    covered: set[int] = set()
    said: set[int] = set()
    for piece in spelled.pieces:
        if piece.at < at or piece.spoken_at < spoken_at or piece.length < 1 or piece.spoken_length < 0:
            found.append(f"{piece} overlaps the one before it")
        at, spoken_at = piece.at + piece.length, piece.spoken_at + piece.spoken_length
        covered.update(range(piece.at, at))
        said.update(range(piece.spoken_at, spoken_at))
    if at > len(written) or spoken_at > len(spelled.text):
        found.append("a piece leaves the text")
    found += [
        f"{char!r} at {i} is in no piece"
        for i, char in enumerate(written)
        if i not in covered and char > " " and not char.isspace()
    ]
    found += [
        f"{char!r} at {i} is said for nothing"
        for i, char in enumerate(spelled.text)
        if i not in said and not char.isspace()
    ]
    return found
