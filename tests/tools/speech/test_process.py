"""Workers that die, hang, lie or lose their parent. The fakes are modules that production's constructor names."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import Unavailable
from tools.speech.port import SpeechSpec
from tools.speech.pyttsx3 import Pyttsx3

SPEC = SpeechSpec(text="Hello there, world.", language="en", voice="en-us+f2", rate=160, volume=1.0)
HEAD = "import os, signal, sys, time\nfrom pathlib import Path\nfolder = Path(sys.argv[1])\n"
REAL = "from tools.speech import worker\n"


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "fakes"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def fake(fakes: Path, body: str) -> Pyttsx3:
    (fakes / "fake_worker.py").write_text(HEAD + body)
    return Pyttsx3(worker="fake_worker", patience=1.0)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "voice.wav"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("(folder / 'voice.wav').write_bytes(b'RIFF half')\nos.kill(os.getpid(), signal.SIGKILL)", "status -9"),
        (REAL + "worker._speak = lambda *a: os.kill(os.getpid(), 9)\nworker.main(folder)", "status -9"),
        ("sys.exit('no memory left')", "status 1.*no memory left"),
        ("import nonexistent_module", "No module named"),
        ("print('sure')", "status 0"),
        ("(folder / 'reply.json').write_text('{')", "status 0"),
        ("(folder / 'reply.json').write_text('{\"error\": \"no such voice\"}')", "no such voice"),
        ("(folder / 'reply.json').write_text('{\"events\": []}')", "no usable sound"),
        (
            "(folder / 'reply.json').write_text('{\"events\": []}')\n(folder / 'voice.wav').write_bytes(b'RIFF')",
            "no usable sound",
        ),
    ],
)
def test_a_worker_that_fails_is_unavailable_and_leaves_nothing(fakes: Path, out: Path, body: str, reason: str) -> None:
    with pytest.raises(Unavailable, match=reason) as caught:
        fake(fakes, body).speak(SPEC, out)
    assert caught.value.unexpected
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("ignore", ["", "for number in (1, 2, 13, 15): signal.signal(number, signal.SIG_IGN)\n"])
def test_a_worker_that_hangs_is_stopped_with_its_children(fakes: Path, out: Path, ignore: str) -> None:
    pids = fakes / "pids"
    body = (
        ignore + "import subprocess\nchild = subprocess.Popen(['sleep', '100'])\n"
        f"Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child.pid}}')\ntime.sleep(100)"
    )
    with pytest.raises(Unavailable, match="did not finish within 1 seconds"):
        fake(fakes, body).speak(SPEC, out)
    assert list(out.parent.iterdir()) == []
    assert all(gone(int(pid)) for pid in pids.read_text().split())


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie that nobody reaps here has)."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_worker_ends_when_its_parent_is_killed(fakes: Path, out: Path, root: Path) -> None:
    pid_file = fakes / "pid"
    fake(
        fakes,
        REAL
        + "def hang(*job):\n"
        + f"    Path({str(pid_file)!r} + '.new').write_text(str(os.getpid()))\n"
        + f"    os.replace({str(pid_file)!r} + '.new', {str(pid_file)!r})\n    time.sleep(100)\n"
        + "worker._speak = hang\nworker.main(folder)",
    )
    code = (
        f"import sys; sys.path[:0] = [{str(root)!r}, {str(fakes)!r}]\n"
        "from pathlib import Path\nfrom tools.speech.port import SpeechSpec\nfrom tools.speech.pyttsx3 import Pyttsx3\n"
        f"spec = SpeechSpec.model_validate_json({SPEC.model_dump_json()!r})\n"
        f"Pyttsx3(worker='fake_worker', patience=100).speak(spec, Path({str(out)!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        try:
            for _ in range(400):
                if pid_file.exists():
                    break
                time.sleep(0.05)
            worker = int(pid_file.read_text())
            os.kill(worker, 0)
        finally:
            parent.send_signal(signal.SIGKILL)
    assert gone(worker)
    assert not out.exists()


def test_an_earlier_sound_stays_when_the_next_worker_dies(fakes: Path, out: Path) -> None:
    Pyttsx3().speak(SPEC, out)
    before = out.read_bytes()
    with pytest.raises(Unavailable):
        fake(fakes, "os.kill(os.getpid(), 9)").speak(SPEC.model_copy(update={"text": "Other."}), out)
    assert out.read_bytes() == before


def test_a_worker_gets_no_secrets(fakes: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with pytest.raises(Unavailable, match=r"status 1.*: None \."):
        fake(fakes, "sys.exit(f\"{os.environ.get('OPENAI_API_KEY')} {os.environ['ESPEAK_DATA_PATH']}\")").speak(
            SPEC, out
        )


def test_python_that_cannot_be_started_is_unavailable(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(Unavailable, match="no worker process could be started"):
        Pyttsx3().speak(SPEC, out)
    assert list(out.parent.iterdir()) == []


def test_what_a_library_prints_is_not_the_reply(fakes: Path, out: Path) -> None:
    noisy = "print('{}')\nos.write(1, b'noise')\nos.write(2, b'noise')\n" + REAL + "worker.main(folder)"
    assert fake(fakes, noisy).speak(SPEC, out) == Pyttsx3().speak(SPEC, out)
