"""Same bytes on any x86-64 processor: native code is held to the instructions that all of them have.

FFmpeg picks SIMD routines by processor, and those that work in floating point (AAC's transforms, filters, resampling)
round differently. Its choice can be overruled once per process, before any of it runs.
"""

import ctypes
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

SSE2 = 0x0010 | 0x0001 | 0x0002 | 0x0008  # AV_CPU_FLAG_SSE2 | MMX | MMXEXT | SSE (libavutil/cpu.h): all of x86-64


@lru_cache(maxsize=1)
def baseline() -> bool:
    """Hold FFmpeg to x86-64's baseline in this process. False where its library cannot be found: then nothing changes.

    x264 and OpenCV are not touched: x264 has `cpu-independent`, OpenCV is fed numbers that it computes exactly.
    """
    import av

    for path in _libraries(Path(av.__file__).parent):
        try:
            force = ctypes.CDLL(str(path)).av_force_cpu_flags
        except (OSError, AttributeError):
            continue
        force.argtypes, force.restype = [ctypes.c_int], None
        force(SSE2)
        return True
    return False


def _libraries(package: Path) -> Iterable[Path]:
    """Where the wheels for Linux, macOS and Windows keep libavutil."""
    for folder in (package.parent / "av.libs", package / ".dylibs", package.parent / "av.libs.delvewheel", package):
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if "avutil" in path.name)


def versions(*packages: str) -> dict[str, str]:
    """Versions of installed packages, without importing them; "absent" for one that is not installed."""
    return {package: _version(package) for package in packages}


def bundled(package: str, library: str) -> str:
    """The file name of a native library inside a wheel: it carries the library's version ("absent" if none)."""
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        listed = []
    return next((Path(str(path)).name for path in listed if library in Path(str(path)).name), "absent")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
