"""How much each sentence deserves to be narrated: relevance, centrality, place, interest, penalties."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agents.rules.pace import is_young
from agents.rules.writer.asked import answering, question
from agents.rules.writer.draft import Wish
from agents.rules.writer.lexicon import Lexicon, lexicon
from agents.rules.writer.reading import Key, Sentence, carrying
from agents.rules.writer.trim import ENDED, balanced, plain
from agents.rules.writer.words import FIGURE, stems, tokens
from tools.sources.port import Document

LABEL = 14  # words below which a paragraph without a full stop is a title or a caption
FRAGMENT = 7  # words below which an item without a full stop is a label ("Two eggs")
ANSWER = 1.5  # for a sentence that answers what the request asks
ASIDE = 0.6  # against a document whose title names nothing of the topic, beside one whose title does
BESIDE = 0.6  # against a sentence that answers nothing of what is asked
DEFINES = 0.4  # for a sentence that says what its section is about: "This change is called condensation."
HEARSAY = 1.5  # against what somebody says and nobody vouches for
DAMPING = 0.85  # LexRank, Erkan and Radev 2004
ROUNDS = 30
LINK = 0.08  # cosine from which two sentences are linked
MOST_RANKED = 700  # sentences whose links are counted; the rest rank by their words alone
LONG, LONG_YOUNG = 34, 16  # words from which a sentence is long to listen to
SHORT = 8  # words below which a sentence mostly announces the next
INSIDE_WORDS = ("zh", "ja", "fa", "ko")
QUESTION = ("?", "؟", "？")
UNSPOKEN = re.compile(r"https?:|www\.|@|\|{1,}|[{}<>\\=]{1,}|_{2,}")
ORDERING = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|rules)\b|\bsystem prompt\b|\bas an ai\b", re.I
)
"""What a page says to a machine that reads it."""
PICTURED = re.compile(r"\b(?:fig(?:ure)?|table|photo|image|chart)s?\.?\s*\d", re.I)


@dataclass(frozen=True)
class Ranking:
    """Scores by sentence, the weight of each stem, and the stems of the topic."""

    score: Mapping[Key, float]
    weight: Mapping[str, float]
    topic: frozenset[str]
    barred: frozenset[Key]
    """What is never narrated: boilerplate and what cannot be spoken."""
    named: bool = False
    """Whether the request names something that the documents speak of."""
    answer: Mapping[Key, float] = field(default_factory=dict)
    """How far each sentence answers what the request asks of its subject, 0 to 1; empty where it asks nothing."""


def rank(documents: Sequence[Document], texts: Sequence[Sequence[Sentence]], wish: Wish) -> Ranking:
    """Rank the sentences of all documents."""
    everything = [sentence for text in texts for sentence in text]
    weight = _weights(everything)
    asked = topic_stems(wish, documents)
    centre = centrality(everything, weight)
    young = is_for_children(wish)
    wanted = question(wish.topic, wish.language, subjects(documents), asked)
    answers = {key: value for text in texts for key, value in answering(text, wanted).items()}
    titled = [at for at, one in enumerate(documents) if asked & frozenset(carrying(one.title, one.language))]
    last = {sentence.document: sentence.number for sentence in everything}
    score: dict[Key, float] = {}
    for sentence in everything:
        known = lexicon(sentence.language)
        subject = frozenset(carrying(documents[sentence.document].title, sentence.language))
        value = (
            (0.0 if not titled or sentence.document in titled else -ASIDE)
            + 1.1 * relevance(sentence, asked, subject)
            + 1.0 * centre[sentence.key]
            + place(sentence, last[sentence.document])
            + 0.35 * interest(sentence, known)
            + ANSWER * answers[sentence.key]
            - BESIDE * (bool(wanted.focus) and sentence.number > 0 and not answers[sentence.key])
            + DEFINES * defines(sentence, known)
            - penalty(sentence, known, young) * (1.0 if sentence.words > SHORT else 1 - answers[sentence.key])
        )
        score[sentence.key] = round(value, 6)
    barred = frozenset(sentence.key for sentence in everything if is_noise(sentence))
    return Ranking(score, weight, asked, barred, bool(_named(wish, documents)), answers if wanted.asks else {})


def subjects(documents: Sequence[Document]) -> frozenset[str]:
    """The stems of the documents' titles: what they are about."""
    return frozenset(stem for document in documents for stem in carrying(document.title, document.language))


