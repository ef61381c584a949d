"""The subtitle track: every caption in it, and not shown unless the viewer asks (burned captions are there already)."""

from pathlib import Path

from core.models import Finding
from tools.measure.port import Expected


def check(path: Path, expected: Expected) -> Finding:
    """Count the texts of the track and look whether it is shown by default."""
    import av
    from av.stream import Disposition

    with av.open(str(path)) as container:
        tracks = container.streams.subtitles
        shown = any(track.disposition & Disposition.default for track in tracks)
        texts = sum(packet.size > 2 for track in tracks for packet in container.demux(track))
        measured = f"{len(tracks)} with {texts} texts{', shown by default' if shown else ''}"
    wanted = f"{min(expected.subtitles, 1)} with {expected.subtitles} texts"
    ok = measured == wanted
    return Finding(
        check="subtitles", ok=ok, measured=measured, wanted=wanted, advice="" if ok else "make the film again"
    )
