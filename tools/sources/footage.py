"""Videos as artefacts: what was said in one, and its sound; an address is read once."""

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from core.recipes import Product, Recipe, Store, order
from core.settings import Settings
from tools.sources.media import sound as sound_of
from tools.sources.video import Video, read_address
from tools.web.fetch import Fetcher

SOUND = Recipe("footage", 1, ("tools/sources/media.py",), ".wav")
VIDEO = Recipe("video", 1, ("tools/sources/video.py", "tools/sources/subtitles.py", "tools/sources/ytdlp.py"), ".json")


def keep_sound(store: Store, sha256: str, write: Callable[[Path], object]) -> str:
    """The key of a video's sound (48 kHz mono WAV), named by the digest of its bytes; `write` makes the file."""

    def make(folder: Path) -> Product:
        out = folder / f"sound{SOUND.suffix}"
        write(out)
        return Product(out)

    return store.make(order(SOUND, "pyav", {"sha256": sha256}), make).artefact.key


def video_at(
    store: Store,
    url: str,
    settings: Settings,
    fetcher: Fetcher,
    language_of: Callable[[str], str],
    *,
    heard: bool,
    subtitles: Path | None = None,
) -> tuple[Video, str]:
    """The video at an address and, where it is `heard`, its sound's key, else "". Raises as `read_address`."""
    words = {"words": hashlib.sha256(subtitles.read_bytes()).hexdigest()} if subtitles is not None else {}
    wanted = order(VIDEO, "yt-dlp", {"url": url, "heard": heard, **words})
    keys: dict[str, str] = {}

    def make(folder: Path) -> Product:
        out = folder / f"video{VIDEO.suffix}"
        with tempfile.TemporaryDirectory() as place:
            raw = Path(place) / "sound" if heard else None
            read = read_address(url, settings, fetcher, language_of, sound=raw, subtitles=subtitles)
            if raw is not None:
                keys["sound"] = keep_sound(store, read.sha256, lambda target: sound_of(raw, target))
        out.write_text(read.model_dump_json(), encoding="utf-8")
        return Product(out, {"sound": keys.get("sound", "")})

    artefact = store.make(wanted, make).artefact
    return Video.model_validate_json(store.path(artefact).read_bytes()), str(artefact.meta.get("sound", ""))
