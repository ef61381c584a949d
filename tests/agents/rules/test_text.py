import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.text import LONGEST, direction, language_of, paragraphs, sentences, weight


def bare(text: str) -> str:
    return "".join(text.split())


def test_paragraphs_stand_between_empty_lines() -> None:
    assert paragraphs("\n\nOne.\r\nStill one.\n \t\nTwo.\n\n\n") == ["One.\nStill one.", "Two."]
    assert paragraphs(" \n ") == []


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "Mr. Smith met Dr. Jones in the U.S. on Jan. 5.|It cost 3.14 dollars, e.g. little."),
        ("en", "J. R. R. Tolkien wrote it.|Then J.R.R. Tolkien rested."),
        ("en", "“Really?!” he asked.|“Yes.”|She left... maybe.|Wait…|What?!"),
        ("en", "See No. 5 vs. No. 6.|I said no.|Then I left."),
        ("en", "He lives in the U.S.|The end.|The U.S. Navy sails at 5 p.m. Eastern time."),
        ("en", "Visit https://a.b/c.html?d=1!x or me@x.org.|Done (so she said.)|Next [ok.]|Yes."),
        ("en", "1. First this.|2. Then that."),
        ("en", "hello there.|this is casual.|ok?"),
        ("en", "This was plan B.|The next one worked."),
        ("en", "Yahoo! said so.|Version 2.0 is out.|The 1990s."),
        ("de", "Am 3. Oktober war z.B. Herr Dr. Meier da.|Im Jahr 1990.|Dann kam er."),
        ("fr", "M. Dupont est là !|Où est-il ?|« Ici. »|Bien."),
        ("ar", "هل تعلم؟|نعم، أعلم؛ هذا صحيح.|انتهى."),
        ("ur", "یہ سچ ہے۔|وہ گیا۔"),
        ("hi", "यह सच है।|वह गया॥|क्या?"),
        ("zh", "他说：“你好。”|然后走了。|真的吗？！|是的。"),
        ("ja", "「そうだ。」と言った。|彼は笑った！|『え？』|また。"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, marked: str) -> None:
    wanted = marked.split("|")
    text = "".join(wanted) if language in ("zh", "ja") else " ".join(wanted)
    assert sentences(text, language) == wanted


def test_marks_that_are_only_full_stops_need_no_space_after_them() -> None:
    assert sentences("यह सच है।वह गया।", "hi") == ["यह सच है।", "वह गया।"]
    assert sentences("أحقا؟نعم.", "ar") == ["أحقا؟", "نعم."]


def test_a_hard_wrapped_paragraph_is_one_text_and_a_list_is_not() -> None:
    assert sentences("The sun\nis low. It\nrains.", "en") == ["The sun is low.", "It rains."]
    assert sentences("彩虹是\n阳光。", "zh") == ["彩虹是阳光。"]
    assert sentences("We need\n- rain\n- sun", "en") == ["We need", "- rain", "- sun"]


def test_what_has_no_sound_is_no_sentence_of_its_own() -> None:
    assert sentences("Hi. !!! ... There. ?", "en") == ["Hi. !!! ...", "There. ?"]
    assert sentences("… Hi. There.", "en") == ["… Hi.", "There."]
    assert sentences("?! Who? Me.", "en") == ["?! Who?", "Me."]
    assert sentences("…", "en") == ["…"]
    assert sentences("", "en") == []


def test_a_long_sentence_is_parted_at_its_clauses() -> None:
    clause = "the light goes into each of the many drops and bends a little as it enters there, "
    parts = sentences(clause * 6 + "and that is all", "en")
    assert len(parts) > 2
    assert all(part.endswith(",") for part in parts[:-1])
    half = "a" * 100
    assert sentences(f"{half}, {half}; {half}", "en") == [f"{half}, {half};", half]


def test_a_long_word_is_kept_whole() -> None:
    word = "x" * 1000
    assert sentences(f"see {word} now", "en") == ["see", word, "now"]


