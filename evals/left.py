"""What a run leaves behind that nobody asked for: processes that go on, and files that are half or in the way."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from core.clock import now

WITHIN = 10.0  # s in which the processes of a run that was killed have to notice it
POLL = 0.1  # s between two looks
PROC = Path("/proc")
HALF = (".part", ".tmp")


def processes(home: Path, group: int, within: float) -> tuple[str, ...]:
    """The command lines of those that still work for the store `home` after `within` seconds.

    Linux tells by each process's environment; elsewhere only the process group `group` is looked at.
    """
    end = now() + within
    while True:
        found = tuple(_working(home) if PROC.is_dir() else _grouped(group))
        if not found or now() > end:
            return found
        time.sleep(POLL)


def files(work: Path, film: Path) -> tuple[str, ...]:
    """What a run that is over must not leave: half files, work folders, and a folder of a film without its manifest."""
    return tuple(sorted({*_unfinished(film), *_beside(work, film), *_in_work(work / "home")}))


def half(film: Path) -> tuple[str, ...]:
    """What a run that was ended must not leave where the film will be: anything but a whole film."""
    return tuple(_unfinished(film))


def _unfinished(film: Path) -> Iterator[str]:
    if not film.exists():
        return
    try:
        named = json.loads((film / "manifest.json").read_text(encoding="utf-8"))["files"].values()
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        yield f"{film.name}/ without a manifest"
        return
    there = {path.relative_to(film).as_posix() for path in film.rglob("*") if path.is_file()} - {"manifest.json"}
    yield from (f"{film.name}/{name} that the manifest does not name" for name in sorted(there - set(named)))
    yield from (f"{film.name}/{name} missing" for name in sorted(set(named) - there))


def _beside(work: Path, film: Path) -> Iterator[str]:
    """The folder in which a film is put together lies beside it."""
    for path in work.iterdir() if work.is_dir() else ():
        if path.name.startswith((f".{film.name}.", ".storyreel.")) or path.suffix in HALF:
            yield path.name


def _in_work(home: Path) -> Iterator[str]:
    for path in (home / "work").iterdir() if (home / "work").is_dir() else ():
        yield f"home/work/{path.name}"


def _working(home: Path) -> Iterator[str]:
    mark = f"STORYREEL_HOME={home}".encode()
    for folder in PROC.glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                told = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                if told:  # a process that is ending has none
                    yield told[:200]
        except OSError:
            continue  # it ended meanwhile, or is another user's


def _grouped(group: int) -> Iterator[str]:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return
    yield f"process group {group}"
