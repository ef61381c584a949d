"""The store in a local folder: digest-named blobs, keys that name them, locks, and broken blobs set aside.

    blobs/<2 digits>/<sha256><suffix>   bytes, read-only
    keys/<2 digits>/<key>.json          the order, and the artefact that it made
    locks/<key>                         held by the one maker of this key
    work/<random>/                      makers' work folders; those of dead processes are swept
    aside/<sha256><suffix>              blobs whose hash was wrong

The blob comes first and the key last, each by fsync and rename: a killed maker leaves no lie, and the next one goes on.
"""

import errno
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import Mistake
from core.recipes import Artefact, Made, Maker, Order
from tools.store.lock import acquire, held, release


class Record(BaseModel):
    """What a key's file holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: Order
    artefact: Artefact


class LocalStore:
    """A `core.recipes.Store` in the folder `root`, shared by any number of processes of one machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._checked: set[str] = set()

    def find(self, key: str) -> Artefact | None:
        """The artefact of this key, its bytes checked against their hash on first use in this process."""
        record = self._record(key)
        if record is None:
            return None
        if not self._whole(record.artefact):
            self.set_aside(key)
            return None
        return record.artefact

    def make(self, wanted: Order, maker: Maker) -> Made:
        """Find the ordered artefact, else make it under the key's lock."""
        found = self.find(wanted.key)
        if found is not None:
            return Made(found, fresh=False)
        with self._room_for_errors(), held(self.root / "locks" / wanted.key):
            found = self.find(wanted.key)
            if found is not None:
                return Made(found, fresh=False)
            with self._work_folder() as folder:
                product = maker(folder)
                artefact = self._keep_blob(wanted.key, product.path, dict(product.meta))
                self._keep_key(Record(order=wanted, artefact=artefact), folder)
            return Made(artefact, fresh=True)

    def path(self, artefact: Artefact) -> Path:
        """The artefact's blob; read-only."""
        return self.root / "blobs" / artefact.digest[:2] / f"{artefact.digest}{artefact.suffix}"

    def order_of(self, key: str) -> Order | None:
        """The order that this key was made from."""
        record = self._record(key)
        return record.order if record else None

    def set_aside(self, key: str) -> None:
        """Move the key's blob to aside/ and forget the key."""
        record = self._record(key)
        self._key_path(key).unlink(missing_ok=True)
        if record is None:
            return
        blob = self.path(record.artefact)
        self._checked.discard(blob.name)
        if blob.exists():
            aside = self.root / "aside"
            aside.mkdir(parents=True, exist_ok=True)
            os.replace(blob, aside / blob.name)

    def sweep(self) -> None:
        """Remove the work folders of makers that died, and the locks of those that died between folder and lock."""
        for folder in (self.root / "work").glob("*/"):
            lock = folder.with_suffix(".lock")
            fd = acquire(lock, wait=False)
            if fd is not None:
                shutil.rmtree(folder, ignore_errors=True)
                release(fd, lock)
        for lock in (self.root / "work").glob("*.lock"):
            if not lock.with_suffix("").exists() and (fd := acquire(lock, wait=False)) is not None:
                release(fd, lock)

    def _key_path(self, key: str) -> Path:
        return self.root / "keys" / key[:2] / f"{key}.json"

    def _record(self, key: str) -> Record | None:
        try:
            return Record.model_validate_json(self._key_path(key).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def _whole(self, artefact: Artefact) -> bool:
        blob = self.path(artefact)
        try:
            if blob.stat().st_size != artefact.size:
                return False
            if blob.name not in self._checked:
                if _sha256(blob) != artefact.digest:
                    return False
                self._checked.add(blob.name)
        except FileNotFoundError:
            return False
        return True

    def _keep_blob(self, key: str, made: Path, meta: dict[str, object]) -> Artefact:
        artefact = Artefact.model_validate(
            {"key": key, "digest": _sha256(made), "size": made.stat().st_size, "suffix": made.suffix, "meta": meta}
        )
        _keep(made, self.path(artefact), mode=0o444)
        self._checked.add(self.path(artefact).name)
        return artefact

    def _keep_key(self, record: Record, folder: Path) -> None:
        written = folder / "key.json"
        written.write_text(record.model_dump_json(indent=1), encoding="utf-8")
        _keep(written, self._key_path(record.artefact.key), mode=0o644)

    @contextmanager
    def _work_folder(self) -> Iterator[Path]:
        """An empty folder whose lock is held while its maker lives."""
        work = self.root / "work"
        work.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=work))
        lock = folder.with_suffix(".lock")
        fd = acquire(lock)
        assert fd is not None
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            release(fd, lock)

    @contextmanager
    def _room_for_errors(self) -> Iterator[None]:
        """Say what to do when the disk is full or the folder cannot be written."""
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Mistake(
                    f"The disk that holds {self.root} is full: free some space and run the command again."
                ) from error
            if error.errno in (errno.EACCES, errno.EROFS) and str(error.filename or "").startswith(str(self.root)):
                raise Mistake(f"{self.root} cannot be written: set STORYREEL_HOME to a folder that can.") from error
            raise


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(made: Path, place: Path, mode: int) -> None:
    """Move a finished file to its place so that it survives a crash: fsync, rename, fsync of the folder."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.chmod(mode)
    os.replace(made, place)
    if sys.platform != "win32":
        fd = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
