"""The user's own photographs: files and folders of them."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import Mistake, NotConfigured, Unavailable
from core.recipes import digest
from tools.photos.check import LARGEST, checked, opened
from tools.photos.metadata import said_by
from tools.photos.names import SUFFIX, named_title
from tools.photos.port import Photo
from tools.sources.kinds import shown

MOST = 200  # photographs of one request
KINDS = "JPEG, PNG, WebP, TIFF or AVIF"


def read_files(paths: Sequence[Path]) -> tuple[tuple[Photo, bytes], ...]:
    """The photographs of files and folders with their bytes, as `each` gives them; raises as it does."""
    return tuple(each(paths))


def each(paths: Sequence[Path]) -> Iterator[tuple[Photo, bytes]]:
    """The photographs of files and folders in this order, a folder's by name (2 before 10); at most MOST.

    The same bytes are given once. Inside folders, hidden files, links and what is no usable photograph are passed by.
    Raises Mistake for a named file that is not there or cannot be used, and for a folder without any photograph.
    """
    seen: set[str] = set()
    for path in paths:
        usable = 0
        folder = os.path.isdir(path)  # False too for a name that is not valid
        for file in _files(path) if folder else [path]:
            if len(seen) >= MOST:
                return
            try:
                photo, data = _read(file)
            except NotConfigured:
                raise
            except (Mistake, Unavailable) as error:
                if folder:
                    continue
                raise _mistake(file, error) from error
            usable += 1
            sha256 = digest(data)
            if sha256 not in seen:
                seen.add(sha256)
                yield photo, data
        if folder and not usable:
            raise Mistake(
                f"The folder {shown(path.name)} holds no photograph that can be used: put {KINDS} files in it."
            )


def _mistake(file: Path, error: Mistake | Unavailable) -> Mistake:
    if isinstance(error, Mistake):
        return error
    return Mistake(f"{shown(file.name)} cannot be used as a photograph ({error}): give a {KINDS} file.")


def _files(folder: Path) -> Iterator[Path]:
    """The pictures under a folder, without hidden ones; links are not followed."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        for name in sorted((name for name in names if not name.startswith(".")), key=_natural):
            path = Path(top, name)
            if SUFFIX.search(name) and not path.is_symlink():
                yield path


def _natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts "2" before "10"."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", name.casefold())
    return [(0, int(number), "") if number else (1, 0, word) for number, word in parts], name


def _read(path: Path) -> tuple[Photo, bytes]:
    data = _bytes(path)
    width, height, _ = checked(data)
    said = said_by(opened(data)[0])
    photo = Photo(
        name=path.name,
        title=said.title or named_title(path.name),
        page="",
        url="",
        width=width,
        height=height,
        author=said.author,
        licence=said.rights,
        licence_url=said.licence_url,
    )
    return photo, data


def _bytes(path: Path) -> bytes:
    """The bytes of a regular file that is small enough."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Mistake(f"{shown(path.name)} is a device or a pipe: give a {KINDS} file.")
        if status.st_size > LARGEST:
            raise Mistake(
                f"{shown(path.name)} is larger than {LARGEST // 1_000_000} MB: save it smaller and give that."
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Mistake(f"There is no file or folder {shown(str(path))}: check its name and place.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise Mistake(f"{shown(str(path))} cannot be opened ({reason.lower()}): check its name and rights.") from None
