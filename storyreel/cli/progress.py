"""Progress: live on a terminal, plain lines elsewhere, JSON lines for programs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from core.clock import now
from core.events import Asked, BeatDone, Event, Listener, StepFinished, StepStarted, Substituted, Warned, Writing

if TYPE_CHECKING:
    from graphs.deliver import Film

STAGES = {
    "understand": "Understanding the request",
    "research": "Reading the sources",
    "write": "Writing the script",
    "choose_style": "Choosing the style",
    "narrate": "Speaking",
    "storyboard": "Planning the pictures",
    "shoot": "Painting and encoding",
    "cut": "Cutting the film",
    "review": "Looking at the film",
}


@contextmanager
def listener(as_json: bool) -> Iterator[Listener]:
    """The listener for where the output goes."""
    if as_json:
        yield lambda event: print(event.model_dump_json(), flush=True)
    elif sys.stderr.isatty():
        with _live() as live:
            yield live
    else:
        yield _Plain()


def report(film: "Film", as_json: bool) -> None:
    """The last words: where the film is and how good it is."""
    if as_json:
        print(json.dumps({"kind": "film", **film.model_dump(mode="json")}, ensure_ascii=False), flush=True)
        return
    print(f"{film.file or film.folder}  ({film.seconds:.1f} s, {film.grade.name})")
    for reason in film.grade.reasons:
        print(f"  - {reason}")


class _Plain:
    """One line when a stage begins, one at every tenth of a long one."""

    def __init__(self) -> None:
        self._begin = self._stage = now()
        self._tenth = 0

    def __call__(self, event: Event) -> None:
        if isinstance(event, StepStarted):
            self._stage, self._tenth = now(), 0
            self._line(STAGES[event.step])
        elif isinstance(event, BeatDone):
            tenth = 10 * event.done // event.total
            if event.done == event.total or (tenth > self._tenth and now() - self._stage > 2):
                self._tenth = tenth
                self._line(f"  beat {event.done} of {event.total}")
        elif isinstance(event, Substituted):
            one = event.substitution
            self._line(f"  {one.used} stands in for {one.wanted} ({one.capability}): {one.reason}")

        elif isinstance(event, Warned):
            self._line(f"  {event.text}")

    def _line(self, text: str) -> None:
        print(f"[{now() - self._begin:6.1f} s] {text}", file=sys.stderr, flush=True)


@contextmanager
def _live() -> Iterator[Listener]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<26}"),
        BarColumn(),
        TextColumn("{task.fields[beats]:<16}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task: dict[str, Any] = {}

        def tell(event: Event) -> None:
            if isinstance(event, Asked):
                progress.stop()  # the terminal is the user's until the step begins again
                progress.remove_task(task["understand"])
            elif isinstance(event, StepStarted):
                progress.start()
                task[event.step] = progress.add_task(STAGES[event.step], total=None, beats="")
            elif isinstance(event, BeatDone):
                beats = f"beat {event.done} of {event.total}"
                progress.update(task[event.step], completed=event.done, total=event.total, beats=beats)
            elif isinstance(event, Writing) and "write" in task:
                progress.update(task["write"], beats=f"{event.characters} characters")
            elif isinstance(event, StepFinished):
                progress.update(task[event.step], completed=1, total=1)
            elif isinstance(event, Substituted):
                one = event.substitution
                progress.console.print(
                    f"{one.used} stands in for {one.wanted} ({one.capability}): {one.reason}", markup=False
                )

            elif isinstance(event, Warned):
                progress.console.print(event.text, markup=False)

        yield tell
