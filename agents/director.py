"""The director with a language model: what the words of a request say and the rules may have missed."""

from collections.abc import Iterator
from typing import Any, get_args

from agents.ask import as_data
from agents.plain import line
from agents.port import Mind
from agents.rules.director import MINUTES, SHORTEST, TAG, TITLE, brief, inside, is_script, reading
from agents.rules.pace import Tone, tone
from agents.rules.reading import MOST, Reading, Shape
from agents.rules.sense import asking
from agents.rules.text import language_of
from agents.validator import numbers, place
from core.events import Asked
from core.models import Brief, Choice, Request, Understanding, Wish

LONGEST, ANSWER = 3_000, 300  # characters of a request, and of an answer, that are read
WISHES, QUESTIONS = 20, 5
TOPIC, SENTENCE, PHRASE = 200, 240, 80  # characters
YOUNGEST, OLDEST = 2, 99  # years
UNITS = (1, 60, 3600)  # seconds of what a length of time may be counted in
HOW = ", as a language model reads it"


def addressed(request: Request) -> str:
    """The words of a request that direct the making, without a script or an article that came with them."""
    if request.script is None and is_script(request) and reading(request).script is None and inside(request) is None:
        return ""
    words, pasted = request.text, inside(request)
    for text in (reading(request).script, pasted.text if pasted is not None else None):
        words = words.replace(text, " ") if text and request.script is None else words
    return "\n\n".join(one for one in (words.strip()[:LONGEST], request.answer.strip()[:ANSWER]) if one)


def question(request: Request, found: Brief, answer: Understanding | None) -> Asked | None:
    """What the user is to be asked, once, where the request can be read in several ways; None where it is plain."""
    if request.answer or request.story is not None or request.understanding is not None:
        return None
    by_rules = asking(found.topic, found.assumption, found.language)
    asked = (line(answer.question, SENTENCE) if answer is not None else "") or by_rules
    return Asked(question=asked, assumed=found.assumption or "") if asked else None


def understand(mind: Mind, words: str, found: Brief) -> Understanding:
    """What a model makes of a request's words; `found` is what the rules did. Raises Unavailable as the mind does."""
    return mind.ask("director", "understand", Understanding, {"request": as_data(words), "known": _known(found)})


def understood(request: Request, by_rules: Brief, answer: Understanding) -> Brief:
    """The brief with what a model read in the request; an option that was given always wins.

    A value is taken only with the words of the request that say it, and only where they can mean it.
    """
    words, read = addressed(request), reading(request)
    more, why = _taken(answer.wishes, words, request, read)
    found = brief(request, _merged(read, more, why)) if more else by_rules
    choices = [
        one.model_copy(update={"reason": one.reason + HOW}) if one.option in more else one for one in found.choices
    ]
    return _named(found, answer, words, request, [*choices, *_explained(more, why)])


