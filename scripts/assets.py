"""Build the committed asset bundle: pictures for the illustrator and fonts (`make assets`; needs npm).

Writes tools/images/illustrator/assets/ (art.zip, licences) and tools/fonts/assets/ (fonts, coverage.json, licences),
each with a `sha256` list that a test checks. The same packages give the same bytes.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ART = ROOT / "tools" / "images" / "illustrator" / "assets"
FONTS = ROOT / "tools" / "fonts" / "assets"

NOTO = "@iconify-json/noto@1.2.9"
EMOJIBASE = "emojibase-data@17.0.0"
CLDR = "cldr-annotations-full@48.2.0"
FONT_FILES = {
    "@expo-google-fonts/poppins@0.4.1": (
        "400Regular/Poppins_400Regular",
        "600SemiBold/Poppins_600SemiBold",
        "700Bold/Poppins_700Bold",
    ),
    "@expo-google-fonts/cairo@0.4.2": (
        "400Regular/Cairo_400Regular",
        "600SemiBold/Cairo_600SemiBold",
        "700Bold/Cairo_700Bold",
    ),
    "@expo-google-fonts/noto-sans@0.4.2": ("400Regular/NotoSans_400Regular", "700Bold/NotoSans_700Bold"),
}
FAMILIES = {"Poppins": "poppins", "Cairo": "cairo", "NotoSans": "noto-sans"}

GROUPS = {1: "people", 3: "nature", 4: "food", 5: "places", 6: "activities", 7: "objects", 9: "flags"}
FROM_FACES = {"robot", "ghost", "alien", "skull", "red heart", "love letter"}  # of group 0, else faces
LEFT_OUT = re.compile(
    r"gesturing|pouting|frowning|tipping|facing|facepalm|shrugging|kneeling|raising hand|bowing|massage|haircut|steamy"
    r"|^family|^kiss|couple with|bunny|holding hands|suspect|levitating|: (man|woman|bald|blond|red|curly|white|beard)"
    r"|^(rightwards|leftwards|palms? (up|down)|backhand|index pointing|middle finger|oncoming fist|call "
    r"me|sign of the horns|love-you)"
    r"|(muted|volume|index dividers|mailbox with|with bell|bell with slash|o’clock|-thirty|moon face|sun with face)"
    r"|(building construction|love hotel|cigarette|coffin|placard|heart suit|spade suit|diamond suit|club suit|joker)"
    r"|(naked|bikini|briefs|plunger|wastebasket|biting lip|speaking head|silhouette)"
)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: the same bytes on every day


def main() -> int:
    """Build both bundles and say how large they are."""
    with tempfile.TemporaryDirectory() as work:
        art(Path(work))
        fonts(Path(work))
    for folder in (ART, FONTS):
        seal(folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
        sys.stdout.write(f"{folder.relative_to(ROOT)}: {size / 1e6:.2f} MB\n")
    return 0


def unpack(package: str, work: Path) -> Path:
    """The folder with the content of an npm package."""
    done = subprocess.run(["npm", "pack", "--silent", package], cwd=work, check=True, capture_output=True, text=True)
    archive = work / done.stdout.split()[-1]
    folder = work / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def art(work: Path) -> None:
    """Write art.zip: one SVG body per concept and index.json with labels, tags and the box of the drawing."""
    noto = unpack(NOTO, work)
    icons = json.loads((noto / "icons.json").read_text())["icons"]
    name_of = json.loads((noto / "chars.json").read_text())
    cldr, names_of = unpack(CLDR, work), unpack(EMOJIBASE, work)
    arabic = annotations(cldr, "ar")
    entries: list[dict[str, Any]] = []
    bodies: dict[str, str] = {}
    for emoji in chosen(json.loads((names_of / "en" / "data.json").read_text())):
        code = emoji["hexcode"].lower()
        name = name_of.get(code) or name_of.get(code.replace("-fe0f", ""))
        if name not in icons:
            continue
        body = short_ids(icons[name]["body"], f"n{len(entries)}")
        bodies[f"{name}.svg"] = body
        plain = emoji["emoji"].replace("\ufe0f", "")
        names = arabic.get(emoji["emoji"]) or arabic.get(plain) or {}
        entries.append(
            {
                "label": emoji["label"].replace("’", "'"),
                "file": f"{name}.svg",
                "group": GROUPS.get(emoji["group"], "objects"),
                "box": drawn_box(body),
                "tags": sorted(set(emoji.get("tags", []))),
                "ar": list(dict.fromkeys([*names.get("tts", []), *names.get("default", [])])),
            }
        )
    ART.mkdir(parents=True, exist_ok=True)
    index = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    write_zip(ART / "art.zip", {"index.json": index, **bodies})
    (ART / "LICENSE-noto-emoji.txt").write_text(apache(noto))
    (ART / "LICENSE-emojibase.txt").write_bytes((names_of / "LICENSE").read_bytes())
    (ART / "LICENSE-cldr.txt").write_bytes((cldr / "LICENSE").read_bytes())


def chosen(emoji: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The emoji worth drawing: no faces, symbols, skin tones or gestures."""
    for one in emoji:
        label, group = one["label"], one.get("group")
        if label in FROM_FACES or (group in GROUPS and not LEFT_OUT.search(label)):
            yield one


