"""Captions read by the program tesseract: what a reader who expects nothing makes of the letters on a frame.

Cost: 0.15 s for a caption. One thread, so that a measurement is the same beside others.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.settings import inherited
from tools.film.languages import iso639

Page = NDArray[np.uint8]

PATIENCE = 30.0  # s
LETTER = 36  # pixels of a line that tesseract reads well (its manual: 30 and more)
OTHERS = {"ARABIC": "ara", "DEVANAGARI": "hin", "CYRILLIC": "rus", "GREEK": "ell", "HEBREW": "heb", "HANGUL": "kor"}
"""Names of letters in Unicode, and tesseract's data for their script."""
_DATA = {"zho": "chi_sim", "und": "eng"}
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ALIKE = str.maketrans("’‘“”–—…،؛", "''\"\"--.,;")


def missing(language: str) -> str | None:
    """Why captions in a language cannot be read, None where they can."""
    program = shutil.which("tesseract")
    if program is None:
        return "the program tesseract is not on the PATH"
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the program tesseract does not run: {error}"
    known = (listed.stdout + listed.stderr).decode("utf-8", "replace").split()
    return None if _data(language) in known else f"tesseract has no data for {_data(language)}"


def mixed(text: str, language: str) -> tuple[str, ...]:
    """The languages whose letters a caption has beside those of its own, as far as their scripts tell."""
    names = [unicodedata.name(char, "") for char in text if char.isalpha()]
    found = {data for name in names for block, data in OTHERS.items() if block in name}
    return tuple(sorted(found - {_data(language)}))


def read(page: Page, language: str, lines: int, also: Sequence[str] = ()) -> str | None:
    """The text of a caption, given as dark letters on a light ground; None when the program fails.

    `also` names the data of other scripts that it has (tesseract's names).
    """
    import cv2

    scale = min(max(LETTER * max(lines, 1) * 1.5 / max(page.shape[0], 1), 1.0), 4.0)
    page = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
    page = np.pad(page, LETTER, constant_values=255)
    picture = cv2.imencode(".png", page)[1].tobytes()
    wanted = [
        shutil.which("tesseract") or "tesseract",
        "-",
        "stdout",
        "-l",
        "+".join((_data(language), *also)),
        "--psm",
        "6",
    ]
    try:
        told = subprocess.run(
            wanted,
            input=picture,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env=inherited(OMP_THREAD_LIMIT="1"),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.decode("utf-8", "replace")


def plain(text: str) -> str:
    """What is compared of a text: its characters without spaces and marks of direction, signs of one meaning alike."""
    folded = unicodedata.normalize("NFKC", _DIRECTIONS.sub("", text)).translate(_ALIKE)
    return "".join(folded.split())


def _data(language: str) -> str:
    code = iso639(language)
    return _DATA.get(code, code)
