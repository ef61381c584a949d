"""A video as a source: its words with their times, from a file or an address. A transcript is never invented."""

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from core.errors import Mistake, Unavailable
from core.scene import Value
from core.settings import Settings
from tools.film.languages import iso639
from tools.sources.characters import one_line
from tools.sources.kinds import shown
from tools.sources.media import Chapter as Chapter
from tools.sources.media import can_hear, embedded, heard, probe
from tools.sources.media import sound as sound
from tools.sources.subtitles import Line as Line
from tools.sources.subtitles import parse
from tools.sources.ytdlp import HOURS, look_up
from tools.web.fetch import Fetcher

Transcript = Literal["beside", "embedded", "published", "automatic", "heard"]
PAUSE = 0.7  # s between cues without punctuation: a new sentence
WORDS = 12  # of a sentence, about, where nothing else parts the words
WIDE = 20  # characters: a longer word is several, in a script without spaces
PUNCTUATED = 60  # words for one full stop at least, else a transcript has none
SUFFIXES = (".srt", ".vtt")

_TAG = re.compile(r"([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?(?=-|$)", re.IGNORECASE)
_STOP = re.compile(r"[.!?…。！？؟।۔](?=[\s\"'”’»)\]]|$)|[。！？]")
_NOTES = {
    "automatic": "Its words are automatic captions, which may be wrong.",
    "heard": "Its words were heard by speech recognition, which may be wrong.",
}


class NoTranscript(Mistake):
    """A video without subtitles, where no speech recognition is set up."""

    code = "no_transcript"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has no subtitles, and no speech recognition is set up: name an .srt or .vtt file "
            'with --subtitles, or install faster-whisper (pip install "storyreel[video-sources]") and a model for it.'
        )


class Video(Value):
    """A video that was read. `seconds` is its length; `sha256` is of its bytes, or of an address's transcript."""

    name: str
    """The file's name without its folder, or the address without its scheme."""
    title: str
    url: str | None
    author: str | None
    date: str | None
    """ISO 8601."""
    seconds: float
    language: str
    """BCP 47; of the words."""
    chapters: tuple[Chapter, ...]
    lines: tuple[Line, ...]
    transcript: Transcript
    """Where the words come from."""
    sha256: str
    notes: tuple[str, ...]


class _Words(NamedTuple):
    """A transcript; `language` is None where only the words tell it, `data` are its bytes where it came alone."""

    lines: tuple[Line, ...]
    language: str | None
    origin: Transcript
    data: bytes | None = None


def read_file(
    path: Path, language_of: Callable[[str], str], *, model: str | None = None, subtitles: Path | None = None
) -> Video:
    """A local file with its transcript: in `subtitles`, beside it, embedded, or heard.

    It is heard by a faster-whisper `model` on this machine. Raises NoTranscript, Mistake for a file that cannot be
    read, Unavailable when recognition fails.
    """
    media = probe(path)
    words = _given(subtitles) or _beside(path, media.language) or _within(path, media.language, model)
    if words is None:
        raise NoTranscript(shown(path.name))
    title = media.title or one_line(path.stem.replace("_", " ")) or path.name
    language = words.language or language_of(_text(words.lines))
    return Video(
        name=path.name, title=title, url=None, author=media.author, date=media.date, seconds=media.seconds,
        language=language, chapters=media.chapters, lines=words.lines, transcript=words.origin, sha256=_digest(path),
        notes=tuple(_notes(words, media.seconds, None)),
    )  # fmt: skip


def read_address(
    url: str,
    settings: Settings,
    fetcher: Fetcher,
    language_of: Callable[[str], str],
    *,
    sound: Path | None = None,
    subtitles: Path | None = None,
) -> Video:
    """The video at an http(s) address with its captions, or the words in `subtitles`.

    Its best sound goes to the file `sound` where that is given. Raises NoTranscript, Mistake for lists, live streams
    and what is too long, and Unavailable (Blocked, NotConfigured without yt-dlp, RateLimited) for what cannot be
    reached.
    """
    told = look_up(url, settings, sound)
    found = told.get("webpage_url", url)
    address = found if urlsplit(found).scheme in ("http", "https") else url
    name = address.partition("://")[2].split("?")[0].rstrip("/")[-100:]
    words = (
        _given(subtitles)
        or _captions(told, fetcher, language_of)
        or (_beside_address(url, fetcher) if told["direct"] else None)
    )
    seconds, digest = told["duration"], ""
    if sound is not None:
        seconds, digest = _bounded(sound), _digest(sound)
    if words is None and (sound is not None or can_hear()):
        words, seconds, digest = _heard_there(url, settings, sound, seconds)
    if words is None:
        raise NoTranscript(shown(told.get("title") or name))
    seconds = seconds or words.lines[-1].end
    if words.data is not None:
        digest = hashlib.sha256(words.data).hexdigest()
    spoken = _tag(told.get("language"))
    day = told.get("upload_date", "")
    return Video(
        name=name, title=one_line(told.get("title", "")) or name, url=address, author=told.get("uploader"),
        date=f"{day[:4]}-{day[4:6]}-{day[6:]}" if re.fullmatch(r"[12]\d{7}", day) else None, seconds=seconds,
        language=words.language or language_of(_text(words.lines)),
        chapters=tuple(_chapters(told["chapters"], seconds)),
        lines=words.lines, transcript=words.origin, sha256=digest, notes=tuple(_notes(words, seconds, spoken)),
    )  # fmt: skip


