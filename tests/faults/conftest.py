"""Films made by the real command in a process of its own, with faults injected from outside."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCRIPT = "A fox runs home.\n\nRain falls."
NEMESIS = Path(__file__).parent / "nemesis"


class Command:
    """`storyreel make` on a fixed script with a store of its own."""

    def __init__(self, base: Path, root: Path) -> None:
        self.base, self.root = base, root
        self.home, self.out, self.script = base / "home", base / "film", base / "script.txt"
        base.mkdir(parents=True, exist_ok=True)
        self.script.write_text(SCRIPT)

    def start(self, *arguments: str, **nemesis: str) -> "subprocess.Popen[str]":
        env = {name: value for name, value in os.environ.items() if not name.startswith("NEMESIS")}
        env["PYTHONPATH"] = os.pathsep.join([str(NEMESIS), str(self.root)])
        env["STORYREEL_HOME"] = str(self.home)
        env["NEMESIS_FLAG"] = str(self.base / "flag")
        env.update({f"NEMESIS_{name}": value for name, value in nemesis.items()})
        words = arguments or ("make", "--script", str(self.script), "--out", str(self.out), "--profile", "preview")
        command = [sys.executable, "-m", "storyreel", *words]
        return subprocess.Popen(
            command, env=env, cwd=self.base, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self, *arguments: str, **nemesis: str) -> "subprocess.CompletedProcess[str]":
        process = self.start(*arguments, **nemesis)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def manifest(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self.out / "manifest.json").read_text())
        return value

    def finished(self) -> dict[str, int]:
        """Every key that stands in the store, with its inode: a file made again has another."""
        return {path.name: path.stat().st_ino for path in (self.home / "keys").glob("*/*.json")}

    def files(self) -> dict[str, bytes]:
        """The film's files that must be the same in every run."""
        names = [
            path for path in self.out.rglob("*") if path.suffix in (".mp4", ".srt", ".vtt", ".png", ".wav", ".jpg")
        ]
        return {str(path.relative_to(self.out)): path.read_bytes() for path in names}

    def orphans(self, within: float = 10.0) -> list[str]:
        """Processes that still work for this store after `within` seconds (Linux)."""
        mark = f"STORYREEL_HOME={self.home}".encode()
        end = time.monotonic() + within
        while True:
            left = []
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    if mark in (folder / "environ").read_bytes():
                        left.append((folder / "cmdline").read_bytes().decode(errors="replace"))
                except OSError:
                    continue
            if not left or time.monotonic() > end:
                return left
            time.sleep(0.1)


@pytest.fixture
def command(tmp_path: Path, root: Path) -> Command:
    return Command(tmp_path, root)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, bytes]:
    """The files of the film that nothing disturbed."""
    command = Command(tmp_path_factory.mktemp("undisturbed"), root)
    done = command.run()
    assert done.returncode == 0, done.stderr
    assert command.manifest()["grade"] == {"name": "complete", "reasons": []}
    return command.files()


Commands = Callable[..., Command]
