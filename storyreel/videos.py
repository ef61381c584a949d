"""A video as what a film is made of: its words and its sound become the options of a request."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from core.errors import Mistake, Rejected, Unavailable
from core.settings import Settings

if TYPE_CHECKING:
    from tools.sources.video import Video

VideoUse = Literal["illustrate", "retell", "summarise"]
LONGEST = 1200.0  # s of a film


def of_video(
    video: str | Path,
    use: str,
    options: dict[str, Any],
    text: str,
    settings: Settings,
    subtitles: str | Path | None = None,
) -> dict[str, Any]:
    """The options of a request with what a video gives: `text`, and `story` and `video`, or `sources`.

    illustrate: pictures in time with the video's own sound. retell: a narrator says its words. summarise: a film that
    rests on its transcript, which may be given in the file `subtitles`. Raises
    Mistake for what cannot be read, and where there is no transcript (`NoTranscript`,
    whose `code` is no_transcript).
    """
    from agents.rules.safety import refusal_of_document
    from agents.rules.text import sentences
    from agents.rules.transcript import as_document, script
    from core.models import Footage
    from tools.sources.job import keep
    from tools.sources.video import sentences_in_time
    from tools.store.local import LocalStore

    if use not in get_args(VideoUse):
        raise Mistake(f"--video-as takes {', '.join(get_args(VideoUse))}, not {use!r}.")
    if options.get("script") is not None:
        raise Mistake("A film has either a script or a video: leave one of them out.")
    words = None if subtitles is None else Path(subtitles).expanduser()
    if words is not None and not words.is_file():
        raise Mistake(f"There is no file {words}: name the video's .srt or .vtt file with --subtitles.")
    store = LocalStore(settings.home)
    read, sound = _read(video, use == "illustrate", settings, words)
    refused = refusal_of_document(f"{read.title}\n{' '.join(line.text for line in read.lines)}")
    if refused is not None:
        raise Rejected(f"{read.name}: {refused}")
    footage = Footage(
        name=read.name, title=read.title, url=read.url, author=read.author, date=read.date, language=read.language,
        seconds=read.seconds, transcript=read.transcript, sha256=read.sha256, sound=sound,
    )  # fmt: skip
    lines = sentences_in_time(read.lines, sentences, read.language)
    title = text.strip() or read.title
    if use == "summarise":
        from agents.rules.text import language_of

        kept = keep(store, as_document(footage, lines, read.chapters, language_of), "video")
        return {**options, "text": title, "video": footage, "sources": (kept,)}
    _fits(read, use, options)
    told = script(footage, lines, read.chapters, read.notes).model_copy(update={"title": title})
    given: dict[str, Any] = {"text": title, "video": footage, "story": told, "facts": ()}
    if use == "illustrate":
        given |= {"language": read.language, "music": options.get("music") or "none"}
    return {**options, **given}


def _fits(read: "Video", use: str, options: dict[str, Any]) -> None:
    """Raise a Mistake where the options ask for what such a film cannot be."""
    if read.seconds > LONGEST:
        raise Mistake(
            f"{read.name} lasts {read.seconds / 60:.0f} minutes and a film at most {LONGEST / 60:.0f}: use "
            "--video-as summarise, or give a part of it."
        )
    if use != "illustrate":
        return
    if options.get("duration") is not None:
        raise Mistake("A film that illustrates a video lasts as long as it does: leave --duration out, or retell it.")
    language = options.get("language")
    if language is not None and language.split("-")[0] != read.language.split("-")[0]:
        raise Mistake(f"The video speaks {read.language}: use --video-as retell with --language {language}.")


def _read(video: str | Path, heard: bool, settings: Settings, subtitles: Path | None) -> "tuple[Video, str]":
    """The video, and the key of its sound in the store where it is to be heard."""
    from agents.rules.text import language_of
    from storyreel.films import ADDRESS
    from tools.sources.footage import keep_sound, video_at
    from tools.sources.video import read_file, sound
    from tools.store.local import LocalStore
    from tools.web.fetch import Fetcher

    store = LocalStore(settings.home)
    if ADDRESS.match(str(video)):
        try:
            return video_at(
                store, str(video), settings, Fetcher(settings), language_of, heard=heard, subtitles=subtitles
            )
        except Unavailable as error:
            shown = re.sub(r"//[^/@]*@", "//", str(video)[:200])  # a password is not repeated
            raise Mistake(f"{shown} cannot be used: {error.reason}.") from None
    path = Path(video).expanduser()
    if not path.is_file():
        raise Mistake(f"There is no video {path}: give a media file or a web address with --video-url.")
    try:
        read = read_file(path, language_of, subtitles=subtitles)
        if not heard:
            return read, ""
        return read, keep_sound(store, read.sha256, lambda place: sound(path, place))
    except Unavailable as error:
        raise Mistake(f"{path.name} cannot be used: {error.reason}.") from None
