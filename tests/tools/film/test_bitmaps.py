"""Caption bitmaps: legible over anything, inside the safe area, markup shown literally, right-to-left in order."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.models import CaptionStyle, Cue, CueWord
from tools.film.bitmaps import Bitmap, blend, draw
from tools.film.planes import Planes

CUE = Cue(
    lines=("Light that enters a raindrop bends,", "bounces off the back of the drop,"),
    start=0,
    end=90,
    words=(CueWord(line=0, at=0, length=5, start=0, end=10), CueWord(line=1, at=0, length=7, start=10, end=20)),
)
SIZES = [(1280, 720), (720, 1280), (720, 720)]
BOXED: list[CaptionStyle] = ["boxed", "karaoke"]
OUTLINED: list[CaptionStyle] = ["plain", "big"]


def bitmap(text: str, width: int = 1280, height: int = 720, language: str = "en") -> Bitmap:
    return draw(Cue(lines=tuple(text.split("\n")), start=0, end=9), None, width=width, height=height, language=language)


def over(found: Bitmap, luma: int, width: int, height: int) -> NDArray[np.uint8]:
    """The bitmap's own rows and columns over a flat frame."""
    shapes = ((height, width), (height // 2, width // 2), (height // 2, width // 2))
    frame = Planes(*(np.full(shape, value, np.uint8) for shape, value in zip(shapes, (luma, 128, 128), strict=True)))
    blend(found, frame)
    outside = frame.y.copy()
    inside = (slice(found.y, found.y + found.size[1]), slice(found.x, found.x + found.size[0]))
    outside[inside] = luma
    assert (outside == luma).all(), "only the bitmap's rows and columns change"
    return frame.y[inside]


def luminance(luma: float) -> float:
    """Relative luminance of a grey (WCAG 2.2, definition of relative luminance)."""
    signal = (luma - 16) / 219
    return signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("ground", [16, 126, 235])
@pytest.mark.parametrize("word", [None, 0, 1])
def test_contrast_over_any_ground(width: int, height: int, ground: int, word: int | None) -> None:
    shown = over(draw(CUE, word, width=width, height=height, language="en"), ground, width, height)
    edge = shown[shown.shape[0] // 2, 4:12]
    text = np.percentile(shown, 99)
    assert (luminance(float(text)) + 0.05) / (luminance(float(edge.max())) + 0.05) >= 4.5


@pytest.mark.parametrize("word", [0, 1])
def test_the_spoken_word_alone_changes_and_stays_legible(word: int) -> None:
    plain, marked = (draw(CUE, at, width=1280, height=720, language="en") for at in (None, word))
    assert (plain.x, plain.y, plain.size) == (marked.x, marked.y, marked.size)
    rows, columns = np.nonzero(plain.colour.u != marked.colour.u)
    middle = plain.colour.u.shape[0] / 2
    assert rows.size > 50
    assert (rows.mean() < middle) == (word == 0)
    assert columns.max() < plain.colour.u.shape[1] / 3
    white = int(marked.colour.y.max())
    spoken = marked.colour.y[2 * rows, 2 * columns][marked.rest.u[rows, columns] == 0]
    assert (luminance(float(np.percentile(spoken, 90))) + 0.05) / (luminance(85) + 0.05) >= 4.5
    assert white == 235


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("text", ["One.", "W" * 28 + "\n" + "W" * 28, "Light that enters a drop\nbends"])
@pytest.mark.parametrize("style", [*BOXED, *OUTLINED])
def test_captions_lie_in_the_safe_area_on_even_pixels(width: int, height: int, text: str, style: CaptionStyle) -> None:
    found = draw(Cue(lines=tuple(text.split("\n")), start=0, end=9), None, width=width, height=height, language="en",
                 style=style)  # fmt: skip
    right, bottom = found.x + found.size[0], found.y + found.size[1]
    assert all(number % 2 == 0 for number in (found.x, found.y, *found.size))
    assert found.x >= 0.05 * width
    assert right <= (0.9 if height > width else 0.95) * width
    assert 0.5 * height < found.y
    assert bottom <= (0.82 if height > width else 0.95) * height + 1
    assert [plane.shape for plane in found.rest] == [plane.shape for plane in found.colour]
    assert found.colour.u.shape == (found.size[1] // 2, found.size[0] // 2)


def rim(shown: NDArray[np.uint8], ink: NDArray[np.bool_], reach: int) -> NDArray[np.uint8]:
    """The pixels that lie `reach` pixels beside ink, and are none."""
    near = np.zeros_like(ink)
    near[:, reach:] |= ink[:, :-reach]
    near[:, :-reach] |= ink[:, reach:]
    return shown[near & ~ink]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("ground", [16, 126, 235])
@pytest.mark.parametrize("style", OUTLINED)
def test_an_outline_holds_letters_apart_from_any_ground(
    width: int, height: int, ground: int, style: CaptionStyle
) -> None:
    """The letters against their rim, two pixels outside: 4.5 on black, grey and white (WCAG 2.2, 1.4.3)."""
    cue = Cue(lines=("HLI LIH",), start=0, end=9)
    found = draw(cue, None, width=width, height=height, language="en", style=style)
    shown = over(found, ground, width, height)
    letters = draw(cue, None, width=width, height=height, language="en", style=style).colour.y > 200
    beside = rim(shown, letters, 3)
    text = np.percentile(shown[letters], 50)
    assert (luminance(float(text)) + 0.05) / (luminance(float(np.percentile(beside, 60))) + 0.05) >= 4.5
    assert shown[0].max() <= ground, "the outline fades before the edge"
    assert abs(int(shown[0, 0]) - ground) < 3, "and has no box"


def test_karaoke_fills_along_and_big_letters_are_big() -> None:
    def fill(begun: int, highlighted: int | None = None) -> int:
        found = draw(CUE, highlighted, width=1280, height=720, language="en", style="karaoke", begun=begun)
        blank = draw(CUE, None, width=1280, height=720, language="en")
        return int((np.abs(found.colour.u.astype(int) - blank.colour.u) > 12).sum())

    assert 0 == fill(0) < fill(1) < fill(2)
    assert fill(1, None) == fill(1, 0), "what was spoken stays coloured in a pause"
    small, big = (
        draw(Cue(lines=("Light",), start=0, end=9), None, width=720, height=1280, language="en", style=style)
        for style in ("boxed", "big")
    )
    assert big.size[0] > 1.4 * small.size[0]


def test_captions_of_one_script_keep_their_baseline() -> None:
    shallow, deep = bitmap("sun"), bitmap("Egypt")
    assert (shallow.y, shallow.size[1]) == (deep.y, deep.size[1])


def test_markup_is_shown_literally() -> None:
    literal = bitmap("<b>5 & 6</b> &amp;")
    assert literal.size[0] > 1.5 * bitmap("5 & 6").size[0]


def test_right_to_left_text_runs_right_to_left() -> None:
    """A full stop ends an Arabic line at its left, even where the line begins with a Latin word."""
    for line in ("نهر النيل", "NASA نهر النيل"):
        bare, stopped = bitmap(line, language="ar"), bitmap(line + ".", language="ar")
        grown = stopped.size[0] - bare.size[0]
        assert grown > 0
        left = stopped.colour.y[:, : stopped.size[0] // 2]
        ink = np.flatnonzero((left > 200).any(axis=0))[0]
        column = stopped.colour.y[:, ink : ink + 3] > 200
        assert column.any(axis=1).sum() < 12, "the leftmost ink is a dot"


def test_arabic_letters_are_joined() -> None:
    joined, apart = bitmap("ببب", language="ar"), bitmap("ب ب ب", language="ar")
    assert joined.size[0] < 0.8 * apart.size[0]