def test_chinese_parts_are_as_long_in_time_as_english_ones() -> None:
    parts = sentences("彩虹是阳光和雨滴形成的" * 30, "zh")
    assert max(map(len, parts)) <= LONGEST / 3
    assert "".join(parts) == "彩虹是阳光和雨滴形成的" * 30


TEXT = st.text(st.sampled_from("aZé1 .,;:!?…'\"”)»(。，」؟،।\n-—字かم") | st.characters(codec="utf-8"), max_size=600)

LONG = st.tuples(TEXT, st.integers(1, 60)).map(lambda drawn: drawn[0] * drawn[1])


@given(LONG, st.sampled_from(["en", "de", "ar", "zh", "ja", "hi", "xx-YY"]))
def test_nothing_is_lost_added_or_too_long(text: str, language: str) -> None:
    for paragraph in paragraphs(text):
        found = sentences(paragraph, language)
        assert bare("".join(found)) == bare(paragraph)
        assert all(found)
        for sentence in found:
            assert weight(sentence) <= LONGEST or len(sentence.split()) == 1


@given(TEXT)
def test_cutting_again_changes_nothing(text: str) -> None:
    for paragraph in paragraphs(text):
        again = [piece for sentence in sentences(paragraph, "en") for piece in sentences(sentence, "en")]
        assert bare("".join(again)) == bare(paragraph)
        assert direction("en", paragraph) in ("ltr", "rtl")
        assert 2 <= len(language_of(paragraph)) <= 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How rainbows form in the sky"),
        ("ar", "كيف يتكون قوس قزح في السماء"),
        ("fa", "رنگین کمان چگونه شکل می‌گیرد"),
        ("ur", "قوس قزح کیسے بنتی ہے اور کیوں"),
        ("hi", "इंद्रधनुष कैसे बनता है"),
        ("zh", "彩虹是怎样形成的"),
        ("ja", "虹はどのようにできるのか"),
        ("ko", "무지개는 어떻게 만들어질까"),
        ("ru", "Как образуется радуга"),
        ("uk", "Як утворюється веселка і чому її видно"),
        ("el", "Πώς σχηματίζεται το ουράνιο τόξο"),
        ("he", "איך נוצרת קשת בענן"),
        ("th", "รุ้งกินน้ำเกิดขึ้นได้อย่างไร"),
        ("fr", "Comment se forme un arc-en-ciel dans le ciel"),
        ("de", "Wie entsteht ein Regenbogen am Himmel"),
        ("es", "Cómo se forma el arcoíris en el cielo"),
        ("it", "Come si forma l’arcobaleno nel cielo"),
        ("pt", "Como se forma o arco-íris no céu"),
        ("tr", "Gökkuşağı nasıl oluşur ve neden renklidir"),
        ("id", "Bagaimana pelangi terbentuk di langit dan mengapa"),
        ("nl", "Hoe ontstaat een regenboog aan de hemel"),
        ("zh", "彩虹 (rainbow) 是阳光和雨滴形成的"),
        ("ar", "شركة NASA أطلقت القمر الصناعي"),
    ],
)
def test_the_language_is_known_from_a_title(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "123", "🎉", "Machu Picchu", "La La Land", "Tesla Model 3"])
def test_undecided_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ar", "مرحبا Hi", "rtl"),
        ("en", "שלום עולם", "rtl"),
        ("ar", "Hello world", "ltr"),
        ("ar", "123", "rtl"),
        ("en", "123", "ltr"),
        ("ku-Arab", "", "rtl"),
        ("ar-Latn", "", "ltr"),
        ("fa_IR", "", "rtl"),
        ("hi", "नमस्ते", "ltr"),
    ],
)
def test_the_direction_is_that_of_most_letters(language: str, text: str, wanted: str) -> None:
    assert direction(language, text) == wanted
