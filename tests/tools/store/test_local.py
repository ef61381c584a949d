"""The store keeps what was made, makes nothing twice, and heals itself."""

import json
import multiprocessing
import time
from pathlib import Path

import pytest

from core.errors import Mistake
from core.recipes import Order, Product
from tools.store.local import LocalStore


def an_order(name: str = "a") -> Order:
    return Order(recipe="test", version=1, maker="m", spec={"name": name})


def writes(text: str, **meta: str):  # type: ignore[no-untyped-def]
    def make(folder: Path) -> Product:
        path = folder / "thing.txt"
        path.write_text(text)
        return Product(path, dict(meta))

    return make


def never(folder: Path) -> Product:
    raise AssertionError(f"made again in {folder}")


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "home")


def test_found_and_not_made_again(store: LocalStore) -> None:
    first = store.make(an_order(), writes("hello", note="n"))
    again = LocalStore(store.root).make(an_order(), never)
    assert (first.fresh, again.fresh) == (True, False)
    assert first.artefact == again.artefact
    assert again.artefact.meta == {"note": "n"}
    assert store.path(again.artefact).read_text() == "hello"
    assert store.order_of(an_order().key) == an_order()


def test_equal_bytes_are_kept_once(store: LocalStore) -> None:
    store.make(an_order("a"), writes("same"))
    store.make(an_order("b"), writes("same"))
    assert len(list((store.root / "blobs").glob("*/*"))) == 1


@pytest.mark.parametrize("harm", ["flip", "truncate", "delete", "garbage key"])
def test_a_broken_artefact_is_made_again(store: LocalStore, harm: str) -> None:
    made = store.make(an_order(), writes("precious")).artefact
    blob = store.path(made)
    blob.chmod(0o644)
    if harm == "flip":
        blob.write_text("precioux")
    elif harm == "truncate":
        blob.write_text("prec")
    elif harm == "delete":
        blob.unlink()
    else:
        (store.root / "keys" / made.key[:2] / f"{made.key}.json").write_text("{")
    fresh = LocalStore(store.root)
    assert fresh.find(made.key) is None
    healed = fresh.make(an_order(), writes("precious"))
    assert healed.fresh
    assert fresh.path(healed.artefact).read_text() == "precious"
    if harm in ("flip", "truncate"):
        assert len(list((store.root / "aside").iterdir())) == 1


def test_a_failed_maker_leaves_nothing(store: LocalStore) -> None:
    with pytest.raises(ZeroDivisionError):
        store.make(an_order(), lambda folder: 1 / 0)  # type: ignore[return-value,arg-type]
    left = [path for path in store.root.rglob("*") if path.is_file()]
    assert left == []
    assert store.make(an_order(), writes("x")).fresh


def test_blobs_are_read_only(store: LocalStore) -> None:
    made = store.make(an_order(), writes("x")).artefact
    assert store.path(made).stat().st_mode & 0o222 == 0


def test_a_full_disk_says_what_to_do(store: LocalStore) -> None:
    def full(folder: Path) -> Product:
        raise OSError(28, "No space left on device", str(folder))

    with pytest.raises(Mistake, match=r"full: free some space and run the command again"):
        store.make(an_order(), full)


def _slow_maker(root: Path, log: Path) -> None:
    def make(folder: Path) -> Product:
        with log.open("a") as file:
            file.write("made\n")
        time.sleep(0.3)
        path = folder / "thing.txt"
        path.write_text("slow")
        return Product(path)

    LocalStore(root).make(an_order(), make)


def test_one_maker_per_key_across_processes(tmp_path: Path) -> None:
    log = tmp_path / "log"
    context = multiprocessing.get_context("fork")
    makers = [context.Process(target=_slow_maker, args=(tmp_path / "home", log)) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [maker.exitcode for maker in makers] == [0, 0, 0, 0]
    assert log.read_text() == "made\n"
    assert list((tmp_path / "home" / "locks").iterdir()) == []


def test_work_folders_of_the_dead_are_swept_and_those_of_the_living_are_not(store: LocalStore) -> None:
    dead = store.root / "work" / "dead"
    dead.mkdir(parents=True)
    (dead / "half.mp4").write_text("half")
    dead.with_suffix(".lock").touch()

    def make(folder: Path) -> Product:
        LocalStore(store.root).sweep()
        assert folder.is_dir()
        return writes("x")(folder)  # type: ignore[no-any-return]

    store.make(an_order(), make)
    assert list((store.root / "work").iterdir()) == []


def test_a_lock_whose_folder_is_gone_is_swept(store: LocalStore) -> None:
    """A maker that was killed after it had removed its folder and before it removed the lock."""
    work = store.root / "work"
    work.mkdir(parents=True, exist_ok=True)
    (work / "tmpdead.lock").touch()
    store.sweep()
    assert list(work.iterdir()) == []


def test_a_key_names_its_order_in_plain_json(store: LocalStore) -> None:
    made = store.make(an_order(), writes("x")).artefact
    record = json.loads((store.root / "keys" / made.key[:2] / f"{made.key}.json").read_text())
    assert record["order"]["spec"] == {"name": "a"}
