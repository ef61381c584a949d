"""Which sentence needs which before it: pronouns without their noun, "this", "the latter", answers, "then"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agents.rules.writer.lexicon import Lexicon, lexicon
from agents.rules.writer.reading import Key, Sentence, carrying
from agents.rules.writer.trim import plain
from agents.rules.writer.words import stem, tokens

NOUN_PHRASE = 3  # words before "he" or "his" that hold its noun when they open with an article
LEADING = 4  # words before "it" or "they" that may all be light
LIGHT = frozenset({"half", "third", "thirds", "quarter", "quarters", "percent", "hundreds", "thousands", "part"})
EARLY = 8  # words in which he or she without a name before it means someone named earlier
DEMONSTRATIVES = ("this", "these", "those")
CLAUSE = re.compile(r"[,;:]\s*(?:and|but|so|or|because|which|where|while)?\s*\Z|\b(?:and|but|so)\s\Z", re.I)
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»\.?|「[^」]*」。?")
PRESUPPOSED = re.compile(r"(?:To \w+ that|After|Once|Before|Because|Since|Although) ([^,]+),")
OPPOSED = 16  # words of the longest sentence that only sets itself against another
THEM = re.compile(r"\b(?:them|they|themselves)\b")
PLURAL = re.compile(
    r"\b(?:\w{2,}[^su\Wi]s|\w+ies|people|men|women|children|feet|teeth|mice|geese|sheep|fish|police|both|many|few|some|"
    r"others|most|all|two|three|four|five|six|seven|eight|nine|ten|hundreds|and|their|they|every\w*|each|any\w*|no one|"
    r"someone|nobody|who|\d+)\b"
)
OPENING = 4  # sentences in which a life names its hero and says "he" or "she"
HERO = 0.8  # share of the pronouns that mean the hero
FULL_NAME = re.compile(r"[A-Z][\w'’.-]+ (?:\w+ )?[A-Z][\w'’-]+")
SUBJECT = 3  # how often a subject that is taken for known counts
NOUN_BEFORE = 5  # words before "this" in its own clause's neighbour that may hold what it stands for


@dataclass(frozen=True)
class Bond:
    """`exact`: right after its predecessor only. `run`: after any sentence of the run that began at `root`.

    `hero`: after anything once `root` was told, which names the one person that the whole text is about.
    """

    kind: Literal["none", "exact", "run", "hero"]
    root: int = -1


FREE = Bond("none")
EXACT = Bond("exact")


def bonds(text: Sequence[Sentence]) -> list[Bond]:
    """The bond of each sentence of one document."""
    found: list[Bond] = []
    people: int | None = None
    hero = hero_pronoun(text)
    proper = frozenset(name for sentence in text for name in names(sentence))
    for at, sentence in enumerate(text):
        known = lexicon(sentence.language)
        group = pronoun_group(sentence, known)
        if at and (leans(sentence, text[at - 1], known) or (group is None and means_others(sentence))):
            found.append(EXACT)
        elif at == 0 or group is None:
            found.append(FREE)
        elif group is not None and group == hero:
            found.append(Bond("hero", 0))
        elif group in ("he", "she"):
            found.append(Bond("run", people if people is not None else at - 1))
        else:
            before = found[at - 1]
            root = before.root if before.kind == "run" and pronoun_group(text[at - 1], known) == group else at - 1
            found.append(Bond("run", root))
        if group is None and proper & frozenset(tokens(sentence.text)):
            people = at
    return found


def follows(before: Sentence | None, sentence: Sentence, bond: Bond, bond_before: Bond) -> bool:
    """Whether the sentence may be narrated right after `before` (None: it opens)."""
    if bond.kind == "none":
        return True
    if before is None or before.document != sentence.document or before.number >= sentence.number:
        return False
    if before.number == sentence.number - 1:
        return True
    return bond.kind == "hero" or (
        bond.kind == "run"
        and (before.number == bond.root or (bond_before.kind == "run" and bond_before.root == bond.root))
    )


def needs(sentence: Sentence, bond: Bond) -> int | None:
    """The number of the sentence that must be taken with this one."""
    if bond.kind == "none":
        return None
    return sentence.number - 1 if bond.kind == "exact" else bond.root


def hero_pronoun(text: Sequence[Sentence]) -> str | None:
    """He or she, when a text's first sentences speak of one person and nearly all such pronouns mean that one."""
    groups = [pronoun_group(one, lexicon(one.language)) for one in text]
    people = [group for group in groups if group in ("he", "she")]
    first = next((group for group in groups[1:OPENING] if group in ("he", "she")), None)
    named = bool(text) and FULL_NAME.match(text[0].text) is not None
    return first if named and len(people) >= OPENING and people.count(str(first)) >= HERO * len(people) else None


def names(sentence: Sentence) -> frozenset[str]:
    """The capitalised words inside a sentence of a script with capitals, its first word left out."""
    words = tokens(sentence.text)
    return frozenset(word for word in words[1:] if word[:1].isupper() and len(word) > 1 and not word.isupper())


def pronoun_group(sentence: Sentence, known: Lexicon) -> str | None:
    """The pronoun that the sentence means someone before it by: he, she, it or they."""
    if known.holds("empty_it").match(sentence.text):
        return None
    words = tokens(plain(sentence.text, known.language))
    for at, word in enumerate(words[:EARLY]):
        group = known.pronouns.get(word)
        if group is None:
            continue
        if at == 0 or (group in ("it", "they") and _only_leading(words[:at], known)):
            return group
        return None if group in ("it", "they") else _unless_named(group, tokens(sentence.text)[:at], known)
    return None


