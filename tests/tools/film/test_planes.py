"""Planes: BT.709 to the number, chroma where H.264 expects it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Unavailable
from tests.tools.film.material import save_png
from tools.film.planes import Planes, buffers, copy, from_rgb, read

# 8-bit BT.709 limited range of primaries and their mixes, by hand from ITU-R BT.709-6, 3.2 to 3.5
KNOWN = {
    (0, 0, 0): (16, 128, 128),
    (255, 255, 255): (235, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
    (255, 255, 0): (219, 16, 138),
    (0, 255, 255): (188, 154, 16),
    (255, 0, 255): (78, 214, 230),
    (128, 128, 128): (126, 128, 128),
}


def flat(colour: tuple[int, ...], width: int = 8, height: int = 6) -> NDArray[np.uint8]:
    return np.full((height, width, 3), colour, np.uint8)


@pytest.mark.parametrize(("rgb", "yuv"), KNOWN.items())
def test_known_colours(rgb: tuple[int, ...], yuv: tuple[int, ...]) -> None:
    planes = from_rgb(flat(rgb))
    assert [int(plane[1, 1]) for plane in planes] == list(yuv)
    assert (planes.y == planes.y[0, 0]).all()
    assert (planes.u == planes.u[0, 0]).all()


def test_chroma_sits_at_the_left_edge_of_its_block() -> None:
    rgb = flat((0, 0, 0), width=16)
    rgb[:, 8:] = (255, 0, 0)
    row = from_rgb(rgb).v[0].astype(int)
    full = KNOWN[(255, 0, 0)][2] - 128
    assert row[3] == 128
    assert row[4] == round(128 + 0.75 * full), "column 8 sees columns 7, 8, 9 with weights 1 2 1"
    assert row[5] == 128 + full


def test_frames_are_written_in_place_whatever_their_line_size() -> None:
    from av import VideoFrame

    frame = VideoFrame(322, 182, "yuv420p")
    assert frame.planes[0].line_size > 322, "the test needs padded lines"
    rng = np.random.default_rng(1)
    source = Planes(*(rng.integers(16, 236, shape).astype(np.uint8) for shape in ((182, 322), (91, 161), (91, 161))))
    copy(source, buffers(frame))
    assert np.array_equal(frame.to_ndarray()[:182], source.y)
    assert all(np.array_equal(have, want) for have, want in zip(buffers(frame), source, strict=True))


@pytest.mark.parametrize(
    ("size", "kept"),
    [((320, 180), (320, 180)), ((400, 225), (398, 224)), ((2000, 1125), (320, 180)), ((100, 50), (320, 180))],
)
def test_pictures_of_other_sizes_are_fitted(tmp_path: Path, size: tuple[int, int], kept: tuple[int, int]) -> None:
    path = save_png(tmp_path / "p.png", flat((255, 0, 0), *size))
    planes = read(path, 320, 180)
    assert planes.size == pytest.approx(kept, abs=2)
    assert abs(int(planes.y.mean()) - 63) <= 1


def test_a_tall_picture_is_cropped_around_its_middle(tmp_path: Path) -> None:
    rgb = flat((0, 0, 0), 320, 540)
    rgb[180:360] = 255
    assert (read(save_png(tmp_path / "p.png", rgb), 320, 180).y == 235).all()


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_no_picture_is_unavailable(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.png"
    path.write_bytes(data)
    with pytest.raises(Unavailable, match="cannot be read"):
        read(path, 320, 180)


def test_the_name_of_a_picture_is_never_a_pattern(tmp_path: Path) -> None:
    path = save_png(tmp_path / "50%d.png", flat((255, 255, 255), 320, 180))
    assert (read(path, 320, 180).y == 235).all()
