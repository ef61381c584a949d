"""Single frames of a finished film, as small JPEG files: what a model that sees looks at."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Unavailable
from core.recipes import Artefact, Order, Product, Recipe, order
from tools.dispatch.port import Json, handler
from tools.film.determinism import versions
from tools.store.job import Files, fulfil

if TYPE_CHECKING:
    from av import VideoFrame

STILLS = Recipe("stills", 1, ("tools/measure/stills.py",), ".json")
STILLS_JOB = "film.stills"
WIDE = 512  # pixels


def stills_order(film: Artefact, places: Mapping[str, int], fps: int) -> Order:
    """The order for the frames at `places` (by name, counted from the film's first)."""
    libraries = versions("av", "opencv-python-headless")
    return order(STILLS, "pyav", {"places": dict(places), "fps": fps, "libraries": libraries}, {"film": film.digest})


@handler(STILLS_JOB)
def take_stills(payload: Json) -> dict[str, Any]:
    """Take the frames."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"stills{STILLS.suffix}"
        taken = stills(files["film"], spec["places"], spec["fps"])
        coded = {name: b64encode(data).decode("ascii") for name, data in taken.items()}
        out.write_text(json.dumps(coded), encoding="ascii")
        return Product(out)

    return fulfil(payload, make)


def stills_in(path: Path) -> dict[str, bytes]:
    """The JPEG files that were taken, by name."""
    return {name: b64decode(data) for name, data in json.loads(path.read_text(encoding="ascii")).items()}


def stills(film: Path, places: Mapping[str, int], fps: int) -> dict[str, bytes]:
    """The film's frames at `places` as JPEG files WIDE pixels wide, in the order of `places`.

    Raises Unavailable when the film cannot be read or ends before one of them.
    """
    import av
    from av.error import FFmpegError

    found: dict[str, bytes] = {}
    try:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            assert stream.time_base is not None
            for name, place in places.items():
                wanted = Fraction(place, fps)
                container.seek(int(wanted / stream.time_base), stream=stream)
                for frame in container.decode(stream):
                    if frame.pts is not None and frame.pts * stream.time_base >= wanted:
                        found[name] = _jpeg(frame)
                        break
    except (FFmpegError, IndexError) as error:
        raise Unavailable(f"the film cannot be looked at ({error})") from error
    if missing := [name for name in places if name not in found]:
        raise Unavailable(f"the film ends before {missing[0]}")
    return found


def _jpeg(frame: "VideoFrame") -> bytes:
    import cv2

    high = round(WIDE * frame.height / frame.width / 2) * 2
    pixels = frame.to_ndarray(format="bgr24", width=WIDE, height=high)
    _, coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return coded.tobytes()
