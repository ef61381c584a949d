"""The bundle: what goes in comes out, on another machine, to the byte; what could do harm writes nothing."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import Mistake
from core.recipes import Artefact, Order, Product
from tools.film.exports import bundle
from tools.film.exports.bundle import Bundle, keys, write
from tools.store.local import LocalStore

Change = Callable[[dict[str, Any], dict[str, bytes]], None]


def order(name: str) -> Order:
    return Order(recipe="voice", version=1, maker="test", spec={"text": name})


def made(store: LocalStore, name: str, data: bytes, suffix: str = ".wav") -> Artefact:
    def make(folder: Path) -> Product:
        (folder / f"x{suffix}").write_bytes(data)
        return Product(folder / f"x{suffix}", {"words": [name]})

    return store.make(order(name), make).artefact


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path, store: LocalStore) -> Path:
    """A film's folder: a file that the store has too, one that it has not, and the manifest."""
    place = tmp_path / "مطر film"
    (place / "scenes").mkdir(parents=True)
    picture = made(store, "picture", b"picture" * 1000, ".png")
    (place / "scenes" / "1.1.png").hardlink_to(store.path(picture))
    (place / "captions.srt").write_text("1\n")
    (place / ".hidden").write_text("x")
    (place / "link").symlink_to("/etc/hostname")
    manifest = {"storyreel": "0", "title": "مطر", "files": {"scene 1.1": "scenes/1.1.png", "srt": "captions.srt"}}
    (place / "manifest.json").write_text(json.dumps(manifest))
    return place


@pytest.fixture
def file(tmp_path: Path, folder: Path, store: LocalStore) -> Path:
    """Its bundle, with a voice that the folder does not show."""
    voice = made(store, "voice", b"voice" * 1000)
    write(folder, [order("picture").key, voice.key, "0" * 64], store, tmp_path / "film.zip")
    return tmp_path / "film.zip"


def opened(file: Path) -> Bundle:
    found = Bundle(file)
    found.close()
    return found


