"""Build the committed asset bundles: drawings, maps and fonts (`make assets`; needs npm).

Writes tools/images/illustrator/assets/ (art.zip, names.zip, atlas.zip, licences) and tools/fonts/assets/ (fonts,
coverage.json, licences), each with a `sha256` list that is checked. The same packages give the same bytes.
"""

import sys
import tempfile
from pathlib import Path

from scripts.assets import emoji, fonts, icons, maps, names
from scripts.assets.bundle import Bundle
from scripts.assets.packages import ART, FONTS, ROOT, seal


def main() -> int:
    """Build the bundles and say how large they are."""
    with tempfile.TemporaryDirectory() as work:
        build(Path(work))
    for folder in (ART, FONTS):
        seal(folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
        sys.stdout.write(f"{folder.relative_to(ROOT)}: {size / 1e6:.2f} MB\n")
    return 0


def build(work: Path) -> None:
    """Write everything but the seals; packages are unpacked below `work`."""
    bundle = Bundle()
    emoji.collect(bundle, work)
    icons.collect(bundle, work)
    icons.flags(bundle, work, names.territories(work, "en"))
    names.collect(bundle, work)
    bundle.write()
    maps.build(work)
    fonts.build(work)


if __name__ == "__main__":
    sys.exit(main())
