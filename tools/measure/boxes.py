"""The order of the boxes in an MP4 file."""

from pathlib import Path


def boxes(path: Path) -> list[str]:
    """The types of the top-level boxes in file order (ISO 14496-12, 4.2); stops at the first broken one."""
    found, end = [], path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + 8 <= end:
            file.seek(at)
            header = file.read(16)
            size, kind = int.from_bytes(header[:4], "big"), header[4:8].decode("latin-1")
            if size == 1:
                size = int.from_bytes(header[8:16], "big")
            found.append(kind)
            if size == 0 or size < 8:
                break
            at += size
    return found


def starts_fast(path: Path) -> bool:
    """Whether the index comes before the media, so that a player can begin before all is loaded."""
    kinds = boxes(path)
    return "moov" in kinds and "mdat" in kinds and kinds.index("moov") < kinds.index("mdat")
