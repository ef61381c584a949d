"""One caption for each script, its golden picture, and what the tests of the pictures share.

`python -m tests.tools.film.lettering` paints the golden pictures anew: look at each before it is committed.
"""

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.models import CaptionStyle, Cue, CueWord
from tools.film.bitmaps import Bitmap, draw

GOLDEN = Path(__file__).parent / "golden"
WIDTH, HEIGHT = 960, 540
SCRIPTS: dict[str, tuple[str, str]] = {
    "en": ("The drop bends the light,", "and 42 colours leave it."),
    "el": ("Το ουράνιο τόξο", "έχει 7 χρώματα."),
    "ru": ("Радуга — это свет", "в 7 цветах."),
    "vi": ("Cầu vồng có", "bảy màu ở Việt Nam."),
    "ar": ("أطلقت NASA المركبة Apollo 11", "في 16 يوليو 1969."),
    "fa": ("رنگین‌کمان ۷ رنگ دارد،", "چنین گفت Newton."),
    "he": ("התעלה נפתחה בשנת 1869", "ואורכה 193 ק״מ."),
    "hi": ("इंद्रधनुष में प्रकाश के", "7 रंग होते हैं।"),
    "bn": ("রংধনুর ৭টি রং", "বৃষ্টির পরে দেখা যায়।"),
    "ta": ("வானவில்லில் ஒளியின்", "7 நிறங்கள் உள்ளன."),
    "th": ("รุ้งกินน้ำเกิดขึ้นเมื่อ", "แสงส่องผ่านหยดน้ำ 7 สี"),
    "zh": ("彩虹有七种颜色，", "骨头与直线。"),
    "ja": ("虹には7つの色があり、", "骨と直線がある。"),
    "ko": ("무지개에는", "7가지 색이 있습니다."),
}


def cue(*lines: str) -> Cue:
    """A caption whose every word is heard for ten frames."""
    found = [(number, word) for number, line in enumerate(lines) for word in re.finditer(r"\S+", line)]
    words = tuple(
        CueWord(line=number, at=word.start(), length=len(word.group()), start=10 * i, end=10 * i + 10)
        for i, (number, word) in enumerate(found)
    )
    return Cue(lines=lines, start=0, end=10 * len(words), words=words)


def set_in(language: str, shown: Cue, word: int | None = None, style: CaptionStyle = "boxed", begun: int = 0) -> Bitmap:
    """A caption in a frame of WIDTH x HEIGHT pixels."""
    return draw(shown, word, width=WIDTH, height=HEIGHT, language=language, style=style, begun=begun)


def luma(found: Bitmap, ground: int = 126) -> NDArray[np.uint8]:
    """The bitmap's luma over a flat ground."""
    rest = found.rest.y.astype(np.float64) / 255
    return np.rint(found.colour.y + ground * rest).astype(np.uint8)


def coloured(language: str, shown: Cue, word: int, style: CaptionStyle = "boxed") -> NDArray[np.bool_]:
    """Which pixels (at half the size) a highlight of the word colours."""
    plain, marked = set_in(language, shown, style=style), set_in(language, shown, word, style)
    found: NDArray[np.bool_] = np.abs(plain.colour.u.astype(int) - marked.colour.u.astype(int)) > 12
    return found


def read_golden(language: str) -> NDArray[np.uint8]:
    """The committed picture as luma."""
    import cv2

    found = cv2.imread(str(GOLDEN / f"{language}.png"), cv2.IMREAD_GRAYSCALE)
    assert found is not None
    return np.asarray(found, np.uint8)


def main() -> None:
    """Paint every golden picture."""
    import cv2

    GOLDEN.mkdir(exist_ok=True)
    for language, lines in SCRIPTS.items():
        cv2.imwrite(str(GOLDEN / f"{language}.png"), luma(set_in(language, cue(*lines))))


if __name__ == "__main__":
    main()
