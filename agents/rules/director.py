"""The director without an LLM: request -> brief."""

import re

from agents.rules.text import direction, language_of, paragraphs, sentences
from core.errors import Mistake
from core.models import Aspect, Brief, Choice, Request, Resolution

SHORT_SIDE: dict[Resolution, int] = {"720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
RATIO: dict[Aspect, tuple[int, int]] = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}
RATE = 160  # words a minute: the upper middle of narration's 130-170
TITLE = 60  # characters
LONGEST = 200_000  # characters: far more than can be spoken in the longest film
MINUTES = 20  # the longest film
CHARACTERS = 5.6  # of a word with its space, on average; scripts without spaces are counted by these
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def brief(request: Request) -> Brief:
    """Understand a request."""
    text = material(request)
    choices: list[Choice] = []

    def choose(option: str, asked: object, default: object, why: str) -> str:
        value = str(default if asked is None else asked)
        choices.append(Choice(option=option, value=value, reason="asked for" if asked is not None else why))
        return value

    preview = request.profile == "preview"
    aspect: Aspect = request.aspect or "16:9"
    resolution: Resolution = request.resolution or ("720p" if preview else "1080p")
    fps = request.fps or (24 if preview else 30)
    choose("aspect", request.aspect, aspect, "the default")
    choose("resolution", request.resolution, resolution, f"the default of the profile {request.profile}")
    choose("fps", request.fps, fps, f"the default of the profile {request.profile}")
    language = choose("language", request.language, language_of(text), "the language of the text")
    if not _TAG.fullmatch(language):
        raise Mistake(f"--language takes a language tag such as en, ar or pt-BR, not {language!r}.")
    rate = int(choose("rate", request.rate, RATE, "a narrator's pace"))
    minutes = max(len(text.split()), len(text) / CHARACTERS / 2) / rate
    if minutes > 1.15 * MINUTES:
        raise Mistake(
            f"The script takes about {minutes:.0f} minutes to speak; the longest film is {MINUTES} minutes: "
            "cut the script, or make several films of it."
        )
    width, height = frame(aspect, resolution)
    return Brief(
        title=title(request, text, language),
        language=language,
        direction=direction(language, text),
        duration=request.duration,
        aspect=aspect,
        width=width,
        height=height,
        fps=fps,
        profile=request.profile,
        captions=request.captions,
        voice=request.voice,
        rate=rate,
        volume=request.volume,
        seed=request.seed,
        choices=tuple(choices),
    )


def material(request: Request) -> str:
    """The text that the film is made from: the script, else the request itself. A Mistake when there is none."""
    text = request.text if request.script is None else request.script
    readable = clean(text)
    if not readable.strip():
        raise Mistake("There is nothing to make a film of: give a request, or a script with --script FILE.")
    if not any(character.isalnum() for character in readable):
        raise Mistake("The text holds no words to speak: give a request or a script with at least one word.")
    if len(readable) > LONGEST:
        raise Mistake(
            f"The script has {len(readable):,} characters; the most is {LONGEST:,}: split it into several films."
        )
    return readable


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, its line ends as newlines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return "".join(c for c in text if c in "\n\t" or not _unprintable(c))


def is_script(request: Request) -> bool:
    """Whether the text is to be spoken word for word: a script was given, or the request is several sentences long."""
    if request.script is not None:
        return True
    text = clean(request.text)
    return sum(len(sentences(paragraph, language_of(text))) for paragraph in paragraphs(text)) > 1


def frame(aspect: Aspect, resolution: Resolution) -> tuple[int, int]:
    """Width and height in pixels: the resolution is the short side."""
    short = SHORT_SIDE[resolution]
    wide, high = RATIO[aspect]
    return short * wide // min(wide, high), short * high // min(wide, high)


def title(request: Request, text: str, language: str) -> str:
    """The request's own words when a script came with it, else the script's first line or clause."""
    if request.script is not None and clean(request.text).strip():
        return _shorten(" ".join(clean(request.text).split()))
    first = sentences(paragraphs(text)[0], language)[0]
    return _shorten(first)


def _shorten(text: str) -> str:
    text = " ".join(text.split()).strip("#*_ ").rstrip(".。।،,;:؛")
    if len(text) <= TITLE:
        return text
    for clause in re.split(r"(?<=\S)[,;:،؛，；：—–]\s*", text):
        if 12 <= len(clause) <= TITLE:
            return clause
        break
    cut = text[: TITLE - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[20:] else cut).rstrip(" ,;:") + "…"


def _unprintable(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF, 0xFFFD)
