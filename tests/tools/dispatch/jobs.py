"""Handlers for the dispatcher's tests; workers import them by name."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from core.errors import RateLimited
from tools.dispatch.port import Json, handler


@handler("test.square")
def square(payload: Json) -> dict[str, Any]:
    return {"square": payload["n"] ** 2, "pid": os.getpid()}


@handler("test.die")
def die(payload: Json) -> dict[str, Any]:
    """Kill the worker as often as the payload says, then succeed."""
    log = Path(payload["log"])
    with log.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if len(log.read_text().splitlines()) <= payload["times"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"n": payload["n"]}


@handler("test.refuse")
def refuse(payload: Json) -> dict[str, Any]:
    raise RateLimited("slow down", retry_after=payload["after"])


@handler("test.sleep")
def sleep(payload: Json) -> dict[str, Any]:
    Path(payload["started"]).write_text(str(os.getpid()))
    time.sleep(payload["seconds"])
    return {}
