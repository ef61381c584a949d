"""A face: head, ears, eyes, brows, nose and mouth in a frame of its own (the head is about 23 wide, 26 high)."""

from dataclasses import dataclass
from typing import Final

from core.scene import Character, Expression
from tools.images.illustrator.canvas import circle, ellipse, path, stroke
from tools.images.illustrator.colour import darker, mix
from tools.images.illustrator.figures.colours import flush, lip, skin_shade

DARK: Final = "#2A1F1B"


@dataclass(frozen=True)
class Face:
    """What a face is drawn from: `look` is how far it is turned to the right (0 front, 1 three quarters)."""

    character: Character
    expression: Expression
    skin: str
    brow: str
    look: float
    baby: bool = False

    @property
    def young(self) -> bool:
        """Whether the face is a child's: larger eyes, set lower."""
        return self.baby or self.character.age == "child"


def head(face: Face, *, ears: bool) -> list[str]:
    """Head, ears and the shaded side."""
    tone, dark = face.skin, skin_shade(face.skin)
    parts = []
    if ears:
        near, far = -11.0 + face.look * 2.6, 11.0 + face.look * 0.6
        sides = (near, far) if face.look < 0.5 else (near,)
        for x in sides:
            parts.append(ellipse(x, 1.2, 2.5, 3.3, tone if x < 0 else dark))
            parts.append(ellipse(x + (0.5 if x < 0 else -0.5), 1.4, 1.2, 1.9, mix(tone, dark, 0.8)))
    jaw = _jaw(face)
    parts.append(path(_skull(jaw), tone))
    parts.append(path(_side(jaw, 3.4), dark, opacity=0.55))
    return parts


def _jaw(face: Face) -> tuple[float, float]:
    """How wide the jaw is, and how low the chin."""
    if face.young:
        return 8.4, 12.0
    if face.character.presentation == "feminine":
        return 6.6, 12.6
    return (8.0, 13.2) if face.character.presentation == "masculine" else (7.3, 12.9)


def _skull(jaw: tuple[float, float]) -> str:
    wide, low = jaw
    return (
        f"M-11.4-2.2C-11.4-9.6-6.6-13.2 0-13.2S11.4-9.6 11.4-2.2C11.4 3.4 10.4 7 {wide} {low - 2.6:.2f}"
        f"C{wide * 0.62:.2f} {low - 0.1:.2f} {wide * 0.3:.2f} {low:.2f} 0 {low:.2f}"
        f"S{-wide * 0.62:.2f} {low - 0.1:.2f} {-wide:.2f} {low - 2.6:.2f}C-10.4 7-11.4 3.4-11.4-2.2Z"
    )


def _side(jaw: tuple[float, float], deep: float) -> str:
    wide, low = jaw
    return (
        f"M6-11.6C9.6-9.8 11.4-6.8 11.4-2.2C11.4 3.4 10.4 7 {wide} {low - 2.6:.2f}C{wide * 0.62:.2f} {low - 0.1:.2f} "
        f"{wide * 0.3:.2f} {low:.2f} 0 {low:.2f}C{wide * 0.5:.2f} {low - 2:.2f} {11.4 - deep:.2f} 6 {11.4 - deep:.2f} "
        f"-1.6C{11.4 - deep:.2f}-6 8-9.4 6-11.6Z"
    )


def features(face: Face) -> list[str]:
    """Eyes, brows, nose, mouth and cheeks in the expression."""
    shift = 2.5 * face.look
    low = 1.4 if face.young else 0.0
    gap = 4.7 - 0.35 * face.look
    cheeks = (-7.1 + shift * 0.8, 7.1 + shift * 0.3)
    parts = [circle(x, 5.2 + low * 0.6, 2.2, flush(face.skin), opacity=_warmth(face)) for x in cheeks]
    for side in (-1, 1):
        x = side * gap + shift
        parts += _eye(face, x, 0.6 + low, side)
        parts.append(_brow(face, x, -3.7 + low * 0.9, side))
    nose = mix(face.skin, skin_shade(face.skin), 1.0)
    parts.append(ellipse(shift * 1.35, 4.0 + low * 0.7, 1.7 if not face.young else 1.25, 1.15, darker(nose, 0.05)))
    if face.character.age == "elder":
        parts += _lines(face, shift)
    return [*parts, *_mouth(face, shift * 1.15, 8.0 + low * 0.35)]


