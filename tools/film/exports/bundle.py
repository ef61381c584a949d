"""A film in one file (.zip): its folder as it is, and what the store holds of it, to go on with elsewhere.

    bundle.json          what is in it: every file by its digest, every artefact with the order that made it
    film/…               the film's folder
    blobs/<sha256>…      the artefacts that no file of the folder shows

Nothing is compressed, for nearly all of it is already, and nothing tells a date: equal films give equal bundles.
What comes back is foreign: all of it is checked before anything is written.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import Field, ValidationError

from core.errors import Mistake
from core.recipes import Artefact, Order, Product, Store
from core.scene import Value

SUFFIX = ".zip"
INDEX, FOLDER, BLOBS = "bundle.json", "film/", "blobs/"
MANIFEST = "manifest.json"
LARGEST = 16 * 2**30  # bytes, unpacked: twenty minutes in 2160p with every artefact have about 3
LARGEST_INDEX = 64 * 2**20
MOST = 50_000  # files
STEP = 2**20
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can tell
SAFE = re.compile(r"[^\x00-\x1f/\\:*?\"<>|.][^\x00-\x1f/\\:*?\"<>|]*(?<![. ])")
"""A part of a path that means itself on every system: no dot in front, no separator, nothing that Windows forbids."""


class Kept(Value):
    """An artefact and the order that made it."""

    order: Order
    artefact: Artefact


class Index(Value):
    """What the bundle holds: files of the folder by name, and blobs, by their sha256; artefacts with their orders."""

    storyreel_bundle: Literal[1] = 1
    files: dict[str, str]
    blobs: dict[str, int] = Field(description="size in bytes of every blob and file, by sha256")
    kept: tuple[Kept, ...]


def write(folder: Path, keys: Iterable[str], store: Store, out: Path) -> None:
    """Write the bundle of a film's folder and of those artefacts (by key) that the store still has."""
    kept = []
    for key in sorted(set(keys)):
        artefact, order = store.find(key), store.order_of(key)
        if artefact is not None and order is not None:
            kept.append(Kept(order=order, artefact=artefact))
    paths = {name: folder / name for name in _names(folder) if not _same(folder / name, out)}
    files = {name: _sha256(path) for name, path in paths.items()}
    blobs = {one.artefact.digest: store.path(one.artefact) for one in kept}
    sizes = {files[name]: path.stat().st_size for name, path in paths.items()}
    sizes |= {digest: path.stat().st_size for digest, path in blobs.items()}
    index = Index(files=files, blobs=dict(sorted(sizes.items())), kept=tuple(kept))
    members = {f"{FOLDER}{name}": path for name, path in paths.items()}
    members |= {f"{BLOBS}{digest}": path for digest, path in blobs.items() if digest not in files.values()}
    _pack(out, index.model_dump_json(indent=1).encode(), members)