def annotations(package: Path, language: str) -> dict[str, Any]:
    """CLDR's names and keywords by character."""
    found: dict[str, Any] = {}
    for file in (
        package / "annotations" / language / "annotations.json",
        package / "annotationsDerived" / language / "annotations.json",
    ):
        if file.exists():
            found |= next(iter(json.loads(file.read_text()).values()))["annotations"]
    return found


def short_ids(body: str, prefix: str) -> str:
    """The body with ids that are short and its own, so that many drawings fit in one SVG."""
    for number, old in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', body))):
        body = re.sub(rf'(?<=["#]){re.escape(old)}(?=[")])', f"{prefix}-{number}", body)
    return body


def drawn_box(body: str) -> list[float]:
    """Left, top, right, bottom of what is drawn, as shares of the 128 x 128 box."""
    import pyvips

    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="256" height="256">{body}</svg>'
    alpha = pyvips.Image.svgload_buffer(svg.encode())[3]
    left, top, width, height = alpha.find_trim(threshold=16, background=[0])
    return [round(side / 256, 3) for side in (left, top, left + width, top + height)]


def apache(noto: Path) -> str:
    """The licence note of Noto Emoji; the full text lies in the repository's LICENSE."""
    version = json.loads((noto / "package.json").read_text())["version"]
    return (
        "Noto Emoji, Copyright Google LLC, from @iconify-json/noto "
        f"{version}.\nLicensed under the Apache License, Version 2.0 (full text: LICENSE at the root of Storyreel).\n"
        "Changes: ids inside the drawings were renamed; a selection was made.\n\n"
        "Labels and tags: emojibase-data (LICENSE-emojibase.txt). Arabic names: CLDR (LICENSE-cldr.txt).\n"
    )


def fonts(work: Path) -> None:
    """Copy the fonts with their licences and write coverage.json."""
    FONTS.mkdir(parents=True, exist_ok=True)
    coverage: dict[str, set[int]] = {}
    for package, files in FONT_FILES.items():
        folder = unpack(package, work)
        for file in files:
            data = (folder / f"{file}.ttf").read_bytes()
            name = Path(file).name.split("_")[0]
            (FONTS / f"{Path(file).name}.ttf").write_bytes(data)
            points = codepoints(data)
            coverage[name] = coverage.get(name, points) & points
        (FONTS / f"OFL-{FAMILIES[name]}.txt").write_bytes((folder / "LICENSE_FONT").read_bytes())
    ranges = {name: spans(points) for name, points in coverage.items()}
    (FONTS / "coverage.json").write_text(json.dumps(ranges, separators=(",", ":")) + "\n")


def codepoints(font: bytes) -> set[int]:
    """The code points that a font maps to a glyph."""
    from fontTools.ttLib import TTFont

    return set(TTFont(io.BytesIO(font)).getBestCmap())


def spans(points: set[int]) -> list[list[int]]:
    """Sorted [first, last] ranges."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out


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


if __name__ == "__main__":
    sys.exit(main())
