"""How fast this machine is just now, beside the one on which limits of time were set: machines differ and are shared.

The yardstick is what making a film mostly is: two processes encode FRAMES frames of 1080p each, with the same picture,
encoder and settings wherever and whenever it is measured.
"""

import subprocess
import sys
from statistics import fmean

from core.clock import now

FRAMES = 120
REFERENCE = 1.7
"""Seconds that the yardstick takes on the machine of docs/performance.md, two cores of a server.

It takes 0.312 of the limit of `storyreel bench film`, measured in turn with it, and that limit was 5.45 s there.
"""
WIDTH, HEIGHT, STEP = 1920, 1080, 3
OPTIONS = {"preset": "veryfast", "crf": "20", "tune": "animation", "x264-params": "threads=1:subme=1"}


def pace() -> float:
    """How many times as long as on the reference machine work takes just now; at least 1.

    A faster machine is not held to shorter times.
    """
    command = [sys.executable, "-m", __name__]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return max(1.0, fmean(float(one.communicate()[0]) for one in both) / REFERENCE)


def yardstick() -> float:
    """Seconds to encode the frames: a drawn picture under a slow pan."""
    import io

    import av
    import numpy as np

    shown = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    rows, columns = np.mgrid[0:HEIGHT, 0 : WIDTH + STEP * FRAMES]
    picture = (60 + rows // 9 + 40 * ((rows // 90 + columns // 160) % 2) + (rows * columns // 997) % 9).astype(np.uint8)
    with av.open(io.BytesIO(), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=30, options=OPTIONS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.thread_count = 1
        begin = now()
        for at in range(FRAMES):
            shown[:HEIGHT] = picture[:, STEP * at : STEP * at + WIDTH]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="yuv420p")))
        container.mux(stream.encode(None))
        return now() - begin


if __name__ == "__main__":
    sys.stdout.write(f"{yardstick()}\n")
