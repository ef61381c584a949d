"""The director without an LLM: request -> brief."""

import re
from typing import TypeVar

from agents.rules import abroad
from agents.rules.folding import fold
from agents.rules.marks import parse
from agents.rules.pace import RATE, bed, is_young, tone
from agents.rules.pasted import Pasted, is_subject, pasted
from agents.rules.reading import Reading
from agents.rules.reading import read as read_request
from agents.rules.safety import refusal
from agents.rules.sense import answered
from agents.rules.signs import legible
from agents.rules.text import direction, language_of, paragraphs, sentences
from core.errors import Mistake, Rejected
from core.models import Aspect, Brief, CaptionMode, CaptionStyle, Choice, Request, Resolution
from tools.film.port import ASSEMBLERS

SHORT_SIDE: dict[Resolution, int] = {"720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
RATIO: dict[Aspect, tuple[int, int]] = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}
TITLE = 60  # characters
LONGEST = 200_000  # characters: far more than can be spoken in the longest film
TOPIC = 2000  # characters of what a film is about
ADULTS = (130, 170)  # words a minute of natural narration
SLOW = 125  # words a minute for children
CHILDREN = (110, 150)
DIRECTING = {"duration", "aspect", "count", "captions", "music", "style", "language", "audience"}
"""Options whose words show that a request directs the making, and is no script."""
SHORTEST = 5.0  # seconds
MINUTES = 20  # the longest film
CHARACTERS = 5.6  # of a word with its space, on average; scripts without spaces are counted by these
Option = TypeVar("Option", bound=str | float)
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def brief(request: Request, read: Reading | None = None) -> Brief:
    """Understand a request: an option that was given wins, then what its words say (`read`), then the default."""
    text, read = material(request), read or reading(request)
    refused = refusal("\n".join((request.text, request.answer, request.script or "")))
    if refused is not None:
        raise Rejected(refused)
    options = _Options(read)
    preview = f"the default of the profile {request.profile}"
    aspect: Aspect = options.choose("aspect", request.aspect, read.aspect, "16:9")
    small = request.profile == "preview"
    usual: Resolution = "720p" if small else "1080p"
    resolution = options.choose("resolution", request.resolution, None, usual, preview)
    fps = options.choose("fps", request.fps, None, 24 if small else 30, preview)
    captions: CaptionMode = options.choose("captions", request.captions, read.captions, "burned")
    caption_style = _caption_style(request, options, aspect, captions)
    duration = _duration(request, options)
    language = options.choose("language", request.language, read.language, *_language(request, text))
    if not TAG.fullmatch(language):
        raise Mistake(f"--language takes a language tag such as en, ar or pt-BR, not {language!r}.")
    rate = _rate(request, read, options)
    _check_script(request, text, language, rate)
    width, height = frame(aspect, resolution)
    topic = _topic(request, read)
    return Brief(
        title=title(request, _named(request, read, topic), language),
        topic=topic,
        language=language,
        direction=direction(language, text),
        duration=duration,
        audience=read.audience,
        age=read.age,
        tone=read.tone,
        count=read.count,
        shape=read.shape,
        names=read.names,
        avoid=read.avoid,
        verbatim=is_script(request),
        assumption=_assumption(request, read),
        aspect=aspect,
        width=width,
        height=height,
        fps=fps,
        profile=request.profile,
        captions=captions,
        caption_style=caption_style,
        music=_music(request, read, options),
        track=request.track,
        motion=request.motion,
        effects=request.effects,
        source_line=request.source_line,
        assembler=ASSEMBLERS.entry(request.assembler or ASSEMBLERS.default(mock=True)).name,
        encoder=request.encoder,
        voice=request.voice,
        rate=rate,
        volume=request.volume,
        seed=request.seed,
        choices=tuple(options.chosen),
    )


class _Options:
    """Resolves options and keeps each with its reason."""

    def __init__(self, read: Reading) -> None:
        self.read = read
        self.chosen: list[Choice] = []

    def choose(
        self, option: str, given: Option | None, said: Option | None, default: Option, why: str = "the default"
    ) -> Option:
        """The option given, else what the request says, else the default."""
        if given is not None:
            reason = "given as an option"
            if said is not None and said != given:
                reason += f"; it wins over the request's {self.read.evidence.get(option, said)!r}"
        elif said is not None:
            reason = f"the request says {self.read.evidence.get(option, said)!r}"
        else:
            reason = why
        value = given if given is not None else said if said is not None else default
        self.chosen.append(Choice(option=option, value=str(value), reason=reason))
        return value


def _music(request: Request, read: Reading, options: _Options) -> str:
    """The mood of the music: as asked, else what goes with the tone, the audience and the kind of film."""
    asked = request.music if request.music != "auto" else None
    if asked is None and read.music is None:
        mood, why = bed(read.tone, child=is_young(read.audience, read.age), shape=read.shape)
        return options.choose("music", None, None, mood, why)
    return options.choose("music", asked, read.music, "none")


def _caption_style(request: Request, options: _Options, aspect: Aspect, captions: CaptionMode) -> CaptionStyle:
    """How captions look: big where they are burned into an upright film, which is watched on a telephone."""
    usual: CaptionStyle = "big" if aspect == "9:16" and captions == "burned" else "boxed"
    why = "the default of 9:16: it is watched on a small screen" if usual == "big" else "the default"
    return options.choose("caption_style", request.caption_style, None, usual, why)


