"""The user's own photographs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake, NotConfigured
from tests.fakes.commons import picture
from tests.tools.photos.pictures import PAGE, SVG, described, encoded, exif, iptc, png_bomb
from tools.photos import check, files
from tools.photos.check import opened
from tools.photos.files import read_files
from tools.photos.metadata import _iptc, said_by
from tools.photos.port import Photo

Put = Callable[..., Path]


def one(path: Path) -> Photo:
    ((photo, _),) = read_files([path])
    return photo


def test_a_file_is_read_with_its_bytes(put: Put) -> None:
    data = picture(640, 480)
    ((photo, read),) = read_files([put("tacoma-bridge_1940.jpg", data)])
    assert read == data
    assert (photo.name, photo.title) == ("tacoma-bridge_1940.jpg", "tacoma bridge 1940")
    assert (photo.width, photo.height, photo.page, photo.url) == (640, 480, "", "")
    assert (photo.author, photo.licence, photo.licence_url) == ("", "", "")


def test_a_folder_is_read_in_the_order_of_people(put: Put) -> None:
    for number, name in enumerate(["10 sea.jpg", "9 hill.jpg", "a/1 pier.JPG", ".hidden.jpg", ".cache/x.jpg"]):
        put(name, picture(400 + number, 400))
    put("notes.txt", b"words")
    put("11 page.jpg", PAGE)
    put("12 bomb.png", png_bomb(100_000, 100_000))
    put("13 logo.svg", SVG)
    put("14 twin of 9.jpg", picture(401, 400))
    folder = put("15 cut.jpg", picture()[:2000]).parent
    (folder.parent / "secret.jpg").write_bytes(picture(500, 500))
    (folder / "16 link.jpg").symlink_to(folder.parent / "secret.jpg")
    assert [photo.name for photo, _ in read_files([folder])] == ["9 hill.jpg", "10 sea.jpg", "1 pier.JPG"]


def test_the_most_that_are_read(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 2)
    folder = [put(f"{number} sea.jpg", picture(400 + number, 400)) for number in range(4)].pop().parent
    assert [photo.name for photo, _ in read_files([folder])] == ["0 sea.jpg", "1 sea.jpg"]


def test_what_the_file_says_comes_before_its_name(put: Put) -> None:
    data = exif(
        description="Der Fluß at <b>dawn</b> (1940) (east)".encode(),
        artist=b"Ada Keel",
        copyright="© 2020 Ada Keel".encode(),
    )
    photo = one(put("tacoma.jpg", data))
    assert (photo.title, photo.author, photo.licence) == (
        "Der Fluß at dawn (1940) (east)",
        "Ada Keel",
        "© 2020 Ada Keel",
    )


def test_letters_in_an_unknown_encoding_are_left_out(put: Put) -> None:
    assert one(put("pier.jpg", exif(description=b"Der Flu\xdf", artist=b"Otto"))).title == "pier"


@given(st.binary(max_size=400))
def test_any_description_is_survived(said: bytes) -> None:
    title = said_by(opened(exif(description=said, copyright=said))[0]).title
    assert title == " ".join(title.split())


@pytest.mark.parametrize("said", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "   ", "Untitled", "DSC01234.JPG", "2020"])
def test_what_a_camera_says_is_no_title(put: Put, said: str) -> None:
    assert one(put("pier.jpg", described(exif__ifd0__ImageDescription=said))).title == "pier"


def test_iptc_and_xmp_are_read(put: Put) -> None:
    data = iptc((120, "Le phare à l’aube".encode()), (80, b"Zo\xeb Keel"), (116, b"Coast Archive"))
    photo = one(put("IMG_1.jpg", described(iptc__data=data)))
    assert (photo.title, photo.author, photo.licence) == ("Le phare à l’aube", "Zoë Keel", "Coast Archive")
    xmp = (
        b"<x:xmpmeta><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>A pier &amp; a boat</rdf:li></rdf:Alt>"
        b"</dc:description><dc:creator><rdf:Seq><rdf:li>Otto Kiel</rdf:li></rdf:Seq></dc:creator>"
        b"<cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/></x:xmpmeta>"
    )
    photo = one(put("IMG_2.jpg", described(xmp__data=xmp)))
    assert (photo.title, photo.author) == ("A pier & a boat", "Otto Kiel")
    assert photo.licence_url == "https://creativecommons.org/licenses/by/4.0/"


@given(st.binary(max_size=60), st.binary(max_size=20))
def test_any_iptc_is_survived(before: bytes, value: bytes) -> None:
    assert _iptc(before) is not None
    assert _iptc(iptc((120, value)))[120] is not None


def test_a_camera_name_gives_no_title(put: Put) -> None:
    assert one(put("IMG_1234.jpg", picture())).title == ""


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jpg", PAGE, r"“a.jpg” cannot be used as a photograph \(it is a web page, not an image\): give a"),
        ("a.jpg", picture()[:3000], "damaged or incomplete"),
        ("a.png", png_bomb(100_000, 100_000), "more than 60 megapixels"),
        ("a.svg", SVG, "SVG"),
        ("a.jpg", b"", "empty"),
        ("a.png", encoded(".png", 200, 200), "under 320"),
    ],
)
def test_a_named_file_that_is_no_photograph_is_a_mistake(put: Put, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Mistake, match=says):
        read_files([put(name, data)])


def test_mistakes_say_what_to_do(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Mistake, match=r"There is no file or folder .*: check its name"):
        read_files([tmp_path / "gone.jpg"])
    with pytest.raises(Mistake, match="The folder “photos” holds no photograph that can be used: put JPEG"):
        read_files([put("notes.txt", b"words").parent])
    with pytest.raises(Mistake, match="cannot be opened"):
        read_files([tmp_path / ("x" * 5000)])
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(Mistake, match=r"larger than .* save it smaller"):
        read_files([put("a.jpg", picture())])


def test_a_missing_library_is_no_mistake_of_the_user(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "importable", lambda _: False)
    with pytest.raises(NotConfigured):
        read_files([put("a.jpg", picture()).parent])