def topic_stems(wish: Wish, documents: Sequence[Document]) -> frozenset[str]:
    """The stems of the request's subject; those of the documents' titles when it names none that they know."""
    return _named(wish, documents) or subjects(documents)


def _named(wish: Wish, documents: Sequence[Document]) -> frozenset[str]:
    """The stems of the request that the documents know."""
    known = lexicon(wish.language)
    said = frozenset(carrying(wish.topic, wish.language)) - frozenset(
        stem for word in known.words("asked") for stem in stems(word, wish.language)
    )
    held = {stem for document in documents for stem in carrying(document.text[:20_000], document.language)}
    return frozenset(stem for stem in said if stem in held and not stem.isdigit())


def is_for_children(wish: Wish) -> bool:
    """Whether the audience is one of children."""
    said = f"{wish.audience or ''} {wish.topic}"
    languages = (wish.language, "en")
    return is_young(wish.audience) or any(lexicon(one).holds("young").search(plain(said, one)) for one in languages)


def _weights(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Inverse frequency over sentences, damped for stems that stand only once."""
    count = Counter(stem for sentence in sentences for stem in sentence.stems)
    total = len(sentences) + 1
    return {stem: math.log(1 + total / times) * (0.6 if times == 1 else 1.0) for stem, times in count.items()}


def relevance(sentence: Sentence, asked: frozenset[str], subject: frozenset[str]) -> float:
    """The share of the topic's stems that the sentence, its heading or its document's title names, 0 to 1."""
    named = len(sentence.stems & asked) / max(1, min(3, len(asked)))
    under = frozenset(carrying(sentence.heading or "", sentence.language))
    headed = len(under & asked) / max(1, min(3, len(asked)))
    own = len(sentence.stems & (under | subject)) / max(1, min(4, len(under | subject)))
    return min(1.0, named) * 0.6 + min(1.0, headed) * 0.2 + min(1.0, own) * 0.2


def centrality(sentences: Sequence[Sentence], weight: Mapping[str, float]) -> dict[Key, float]:
    """LexRank over TF-IDF cosines, scaled so that the most central sentence has 1."""
    ranked = sentences
    if len(sentences) > MOST_RANKED:
        ranked = sorted(sentences, key=lambda one: (-sum(weight[stem] for stem in sorted(one.stems)), one.key))
        ranked = ranked[:MOST_RANKED]
    links = _links(ranked, weight)
    value = [1.0] * len(ranked)
    out = [sum(links[at].values()) or 1.0 for at in range(len(ranked))]
    for _ in range(ROUNDS):
        value = [
            1 - DAMPING + DAMPING * sum(value[other] * near / out[other] for other, near in links[at].items())
            for at in range(len(ranked))
        ]
    most = max(value, default=1.0)
    scaled = {sentence.key: 0.0 for sentence in sentences}
    scaled.update({sentence.key: value[at] / most for at, sentence in enumerate(ranked)})
    return scaled


def _links(sentences: Sequence[Sentence], weight: Mapping[str, float]) -> list[dict[int, float]]:
    holders: dict[str, list[int]] = defaultdict(list)
    norm = [_norm(sentence.stems, weight) for sentence in sentences]
    links: list[dict[int, float]] = [{} for _ in sentences]
    for at, sentence in enumerate(sentences):
        shared: dict[int, float] = defaultdict(float)
        for stem in sorted(sentence.stems):
            for other in holders[stem]:
                shared[other] += weight[stem] ** 2
            holders[stem].append(at)
        for other, product in shared.items():
            near = product / (norm[at] * norm[other])
            if near >= LINK:
                links[at][other] = links[other][at] = near
    return links


def _norm(held: frozenset[str], weight: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight[stem] ** 2 for stem in sorted(held))) or 1.0


def likeness(one: Sentence, other: Sentence, weight: Mapping[str, float]) -> float:
    """Cosine of two sentences' weighted stems, 0 to 1."""
    shared = sum(weight[stem] ** 2 for stem in sorted(one.stems & other.stems))
    return shared / (_norm(one.stems, weight) * _norm(other.stems, weight))


def place(sentence: Sentence, last: int) -> float:
    """What the place in document and paragraph is worth: openings say what follows, endings what it comes to."""
    value = 0.35 if sentence.place == 0 else 0.0
    if sentence.number == 0:
        value += 0.8
    elif sentence.number <= 2:
        value += 0.3
    return value + (0.15 if sentence.number == last else 0.0)


def interest(sentence: Sentence, known: Lexicon) -> float:
    """How striking a sentence is, 0 to 1: numbers and extremes."""
    figures = len(FIGURE.findall(sentence.text))
    return min(1.0, 0.35 * min(figures, 2) + 0.3 * min(extremes(sentence, known), 2))


def extremes(sentence: Sentence, known: Lexicon) -> int:
    """How many words of extremes ("largest", "never") a sentence has; in joined scripts they stand inside words."""
    if known.language in INSIDE_WORDS:
        return sum(word in sentence.text for word in known.words("striking"))
    words = {word.lower() for word in tokens(plain(sentence.text, known.language))}
    return len(known.words("striking") & words)


def penalty(sentence: Sentence, known: Lexicon, young: bool) -> float:
    """What speaks against a sentence: a question, a first person, length, an open list, cut marks."""
    words = [word.lower() for word in tokens(plain(sentence.text, known.language))]
    long, weight = (LONG_YOUNG, 0.1) if young else (LONG, 0.04)
    value = weight * max(0.0, sentence.words - long)
    value += 0.0 if defines(sentence, known) else 0.12 * max(0.0, SHORT - sentence.words)
    value += 0.5 if sentence.raw.rstrip().endswith(QUESTION) else 0.0
    value += 0.7 if known.words("first") & set(words) and "“" not in sentence.raw and '"' not in sentence.raw else 0.0
    value += HEARSAY if is_hearsay(sentence, known) else 0.0
    value += 0.9 if sentence.raw.rstrip().endswith((":", "：")) else 0.0
    value += 0.8 if sentence.raw.lstrip().startswith(("(", "（", "[")) else 0.0
    value += 0.5 if sentence.raw.rstrip().endswith(("…", "...")) else 0.0
    return value


def defines(sentence: Sentence, known: Lexicon) -> float:
    """How far a sentence says what something is: its section's name, what was just told ("This is called"), a term."""
    text = plain(sentence.joined, known.language)
    if (
        known.holds("defines").search(text)
        and frozenset(carrying(sentence.heading or "", known.language)) & sentence.stems
    ):
        return 1.0
    named = known.holds("names").search(text) is not None
    return (2.0 if sentence.words <= SHORT and known.opens("bound").match(text) else 0.7) * named


def is_hearsay(sentence: Sentence, known: Lexicon) -> bool:
    """Whether somebody only says so: "my uncle swears", "some say"."""
    return known.holds("hearsay").search(plain(sentence.raw, known.language)) is not None


def is_noise(sentence: Sentence) -> bool:
    """Whether the sentence is a page's furniture or cannot be spoken."""
    known = lexicon(sentence.language)
    if known.holds("boilerplate").search(plain(sentence.raw, known.language)):
        return True
    most = FRAGMENT if sentence.kind == "item" else LABEL if sentence.place == 0 and known.data else 0
    if sentence.words < most and not ENDED.search(sentence.raw.rstrip().rstrip(":：")):
        return True
    letters = sum(char.isalpha() for char in sentence.text)
    unspoken = any(pattern.search(sentence.text) for pattern in (UNSPOKEN, PICTURED, ORDERING))
    return unspoken or letters < 2 or not balanced(sentence.text)