def _taken(
    wishes: tuple[Wish, ...], words: str, request: Request, read: Reading
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that hold, by field of a reading, and the words of the request that say each."""
    more: dict[str, Any] = {}
    why: dict[str, str] = {}
    for wish in wishes[:WISHES]:
        span = place(wish.words, words) if len(wish.words) <= PHRASE else None
        phrase = words[span.start : span.end] if span is not None else ""
        for field, value in _values(wish, phrase, words) if phrase else ():
            if _is_open(field, request, read):
                more[field] = (*more.get(field, ()), value) if field in ("names", "avoid") else more.get(field, value)
                why.setdefault(field, phrase)
    return more, why


def _is_open(field: str, request: Request, read: Reading) -> bool:
    """Whether neither an option nor the rules' own reading decided it."""
    given = getattr(request, field, None) if field in ("duration", "language") else None
    return given is None and (field in ("names", "avoid") or getattr(read, field) is None)


def _values(wish: Wish, phrase: str, words: str) -> Iterator[tuple[str, object]]:
    """The field and the value that a wish means; nothing when it is out of range or its words do not say it."""
    value, plain = wish.value.strip(), line(wish.value, PHRASE)
    if wish.option in ("seconds", "count", "age"):
        if value.replace(".", "", 1).isdecimal():
            yield from _counted(wish.option, float(value), phrase)
    elif wish.option == "tone" and tone(value.lower()) != Tone():
        yield "tone", value.lower()
    elif wish.option == "shape" and value.lower() in get_args(Shape):
        yield "shape", value.lower()
    elif wish.option == "language" and TAG.fullmatch(value):
        yield "language", value
    elif wish.option in ("audience", "avoid") and plain:
        yield wish.option, plain
    elif wish.option == "name" and plain and place(plain, words) is not None:
        yield "names", plain


def _counted(option: str, number: float, phrase: str) -> Iterator[tuple[str, object]]:
    if option == "seconds" and SHORTEST <= number <= 60.0 * MINUTES and _lasts(number, phrase):
        yield "duration", number
    elif option == "count" and 1 < number <= MOST and _counts(number, phrase):
        yield "count", int(number)
    elif option == "age" and YOUNGEST <= number <= OLDEST and _counts(number, phrase):
        yield "age", int(number)
        yield "audience", phrase


def _lasts(seconds: float, phrase: str) -> bool:
    """Whether the numbers of a phrase, where it has some, can mean so many seconds: 2 minutes, 1:30, 2 and a half."""
    said = [float(one) for one in numbers(phrase)]
    alone = {number * unit for number in said for unit in UNITS}
    both = {one * 60 + other for one in said for other in said}
    return not said or seconds in alone | both or seconds - 30 in alone


def _counts(number: float, phrase: str) -> bool:
    """Whether a phrase, where it has numbers, has this one."""
    said = numbers(phrase)
    return not said or f"{number:g}" in said


def _merged(read: Reading, more: dict[str, Any], why: dict[str, str]) -> Reading:
    """The rules' reading with what was taken beside it."""
    lists = {field: tuple(dict.fromkeys((*getattr(read, field), *more.get(field, ())))) for field in ("names", "avoid")}
    return read.model_copy(update={**more, **lists, "evidence": {**why, **read.evidence}})


def _explained(more: dict[str, Any], why: dict[str, str]) -> list[Choice]:
    """Choices for what is no option."""
    shown = ("audience", "age", "count", "shape", "names", "avoid")
    return [
        Choice(option=field, value=_told(more[field]), reason=f"the request says {why[field]!r}{HOW}")
        for field in shown
        if field in more
    ]


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _named(found: Brief, answer: Understanding, words: str, request: Request, choices: list[Choice]) -> Brief:
    """The brief with topic, title, questions and assumption, as far as they are plain and the request bears them."""
    update: dict[str, Any] = {}
    pasted = is_script(request) or inside(request) is not None
    topic, title = line(answer.topic, TOPIC), line(answer.title, TITLE)
    if topic and topic != found.topic and not pasted and place(topic, words) is not None:
        update["topic"] = topic
    if title and title != found.title and not pasted and _fits(title, words, found.language):
        update["title"] = title
    asked = [line(one, SENTENCE) for one in answer.questions[: 2 * QUESTIONS]]
    if questions := tuple(dict.fromkeys(one for one in asked if one))[:QUESTIONS]:
        update["questions"] = () if found.verbatim else questions
    sense = line(answer.assumption, SENTENCE)
    if found.assumption is None and sense and not pasted:
        update["assumption"] = sense
    more = [
        Choice(option=field, value=_told(value), reason=f"the request{HOW}") for field, value in update.items() if value
    ]
    return found.model_copy(update={**update, "choices": (*choices, *more)})


def _fits(title: str, words: str, language: str) -> bool:
    """Whether a title is in the film's language and says no number that the request does not say."""
    same = len(title) < 12 or language_of(title).split("-")[0] == language.split("-")[0]
    return same and numbers(title) <= numbers(words)


def _known(found: Brief) -> str:
    """What is decided, in a few words."""
    length = f"{found.duration:g} seconds" if found.duration is not None else "not said"
    said = {
        "language": found.language, "length": length, "audience": found.audience, "tone": found.tone,
        "kind": found.shape,
    }  # fmt: skip
    return "; ".join(f"{name} {value or 'not said'}" for name, value in said.items())
