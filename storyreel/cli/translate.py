"""`storyreel translate`: a finished film in another language, with the pictures that it has."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.edits import Choose
from core.errors import Mistake
from core.settings import Settings
from storyreel.cli.edit import edited

if TYPE_CHECKING:
    from core.models import Request


def translated(folder: Path, to: str, words: Path | None, settings: Settings) -> "Request":
    """The request that makes the film of `folder` in the language `to`; a Mistake where it is in it already."""
    request = edited(folder, (Choose(option="language", value=to),), settings)
    assert request.story is not None
    if request.story.language == to:
        raise Mistake(f"{folder} is in {to} already: name another language with --to.")
    return request if words is None else request.model_copy(update={"words": read_words(words)})


def print_texts(request: "Request") -> None:
    """Print the texts that a translation holds, as the JSON object that --words takes."""
    from agents.rules.director import brief
    from agents.translator import texts
    from graphs.nodes.write import pictured

    assert request.story is not None
    found = texts(request.story, pictured(request, request.story, brief(request)))
    print(json.dumps(dict.fromkeys(found, ""), ensure_ascii=False, indent=1))


def read_words(file: Path) -> dict[str, str]:
    """A translation by hand: texts of the film and what they are in the other language; - reads standard input."""
    try:
        value = json.loads(sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Mistake(f"{file} is no translation: {error}.") from None
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise Mistake(f"{file} is no translation: it holds no JSON object of texts, as --list prints it.")
    given = {text: words for text, words in value.items() if words.strip()}
    if not given:
        raise Mistake(f"{file} translates nothing yet: write the translation of each text behind it.")
    return given
