"""Asking the user at the command line: the one question of a request, and where a video's words are."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.events import Ask, Asked

if TYPE_CHECKING:
    from core.models import Request


def asker(as_json: bool) -> Ask:
    """Asks on the terminal and reads a line; a program that reads JSON saw the event, and answers with a line.

    An empty line, and an end of the input, take what is assumed.
    """

    def ask(asked: Asked) -> str:
        if not as_json:
            assumed = f" [{asked.assumed}]" if asked.assumed else ""
            print(f"{asked.question}{assumed}\nAnswer, or press Enter to go on: ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    return ask


def with_words(make: "Callable[[dict[str, Any]], Request]", asked: dict[str, Any], ask: Ask | None) -> "Request":
    """The request that `make` makes of options; where a video has no transcript, the user is asked for one."""
    from tools.sources.video import NoTranscript

    try:
        return make(asked)
    except NoTranscript as error:
        if ask is None or not (file := ask(Asked(question=f"{error} Which .srt or .vtt file has its words?"))):
            raise
        return make({**asked, "subtitles": file})