def test_it_comes_back_whole_elsewhere(tmp_path: Path, folder: Path, store: LocalStore, file: Path) -> None:
    other = LocalStore(tmp_path / "other")
    found = Bundle(file)
    found.restore(tmp_path / "back", other)
    found.close()
    back = {path.relative_to(tmp_path / "back").as_posix(): path for path in (tmp_path / "back").rglob("*.*")}
    assert back.keys() == {"captions.srt", "manifest.json", "scenes/1.1.png"}
    assert all(path.read_bytes() == (folder / name).read_bytes() for name, path in back.items())
    for name in ("picture", "voice"):
        artefact = other.find(order(name).key)
        assert artefact is not None
        assert artefact == store.find(order(name).key)
        assert other.path(artefact).read_bytes() == store.path(artefact).read_bytes()
        assert other.order_of(artefact.key) == order(name)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_equal_films_give_equal_bundles_and_hold_nothing_twice(
    tmp_path: Path, folder: Path, store: LocalStore, file: Path
) -> None:
    write(folder, [order("voice").key, order("picture").key], store, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
    assert [name for name in names if name.startswith("film/")] == [
        "film/captions.srt", "film/manifest.json", "film/scenes/1.1.png",
    ]  # fmt: skip
    assert [name for name in names if name.startswith("blobs/")] == [
        f"blobs/{hashlib.sha256(b'voice' * 1000).hexdigest()}"
    ]


def test_what_is_there_stays(tmp_path: Path, file: Path) -> None:
    """An artefact that the other store already made is its own; the bundle's is not needed."""
    other = LocalStore(tmp_path / "other")
    own = made(other, "voice", b"spoken here")
    found = Bundle(file)
    found.restore(tmp_path / "back", other)
    found.close()
    assert other.find(own.key) == own


def rewritten(file: Path, change: Change, **more: Any) -> Path:
    """The bundle with its index and its members changed by hand."""
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    index = json.loads(members.pop("bundle.json"))
    change(index, members)
    bad = file.with_name("bad.zip")
    with zipfile.ZipFile(bad, "w", **more) as packed:
        packed.writestr("bundle.json", json.dumps(index))
        for name, data in members.items():
            packed.writestr(name, data)
    return bad


def named(name: str) -> Change:
    """A file of the folder under another name, told in the index as if it were right."""

    def change(index: dict[str, Any], members: dict[str, bytes]) -> None:
        index["files"][name] = index["files"].pop("captions.srt")
        members[f"film/{name}"] = members.pop("film/captions.srt")
        manifest(files={})(index, members)

    return change


def manifest(**more: Any) -> Change:
    """Another manifest, told rightly."""

    def change(index: dict[str, Any], members: dict[str, bytes]) -> None:
        old = json.loads(members["film/manifest.json"])
        data = json.dumps({**old, **more}).encode()
        members["film/manifest.json"] = data
        del index["blobs"][index["files"]["manifest.json"]]
        index["files"]["manifest.json"] = hashlib.sha256(data).hexdigest()
        index["blobs"][hashlib.sha256(data).hexdigest()] = len(data)

    return change


def flipped(name: str) -> Change:
    def change(index: dict[str, Any], members: dict[str, bytes]) -> None:
        found = next(member for member in members if member.startswith(name))
        members[found] = b"V" + members[found][1:]

    return change


def artefact(**more: Any) -> Change:
    def change(index: dict[str, Any], members: dict[str, bytes]) -> None:
        index["kept"][0]["artefact"].update(more)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        *((named(name), "it names a file") for name in (
            "../out.txt", "a/../../out.txt", "/etc/out", "C:out", "a\\..\\b", "a//b", ".profile", "x.", "nul\x00", "",
        )),
        (flipped("film/captions"), "is not what it was"),
        (flipped("blobs/"), "is not what it was"),
        (artefact(suffix="/../../../x"), "ends in"),
        (artefact(suffix=""), "ends in"),
        (artefact(key="0" * 64), "is not the one that was ordered"),
        (artefact(digest="0" * 64), "is not the one that was ordered"),
        (artefact(size=1), "is not the one that was ordered"),
        (lambda index, members: index["kept"][0]["order"].update(maker="other"), "is not the one that was ordered"),
        (lambda index, members: members.pop("film/captions.srt"), "not those that its bundle.json tells"),
        (lambda index, members: members.update({"film/more": b"x"}), "not those that its bundle.json tells"),
        (lambda index, members: index["files"].pop("captions.srt"), "not those that its bundle.json tells"),
        (lambda index, members: index.update(storyreel_bundle=2), "is not understood"),
        (lambda index, members: index.update(extra=1), "is not understood"),
        (manifest(files={"film": "../../../etc/passwd"}), "names files that it does not hold"),
        (manifest(files=[]), "is not Storyreel's"),
    ],
)  # fmt: skip
def test_what_is_not_right_writes_nothing(tmp_path: Path, file: Path, change: Change, words: str) -> None:
    bad = rewritten(file, change)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Mistake, match=words) as caught:
        Bundle(bad)
    assert str(caught.value).count("\n") == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_changed_bundles_are_read_when_nothing_was_changed(file: Path) -> None:
    assert opened(rewritten(file, lambda index, members: None)).manifest["title"] == "مطر"
    assert opened(rewritten(file, named("other.srt"))).index.files.keys() >= {"other.srt"}


def test_a_bomb_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Mistake, match="it is compressed"):
        Bundle(rewritten(file, lambda index, members: None, compression=zipfile.ZIP_DEFLATED))
    monkeypatch.setattr(bundle, "LARGEST", 10_000)
    with pytest.raises(Mistake, match="more than any film has"):
        Bundle(file)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip file" * 100])
def test_no_zip_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(Mistake, match="cannot be read as a zip file"):
        Bundle(tmp_path / "x.zip")
    with pytest.raises(Mistake, match="There is no file"):
        Bundle(tmp_path / "none.zip")


def test_a_cut_off_or_damaged_file_is_one_sentence(file: Path) -> None:
    whole = file.read_bytes()
    said = []
    for at in range(0, len(whole), 997):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            opened(file)
        except Mistake as error:
            said.append(str(error))
    assert len(said) > 8
    assert not any("\n" in one for one in said)
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Mistake):
        Bundle(file)


def test_keys_are_all_that_a_film_names() -> None:
    told = {
        "keys": ["a"],
        "artefacts": {"film": "b"},
        "beats": [{"artefacts": {"voice": {"key": "c", "was": "d"}, "picture": {"key": "e", "was": None}}}],
        "request": {"sources": [{"key": "f"}], "track": {"key": "g"}},
        "sources": [{"key": "h"}, {"key": ""}],
    }
    assert keys(told) == set("abcdefgh")
    told["request"]["track"] = None  # type: ignore[index]
    assert keys(told) == set("abcdefh")
