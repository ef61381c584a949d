"""Captions of every bundled script as pictures: golden crops, the place of the highlight, and what OCR reads."""

import shutil
import subprocess
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.models import CaptionStyle
from tests.tools.film.lettering import SCRIPTS, coloured, cue, luma, read_golden, set_in
from tools.film.bitmaps import draw
from tools.fonts import uncovered

OCR = {
    "en": "eng", "el": "ell", "ru": "rus", "ar": "ara", "he": "heb", "hi": "hin", "bn": "ben", "ta": "tam",
    "th": "tha", "zh": "chi_sim", "ja": "jpn", "ko": "kor",
}  # fmt: skip
READ = {
    "ar": "يدخل ضوء الشمس إلى قطرات المطر", "he": "אור השמש נכנס אל טיפות הגשם",
    "hi": "सूर्य का प्रकाश बारिश में प्रवेश करता है", "zh": "彩虹是太阳光进入雨滴以后形成的", "ja": "虹は太陽の光が雨粒の中で屈折して生まれます",
}  # fmt: skip
SAME = 8.0  # of 255: what another processor or a newer Pango may round otherwise
BOXED = 28  # luma of a box, so that its edge does not show
ERRORS = {"zh": 0.1, "ja": 0.1, "ko": 0.1, "th": 0.1}


def apart(found: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> float:
    """The mean difference of luma where two pictures differ most (a square of 12 pixels), 255 where the sizes differ."""
    if any(abs(a - b) > 4 for a, b in zip(found.shape, wanted.shape, strict=True)):
        return 255.0
    high, wide = (min(a, b) for a, b in zip(found.shape, wanted.shape, strict=True))
    differ = np.abs(found[:high, :wide].astype(int) - wanted[:high, :wide])[: high // 12 * 12, : wide // 12 * 12]
    return float(differ.reshape(high // 12, 12, wide // 12, 12).mean(axis=(1, 3)).max())


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_script_looks_as_it_did(language: str) -> None:
    assert uncovered("".join(SCRIPTS[language])) == []
    assert apart(luma(set_in(language, cue(*SCRIPTS[language]))), read_golden(language)) < SAME


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_wrong_letter_or_direction_is_found(language: str) -> None:
    """Two letters in the wrong order, letters apart, and the other direction differ from the golden picture."""
    first, second = SCRIPTS[language]
    wrong = [(second, first), (first[1] + first[0] + first[2:], second), (" ".join(first), second)]
    for lines in wrong:
        assert apart(luma(set_in(language, cue(*lines))), read_golden(language)) > SAME
    if language in ("ar", "he", "fa"):
        assert apart(luma(set_in("en", cue(first, second))), read_golden(language)) > SAME


def columns(language: str, line: str, word: int) -> tuple[int, int]:
    """The first and the last column that the highlight of a word colours."""
    found = np.flatnonzero(coloured(language, cue(line), word).any(axis=0))
    return int(found[0]), int(found[-1])


@pytest.mark.parametrize(
    ("language", "line", "leftmost_first"),
    [
        ("en", "and 42 colours leave it.", [0, 1, 2, 3, 4]),
        ("ar", "يدخل ضوء الشمس إلى المطر", [4, 3, 2, 1, 0]),
        ("ar", "أطلقت NASA المركبة Apollo 11 إلى القمر", [6, 5, 3, 4, 2, 1, 0]),
        ("ar", "في 16 يوليو 1969 سار 384,400 كم.", [6, 5, 4, 3, 2, 1, 0]),
        ("ar", "NASA أطلقت المركبة", [2, 1, 0]),
        ("fa", "رنگین‌کمان ۷ رنگ دارد", [3, 2, 1, 0]),
        ("he", "בשנת 1869 נפתחה Suez Canal באורך 193 ק״מ.", [7, 6, 5, 3, 4, 2, 1, 0]),
        ("en", "The word قوس means arc", [0, 1, 2, 3, 4]),
    ],
)
def test_the_highlight_lies_where_the_word_is(language: str, line: str, leftmost_first: list[int]) -> None:
    """Words follow each other without overlap in the visual order that the Unicode Bidirectional Algorithm gives."""
    places = [columns(language, line, word) for word in leftmost_first]
    for (_, ends), (begins, _) in pairwise(places):
        assert ends < begins


@pytest.mark.parametrize("language", ["ar", "hi", "th"])
def test_a_highlight_changes_no_letter(language: str) -> None:
    """The pixels outside the coloured word stay as they are: a colour does not take joined letters apart."""
    shown = cue(*SCRIPTS[language])
    plain, marked = set_in(language, shown), set_in(language, shown, 1)
    assert (plain.rest.y == marked.rest.y).all()


@lru_cache(maxsize=1)
def readable() -> frozenset[str]:
    """The languages that tesseract knows here; none where it is not installed."""
    if shutil.which("tesseract") is None:
        return frozenset()
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    return frozenset(told.split("\n"))


def recognised(picture: NDArray[np.uint8], language: str, folder: Path) -> str:
    """What tesseract reads in one line of dark letters on white."""
    import cv2

    enlarged = cv2.resize(np.pad(255 - picture, 12, mode="edge"), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(str(folder / "crop.png"), enlarged)
    command = ["tesseract", str(folder / "crop.png"), "-", "--psm", "7", "-l", OCR[language]]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def bare(text: str) -> str:
    """Letters, marks and digits alone, in one of the ways in which Unicode spells them."""
    kept = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] in "LMN")
    return "".join(kept).casefold()


def error_rate(found: str, wanted: str) -> float:
    """Edits from one text to the other (Levenshtein), as a share of the wanted one."""
    row = list(range(len(wanted) + 1))
    for i, a in enumerate(found, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(wanted, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1] / len(wanted)


def test_the_error_rate_counts_edits() -> None:
    assert error_rate("kitten", "sitting") == pytest.approx(3 / 7)
    assert error_rate("", "ab") == 1


@pytest.mark.parametrize("language", OCR)
@pytest.mark.parametrize("style", ["boxed", "big"])
def test_ocr_reads_every_script(language: str, style: CaptionStyle, tmp_path: Path) -> None:
    if not readable():
        pytest.skip("tesseract is not installed: captions are not read by OCR")
    if OCR[language] not in readable():
        pytest.skip(f"tesseract has no data for {OCR[language]}: its captions are not read by OCR")
    lines = (READ[language],) if language in READ else SCRIPTS[language]
    found = ""
    for line in lines:
        picture = luma(draw(cue(line), None, width=1280, height=720, language=language, style=style), ground=BOXED)
        found += recognised(picture, language, tmp_path)
    assert error_rate(bare(found), bare("".join(lines))) <= ERRORS.get(language, 0.05)
