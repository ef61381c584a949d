"""Loaded by every Python process of a fault test, before anything else: kills, and takes packages away.

NEMESIS_KILL=ROLE:POINT:WHEN:NTH  kill -9 this process around its NTH rename into blobs/ or keys/ (role `voice`: at its
                                  start or end); NEMESIS_FLAG is a file that makes it happen once.
NEMESIS_BLOCK=a,b                 these packages cannot be found.
NEMESIS_BLOCK=fonts               the bundled fonts are not there (evals/lack.py).
"""

import atexit
import os
import signal
import sys
import threading

from evals.lack import take_away

ARGUMENTS = " ".join(sys.orig_argv)
ROLE = "worker" if "multiprocessing" in ARGUMENTS else "voice" if "speech.worker" in ARGUMENTS else "parent"


def strike() -> None:
    try:
        os.close(os.open(os.environ["NEMESIS_FLAG"], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str, when: str, nth: int) -> None:
    rename, seen, lock = os.replace, 0, threading.Lock()

    def replace(source, target, **more):  # type: ignore[no-untyped-def]
        nonlocal seen
        mine = f"{os.sep}{point}s{os.sep}" in os.fspath(target)
        with lock:
            seen += mine
            due = mine and seen == nth
        if due and when == "before":
            strike()
        rename(source, target, **more)
        if due and when == "after":
            strike()

    setattr(os, "replace", replace)  # noqa: B010


if os.environ.get("NEMESIS_KILL"):
    role, point, when, nth = os.environ["NEMESIS_KILL"].split(":")
    if role == ROLE and role == "voice":
        strike() if when == "before" else atexit.register(strike)
    elif role == ROLE:
        arm(point, when, int(nth))
if os.environ.get("NEMESIS_BLOCK"):
    take_away(os.environ["NEMESIS_BLOCK"].split(","))
