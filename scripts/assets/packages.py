"""Where the bundles lie, how a package is fetched, and archives whose bytes depend on nothing but their content."""

import hashlib
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ART = ROOT / "tools" / "images" / "illustrator" / "assets"
FONTS = ROOT / "tools" / "fonts" / "assets"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: the same bytes on every day


def unpack(package: str, work: Path) -> Path:
    """The folder with the content of an npm package of an exact version; fetched once a run."""
    folder = work / package.replace("/", "_")
    if not folder.exists():
        done = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=work, check=True, capture_output=True, text=True
        )
        with tarfile.open(work / done.stdout.split()[-1]) as tar:
            tar.extractall(folder, filter="data")
    return folder / "package"


def data(folder: Path, name: str) -> Any:
    """A JSON file of a package."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def version(folder: Path) -> str:
    """The version of an unpacked package."""
    return str(data(folder, "package.json")["version"])


def compact(value: object) -> str:
    """JSON without spaces, in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_zip(path: Path, files: dict[str, str]) -> None:
    """A zip whose bytes depend on nothing but its content."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED, 9)


def seal(folder: Path) -> None:
    """Write the sha256 list of a bundle."""
    files = sorted(file for file in folder.iterdir() if file.name != "sha256")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / "sha256").write_text("".join(lines))
