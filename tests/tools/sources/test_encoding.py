import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tools.sources.encoding import declared_in, decode, undoubled

ARABIC = "قوس قزح ظاهرة طبيعية تحدث عندما ينكسر ضوء الشمس في قطرات المطر ثم ينعكس داخلها."
RUSSIAN = "Радуга появляется, когда солнечный свет преломляется в каплях дождя и отражается внутри них."
JAPANESE = "虹は、太陽の光が雨粒の中で屈折し、反射することによって生まれる現象です。"
CHINESE = "彩虹是阳光在雨滴中折射和反射而形成的自然现象。它有七种颜色。"
TAIWANESE = "彩虹是陽光在雨滴中折射和反射而形成的自然現象。它有七種顏色。"
KOREAN = "무지개는 햇빛이 빗방울 속에서 굴절되고 반사되어 생기는 현상이다."
FRENCH = "L’arc-en-ciel apparaît quand la lumière pénètre dans les gouttes d’eau, où elle est réfractée."
GERMAN = "Der Regenbogen entsteht, wenn Sonnenlicht in Regentropfen gebrochen wird – größer, schöner."
POLISH = "Tęcza powstaje, gdy światło słoneczne załamuje się w kroplach deszczu i odbija się wewnątrz nich."
TURKISH = "Gökkuşağı, güneş ışığının yağmur damlalarında kırılması ve yansımasıyla oluşur."
GREEK = "Το ουράνιο τόξο σχηματίζεται όταν το φως του ήλιου διαθλάται στις σταγόνες της βροχής."
HEBREW = "קשת בענן נוצרת כאשר אור השמש נשבר בטיפות הגשם ומוחזר מתוכן."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"), (ARABIC, "iso8859-6"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "iso8859-5"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"), (JAPANESE, "iso2022-jp"), (CHINESE, "gb18030"),
        (TAIWANESE, "big5"), (KOREAN, "euc-kr"), (FRENCH, "cp1252"), (GERMAN, "cp1252"), (POLISH, "cp1250"),
        (POLISH, "iso8859-2"), (TURKISH, "cp1254"), (GREEK, "cp1253"), (HEBREW, "cp1255"),
    ],
)  # fmt: skip
def test_an_undeclared_encoding_is_found_out_and_noted(text: str, encoding: str) -> None:
    given_bytes = text.encode(encoding, "replace")
    decoded = decode(given_bytes, "story.txt")
    assert decoded.text == given_bytes.decode(encoding)
    assert any("not as UTF-8" in note for note in decoded.notes)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("text", [FRENCH, ARABIC, CHINESE])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode((text + " 1\n").encode(encoding), "story.txt").text.lstrip("\ufeff") == text + " 1\n"


def test_a_declared_encoding_wins_over_a_guess_and_a_wrong_one_does_not_harm() -> None:
    few = "Gâteau à 5 €".encode("iso8859-15")
    assert decode(few, "a.txt", "iso-8859-15").text == "Gâteau à 5 €"
    assert decode(RUSSIAN.encode(), "a.txt", "windows-1251").text == RUSSIAN
    assert decode(FRENCH.encode("cp1252"), "a.txt", "no-such-charset").text == FRENCH
    assert decode(FRENCH.encode("cp1252"), "a.txt", "rot13").text == FRENCH
    assert decode("“ja”".encode("cp1252"), "a.txt", "iso-8859-1").text == "“ja”"


def test_the_charset_of_a_page_is_found() -> None:
    assert declared_in(b'<html><meta charset="windows-1256">') == "windows-1256"
    assert declared_in(b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_in(b"<?xml version='1.0' encoding='big5'?>") == "big5"
    assert declared_in(b"<html>charset=big5") is None


def twice(text: str) -> str:
    """The text as UTF-8 that was read as Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "replace") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", [FRENCH, ARABIC, RUSSIAN, "It’s fine", "naïve café"])
def test_double_encoding_is_put_right(text: str) -> None:
    assert twice(text) != text
    decoded = decode(twice(text).encode(), "a.txt")
    assert decoded.text == text
    assert any("twice" in note for note in decoded.notes)


@pytest.mark.parametrize(
    "text",
    [
        "„Der TÜ“ hat’s, schön ist’s in Köln",
        "CAFÉ” et déjà",
        "„TÄ“ und „TÜ“ sind schöne Wörter für Größen",
        "5 Â° is odd",
        FRENCH,
        POLISH,
        TURKISH,
    ],
)
def test_real_letters_are_not_taken_for_double_encoding(text: str) -> None:
    assert undoubled(text) == text


def test_a_few_damaged_characters_are_counted_not_guessed() -> None:
    decoded = decode(RUSSIAN.encode()[:-3] + b"\xff and on", "a.txt")
    assert decoded.text.startswith(RUSSIAN[:40])
    assert decoded.encoding == "utf-8"
    assert any("damaged" in note for note in decoded.notes)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02abc" * 50, b"text\x00more \x01\x02\x03" * 9])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Mistake, match=r"“x\.bin” is binary data.*give a text"):
        decode(data, "x.bin")


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co")), min_size=1).filter(
        lambda t: undoubled(t) == t and "\ufffd" not in t and t[0] != "\ufeff"
    )
)
def test_utf8_reads_back(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text
