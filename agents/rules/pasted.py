"""What a long text inside a request is: a script to be spoken, or an article to select from."""

import re
from dataclasses import dataclass

from agents.rules.folding import fold
from agents.rules.marks import parse
from agents.rules.phrases import pattern, tables
from agents.rules.reading import Reading
from agents.rules.text import language_of, paragraphs

ARTICLE = 250  # words from which several paragraphs that nothing else decides are an article: 1.7 minutes of speech
SEVERAL = 3  # paragraphs
SUMMARY = 60  # words below which there is nothing to select from
OVER = 1.25  # times the duration asked: a text that takes longer to say cannot be spoken whole

AS_ARTICLE = {
    "en": "The pasted text is taken as an article: the film selects from it and cites it. To have every word spoken, "
    "write “use my script exactly” above it.",
    "ar": "عُدّ النص الملصق مقالًا: يختار الفيلم منه ويستشهد به. وليُقرأ كل حرف منه اكتب فوقه «استخدم النص كما هو».",
}
AS_SCRIPT = {
    "en": "The pasted text is taken as the script and is spoken word for word. To have it selected from, write "
    "“summarise this” above it.",
    "ar": "عُدّ النص الملصق نصًّا للراوي ويُقرأ حرفًا حرفًا. وليُختار منه اكتب فوقه «لخص هذا».",
}


@dataclass(frozen=True)
class Pasted:
    """A text that came inside a request, and how it is taken; `assumption` says so where it was not said."""

    text: str
    article: bool
    assumption: str | None = None


def pasted(request: str, read: Reading, duration: float | None, rate: int) -> Pasted | None:
    """The text inside a request; None when there is none.

    `duration` (s) is what was asked for and `rate` the words a minute: what cannot be spoken whole is selected from.
    """
    if read.script is None:
        return None
    said = fold(request.replace(read.script, " ")).text
    language = language_of(read.script)
    words = len(read.script.split())
    if read.verbatim or pattern(tables()["pasted"]["script"]).search(said) or _marked(read.script, language):
        return Pasted(read.script, article=False)
    if words < SUMMARY:
        return Pasted(read.script, article=False)
    if pattern(tables()["pasted"]["article"]).search(said):
        return Pasted(read.script, article=True)
    if duration is not None:
        article = 60 * words / rate > OVER * duration
    else:
        article = words >= ARTICLE and len(paragraphs(read.script)) >= SEVERAL
    words_for = AS_ARTICLE if article else AS_SCRIPT
    return Pasted(read.script, article, words_for.get(language, words_for["en"]))


def _marked(text: str, language: str) -> bool:
    """Whether it has the marks of a script: speakers, pauses, stage directions."""
    marked = parse(text, language)
    spoken = [one for scene in marked.scenes for one in scene.paragraphs]
    return any(one.speaker or one.pause for one in spoken) or bool(re.search(r"^\s*\[[^\]\n]+\]\s*$", text, re.M))


def is_subject(topic: str) -> bool:
    """Whether words name a subject, and not only the text itself ("this essay")."""
    words = re.findall(r"\w+", fold(topic).text)
    return not all(word in tables()["pasted"]["generic"].split() for word in words)
