"""What is an image and what only says so."""

import pytest
import pyvips
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Unavailable
from tests.fakes.commons import picture
from tests.tools.photos.pictures import PAGE, SVG, described, encoded, plain, png_bomb
from tools.photos import check
from tools.photos.check import checked


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [(".jpg", "jpeg"), (".png", "png"), (".webp", "webp"), (".gif", "gif"), (".tif", "tiff"), (".avif", "heif")],
)
def test_each_kind_is_measured(suffix: str, kind: str) -> None:
    assert checked(encoded(suffix)) == (640, 480, kind)


def test_the_size_is_that_of_the_picture_turned_upright() -> None:
    image = plain(500, 400).copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", 6)
    assert checked(image.jpegsave_buffer()) == (400, 500, "jpeg")


def test_of_a_moving_picture_the_first_frame_is_measured() -> None:
    frames = pyvips.Image.arrayjoin([plain(400, 400), plain(400, 400, (0, 90, 0))], across=1).copy()
    frames.set_type(pyvips.GValue.gint_type, "page-height", 400)
    assert checked(frames.gifsave_buffer()) == (400, 400, "gif")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf\n" + SVG, "SVG"),
        (PAGE, "web page"),
        (b"%PDF-1.7\n%x", "no image that is read"),
        (b"P6\n400 400\n255\n" + bytes(480_000), "no image that is read"),
        (b"BM" + bytes(100), "no image that is read"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(100), "no image that is read"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"GIF89a", "damaged"),
        (b"II*\x00" + bytes(200), "damaged"),
        (b"RIFF\x00\x01\x00\x00WEBPVP8 " + bytes(200), "damaged"),
        (b"\x00\x00\x00\x1cftypheic" + bytes(200), "damaged|cannot be read"),
        (png_bomb(100_000, 100_000), "more than 60 megapixels"),
        (png_bomb(7800, 7800), "more than 60 megapixels"),
        (png_bomb(2000, 2000), "damaged"),
    ],
)
def test_what_is_no_photograph_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unavailable, match=says) as caught:
        checked(data)
    assert type(caught.value) is Unavailable


def test_a_bomb_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeded defect is a check that decodes first."""
    monkeypatch.setattr(pyvips.Image, "avg", lambda _: pytest.fail("its pixels were read"), raising=False)
    with pytest.raises(Unavailable, match="megapixels"):
        checked(png_bomb(100_000, 100_000))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".gif", ".avif"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated_bytes_are_refused(suffix: str, share: float) -> None:
    data = encoded(suffix)
    with pytest.raises(Unavailable, match="damaged"):
        checked(data[: int(len(data) * share)])


@pytest.mark.parametrize("size", [(319, 900), (900, 319)])
def test_small_images_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(Unavailable, match="under 320"):
        checked(picture(*size))
    assert checked(picture(320, 900))[:2] == (320, 900)


def test_too_many_bytes_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture()
    monkeypatch.setattr(check, "LARGEST", len(data) - 1)
    with pytest.raises(Unavailable, match="larger than"):
        checked(data)
    monkeypatch.setattr(check, "LARGEST", len(data))
    assert checked(data)


def test_a_kind_that_the_library_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyvips, "type_find", lambda *_: 0)
    with pytest.raises(Unavailable, match="HEIF images cannot be read here"):
        checked(encoded(".avif"))


def test_without_pyvips_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "importable", lambda _: False)
    with pytest.raises(Unavailable, match="pyvips is not installed"):
        checked(picture())


def test_the_illustrator_keeps_its_loader() -> None:
    """Checking foreign images blocks nothing in the rest of the process."""
    with pytest.raises(Unavailable):
        checked(SVG)
    checked(described())
    assert pyvips.Image.svgload_buffer(SVG).width == 800


STARTS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\x00", b"RIFF0000WEBP", b"\0\0\0\x1cftypavif"]


@settings(max_examples=60)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_any_bytes_are_measured_or_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(Unavailable):
        checked(start + rest)


@settings(max_examples=40)
@given(
    suffix=st.sampled_from([".jpg", ".png", ".webp"]),
    at=st.floats(0, 1, exclude_max=True),
    byte=st.integers(0, 255),
)
def test_one_wrong_byte_never_breaks_out(suffix: str, at: float, byte: int) -> None:
    data = bytearray(encoded(suffix, 330, 330))
    data[int(at * len(data))] = byte
    try:
        width, height, _ = checked(bytes(data))
    except Unavailable:
        return
    assert min(width, height) >= 320
    assert width * height <= 60_000_000
