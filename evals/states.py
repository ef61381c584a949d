"""The styles that stand in the shared state while a film is made: `python -m evals.states FOLDER`.

The film of FOLDER is made once more in the store of STORYREEL_HOME, through the product's own graph, and LangGraph
gives the whole state after every step, as a checkpoint would keep it. What was made is found there, so it takes
seconds; nothing is written into FOLDER. For each state a row of JSON is printed: {"step", "style", "seconds"}, `style`
a digest or null.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from core.clock import now
from core.errors import Mistake
from core.events import Event, Events, StepFinished
from core.models import Request
from core.recipes import canonical, digest
from core.settings import Settings
from graphs.deliver import read_manifest
from graphs.produce import build
from graphs.studio import Studio


def styles(request: Request, settings: Settings) -> Iterator[tuple[str, str | None]]:
    """The step that had ended and the digest of the style, for the state after each step of the graph."""
    ended = ["start"]

    def keep(event: Event) -> None:
        if isinstance(event, StepFinished):
            ended.append(event.step)

    studio = Studio.build(settings, Events(keep), request)
    try:
        told = {"request": request.model_dump(mode="json")}
        for state in build(studio).stream(told, stream_mode="values"):  # type: ignore[call-overload]
            yield ended[-1], style_of(state.get("style"))
    finally:
        studio.close()


def style_of(style: object) -> str | None:
    """The digest of a style as the state or a manifest holds it; None where none was chosen."""
    return digest(canonical(style)) if style else None


def main(folder: Path) -> None:
    """Print the states of the film in `folder`; a Mistake where there is none."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise Mistake(f"{folder} is no film's folder.")
    begin, request = now(), Request.model_validate(manifest["request"])
    for step, style in styles(request, Settings.load()):
        row = {"step": step, "style": style, "seconds": round(now() - begin, 2)}
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
