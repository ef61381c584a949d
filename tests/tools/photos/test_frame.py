"""Photographs as pictures of a film."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips

from core.errors import Unavailable
from tests.fakes.commons import picture
from tests.tools.photos.pictures import PAGE, encoded, plain
from tools.photos.frame import frame


def made(data: bytes, tmp_path: Path, width: int = 960, height: int = 540) -> tuple[Any, tuple[float, float]]:
    out = tmp_path / "frame.png"
    point = frame(data, width, height, out)
    image = pyvips.Image.new_from_file(str(out))
    assert (image.width, image.height, image.bands, image.format) == (width, height, 3, "uchar")
    assert image.interpretation == "srgb"
    kept = [name for name in image.get_fields() if name.startswith(("exif", "xmp", "iptc", "icc", "png-comment"))]
    assert kept == []
    assert all(0 <= share <= 1 for share in point)
    return image.numpy().astype(int), point


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (320, 3000), (3000, 320), (1601, 901), (333, 334)])
@pytest.mark.parametrize("wanted", [(960, 540), (540, 960), (541, 959)])
def test_every_shape_gives_exactly_the_frame(size: tuple[int, int], wanted: tuple[int, int], tmp_path: Path) -> None:
    made(picture(*size), tmp_path, *wanted)


def test_a_near_shape_is_cropped_around_what_draws_the_eye(tmp_path: Path) -> None:
    """The seeded defect is a crop around the middle: the disc at three quarters would be cut."""
    pixels, (x, y) = made(picture(640, 480), tmp_path, 430, 480)
    yellow = np.argwhere((pixels[..., 0] > 200) & (pixels[..., 2] < 120))
    assert len(yellow) > 1000
    assert tuple(pixels[5, 5]) == pytest.approx((30, 50, 90), abs=6)  # no backdrop
    top, left = yellow.min(axis=0)
    bottom, right = yellow.max(axis=0)
    assert right < 425
    assert right - left > 150  # all of it
    assert left / 430 <= x <= right / 430
    assert top / 480 <= y <= bottom / 480


def test_another_shape_is_shown_whole_over_its_dark_blur(tmp_path: Path) -> None:
    pixels, (x, y) = made(picture(400, 800), tmp_path, 960, 540)
    middle, side = pixels[:, 345:615], pixels[:, :340]
    assert tuple(middle[5, 135]) == pytest.approx((30, 50, 90), abs=6)
    assert side.mean() < 0.6 * middle.mean()
    assert side.max() < 160
    assert 345 / 960 < x < 615 / 960
    assert 0.3 < y < 0.7


def test_a_photograph_is_turned_upright(tmp_path: Path) -> None:
    image = pyvips.Image.arrayjoin([plain(600, 200), plain(600, 200, (10, 10, 200))], across=1).copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", 6)  # its top is the right side
    pixels, _ = made(image.jpegsave_buffer(Q=95), tmp_path, 400, 600)
    assert pixels[300, 380, 0] > 180
    assert pixels[300, 20, 2] > 180


def test_colours_are_brought_to_srgb(tmp_path: Path) -> None:
    """The seeded defect drops the profile and keeps the numbers."""
    wide = plain(640, 360, (200, 120, 40)).icc_transform("p3", input_profile="srgb", depth=8).copy()
    wide.set_type(pyvips.GValue.blob_type, "icc-profile-data", pyvips.Image.profile_load("p3"))
    pixels, _ = made(wide.jpegsave_buffer(Q=98), tmp_path)
    assert tuple(pixels[270, 480]) == pytest.approx((200, 120, 40), abs=4)
    assert wide(0, 0) != pytest.approx([200, 120, 40], abs=4)


@pytest.mark.parametrize("profile", [b"junk" * 50, b"", pyvips.Image.profile_load("cmyk")])
def test_a_profile_that_does_not_fit_is_left_out(profile: bytes, tmp_path: Path) -> None:
    image = plain(640, 360, (200, 120, 40)).copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    pixels, point = made(image.jpegsave_buffer(Q=98), tmp_path)
    assert tuple(pixels[270, 480]) == pytest.approx((200, 120, 40), abs=4)
    assert point == (0.5, 0.5)  # nothing draws the eye


@pytest.mark.parametrize("kind", ["grey", "alpha", "deep", "cmyk", "grey alpha"])
def test_every_kind_of_pixel_becomes_srgb(kind: str, tmp_path: Path) -> None:
    image = plain(640, 360, (200, 120, 40))
    data = {
        "grey": lambda: image.colourspace("b-w").pngsave_buffer(),
        "alpha": lambda: image.bandjoin(0).copy(interpretation="srgb").pngsave_buffer(),
        "deep": lambda: image.colourspace("rgb16").pngsave_buffer(),
        "cmyk": lambda: image.icc_transform("cmyk", input_profile="srgb", depth=8).jpegsave_buffer(Q=98),
        "grey alpha": lambda: image.colourspace("b-w").bandjoin(255).pngsave_buffer(),
    }[kind]()
    pixels, _ = made(data, tmp_path)
    grey = image.colourspace("b-w")(0, 0)[0]
    wanted = {"alpha": (255, 255, 255), "grey": (grey,) * 3, "grey alpha": (grey,) * 3}.get(kind, (200, 120, 40))
    assert tuple(pixels[270, 480]) == pytest.approx(wanted, abs=30 if kind == "cmyk" else 3)


@pytest.mark.parametrize("size", [(640, 480), (400, 800)])
@pytest.mark.parametrize("flat", [True, False])
def test_the_same_bytes_give_the_same_picture(size: tuple[int, int], flat: bool, tmp_path: Path) -> None:
    data = plain(*size).jpegsave_buffer() if flat else picture(*size)
    results = set()
    for number in range(4):
        out = tmp_path / f"{number}.png"
        results.add((frame(data, 960, 540, out), out.read_bytes()))
    assert len(results) == 1


@pytest.mark.parametrize("data", [PAGE, b"", encoded(".jpg")[:3000], encoded(".png")[:1500]])
def test_what_is_no_photograph_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        frame(data, 960, 540, tmp_path / "frame.png")
