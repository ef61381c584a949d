"""How fast segments are assembled, beside the limit: the same encoder fed with frames that lie ready in memory."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.clock import now
from tools.dispatch.port import Json, handler
from tools.film.port import SegmentSpec
from tools.film.segment import encode, encode_ready

LIMIT_JOB, ASSEMBLY_JOB = "bench.limit", "bench.assembly"


@handler(LIMIT_JOB)
def limit(payload: Json) -> dict[str, Any]:
    """Seconds that x264 takes for the segment's frames when nothing has to be composed."""
    return _timed(payload, encode_ready)


@handler(ASSEMBLY_JOB)
def assembly(payload: Json) -> dict[str, Any]:
    """Seconds from the picture's file to the segment's file."""

    def whole(spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> float:
        begin = now()
        encode(spec, files, out)
        return now() - begin

    return _timed(payload, whole)


def _timed(payload: Mapping[str, Any], act: Any) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        seconds = act(
            SegmentSpec.model_validate(payload["segment"]),
            {name: Path(path) for name, path in payload["files"].items()},
            Path(folder) / "part.mp4",
        )
    return {"seconds": seconds}