class Bundle:
    """A bundle that was opened and found whole: `files` by name, `index`, and the film's manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise Mistake(f"There is no file {path}.") from None
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise Mistake(f"{path} is no bundle: it cannot be read as a zip file ({error}).") from None
        try:
            self._check_size()
            self.index = self._index()
            self.members = self._members()
            self.manifest = self._manifest()
            self._check_bytes()
        except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError) as error:
            self.close()
            raise Mistake(f"{path} is damaged ({error}): get it again.") from None
        except Mistake:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.zip.close()

    def restore(self, folder: Path, store: Store) -> None:
        """Put every artefact into the store, then the film into `folder` (new or empty), which appears whole."""
        for one in self.index.kept:
            store.make(one.order, lambda work, one=one: self._product(one, work))  # type: ignore[misc]
        there = {one.artefact.digest: store.path(one.artefact) for one in self.index.kept}
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        film = work / "film"
        try:
            for name, digest in self.index.files.items():
                place = film / name
                place.parent.mkdir(parents=True, exist_ok=True)
                if digest not in there or not _linked(there[digest], place):
                    self._unpack(digest, place)
            if folder.is_dir():
                folder.rmdir()
            os.replace(film, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _check_size(self) -> None:
        infos = self.zip.infolist()
        total = sum(info.file_size for info in infos)
        if total > LARGEST or len(infos) > MOST:
            raise self._wrong(f"it unpacks to {total / 2**30:.1f} GiB in {len(infos)} files, more than any film has")
        if len({info.filename for info in infos}) < len(infos):
            raise self._wrong("it has two files of one name")
        if any(info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size for info in infos):
            raise self._wrong("it is compressed, which Storyreel's bundles are not")

    def _index(self) -> Index:
        try:
            info = self.zip.getinfo(INDEX)
        except KeyError:
            raise self._wrong(f"it has no {INDEX}") from None
        if info.file_size > LARGEST_INDEX:
            raise self._wrong(f"its {INDEX} is larger than {LARGEST_INDEX // 2**20} MiB")
        try:
            return Index.model_validate_json(self.zip.read(info))
        except ValidationError as error:
            raise self._wrong(f"its {INDEX} is not understood: {error.errors()[0]['msg']}") from None

    def _members(self) -> dict[str, str]:
        """Where the bytes of each digest are; every name and artefact of the index is checked."""
        for name in self.index.files:
            if len(name) > 1000 or not all(SAFE.fullmatch(part) for part in name.split("/")):
                raise self._wrong(f"it names a file {name!r}")
        members = {digest: f"{FOLDER}{name}" for name, digest in self.index.files.items()}
        members |= {digest: f"{BLOBS}{digest}" for digest in self.index.blobs if digest not in members}
        told = {INDEX, *members.values(), *(f"{FOLDER}{name}" for name in self.index.files)}
        if told != set(self.zip.namelist()) or members.keys() != self.index.blobs.keys():
            raise self._wrong(f"its files are not those that its {INDEX} tells")
        for one in self.index.kept:
            key, artefact = one.order.key, one.artefact
            if key != artefact.key or self.index.blobs.get(artefact.digest) != artefact.size:
                raise self._wrong(f"artefact {artefact.key[:12]} is not the one that was ordered")
            if not re.fullmatch(r"\.[a-z0-9]{1,8}", artefact.suffix):
                raise self._wrong(f"artefact {artefact.key[:12]} ends in {artefact.suffix!r}")
        return members

    def _manifest(self) -> Mapping[str, Any]:
        try:
            manifest = json.loads(self.zip.read(f"{FOLDER}{MANIFEST}"))
        except (KeyError, ValueError):
            raise self._wrong("it holds no film: its manifest is missing") from None
        # A later run removes files that the manifest names, so it may name nothing outside the folder.
        if not isinstance(manifest, dict) or "storyreel" not in manifest or not isinstance(manifest.get("files"), dict):
            raise self._wrong("it holds no film: its manifest is not Storyreel's")
        if not set(manifest["files"].values()) <= self.index.files.keys():
            raise self._wrong("its manifest names files that it does not hold")
        return manifest

    def _check_bytes(self) -> None:
        wanted = {f"{FOLDER}{name}": digest for name, digest in self.index.files.items()}
        wanted |= {member: digest for digest, member in self.members.items()}
        for member, digest in wanted.items():
            with self.zip.open(member) as file:
                found = _digest(file)
            if found != digest or self.zip.getinfo(member).file_size != self.index.blobs[digest]:
                raise self._wrong(f"{member} is not what it was when the bundle was written")

    def _product(self, one: Kept, work: Path) -> Product:
        place = work / f"blob{one.artefact.suffix}"
        self._unpack(one.artefact.digest, place)
        return Product(place, dict(one.artefact.meta))

    def _unpack(self, digest: str, place: Path) -> None:
        with self.zip.open(self.members[digest]) as source, place.open("wb") as target:
            shutil.copyfileobj(source, target, STEP)

    def _wrong(self, why: str) -> Mistake:
        return Mistake(f"{self.path} is no bundle that can be trusted: {why}.")


def keys(manifest: Mapping[str, Any]) -> set[str]:
    """The key of every artefact that a film was made of, of what it came with, and of what these replaced."""
    found = {*manifest.get("keys", ()), *manifest["artefacts"].values()}
    for beat in manifest["beats"]:
        for made in beat["artefacts"].values():
            found |= {made["key"], made["was"]}
    asked = manifest["request"]
    found |= {given["key"] for given in asked["sources"]} | {source["key"] for source in manifest["sources"]}
    found.add((asked["track"] or {}).get("key"))
    return {key for key in found if key}


def _names(folder: Path) -> list[str]:
    """The folder's files but hidden ones and links."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    names = (path.relative_to(folder).as_posix() for path in files)
    return [name for name in names if all(SAFE.fullmatch(part) for part in name.split("/"))]


def _pack(out: Path, index: bytes, members: Mapping[str, Path]) -> None:
    fd, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(fd, "wb") as file, zipfile.ZipFile(file, "w") as packed:
            packed.writestr(_info(INDEX), index)
            for member, path in sorted(members.items()):
                with path.open("rb") as source, packed.open(_info(member, path), "w") as target:
                    shutil.copyfileobj(source, target, STEP)
        Path(name).chmod(0o644)
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)


def _info(member: str, path: Path | None = None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(member, EARLIEST)
    info.external_attr = 0o644 << 16
    info.create_system = 3  # Unix, wherever it was written
    if path is not None:
        info.file_size = path.stat().st_size  # decides whether the entry needs the 64-bit form
    return info


def _linked(blob: Path, place: Path) -> bool:
    """Whether the file could be linked to the store's, as a film's folder is where the disk allows."""
    try:
        os.link(blob, place)
    except OSError:
        return False
    return True


def _same(path: Path, out: Path) -> bool:
    return path.absolute() == out.absolute()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(file: IO[bytes]) -> str:
    found = hashlib.sha256()
    while part := file.read(STEP):
        found.update(part)
    return found.hexdigest()