def sentences_in_time(lines: Sequence[Line], split: Callable[[str, str], list[str]], language: str) -> tuple[Line, ...]:
    """The transcript as sentences, each with its start and end by the share of its characters in its lines.

    `split` parts a text in a language into sentences word for word. Words without punctuation, as automatic captions
    have them, are parted at pauses over 0.7 s and at about 12 words.
    """
    text = _text(lines)
    if not text:
        return ()
    if len(_STOP.findall(text)) * PUNCTUATED < sum(_weight(word) for word in text.split()):
        return tuple(_by_pauses(lines))
    times = list(_times(lines))
    found, at = [], 0
    for sentence in split(text, language):
        size = sum(not char.isspace() for char in sentence)
        own = times[at : at + size]
        if own:
            found.append(Line(text=one_line(sentence), start=round(own[0][0], 3), end=round(own[-1][1], 3)))
        at += size
    return tuple(found)


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _times(lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """When each character that is no space begins and ends, in seconds."""
    for line in lines:
        size = sum(not char.isspace() for char in line.text)
        step = (line.end - line.start) / max(size, 1)
        yield from ((line.start + step * at, line.start + step * (at + 1)) for at in range(size))


def _weight(word: str) -> float:
    """How many words a word is: in a script without spaces two characters are about one."""
    return 1.0 if len(word) <= WIDE else len(word) / 2


def _by_pauses(lines: Sequence[Line]) -> Iterator[Line]:
    """Runs of words between pauses, each parted evenly into pieces of about WORDS."""
    words: list[Line] = []
    times = _times(lines)
    for line in lines:
        for word in line.text.split():
            own = [next(times) for _ in word]
            if words and own[0][0] - words[-1].end > PAUSE:
                yield from _pieces(words)
                words = []
            words.append(Line(text=word, start=own[0][0], end=own[-1][1]))
    yield from _pieces(words)


def _pieces(words: Sequence[Line]) -> Iterator[Line]:
    total = sum(_weight(word.text) for word in words)
    each = total / max(1, round(total / WORDS))
    piece: list[Line] = []
    done = 0.0
    border = each
    for at, word in enumerate(words):
        piece.append(word)
        done += _weight(word.text)
        if done >= border - 0.5 or at == len(words) - 1:
            yield Line(text=_text(piece), start=round(piece[0].start, 3), end=round(piece[-1].end, 3))
            piece = []
            border += each * max(1, round((done - border) / each) + 1)


def _beside(path: Path, spoken: str | None) -> _Words | None:
    """The file's own subtitles: `film.srt` first, then `film.en.srt`, in the language of the sound before others."""
    found: list[tuple[bool, bool, str, Path]] = []
    for one in path.parent.iterdir():
        if one.suffix.lower() not in SUFFIXES or not one.is_file():
            continue
        marked = one.stem[len(path.stem) + 1 :] if one.stem.startswith(f"{path.stem}.") else ""
        if one.stem == path.stem or _TAG.fullmatch(marked.replace("_", "-")):
            found.append((bool(marked), iso639(marked) != spoken, one.name, one))
    for marked_, _, _, one in sorted(found):
        try:
            data = one.read_bytes() if one.stat().st_size <= 50_000_000 else b"\0" * 5_000_001
        except OSError as error:
            raise Mistake(f"{shown(one.name)} cannot be read ({error.strerror}): allow it, or move it away.") from None
        if lines := parse(data, one.name):
            return _Words(lines, _tag(one.stem[len(path.stem) + 1 :]) if marked_ else None, "beside")
    return None


def _given(path: Path | None) -> _Words | None:
    """The words of a file of subtitles that somebody named; a Mistake where it has none."""
    if path is None:
        return None
    try:
        data = path.read_bytes() if path.stat().st_size <= 50_000_000 else b""
        lines = parse(data, path.name)
    except OSError as error:
        raise Mistake(f"{shown(path.name)} cannot be read ({error.strerror}): name an .srt or .vtt file.") from None
    except Mistake:
        lines = ()
    if not lines:
        raise Mistake(f"{shown(path.name)} holds no subtitles: name an .srt or .vtt file.")
    return _Words(lines, None, "beside", data)


def _within(path: Path, spoken: str | None, model: str | None = None) -> _Words | None:
    """The words that a file holds: embedded subtitles, or what is heard."""
    if lines := embedded(path, spoken):
        return _Words(lines, None, "embedded")
    found = heard(path, model)
    return _Words(found[0], _tag(found[1]), "heard") if found and found[0] else None


def _heard_there(url: str, settings: Settings, sound: Path | None, seconds: float) -> tuple[_Words | None, float, str]:
    """The words that the sound of an address holds, its length and digest; it is fetched where it is not there yet."""
    if sound is not None:
        return _within(sound, probe(sound).language), seconds, _digest(sound)
    with tempfile.TemporaryDirectory(prefix="storyreel-") as folder:
        kept = Path(folder) / "sound.media"
        look_up(url, settings, kept)
        return _within(kept, None), _bounded(kept), _digest(kept)


def _bounded(sound: Path) -> float:
    """The length of a sound that was fetched; a Mistake when it is over 3 hours."""
    seconds = probe(sound).seconds
    if seconds > HOURS * 3600:
        raise Mistake(f"This video lasts {seconds / 3600:.1f} hours; at most {HOURS} are read: give a shorter one.")
    return seconds


def _captions(told: dict[str, Any], fetcher: Fetcher, language_of: Callable[[str], str]) -> _Words | None:
    """The best captions that the site gives; Unavailable when it lists some and gives none."""
    failure: Unavailable | None = None
    for language, address, origin in candidates(told, language_of)[:4]:
        try:
            data = fetcher.fetch(address).checked().data
            lines = parse(data, "the captions")
        except Unavailable as error:
            failure = error
        except Mistake:
            failure = Unavailable("the site lists captions for this video but did not give them")
        else:
            if lines:
                return _Words(lines, _tag(language), origin, data)
    if failure is not None:
        raise failure
    return None


def candidates(told: dict[str, Any], language_of: Callable[[str], str]) -> list[tuple[str, str, Transcript]]:
    """Tracks of captions as (language, address, origin), the best first.

    Published ones in the language spoken, then automatic ones of it, then published ones in another language;
    automatic translations never.
    """
    published, automatic = told["subtitles"], told["automatic_captions"]
    made = {key: at for key, at in published.items() if key.endswith("-x-autogen")}
    published = {key: at for key, at in published.items() if key not in made}
    automatic = {**automatic, **made}
    original = [key for key in automatic if key.endswith(("-orig", "-x-autogen"))]
    spoken = _tag(told.get("language")) or (_tag(original[0]) if original else None)
    if spoken is None and len(automatic) == 1:
        spoken = _tag(next(iter(automatic)))
    likely = spoken or _tag(language_of(told.get("title", "")))
    first = [key for key in published if _near(key, likely)]
    first.sort(key=lambda key: (_tag(key) or "").lower() != (likely or "").lower())
    second = [key for key in automatic if spoken and _near(key, spoken)]
    second.sort(key=lambda key: key not in original)
    third = [key for key in published if key not in first]
    return [
        *((key, published[key], "published") for key in first),
        *((key, automatic[key], "automatic") for key in second[:1]),
        *((key, published[key], "published") for key in third),
    ]


def _near(key: str, language: str | None) -> bool:
    """Whether two tags name one language, in whatever country."""
    tag = _tag(key)
    return bool(tag and language) and str(tag).split("-")[0].lower() == str(language).split("-")[0].lower()


def _tag(key: str | None) -> str | None:
    """The BCP 47 language, script and region that a site's name of a track begins with; None for none."""
    match = _TAG.match((key or "").replace("_", "-").removesuffix("-orig"))
    if match is None or match[1].lower() in ("und", "mis", "mul", "zxx"):
        return None
    script, region = match[2] or "", match[3] or ""
    return f"{match[1].lower()}{script.title()}{region.upper()}"


def _beside_address(url: str, fetcher: Fetcher) -> _Words | None:
    """Subtitles of the same name beside a media file on the web."""
    parts = urlsplit(url)
    stem = parts.path.rpartition(".")[0]
    for suffix in SUFFIXES if stem else ():
        try:
            data = fetcher.fetch(urlunsplit((parts.scheme, parts.netloc, stem + suffix, "", ""))).checked().data
            lines = parse(data, "the subtitles")
        except (Unavailable, Mistake):
            continue  # none there
        if lines:
            return _Words(lines, None, "beside", data)
    return None


def _chapters(told: Sequence[tuple[str, float, float]], seconds: float) -> Iterator[Chapter]:
    for title, start, end in told:
        if title.strip():
            yield Chapter(title=one_line(title), start=start, end=end or max(seconds, start))


def _notes(words: _Words, seconds: float, spoken: str | None) -> Iterator[str]:
    if words.origin in _NOTES:
        yield _NOTES[words.origin]
    if spoken and words.language and not _near(words.language, spoken):
        yield f"Its subtitles are in {words.language}, while it is said to be spoken in {spoken}."
    if words.lines[-1].end > seconds + 2:
        yield f"Its subtitles end {words.lines[-1].end - seconds:.0f} s after it does: they may be another version's."


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
