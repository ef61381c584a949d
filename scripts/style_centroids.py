"""Measures golden pictures of every built-in style and writes tools/measure/metrics/styles.json (about 3 minutes).

The pictures that `storyreel draw` makes of the same words are drawn in every style, encoded as a film's are, and
measured as a film's are. The file keeps, for each style, the texture and the sharpness of each golden picture.
"""

import json
import sys
import tempfile
from pathlib import Path

from core.models import Move
from core.styles import load
from storyreel.pictures import draw
from tools.film.port import PROFILES, SegmentSpec
from tools.film.segment import encode
from tools.measure.metrics.seeing.pictures import Picture, measured
from tools.measure.metrics.seeing.watch import watch

OUT = Path(__file__).resolve().parent.parent / "tools" / "measure" / "metrics" / "styles.json"
WORDS = (
    ("A lighthouse above the sea at night", None),
    ("A fox under a red tree in the forest", None),
    ("A city street in the rain", None),
    ("A teacher at a blackboard in a classroom", None),
    ("A camel in the desert at noon", None),
    ("A volcano erupts", None),
    ("A kitchen with bread on the table", None),
    ("A whale under water", None),
    ("A village in the snow", None),
    ("The rainbow: light enters the drop, is reflected, and leaves it", None),
    ("The longest bridge in the world", "title"),
    ("The bridge opened in 1940", "studio"),
    ("Salt, lithium and water", "list"),
    ("853 metres between the towers", "big_number"),
    ("The sea is everything", "quote"),
    ("Sources", "credits"),
)
DIGITS = 4
WIDTH, HEIGHT, FPS, FRAMES = 1280, 720, 24, 12


def main() -> None:
    """Draw, film, measure and write; where styles are named on the command line, those alone are measured anew."""
    styles = load()
    found = json.loads(OUT.read_text(encoding="utf-8")) if OUT.is_file() else {}
    for name in sys.argv[1:] or styles.names():
        with tempfile.TemporaryDirectory() as folder:
            pictures = [shown(words, template, name, at, Path(folder)) for at, (words, template) in enumerate(WORDS)]
        found[name] = {
            "sharpness": [round(picture.sharpness, 1) for picture in pictures],
            "textures": [[round(float(share), DIGITS) for share in picture.texture] for picture in pictures],
        }
        print(name, *found[name]["sharpness"])
    kept = {name: found[name] for name in styles.names() if name in found}
    OUT.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


def shown(words: str, template: str | None, style: str, number: int, folder: Path) -> Picture:
    """What is measured of one golden picture in the middle of a short film of it: encoded, under a moving camera."""
    palettes = load().find(style).palettes
    picture, film = folder / f"{number}.png", folder / f"{number}.mp4"
    draw(
        words,
        style=style,
        template=template,
        palette=palettes[number % len(palettes)],
        seed=number,
        resolution=f"{HEIGHT}p",
    ).save(picture)
    spec = SegmentSpec(
        width=WIDTH,
        height=HEIGHT,
        fps=FPS,
        frames=FRAMES,
        profile=PROFILES["standard"],
        move=Move(kind="push_in"),
        cues=(),
    )
    encode(spec, {"picture": picture}, film)
    middle = FRAMES / 2 / FPS
    return measured(watch(film, [middle]).pixels(middle))


if __name__ == "__main__":
    main()
