"""docs/adding.md, executed: every block is written into a copy of the rooms and used there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.ratchets import ROOMS

BLOCK = re.compile(r"^```[a-z]+\n# ([\w/]+\.[a-z]+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
STEPS = re.compile(r"^STEPS: .*?\)\n", re.MULTILINE | re.DOTALL)

PAINT = """
from pathlib import Path
import pyvips
from core.scene import SceneSpec
from tools.images.port import IMAGES
assert "gradient" in IMAGES.names(), IMAGES.names()
spec = SceneSpec(template="text", width=64, height=36, style="flat", palette="daylight", seed=1, language="en",
                 direction="ltr", text="Rain")
backend = IMAGES.create("gradient")
notes = [backend.paint(spec, Path(name)).notes for name in ("one.png", "two.png")]
image = pyvips.Image.new_from_file("one.png")
assert (image.width, image.height, image.bands, image.format) == (64, 36, 3, "uchar")
assert image(0, 0) != image(0, 35)
assert Path("one.png").read_bytes() == Path("two.png").read_bytes()
assert notes[0] and backend.libraries()
"""
EFFECT = """
from pathlib import Path
import av
import numpy as np
import pyvips
from core.models import Move
from tools.film.port import ASSEMBLERS, PROFILES, SegmentSpec
assert ASSEMBLERS.names() == ["moviepy", "silent_film", "pyav"], ASSEMBLERS.names()
(pyvips.Image.black(320, 180) + [230, 60, 90]).cast("uchar").copy(interpretation="srgb").pngsave("p.png")
spec = SegmentSpec(width=320, height=180, fps=24, frames=5, move=Move(kind="still"), profile=PROFILES["preview"])
backend = ASSEMBLERS.create("silent_film")
backend.segment(spec, {"picture": Path("p.png")}, Path("o.mp4"))
with av.open("o.mp4") as film:
    frames = [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]
assert len(frames) == 5
assert np.ptp(frames[2][90, 160]) <= 4 < 60 < frames[2][90, 160].min(), frames[2][90, 160]
assert frames[2][2].max() < 8, "a frame of black"
assert "BlackAndWhite" in backend.libraries()["effects"]
"""
STEP = """
from core.events import Events
from core.models import Beat, Request, Scene, Script
from core.settings import Settings
from graphs.produce import build
from graphs.nodes.proofread import proofread
from graphs.studio import Studio
told = []
studio = Studio.build(Settings.load(), Events(told.append), Request())
nodes = [name for name in build(studio).nodes if not name.startswith("__")]
assert nodes[2:5] == ["write", "proofread", "choose_style"], nodes
beats = (Beat(id="1.1", text="Rain falls.", spoken="Rain falls."), Beat(id="1.2", text="so " * 31, spoken="so"))
script = Script(title="Rain", language="en", scenes=(Scene(id="1", beats=beats),))
assert proofread({"script": script.model_dump(mode="json")}, studio) == {}
assert [event.text for event in told] == ["Beat 1.2 has 31 words: split it, it is long for the ear."]
studio.close()
"""
STYLE = """
from pathlib import Path
import pyvips
from core.scene import SceneSpec
from core.styles import find
from tools.images.port import IMAGES
style = find("Night Piece")
assert (style.name, style.family) == ("nocturne", "novel")
for number, palette in enumerate([*style.palettes, "daylight"]):
    spec = SceneSpec(template="landscape", width=320, height=180, style=style.name, palette=palette, seed=1,
                     language="en", direction="ltr", environment="sea", time_of_day="night", heading="Night")
    painted = IMAGES.create("illustrator").paint(spec, Path(f"{number}.png"))
    assert painted.notes == (), painted.notes
first, other = (pyvips.Image.new_from_file(f"{number}.png") for number in (0, 1))
assert (first - other).abs().avg() > 1, "the new palette does not show"
"""

CHECK = """
from pathlib import Path
import av
from tools.measure.film import look
from tools.measure.port import Expected
with av.open("film.mp4", "w") as out:
    video = out.add_stream("libx264", rate=24)
    video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
    for _ in range(24):
        out.mux(video.encode(av.VideoFrame(64, 64, "yuv420p")))
    out.mux(video.encode())
path = Path("film.mp4")
expected = Expected(width=64, height=64, fps=24, frames=24, language="en", has_sound=False, level=-14)
found = look(path, expected)
rates = [finding for finding in found if finding.check == "bit rate"]
assert [finding.ok for finding in rates] == [True], found
assert rates[0].measured == f"{path.stat().st_size * 8 / 1e6:.2f} Mbit/s"
with path.open("ab") as padded:
    padded.write(bytes(2_000_000))
from tools.measure.checks.bit_rate import check
assert not check(path, expected).ok
"""


@pytest.fixture(scope="module")
def blocks(root: Path) -> list[tuple[str, str]]:
    """Every block as (file, text)."""
    found = BLOCK.findall((root / "docs" / "adding.md").read_text("utf-8"))
    assert len(found) >= 4
    return found


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the rooms that a test may change."""
    for room in ROOMS:
        shutil.copytree(root / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def text_for(blocks: list[tuple[str, str]], file: str) -> str:
    [text] = [text for name, text in blocks if name == file]
    return text


def run(copy: Path, code: str) -> None:
    """Run `code` in the copy; its rooms come first."""
    env = {"PYTHONPATH": str(copy), "STORYREEL_HOME": str(copy / "home")}
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_backend_is_one_file(copy: Path, blocks: list[tuple[str, str]]) -> None:
    file = "tools/images/gradient.py"
    (copy / file).write_text(text_for(blocks, file), "utf-8")
    run(copy, PAINT)


def test_an_effect_is_one_file(copy: Path, blocks: list[tuple[str, str]]) -> None:
    file = "tools/film/silent_film.py"
    (copy / file).write_text(text_for(blocks, file), "utf-8")
    run(copy, EFFECT)


def test_a_step_is_one_file_and_one_word(copy: Path, blocks: list[tuple[str, str]]) -> None:
    file, order = "graphs/nodes/proofread.py", "graphs/produce.py"
    (copy / file).write_text(text_for(blocks, file), "utf-8")
    imported, steps = text_for(blocks, order).strip().split("\n\n")
    before = (copy / order).read_text("utf-8")
    after = STEPS.sub(steps + "\n", before.replace("from graphs.nodes.", imported + "\nfrom graphs.nodes.", 1))
    assert set(re.findall(r"\w+", after)) - set(re.findall(r"\w+", before)) == {"proofread"}
    (copy / order).write_text(after, "utf-8")
    run(copy, STEP)


def test_a_style_is_a_few_lines(copy: Path, blocks: list[tuple[str, str]]) -> None:
    file = "core/styles.toml"
    with (copy / file).open("a", encoding="utf-8") as styles:
        styles.write("\n" + text_for(blocks, file))
    run(copy, STYLE)


def test_a_check_is_one_file(copy: Path, blocks: list[tuple[str, str]]) -> None:
    file = "tools/measure/checks/bit_rate.py"
    (copy / file).write_text(text_for(blocks, file), "utf-8")
    run(copy, CHECK)
