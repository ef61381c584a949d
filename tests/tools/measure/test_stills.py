"""Frames of a finished film for a model that sees."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from core.errors import Unavailable
from tools.measure.stills import WIDE, stills

FPS = 25


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film whose frame n is of the grey 4 n; with one key frame in ten."""
    out = tmp_path / "film.mp4"
    with av.open(str(out), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options={"crf": "10", "g": "10"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(50):
            picture = np.full((180, 320, 3), 4 * number + 20, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return out


def test_the_very_frames_are_taken(film: Path) -> None:
    taken = stills(film, {"b": 37, "a": 3}, FPS)
    assert list(taken) == ["b", "a"]
    for number, data in zip((37, 3), taken.values(), strict=True):
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        assert picture.shape == (288, WIDE, 3)
        assert abs(float(picture.mean()) - (4 * number + 20)) < 2


def test_a_frame_that_there_is_not_is_said(film: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="ends before late"):
        stills(film, {"a": 3, "late": 60}, FPS)
    (tmp_path / "none.mp4").write_bytes(b"no film")
    with pytest.raises(Unavailable, match="cannot be looked at"):
        stills(tmp_path / "none.mp4", {"a": 3}, FPS)
