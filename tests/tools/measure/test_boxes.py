"""The box reader."""

from pathlib import Path

import pytest

from tools.measure.boxes import boxes, starts_fast


def box(kind: str, payload: int = 0) -> bytes:
    return (8 + payload).to_bytes(4, "big") + kind.encode() + bytes(payload)


def large(kind: str, payload: int) -> bytes:
    return (1).to_bytes(4, "big") + kind.encode() + (16 + payload).to_bytes(8, "big") + bytes(payload)


@pytest.mark.parametrize(
    ("data", "kinds", "fast"),
    [
        (box("ftyp", 8) + box("moov", 30) + box("mdat", 5), ["ftyp", "moov", "mdat"], True),
        (box("ftyp", 8) + box("mdat", 5) + box("moov", 30), ["ftyp", "mdat", "moov"], False),
        (box("moov", 3) + large("mdat", 9) + box("free"), ["moov", "mdat", "free"], True),
        (box("moov", 3) + (0).to_bytes(4, "big") + b"mdat1234", ["moov", "mdat"], True),
        (box("moov", 3) + (3).to_bytes(4, "big") + b"mdat1234", ["moov", "mdat"], True),
        (box("moov"), ["moov"], False),
        (b"", [], False),
    ],
)
def test_order_of_boxes(tmp_path: Path, data: bytes, kinds: list[str], fast: bool) -> None:
    path = tmp_path / "f.mp4"
    path.write_bytes(data)
    assert boxes(path) == kinds
    assert starts_fast(path) is fast
