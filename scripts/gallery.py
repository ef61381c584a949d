"""Makes docs/gallery.md: every template in every style, wide and upright, in English, Arabic, Hindi and Chinese.

The languages take turns from cell to cell, so that each template and each style is seen in all four.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.scene import SceneSpec
from core.styles import load
from tools.images.illustrator.drawing import draw

ROOT = Path(__file__).parent.parent

LANGUAGES = ("en", "ar", "hi", "zh")
SIZES = ((640, 360), (360, 640))
COLUMNS = 4
GAP = 8
TALL = 300  # pixels of a row on the page
QUALITY = 72


def spec(template: str, style: str, language: str, size: tuple[int, int], seed: int = 1) -> SceneSpec:
    """The gallery's picture of this template in this style and language."""
    table = tomllib.loads((ROOT / "scripts" / "gallery.toml").read_text(encoding="utf-8"))[template]
    words = table[language]
    shared = {key: table[key] for key in ("environment", "time_of_day", "subjects", "route") if key in table}
    own = {key: words[key] for key in ("kicker", "heading", "text", "facts") if key in words}
    codes = table.get("countries", ())
    return SceneSpec.model_validate(
        {
            "template": template,
            "width": size[0],
            "height": size[1],
            "style": style,
            "palette": load().find(style).palettes[0],
            "seed": seed,
            "language": language,
            "direction": "rtl" if language == "ar" else "ltr",
            "safe_bottom": 0.06,
            "items": tuple(_items(table, words)),
            "places": tuple(
                {"name": name, "country": code} for name, code in zip(words.get("places", ()), codes, strict=True)
            ),
            **shared,
            **own,
        }
    )


def _items(table: dict[str, Any], words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, entry in enumerate(words.get("items", ())):
        label, text = entry if isinstance(entry, list) else (entry, "")
        item: dict[str, Any] = (
            {"label": label, "points": text} if isinstance(text, list) else {"label": label, "text": text}
        )
        if "labels" in table:
            item = {"label": table["labels"][number], "text": label}
        for key, name in (("concepts", "concept"), ("values", "value"), ("units", "unit"), ("written", "written")):
            if number < len(listed := words.get(key, table.get(key, ()))):
                item[name] = listed[number]
        yield item


def sheet(style: str, row: int, templates: tuple[str, ...], out: Path) -> None:
    """One style's page: every template wide and upright."""
    import pyvips

    cells = []
    for column, template in enumerate(templates):
        language = LANGUAGES[(row + column) % len(LANGUAGES)]
        pair = [draw(spec(template, style, language, size, seed=row + column)).pixels for size in SIZES]
        images = [pyvips.Image.new_from_array(pixels, interpretation="srgb") for pixels in pair]
        scaled = [image.resize(TALL / image.height) for image in images]
        cells.append(scaled[0].join(scaled[1], "horizontal", expand=True, shim=GAP, background=[255, 255, 255]))
    joined = pyvips.Image.arrayjoin(cells, across=COLUMNS, shim=2 * GAP, background=[255, 255, 255])
    joined.webpsave(str(out), Q=QUALITY, keep="none", effort=6)


def main() -> None:
    """Draw the styles named on the command line (all without any) and write the page."""
    styles, table = load(), tomllib.loads((ROOT / "scripts" / "gallery.toml").read_text(encoding="utf-8"))
    folder = ROOT / "docs" / "pictures" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for row, name in enumerate(styles.names()):
        if not sys.argv[1:] or name in sys.argv[1:]:
            sheet(name, row, tuple(table), folder / f"{name}.webp")
            print(name)
    listed = ", ".join(table)
    page = [
        "# Gallery",
        "",
        f"`make gallery` draws this page: every template ({listed}) in every style,",
        "wide and upright; the languages take turns.",
    ]
    for name, style in styles.styles.items():
        page += ["", f"## {name}", "", f"{style.tokens[:1].upper()}{style.tokens[1:]}.", ""]
        page += [f"![{name}](pictures/gallery/{name}.webp)"]
    (ROOT / "docs" / "gallery.md").write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
