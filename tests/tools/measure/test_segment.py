"""A segment is seen once; a film of just these segments needs no other look at its pictures, and any other film does."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.models import Move
from tests.tools.film.material import FPS, HEIGHT, TAGS, WIDTH, picture, save_png, segment
from tools.film.cut import join
from tools.measure import film as film_module
from tools.measure.film import look
from tools.measure.frames import Frames, watch
from tools.measure.port import Expected, Known
from tools.measure.segment import Proof, Seen, see, together

PAN = Move(kind="pan_right", amount=0.2)
STILL = Move(kind="still")
LENGTHS = (31, 1, 2, 3, 45, 20)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Segments of all lengths: black ones, still ones of one picture, moving ones."""
    folder = tmp_path_factory.mktemp("parts")
    black = save_png(folder / "black.png", np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    shown = picture(folder / "shown.png")
    moves = (PAN, STILL, STILL, PAN, STILL, STILL)
    pictures = (shown, shown, black, black, shown, shown)
    made = zip(LENGTHS, moves, pictures, strict=True)
    return [segment(folder, f"p{i}", *one) for i, one in enumerate(made)]


@pytest.fixture(scope="module")
def seen(parts: list[Path]) -> tuple[Seen, ...]:
    return tuple(see(part) for part in parts)


@pytest.fixture(scope="module")
def joined(parts: list[Path]) -> Path:
    out = parts[0].parent / "film.mp4"
    join(parts, None, out, TAGS)
    return out


def proved(path: Path, seen: Sequence[Seen]) -> Frames | None:
    import av

    with av.open(str(path)) as container:
        proof = Proof(container, seen)
        for packet in container.demux(container.streams.video[0]):
            proof.add(packet)
        return proof.held()


def test_the_proof_gives_what_a_whole_decode_gives(joined: Path, seen: tuple[Seen, ...]) -> None:
    import av

    with av.open(str(joined)) as container:
        decoded = watch(container)
    found = proved(joined, seen)
    assert found is not None
    for name in ("times", "black", "still", "sizes", "colours", "errors"):
        assert getattr(found, name) == getattr(decoded, name), name
    assert found.times == [Fraction(number, FPS) for number in range(sum(LENGTHS))]
    assert sum(found.black) == 5
    assert found.still[32:38] == [False, True, True, True, True, False], "black goes on across a join"


def damaged(seen: tuple[Seen, ...], **changes: Any) -> tuple[Seen, ...]:
    return (*seen[:4], seen[4].model_copy(update=changes), *seen[5:])


@pytest.mark.parametrize(
    "other",
    [
        lambda seen: seen[:-1],
        lambda seen: (*seen, seen[0]),
        lambda seen: (*seen[:4], seen[5], seen[4]),
        lambda seen: damaged(seen, packets="0" * 64),
        lambda seen: damaged(seen, settings="0" * 64),
        lambda seen: damaged(seen, rate=(25, 1)),
        lambda seen: damaged(seen, shown=tuple(reversed(seen[4].shown))),
        lambda seen: damaged(seen, shown=()),
        lambda _: (),
    ],
)
def test_another_film_is_not_proved(
    joined: Path, seen: tuple[Seen, ...], other: Callable[[tuple[Seen, ...]], tuple[Seen, ...]]
) -> None:
    assert proved(joined, seen) is not None
    assert proved(joined, other(seen)) is None


def test_one_changed_byte_of_a_packet_is_not_proved(joined: Path, seen: tuple[Seen, ...], tmp_path: Path) -> None:
    data = bytearray(joined.read_bytes())
    data[-200] ^= 1
    (tmp_path / "f.mp4").write_bytes(data)
    assert proved(tmp_path / "f.mp4", seen) is None


EXPECTED = Expected(width=WIDTH, height=HEIGHT, fps=FPS, frames=sum(LENGTHS), language="en", has_sound=False, level=-14)


def test_the_look_decodes_no_picture_of_a_proved_film(
    joined: Path, seen: tuple[Seen, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {one.check: one for one in look(joined, EXPECTED)}
    decodes: list[Path] = []
    monkeypatch.setattr(film_module, "_decoded", lambda path: decodes.append(path))
    found = {one.check: one for one in look(joined, EXPECTED, Known(seen))}
    assert not decodes
    assert found.keys() == whole.keys()
    assert (
        found.pop("decodes").measured
        == "no error: the pictures are those of 6 segments that were seen, packet by packet"
    )
    assert whole.pop("decodes").measured == "no error"
    assert found == whole
    assert not found["black"].ok, "five black frames"


def test_the_look_decodes_all_of_a_film_that_is_not_proved(joined: Path, seen: tuple[Seen, ...]) -> None:
    assert look(joined, EXPECTED, Known(damaged(seen, packets="0" * 64))) == look(joined, EXPECTED)


def test_what_was_wrong_with_a_segment_is_wrong_with_the_film(
    joined: Path, seen: tuple[Seen, ...], parts: list[Path], tmp_path: Path
) -> None:
    data = bytearray(parts[4].read_bytes())
    media = data.index(b"mdat")
    data[media + 3000 : media + 3300] = b"\xa5" * 300
    (tmp_path / "bad.mp4").write_bytes(data)
    bad = see(tmp_path / "bad.mp4")
    assert bad.errors
    join([*parts[:4], tmp_path / "bad.mp4", parts[5]], None, tmp_path / "f.mp4", TAGS)
    found = {one.check for one in look(tmp_path / "f.mp4", EXPECTED, Known((*seen[:4], bad, seen[5]))) if not one.ok}
    assert "decodes" in found
    smaller = see(segment_of(tmp_path, 160))
    wrong = together([seen[0], smaller])
    assert wrong.sizes == {(WIDTH, HEIGHT): 31, (160, HEIGHT): 4}
    assert not any(wrong.still[31:32]), "another size is another picture"


def segment_of(folder: Path, width: int) -> Path:
    from tests.tools.film.material import spec
    from tools.film.segment import encode
    from tools.film.shot import PICTURE

    encode(spec(4, STILL, width=width), {PICTURE: picture(folder / "small.png", width)}, folder / "small.mp4")
    return folder / "small.mp4"
