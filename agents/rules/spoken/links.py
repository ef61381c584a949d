"""Addresses: a link is its host ("example dot com"), an e-mail address is said whole, a hashtag by its words."""

import re
import unicodedata
from functools import partial

from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

NAME = r"[^\W_](?:[\w-]{0,62})"
ENDINGS = (
    "com|org|net|io|gov|edu|info|dev|app|ai|co|uk|de|fr|es|nl|ru|eu|ch|at|jp|cn|kr|br|sa|ae|eg|ir|tr|id|gr|pt|tv|xyz"
)
LINK = re.compile(r"(?:https?://|(?<![\w.@/])www\.)([^\s<>\"«»“”\ufffe]{1,2000})", re.IGNORECASE)
MAIL = re.compile(rf"(?<![\w.+-])(?:mailto:)?([^\W_][\w.+-]{{0,63}})@({NAME}(?:\.{NAME}){{1,5}})")
DOMAIN = re.compile(rf"(?<![\w.@/-])((?:{NAME}\.){{1,4}}(?:{ENDINGS}))(?![\w-]|\.\w)(/[^\s<>\"«»\ufffe]{{0,500}})?")
# \w leaves out the vowel signs of Arabic and of the scripts of India.
LETTERS = r"[\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u200c\u200d]"
HASHTAG = re.compile(rf"(?<![\w&/])#([^\W\d_]{LETTERS}{{0,80}})")
HANDLE = re.compile(r"(?<![\w.])@([^\W\d]\w{0,40})")
AFTER = ".,;:!?)]}'’*_،؛؟。"
TOKEN = re.compile(r"\d+|[^\d._+-]+|[-._+]")
HUMP = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[A-Z])(?=[A-Z][a-z])")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """In a language that is not known a host keeps its full stops, and digits stay."""
    links = (
        Rule(LINK, partial(_link, tongue)),
        Rule(MAIL, partial(_mail, tongue)),
        Rule(DOMAIN, partial(_domain, tongue)),
    )
    if not tongue.known:
        return links
    return (
        *links,
        Rule(HASHTAG, partial(_hashtag, tongue)),
        Rule(HANDLE, lambda match: _spaced(tongue.word("at"), _words(tongue, match.group(1)))),
    )


def _link(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...]:
    written = match.group(1).rstrip(AFTER)
    host = re.split(r"[/?#:]", written.rpartition("@")[2] if "@" in written[:80] else written)[0]
    said = address(tongue, re.sub(r"^www\.", "", host, flags=re.IGNORECASE))
    return (Part(match.start(), match.start(1) + len(written), said),) if written else ()


def _domain(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...]:
    written = match.group().rstrip(AFTER)
    return (Part(match.start(), match.start() + len(written), address(tongue, match.group(1))),)


def _mail(tongue: Tongue, match: re.Match[str]) -> str:
    if not tongue.known:
        return match.group().removeprefix("mailto:")
    return _spaced(address(tongue, match.group(1).rstrip(".")), tongue.word("at"), address(tongue, match.group(2)))


def _hashtag(tongue: Tongue, match: re.Match[str]) -> str:
    return _spaced(tongue.word("hashtag"), _words(tongue, match.group(1)))


def address(tongue: Tongue, written: str) -> str:
    """A host or the name of a mail box, its marks by their names."""
    if not tongue.known:
        return written
    names = {
        ".": tongue.word("dot"),
        "-": tongue.word("dash"),
        "_": tongue.word("underscore"),
        "+": tongue.word("plus"),
    }
    said = (names.get(token) or _token(tongue, token) for token in TOKEN.findall(_plain(written)))
    return " ".join(said)


def _token(tongue: Tongue, token: str) -> str:
    """A word, or a number of up to four digits as one number."""
    if not token.isdecimal():
        return token
    return tongue.cardinal(int(token)) if len(token) <= 4 and token[0] != "0" else tongue.digits(token)


def _plain(written: str) -> str:
    """The letters, digits and marks of a name; raised and encircled ones as plain ones."""
    letters = unicodedata.normalize("NFKC", written)
    return "".join(char for char in letters if char in "-._+" or unicodedata.category(char)[0] in "LMN")


def _words(tongue: Tongue, written: str) -> str:
    """The words of a name that is written without spaces."""
    words = HUMP.sub(" ", _plain(written).replace("_", " "))
    return re.sub(r"\d+", lambda match: f" {_token(tongue, match.group())} ", words).strip() if tongue.known else words


def _spaced(*words: str) -> str:
    return re.sub(" +", " ", " ".join(word for word in words if word))