def _rate(request: Request, read: Reading, options: _Options) -> int:
    """The speech rate: slower for children, as the tone asks within what is natural."""
    child = is_young(read.audience, read.age)
    usual, (least, most) = (SLOW, CHILDREN) if child else (RATE, ADULTS)
    change = tone(read.tone)
    rate = min(max(round(usual * change.speech), least), most)
    why = "slow enough for children" if child else "a narrator's pace"
    if read.tone is not None:
        says = change.says if request.rate is None else "the rate was given as an option"
        chosen = f"the request says {read.evidence.get('tone', read.tone)!r}: {says}"
        options.chosen.append(Choice(option="tone", value=read.tone, reason=chosen))
        why = f"{why}, {read.tone}"
    return options.choose("rate", request.rate, None, rate, why)


def _named(request: Request, read: Reading, topic: str) -> str:
    """The words that a film is named by; none where its sources name it."""
    if inside(request) is None and not topic:
        return "" if request.sources else read.topic
    directed = bool(DIRECTING & set(read.evidence)) or inside(request) is not None
    return topic if directed else legible(clean(request.text))


def _topic(request: Request, read: Reading) -> str:
    """What the film is about; nothing where only a pasted article or a source says it, or nobody does."""
    if read.bare or (request.sources and not is_subject(read.topic)):
        return ""
    found = inside(request)
    if found is None or not found.article:
        return read.topic
    own = read.topic not in found.text and is_subject(read.topic)
    return read.topic if own else ""


def _assumption(request: Request, read: Reading) -> str | None:
    found = inside(request)
    if found is not None:
        return found.assumption
    told = is_script(request) or bool(request.sources)  # a source says by itself what is meant
    return None if told else answered(read.assumption, request.answer)


def reading(request: Request) -> Reading:
    """What the request's own words say; a script that came with it is not read for options."""
    return read_request(legible(clean(request.text)))


def _duration(request: Request, options: _Options) -> float | None:
    said = options.read.duration
    if said is not None:
        said = min(max(said, SHORTEST), 60.0 * MINUTES)
    if request.duration is None and said is None:
        return None
    return options.choose("duration", request.duration, said, 0.0)


def _language(request: Request, text: str) -> tuple[str, str]:
    """The language and why, when nothing was said of it."""
    if request.sources:
        return request.sources[0].language, "the language of the first source"
    asked = None if is_script(request) else abroad.language(fold(text).text)
    return asked or language_of(text), "the language of the text"


def _check_script(request: Request, text: str, language: str, rate: int) -> None:
    """Raise a Mistake when a script holds nothing to speak, or too much, and when a topic is a whole text."""
    if not is_script(request):
        if len(reading(request).topic) > TOPIC and inside(request) is None:
            raise Mistake(
                f"The request is a topic of {len(text):,} characters: give a text to be told with --source FILE, "
                "or one to be spoken with --script FILE."
            )
        return
    if not any(scene.paragraphs for scene in parse(scripted(request), language).scenes):
        raise Mistake("The script holds only marks and no words to speak: write the sentences to be spoken into it.")
    minutes = max(len(text.split()), len(text) / CHARACTERS / 2) / rate
    if minutes > 1.15 * MINUTES:
        raise Mistake(
            f"The script takes about {minutes:.0f} minutes to speak; the longest film is {MINUTES} minutes: "
            "cut the script, or make several films of it."
        )


def material(request: Request) -> str:
    """The words that came: the script, else the request itself. A Mistake when there is nothing to make a film of."""
    readable = legible(clean(request.text)) if request.script is None else clean(request.script)
    if request.sources and request.script is None:
        return readable
    if not readable.strip():
        raise Mistake("There is nothing to make a film of: give a request, a --source, or a script with --script FILE.")
    if not any(character.isalnum() for character in readable):
        raise Mistake("The text holds no words to speak: give a request or a script with at least one word.")
    if len(readable) > LONGEST:
        raise Mistake(
            f"The script has {len(readable):,} characters; the most is {LONGEST:,}: split it into several films."
        )
    return readable


def scripted(request: Request) -> str:
    """The script to be spoken word for word (see `is_script`)."""
    return material(request) if request.script is not None else (reading(request).script or material(request))


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, its line ends as newlines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return "".join(c for c in text if c in "\n\t" or not _unprintable(c))


def is_script(request: Request) -> bool:
    """Whether words are to be spoken as they stand: a script was given, pasted, or is all that there is.

    A request of several sentences without a source is a script when little of it directs the making.
    """
    if request.script is not None:
        return True
    read = reading(request)
    if (found := inside(request)) is not None:
        return not found.article
    if read.verbatim:
        return True
    if request.sources or DIRECTING & set(read.evidence):
        return False
    text = clean(request.text)
    return sum(len(sentences(paragraph, language_of(text))) for paragraph in paragraphs(text)) > 1


def inside(request: Request) -> Pasted | None:
    """The text that was pasted into the request, and whether it is spoken or selected from."""
    if request.script is not None:
        return None
    read = reading(request)
    return pasted(clean(request.text), read, request.duration or read.duration, request.rate or RATE)


def frame(aspect: Aspect, resolution: Resolution) -> tuple[int, int]:
    """Width and height in pixels: the resolution is the short side."""
    short = SHORT_SIDE[resolution]
    wide, high = RATIO[aspect]
    return short * wide // min(wide, high), short * high // min(wide, high)


def title(request: Request, topic: str, language: str) -> str:
    """The request's own words, else the script's heading or first clause; "" leaves it to the sources."""
    found = inside(request)
    if is_script(request) or (found is not None and not topic.strip()):
        if request.script is not None and topic.strip():
            return _shorten(topic)
        marked = parse(found.text if found is not None else scripted(request), language)
        if marked.title:
            return _shorten(marked.title)
        return _shorten(sentences(marked.scenes[0].paragraphs[0].text, language)[0])
    return _shorten(topic[:1].upper() + topic[1:])


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
