"""Bytes to text: byte order marks, what is declared, what the bytes look like; a note says when it was not UTF-8."""

import codecs
import re
from typing import NamedTuple

from core.errors import Mistake
from tools.sources.kinds import READABLE, shown

SAMPLE = 100_000  # bytes that are enough to know an encoding
# The encodings of plain texts that are still met, as Python's codecs name them.
PLAUSIBLE = (
    *("cp1252", "cp1256", "cp1251", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1250", "cp1253"),
    *("cp1254", "cp1255", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15"),
)
LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
# What a declared name means in practice (WHATWG Encoding Standard: browsers read these supersets).
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin_1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
ALLOWED = re.compile(r"utf-?_?(?:8|16|32)|cp\d+|mac|iso8859|koi8|big5|gb18030|euc|iso2022_jp|hp_roman8|ptcp154", re.I)
SHOWN = {
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters beyond ASCII that the languages of Latin script use.
ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßéà",  # German
    "áéíñóúüªº",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "åäöæøéü",  # Nordic
    "áðéíóúýþæö",  # Icelandic
    "áäčďéěíĺľňóôöŕřšťúůüýž",  # Czech, Slovak
    "ąćęłńóśźż",  # Polish
    "áéíóöőúüű",  # Hungarian
    "čćđšžëï",  # South Slavic
    "ăâîșşțţ",  # Romanian
    "çğıİöşüâîû",  # Turkish
    "àèéíïòóúüç",  # Catalan
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
# UTF-8 that was read as Windows-1252 and stored as UTF-8 again: a lead byte and its continuations, as characters.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
DOUBLED = re.compile(f"[Â-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}|[ð-ô][{_TAIL}]{{3}}")
LEAD = re.compile("[Â-ô]")


class Decoded(NamedTuple):
    """A text, the name of its encoding, and one sentence for each thing that was not as it should be."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`, the encoding found out when it is neither UTF-8 nor `declared`.

    Raises Mistake when the bytes are no text.
    """
    found = _marked(data) or _wide(data) or _utf8(data) or _declared(data, declared) or _damaged(data) or _guessed(data)
    text = found.text
    sample = text[:SAMPLE]
    if not sample or len(CONTROL.findall(sample)) * 50 > len(sample) or sample.count("\ufffd") * 10 > len(sample):
        raise Mistake(f"{shown(name)} is binary data, not text: give {READABLE}.")
    notes = list(found.notes)
    if found.encoding not in ("utf-8", "utf-8-sig"):
        notes.append(f"Its letters were read as {SHOWN.get(found.encoding, _label(found.encoding))}, not as UTF-8.")
    mended = undoubled(text)
    if mended != text:
        notes.append("Letters that had been encoded twice (such as Ã© for é) were put right.")
    if lost := mended.count("\ufffd"):
        notes.append(f"{lost} characters are damaged and could not be read.")
    return Decoded(mended, found.encoding, tuple(notes))


def declared_in(data: bytes) -> str | None:
    """The encoding that an HTML document names in its first 4096 bytes."""
    match = DECLARATION.search(data[:4096])
    return (match.group(1) or match.group(2)).decode("ascii") if match else None


def undoubled(text: str) -> str:
    """The text with double-encoded letters put right, when all that looks like them is."""
    found = DOUBLED.findall(text)
    if len(found) < 2 and not any(len(match) > 2 for match in found):
        return text
    if sum(len(LEAD.findall(match)) for match in found) * 10 < len(LEAD.findall(text)) * 9:
        return text
    mended = DOUBLED.sub(_once, text)
    return mended if not DOUBLED.search(mended) or len(DOUBLED.findall(mended)) < len(found) else text


def _once(match: re.Match[str]) -> str:
    raw = b"".join(bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252") for char in match.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _label(encoding: str) -> str:
    return (
        encoding.replace("utf", "UTF")
        .replace("cp", "Windows-")
        .replace("iso8859_", "ISO 8859-")
        .replace("koi8_r", "KOI8-R")
    )


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding)


def _marked(data: bytes) -> Decoded | None:
    """By the byte order mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: its spaces, line ends and Latin letters leave NULs on one side."""
    sample = data[: SAMPLE & ~1]
    if b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return _strict(data[: len(data) & ~1], "utf-16-le" if odd > even else "utf-16-be")


def _utf8(data: bytes) -> Decoded | None:
    if b"\x1b$" in data[:SAMPLE] and (found := _strict(data, "iso2022_jp")):
        return found
    return _strict(data, "utf-8")


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """By the declared name, when it is a known encoding of text that fits."""
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    encoding = MEANT.get(encoding, encoding)
    return _strict(data, encoding) if ALLOWED.match(encoding) and not encoding.startswith("utf-8") else None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few damaged or cut characters."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - lost
    return Decoded(text, "utf-8") if whole >= 3 and lost <= 1 + whole // 20 else None


def _guessed(data: bytes) -> Decoded:
    """By the look of the letters; Windows-1252 when nothing speaks for another."""
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample, cp_isolation=list(PLAUSIBLE), enable_fallback=False).best()
    encoding = best.encoding if best else "cp1252"
    if encoding in ("cp949", "gb18030", "big5") and _is_japanese(sample):
        encoding = "euc_jp"
    if encoding in LATIN or encoding in ("iso8859_9", "iso8859_15"):
        encoding = _latin(sample)
    return _strict(data, encoding) or _lenient(data, encoding)


def _is_japanese(sample: bytes) -> bool:
    """Whether a fifth of the letters beyond ASCII is hiragana when they are read as EUC-JP."""
    letters = [char for char in sample.decode("euc_jp", "replace") if char > "\x7f"]
    return sum("\u3040" < char < "\u30a0" for char in letters) * 5 > len(letters)


def _latin(sample: bytes) -> str:
    """The Latin encoding under which the letters beyond ASCII are those of one language."""

    def strangers(encoding: str) -> int:
        letters = [char for char in sample.decode(encoding, "replace").lower() if char > "\x7f"]
        known = max(sum(letter in alphabet for letter in letters) for alphabet in ALPHABETS)
        signs = sum(letter in "–—‘’“”„…«»•€°©®·¿¡" for letter in letters)
        return len(letters) - known - signs

    return min(LATIN, key=strangers)
