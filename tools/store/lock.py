"""A lock that the operating system drops when its holder dies: never a pid or existence file."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int, wait: bool) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(fd: int, wait: bool) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _same_file(fd: int, path: Path) -> bool:
    """Whether `path` still names the open file: its last holder may have removed it."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(fd)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def acquire(path: Path, *, wait: bool = True) -> int | None:
    """Lock `path` and return its descriptor; None when it is held and `wait` is False."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        locked = _lock(fd, wait)
        if locked and _same_file(fd, path):
            return fd
        os.close(fd)
        if not locked and not wait:
            return None


def release(fd: int, path: Path) -> None:
    """Remove the lock's file and let go of it; the removal comes first, so that no waiter keeps a dead name."""
    if sys.platform != "win32":
        path.unlink(missing_ok=True)
    os.close(fd)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, waiting for it."""
    fd = acquire(path)
    assert fd is not None
    try:
        yield
    finally:
        release(fd, path)
