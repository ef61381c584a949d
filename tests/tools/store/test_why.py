"""`why` tells what differs, part by part."""

from pathlib import Path

from core.recipes import Order, Product
from tools.store.local import LocalStore
from tools.store.why import why


def make(store: LocalStore, **spec: object) -> str:
    def maker(folder: Path) -> Product:
        path = folder / "x.txt"
        path.write_text(str(spec))
        return Product(path)

    wanted = Order.model_validate({"recipe": "voice", "version": 1, "maker": "m", "spec": spec})
    return store.make(wanted, maker).artefact.key


def test_the_difference_is_named(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    old = make(store, text="A dog.", rate=160, cues=[1, 2])
    new = make(store, text="A cat.", rate=160, cues=[1, 3])
    reason = why(store, new, old, made=True)
    assert reason.verdict == "made again (voice 1 by m), because this differs:"
    assert reason.differences == ("spec.cues[1]: 2 -> 3", "spec.text: 'A dog.' -> 'A cat.'")


def test_first_found_and_lost(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    key = make(store, text="A dog.")
    assert why(store, key, None, made=True).verdict.startswith("made for the first time")
    assert why(store, key, None, made=False).verdict.startswith("found")
    assert why(store, "0" * 64, None, made=True).verdict.startswith("it is not in the store")
    assert "not in the store any more" in why(store, key, "1" * 64, made=True).verdict