def _only_leading(words: Sequence[str], known: Lexicon) -> bool:
    """Whether nothing before a pronoun can be its noun: "Two thirds of them", "Between them", "Every year it"."""
    light = known.stop | known.words("openers") | known.words("numbers") | LIGHT
    opened = words[0] in known.words("openers") and len(words) <= 2
    return opened or (len(words) <= LEADING and all(word in light or word.isdigit() for word in words))


def _unless_named(group: str, before: Sequence[str], known: Lexicon) -> str | None:
    """The group, unless the words before the pronoun name someone."""
    if len(before) >= NOUN_PHRASE and before[0].lower() in ("the", "a", "an"):
        return None
    named = any(name[:1].isupper() and not name.isupper() for name in before[1:])
    opening = before[0].lower()
    common = opening in known.words("openers") or opening in known.stop
    return None if named or (before[0][:1].isupper() and not common) else group


def leans(sentence: Sentence, before: Sentence, known: Lexicon) -> bool:
    """Whether the sentence cannot be understood without the one before it, whatever else is said."""
    text = plain(sentence.text, known.language)
    if known.opens("bound").match(text) or known.holds("inside").search(text):
        return True
    if QUOTATION.fullmatch(sentence.raw.strip()):  # who speaks stands before it
        return True
    if before.raw.rstrip().endswith((":", "：")) and sentence.block == before.block:
        return True
    if before.raw.rstrip().endswith(("?", "؟", "？")) and sentence.block == before.block:
        return True
    if sentence.block == before.block and contrasts(sentence, before, known):
        return True
    if known.language == "en":
        return _points_back(text)
    return known.language == "ar" and _leans_in_arabic(sentence, known)


def contrasts(sentence: Sentence, before: Sentence, known: Lexicon) -> bool:
    """Whether the sentence denies or adds to what the one before says: "A fixed light does not flash at all"."""
    opposed = known.holds("opposes").search(plain(sentence.text, known.language))
    if opposed is None or sentence.words > OPPOSED:
        return False
    said, earlier = carrying(sentence.text, sentence.language), before.stems
    # The first word is the subject: that both sentences speak of the same thing is no contrast.
    return any(one in earlier for one in said[1:])


def means_others(sentence: Sentence) -> bool:
    """Whether "them" in an English sentence has no plural before it there: "China tried to stop them"."""
    match = THEM.search(sentence.text) if sentence.language == "en" else None
    return match is not None and not PLURAL.search(sentence.text[: match.start()])


def _points_back(text: str) -> bool:
    """Whether "this" or "these" in English stands for something outside the sentence."""
    for match in re.finditer(r"\b(this|these|those)\b(?! (?:who|that|which|with|of|day|days|year|week)\b)", text):
        before = text[: match.start()]
        resolved = CLAUSE.search(before) is not None and len(before.split()) >= NOUN_BEFORE
        if not resolved:
            return True
    return False


def _leans_in_arabic(sentence: Sentence, known: Lexicon) -> bool:
    """A joined "and", a verb without its subject, or a first word with the pronoun of someone else."""
    words = tokens(plain(sentence.text, "ar"))
    if len(words) < 2 or sentence.place == 0:
        return len(words) >= 2 and _owned(words[0], known)
    joined = words[0][0] in known.text("clitics") and words[0] not in known.words("rooted") and len(words[0]) > 2
    subjectless = words[1] in known.words("prepositions") and not _nominal(words[0], known)
    return (joined and not words[0][1:].startswith("ال")) or subjectless or _owned(words[0], known)


def _nominal(word: str, known: Lexicon) -> bool:
    return word.startswith(("ال", "وال")) or word.endswith("ة") or word in known.stop


def _owned(word: str, known: Lexicon) -> bool:
    attached = tuple(known.words("attached"))
    return word.endswith(attached) and len(word) > 3 and word not in known.words("unattached")


def givens(text: Sequence[Sentence], topic: frozenset[str]) -> dict[Key, list[frozenset[Key]]]:
    """For each thing that a sentence speaks of as known, the sentences before it that name that thing.

    Known things are names, and in English nouns with "the" or in a clause that takes them for granted. What nothing
    before names is known to everybody. What an English sentence has as its subject ("The ribbon cools slowly") is there
    SUBJECT times: without it the sentence cannot be followed at all.
    """
    seen: dict[str, set[Key]] = {}
    found: dict[Key, list[frozenset[Key]]] = {}
    for sentence in text:
        things = [
            *sorted(known_things(sentence) - topic),
            *[thing for thing in known_subject(sentence) - topic] * (SUBJECT - 1),
        ]
        found[sentence.key] = [frozenset(seen[thing]) for thing in things if thing in seen]
        for held in sentence.stems:
            seen.setdefault(held, set()).add(sentence.key)
    return found


def known_subject(sentence: Sentence) -> frozenset[str]:
    """The stem of the English noun that a sentence opens with as known; none otherwise."""
    found = re.match(r"The (\w+)", sentence.text) if sentence.language == "en" else None
    return frozenset() if found is None else frozenset({stem(found[1].lower(), "en")}) & sentence.stems


def known_things(sentence: Sentence) -> frozenset[str]:
    """The stems of a sentence's names, and of its English nouns with "the"."""
    said = set(names(sentence))
    if sentence.language == "en":
        said |= set(re.findall(r"\bthe (?:\w+ )?(\w+)", sentence.text.lower()))
        said |= set(re.findall(r"\bthe (\w+)", sentence.text.lower()))
        opening = PRESUPPOSED.match(sentence.text)
        said |= set(tokens(opening.group(1))) if opening else set()
    return frozenset(stem(word, sentence.language) for word in said) & sentence.stems