def _warmth(face: Face) -> float:
    return {True: 0.42, False: 0.26}[face.young]


def _eye(face: Face, x: float, y: float, side: int) -> list[str]:
    mood = face.expression
    if mood == "asleep":
        lid = stroke(f"M{x - 1.9:.2f} {y:.2f}q1.9 1.7 3.8 0", DARK, 0.8)
        return [lid]
    wide, tall = (1.55, 1.95) if face.young else (1.35, 1.7)
    if mood == "surprised":
        wide, tall = wide * 1.08, tall * 1.18
    if mood in {"angry", "worried", "sad"}:
        tall *= 0.9
    parts = [ellipse(x, y, wide, tall, DARK), circle(x - 0.45, y - 0.6, 0.45, "#FFFFFF", opacity=0.9)]
    if face.character.presentation == "feminine" and not face.young:
        parts.append(stroke(f"M{x + side * 1.0:.2f} {y - 1.3:.2f}l{side * 1.0:.2f}-.55", DARK, 0.6))
    return parts


_BROWS: Final = {
    "neutral": (0.0, 0.0), "happy": (-0.3, 0.1), "sad": (0.2, -1.1), "surprised": (-1.2, 0.1), "angry": (0.9, 1.2),
    "worried": (-0.4, -1.0), "asleep": (0.4, 0.0),
}  # fmt: skip
"""How far brows sink, and how far their inner end does (below zero: it rises)."""


def _brow(face: Face, x: float, y: float, side: int) -> str:
    sink, inner = _BROWS[face.expression]
    thick = {"feminine": 0.75, "masculine": 1.15}.get(face.character.presentation, 0.95)
    thick *= 0.8 if face.young else 1.0
    outside, inside = x + side * 2.5, x - side * 2.1
    y += sink
    return stroke(
        f"M{outside:.2f} {y + 0.7 - inner * 0.3:.2f}Q{x + side * 0.5:.2f} {y - 0.7:.2f} {inside:.2f} {y + inner:.2f}",
        face.brow, thick,
    )  # fmt: skip


def _lines(face: Face, shift: float) -> list[str]:
    dark = skin_shade(face.skin)
    out = []
    for side in (-1, 1):
        x = side * 4.7 + shift
        out.append(stroke(f"M{x - 1.7:.2f} 3.3q1.7.9 3.4 0", dark, 0.5))
        out.append(stroke(f"M{shift + side * 3:.2f} 5.2q{side * 1.3:.2f}.9 {side * 1.3:.2f} 2.4", dark, 0.55))
    out.append(stroke(f"M{shift * 0.6 - 3.4:.2f}-7.3q3.4-.7 6.8 0", dark, 0.5))
    return out


def _mouth(face: Face, x: float, y: float) -> list[str]:
    colour = lip(face.skin)
    mood = face.expression
    if mood == "happy":
        half = 3.5
        bow = f"M{x - half:.2f} {y - 0.7:.2f}Q{x:.2f} {y + 0.1:.2f} {x + half:.2f} {y - 0.7:.2f}"
        return [
            path(bow + f"C{x + 2.8:.2f} {y + 3.2:.2f} {x - 2.8:.2f} {y + 3.2:.2f} {x - half:.2f} {y - 0.7:.2f}Z",
                 "#7A2A2C"),
            path(f"M{x - 2.9:.2f} {y - 0.55:.2f}Q{x:.2f} {y + 0.1:.2f} {x + 2.9:.2f} {y - 0.55:.2f}"
                 f"Q{x:.2f} {y + 1.9:.2f} {x - 2.9:.2f} {y - 0.55:.2f}Z", "#FFFFFF"),
        ]  # fmt: skip
    if mood == "surprised":
        return [ellipse(x, y + 0.9, 1.7, 2.1, "#7A2A2C")]
    curve = {"neutral": 1.0, "sad": -1.4, "angry": -0.9, "worried": -0.7, "asleep": 0.6}[mood]
    half = 2.3 if mood in {"worried", "asleep"} else 2.8
    sink = 0.8 if curve < 0 else 0.0
    line = f"M{x - half:.2f} {y + sink:.2f}Q{x:.2f} {y + sink + curve * 1.5:.2f} {x + half:.2f} {y + sink:.2f}"
    full = face.character.presentation == "feminine" and not face.young
    return [stroke(line, colour, 1.2 if full else 1.0)]
