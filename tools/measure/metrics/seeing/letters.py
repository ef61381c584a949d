"""The words that tesseract reads in a picture (about 1 s a picture of 1280 pixels)."""

import shutil
import subprocess
from collections.abc import Iterable

TRAINED = {"en": "eng", "ar": "ara", "hi": "hin", "zh": "chi_sim", "ja": "jpn", "de": "deu", "fr": "fra", "es": "spa"}
"""The names of tesseract's data by language."""
SURE = 80.0
"""Percent of confidence below which drawn lines are often read as letters."""
LEAST = 4
"""Letters of a word: shorter ones are read in anything."""
PATIENCE = 60
NEAR = 80.0
"""rapidfuzz's ratio from which a word read is one of the plan."""
TEXT, CONFIDENCE = "text", "conf"


def reader(language: str) -> str | None:
    """Tesseract's name of a language whose letters can be read here; None without tesseract or its data."""
    name = TRAINED.get(language.split("-")[0].lower())
    if name is None or shutil.which("tesseract") is None:
        return None
    try:
        told = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return name if name in told.stdout.split() else None


def read(picture: bytes, name: str) -> tuple[str, ...]:
    """The words of a coded picture that tesseract is sure of; none where it fails."""
    command = ["tesseract", "stdin", "stdout", "--psm", "11", "-l", name, "tsv"]
    try:
        told = subprocess.run(command, input=picture, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.SubprocessError):
        return ()
    rows = [line.split("\t") for line in told.stdout.decode("utf-8", "replace").splitlines()]
    if not rows or TEXT not in rows[0] or CONFIDENCE not in rows[0]:
        return ()
    text, sure = rows[0].index(TEXT), rows[0].index(CONFIDENCE)
    whole = [row for row in rows[1:] if len(row) == len(rows[0])]
    return tuple(row[text].strip() for row in whole if _number(row[sure]) >= SURE and _is_word(row[text]))


def strays(found: Iterable[str], plan: Iterable[str]) -> list[str]:
    """The words that are none of the plan, nor nearly one; needs rapidfuzz."""
    from rapidfuzz import fuzz, process

    known = sorted({word.casefold() for word in plan})

    def planned(word: str) -> bool:
        return process.extractOne(word.casefold(), known, scorer=fuzz.ratio, score_cutoff=NEAR) is not None

    return [word for word in found if not planned(word)]


def _is_word(text: str) -> bool:
    return len(text.strip()) >= LEAST and text.strip().isalpha()


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0
