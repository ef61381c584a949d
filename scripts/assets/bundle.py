"""The art bundle: drawings of all sets in blocks, an index of labels, names in other languages, and licences."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from scripts.assets.packages import ART, compact, write_zip

BLOCK = 24  # drawings a block: a block is read and unpacked at once, and like things pack well together


@dataclass
class Drawing:
    """One drawing of a concept: SVG content of a 128 x 128 box; tinted ones have `{dark}` and `{light}` for colours."""

    label: str
    set: str
    group: str
    body: str
    tags: tuple[str, ...] = ()
    author: str = ""
    tint: bool = False
    emoji: str = ""


@dataclass
class Bundle:
    """What has been collected: the first drawing of a label is the one that is shown, later ones are its variants."""

    drawings: list[Drawing] = field(default_factory=list)
    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def write(self) -> None:
        """Write art.zip (blocks and index.json) and names.zip (one file a language)."""
        ART.mkdir(parents=True, exist_ok=True)
        files: dict[str, str] = {}
        index: dict[str, list[list[object]]] = {}
        for name in dict.fromkeys(drawing.set for drawing in self.drawings):
            own = [drawing for drawing in self.drawings if drawing.set == name]
            for start in range(0, len(own), BLOCK):
                part = own[start : start + BLOCK]
                files[f"{name}/{start // BLOCK}.json"] = compact([drawing.body for drawing in part])
            for number, one in enumerate(own):
                place = f"{name}/{number // BLOCK}.{number % BLOCK}"
                row = [one.set, place, one.group, drawn_box(one), " ".join(one.tags), one.author, int(one.tint)]
                index.setdefault(one.label, []).append(row)
        write_zip(ART / "art.zip", {"index.json": compact(index), **files})
        write_zip(ART / "names.zip", {f"{language}.json": compact(of) for language, of in self.names.items()})


def drawn_box(drawing: Drawing) -> list[float]:
    """Left, top, right, bottom of what is drawn, as shares of the box."""
    import pyvips

    body = drawing.body.replace("{dark}", "#000").replace("{light}", "#000")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="256" height="256">{body}</svg>'
    alpha = pyvips.Image.svgload_buffer(svg.encode())[3]
    left, top, width, height = alpha.find_trim(threshold=16, background=[0])
    return [round(side / 256, 3) for side in (left, top, left + width, top + height)]


def short_ids(body: str, prefix: str) -> str:
    """The body with ids that are short and its own, so that many drawings fit in one SVG."""
    for number, old in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', body))):
        body = re.sub(rf'(?<=["#]){re.escape(old)}(?=[")])', f"{prefix}-{number}", body)
    return body


def licence(name: str, text: str) -> None:
    """Put a licence into the bundle."""
    (ART / f"LICENSE-{name}.txt").write_text(text, encoding="utf-8")


def copied_licence(name: str, file: Path) -> None:
    """Put a package's licence into the bundle."""
    (ART / f"LICENSE-{name}.txt").write_bytes(file.read_bytes())
