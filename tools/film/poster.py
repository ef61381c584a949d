"""The film's poster: its title picture as a JPEG file."""

from pathlib import Path

from core.capability import importable
from core.errors import NotConfigured, Unavailable

QUALITY = 90


def poster(picture: Path, out: Path) -> None:
    """Write `picture` as JPEG to `out`. Raises Unavailable when it cannot be read, NotConfigured without a library."""
    if importable("cv2"):
        out.write_bytes(_by_opencv(picture.read_bytes()))
    elif importable("pyvips"):
        out.write_bytes(_by_vips(picture.read_bytes()))
    else:
        raise NotConfigured("neither opencv-python-headless nor pyvips is installed: there is no poster")


def _by_opencv(data: bytes) -> bytes:
    import cv2
    import numpy as np

    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if image is None:
        raise Unavailable("the picture for the poster cannot be read")
    done, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise Unavailable("OpenCV cannot write JPEG files here")
    return encoded.tobytes()


def _by_vips(data: bytes) -> bytes:
    import pyvips

    try:
        image = pyvips.Image.new_from_buffer(data, "")
        encoded: bytes = image.jpegsave_buffer(Q=QUALITY, background=[255, 255, 255])
    except pyvips.Error as error:
        raise Unavailable(f"the picture for the poster cannot be read: {error}") from error
    return encoded
