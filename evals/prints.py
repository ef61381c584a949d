"""Fingerprints of a finished film, of its files alone: two films are the same where these are."""

from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from av import Packet


def pictures(folder: Path) -> dict[str, str]:
    """The SHA-256 of each beat's picture in scenes/, by the beat's id."""
    return {path.stem: sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "scenes").glob("*.png"))}


def packets(film: Path, kind: str) -> tuple[str, ...]:
    """The SHA-256 of each encoded packet of the first stream of this kind (video, audio), in the order of showing.

    A packet is a frame as it was encoded: what the file says around it, such as when it was written, is left out.
    Raises OSError, or av's FFmpegError (a ValueError or an OSError), for what is no film.
    """
    import av

    with av.open(str(film)) as container:
        streams = [stream for stream in container.streams if stream.type == kind]
        found = [packet for packet in container.demux(streams[0]) if packet.size] if streams else []
        return tuple(sha256(bytes(packet)).hexdigest() for packet in sorted(found, key=_shown))


def rate(film: Path) -> float:
    """Frames a second of the film's picture; 0 where it has none."""
    import av

    with av.open(str(film)) as container:
        streams = container.streams.video
        return float(streams[0].average_rate or 0) if streams else 0.0


def unlike(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[int, ...]:
    """The places at which two rows of fingerprints are not the same; what one of them lacks is another as well."""
    return tuple(at for at, (old, new) in enumerate(zip_longest(before, after)) if old != new)


def _shown(packet: "Packet[Any]") -> int:
    return packet.pts if packet.pts is not None else 0
