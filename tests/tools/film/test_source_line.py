"""The small line that names what a beat rests on."""

import numpy as np
import pytest

from tools.film.bitmaps import blend, source_line
from tools.film.planes import Planes


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1080, 1080), (426, 240)])
@pytest.mark.parametrize(("language", "text"), [("en", "Source: Tide (2026)"), ("ar", "المصدر: المد والجزر")])
def test_it_stands_in_the_upper_corner_where_reading_ends(width: int, height: int, language: str, text: str) -> None:
    drawn = source_line(text, width=width, height=height, language=language)
    wide, high = drawn.size
    assert drawn.y >= 0.05 * height - 1
    assert drawn.y + high < 0.2 * height
    if language == "ar":
        assert 0.045 * width < drawn.x < 0.07 * width
    else:
        assert 0.93 * width < drawn.x + wide < 0.955 * width
    frame = Planes(*(np.full((height // step, width // step), 128, np.uint8) for step in (1, 2, 2)))
    blend(drawn, frame)
    inside = frame.y[drawn.y : drawn.y + high, drawn.x : drawn.x + wide]
    assert inside.max() > 200
    assert inside.min() < 70
    frame.y[drawn.y : drawn.y + high, drawn.x : drawn.x + wide] = 128
    assert (frame.y == 128).all(), "nothing is written outside its box"


def test_a_long_title_is_cut_to_the_frame() -> None:
    drawn = source_line("Source: " + "a very long title of a report " * 12, width=640, height=360, language="en")
    assert drawn.size[0] < 0.93 * 640
    assert drawn.x >= 0
