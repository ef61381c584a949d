"""Where lines and captions break, language by language: sense groups, names, numbers, and scripts without spaces."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Aspect, CaptionStyle, Cue
from tests.tools.film.test_captions import FPS, bare, said
from tools.film.captions import cues
from tools.film.clusters import clusters, runs
from tools.film.phrases import _grammar, clean, limit, pieces, room, width

LANGUAGES = {
    "en": "the_old lighthouse|was_built|by_the_river|in_1869|for_Marie_Curie|with_25_kg|of_rice|at_Apollo_11|a_very_rich merchant"
    "|near_New_York|without_a_script|4,500_years|see Dr._Smith|J._R._Tolkien",
    "de": "der_alte Leuchtturm|wurde_gebaut|an_dem_Fluss|für_Marie_Curie|mit_25_kg|und_ein_reicher Kaufmann|bei_New_York",
    "fr": "le_vieux phare|est_né|dans_la_rivière|en_1869|pour_Marie_Curie|avec_25_kg|du_riz|et_un_très_riche marchand",
    "es": "el_viejo faro|se_forma|en_el_río|en_1869|para_Marie_Curie|con_25_kg|de_arroz|y_un_mercader",
    "it": "il_vecchio faro|si_forma|nel_fiume|nel_1869|per_Leonardo_da_Vinci|con_25_kg|di_riso",
    "pt": "o_velho farol|no_rio|em_1869|para_Marie_Curie|com_25_kg|de_arroz|e_um_mercador",
    "nl": "de_oude vuurtoren|werd gebouwd|in_de_rivier|voor_Ludwig_van_Beethoven|met_25_kg",
    "ru": "старый маяк|на_берегу реки|в_1869_году|для_Марии_Кюри|из_25_кг|и_очень_богатый купец",
    "el": "ο_παλιός φάρος|στο_ποτάμι|το_1869|για_τη_Μαρία_Κιουρί|με_25_κιλά|και_ένας_έμπορος",
    "tr": "bir_fener|yağmur_için|Marie_Curie|25_kg pirinç|ve_çok_zengin tüccar|nehir_gibi",
    "vi": "một_ngọn tháp|của_dòng sông|ở_Việt_Nam|và_một_thương nhân|với_25_kg|các_giọt_nước",
    "tl": "ang_lumang parola|sa_ilog|kay_Marie_Curie|at_isang_mangangalakal",
    "id": "sebuah_mercusuar|di_sungai|untuk_Marie_Curie|dengan_25_kg|dan_seorang_pedagang",
    "ar": "المنارة القديمة|على_النهر|في_عام_1869|من_الأرز|كل_قطرة|إلى_القمر|بين_البحرين",
    "fa": "فانوس دریایی|در_رودخانه|برای_دختر|این_مرد|و_یک_بازرگان|نور_را",
    "he": "המגדלור הישן|על_הנהר|בשנת_1869|של_הסוחר|כל_טיפה|אל_הירח",
    "hi": "पुराना घर|बारिश_में|एक_व्यापारी|और_बहुत_धनी|राजा_ने",
    "bn": "পুরানো ঘর|নদীর_জন্য|একটি_বাতি|এবং_এক_বণিক|ঘর_থেকে",
    "ta": "ஒரு_விளக்கு|மழை_வரை|மற்றும்_வணிகர்|இந்த_நதி",
    "ko": "오래된 등대|강가에|한_상인이|모든_물방울|그리고_바다",
}  # fmt: skip
"""Sense groups of each language; no line ends at a low line: after an article or a preposition, in a name, a number."""


def shown(text: str, language: str, aspect: Aspect = "16:9", style: CaptionStyle = "boxed") -> tuple[Cue, ...]:
    """The text's captions at the pace of a voice."""
    words, seconds = said(text, 0.2 if language in ("zh", "ja", "ko") else 0.065)
    return cues(text, words, spoken=text, fps=FPS, lead=0.12, frames=int((seconds + 1) * FPS), language=language,
                aspect=aspect, style=style)  # fmt: skip


def lines_of(found: Sequence[Cue]) -> list[str]:
    return [line for cue in found for line in cue.lines]


CASES = st.sampled_from(sorted(LANGUAGES)).flatmap(
    lambda one: st.tuples(st.just(one), st.lists(st.sampled_from(LANGUAGES[one].split("|")), min_size=2, max_size=14))
)


def split(marked: str, language: str, aspect: Aspect) -> list[str]:
    """The lines that end at a low line of the marked text, where nothing may be split."""
    whole = {len(bare(marked[: found.start()].replace("_", ""))) for found in re.finditer("_", marked)}
    told, bad = 0, []
    for line in lines_of(shown(marked.replace("_", " "), language, aspect)):
        told += len(bare(line))
        bad += [line] if told in whole else []
    assert told == len(bare(marked.replace("_", " ")))
    return bad


@given(CASES, st.sampled_from([" ", ", "]), st.sampled_from(["16:9", "1:1", "9:16"]))
def test_no_line_splits_what_belongs_together(case: tuple[str, list[str]], between: str, aspect: Aspect) -> None:
    """Articles and their nouns, prepositions, names, numbers and units: there is always a better break."""
    language, parts = case
    assert split(between.join(parts) + ".", language, aspect) == []


def test_a_split_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the small words of its languages the program does split, and the property above finds it."""
    groups = LANGUAGES["en"].split("|")
    texts = [" ".join(groups[i:] + groups[:i]) for i in range(len(groups))]
    assert not any(split(text, "en", "16:9") for text in texts)
    nothing: dict[str, dict[str, str]] = {"any": {"abbreviations": "", "units": ""}}
    monkeypatch.setattr("tools.film.phrases._table", lambda: nothing)
    _grammar.cache_clear()
    try:
        assert any(split(text, "en", "16:9") for text in texts)
    finally:
        _grammar.cache_clear()


@pytest.mark.parametrize(
    ("language", "text", "lines"),
    [
        ("en", "This film was asked for without a script and without a source.",
         ["This film was asked for", "without a script and without a source."]),
        ("en", "He woke up early and walked down the road to New York with 25 kg of rice on his back.",
         ["He woke up early and walked down the road", "to New York with 25 kg", "of rice on his back."]),
        ("en", "Dr. Smith and Marie Curie looked at the 4,500 years of data, which J. R. R. Tolkien had handed over to "
         "the University of Oxford.",
         ["Dr. Smith and Marie Curie looked", "at the 4,500 years of data,", "which J. R. R. Tolkien had handed over",
          "to the University of Oxford."]),
        ("fr", "Qu'est-ce qui se passe : elle se brise, puis « rebondit » vers nos yeux, et le 4 mai elle est là !",
         ["Qu'est-ce qui se passe\u00a0:", "elle se brise, puis «\u00a0rebondit\u00a0»",
          "vers nos yeux, et le 4 mai elle est là\u00a0!"]),
        ("de", "Er fängt morgen damit an, die Werke von Ludwig van Beethoven in der großen Halle zu spielen.",
         ["Er fängt morgen damit an,", "die Werke von Ludwig van Beethoven", "in der großen Halle zu spielen."]),
        ("it", "Leonardo da Vinci dipinse la Gioconda a Firenze tra il 1503 e il 1506 per un mercante di seta.",
         ["Leonardo da Vinci dipinse la Gioconda", "a Firenze tra il 1503 e il 1506", "per un mercante di seta."]),
        ("ru", "Москва — столица России, и в ней живёт около 13 млн человек.",
         ["Москва\u00a0— столица России,", "и в ней живёт около 13 млн человек."]),
        ("ar", "أطلقت وكالة NASA المركبة Apollo 11 في 16 يوليو 1969 من فلوريدا إلى القمر.",
         ["أطلقت وكالة NASA المركبة Apollo 11", "في 16 يوليو 1969 من فلوريدا إلى القمر."]),
        ("he", "התעלה נפתחה בשנת 1869 ואורכה 193 ק״מ בין הים התיכון ובין ים סוף.",
         ["התעלה נפתחה בשנת 1869 ואורכה 193 ק״מ", "בין הים התיכון ובין ים סוף."]),
        ("hi", "इंद्रधनुष तब बनता है जब सूर्य का प्रकाश बारिश की बूँदों में प्रवेश करता है।",
         ["इंद्रधनुष तब बनता है जब सूर्य का प्रकाश", "बारिश की बूँदों में प्रवेश करता है।"]),
        ("th", "รุ้งกินน้ำเกิดขึ้นเมื่อแสงอาทิตย์ส่องผ่านหยดน้ำฝนในอากาศแล้วสะท้อนกลับออกมา",
         ["รุ้งกินน้ำเกิดขึ้นเมื่อแสงอาทิตย์ส่องผ่านหยดน้ำฝน", "ในอากาศแล้วสะท้อนกลับออกมา"]),
        ("zh", "北京是中国的首都，位于华北平原的北部，2020年有2189万人住在这个城市里。",
         ["北京是中国的首都，", "位于华北平原的北部，", "2020年有2189万人住在这个城市里。"]),
        ("ja", "虹は、太陽の光が雨粒の中で屈折し、反射することによって生まれます。",
         ["虹は、太陽の光が", "雨粒の中で屈折し、", "反射することによって", "生まれます。"]),
        ("el", "Το ουράνιο τόξο σχηματίζεται όταν το φως του ήλιου μπαίνει στις σταγόνες της βροχής.",
         ["Το ουράνιο τόξο σχηματίζεται", "όταν το φως του ήλιου μπαίνει", "στις σταγόνες της βροχής."]),
        ("vi", "Cầu vồng hình thành khi ánh sáng mặt trời đi vào các giọt nước mưa ở Việt Nam.",
         ["Cầu vồng hình thành khi ánh sáng mặt trời", "đi vào các giọt nước mưa ở Việt Nam."]),
    ],
)  # fmt: skip
def test_typical_sentences(language: str, text: str, lines: list[str]) -> None:
    assert lines_of(shown(text, language)) == lines


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("เกลือ", ["เก", "ลื", "อ"]),
        ("น้ำ", ["น้ำ"]),
        ("ต่างๆ", ["ต่", "า", "งๆ"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("ເມືອງ", ["ເມື", "ອ", "ງ"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("👩🏽‍🚀🇪🇬", ["👩🏽‍🚀", "🇪🇬"]),
    ],
)
def test_what_is_one_for_the_reader_stays_one(word: str, whole: list[str]) -> None:
    found = clusters(word)
    assert "".join(found) == word
    assert all(any(part in one for one in found) for part in whole if part != "า"), found


@given(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0EDF), max_size=80), st.sampled_from(["th", "lo"]))
def test_thai_and_lao_break_at_no_vowel_or_mark(text: str, language: str) -> None:
    """A line begins with no trailing vowel or mark, and ends with no leading vowel, unless a cluster fills it alone."""
    for line in lines_of(shown(text, language)):
        assert line[0] not in "ะาำๅๆฯະາຳຯໆ" or line[0] == clean(text)[0] or f" {line[0]}" in text
        assert line[-1] not in "เแโใไເແໂໃໄ" or line[-1] in (clean(text)[-1], " ") or f"{line[-1]} " in clean(text)


def test_a_zero_width_space_lets_a_line_end() -> None:
    """Khmer is often written with them between its words."""
    word = "ព្រះអាទិត្យ"
    found = lines_of(shown("\u200b".join([word] * 12), "km"))
    assert len(found) > 1
    assert all(line.strip("\u200b").replace("\u200b", "").replace(word, "") == "" for line in found)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Où ? Là !", "Où\u00a0? Là\u00a0!"),
        ("« Oui »", "«\u00a0Oui\u00a0»"),
        ("10\u202f000 km", "10\u202f000 km"),
        ("a \u00a0 b", "a b"),
        ("\u00a0a\u00a0", "a"),
        ("a\tb\n c\x07", "a b c"),
    ],
)
def test_spaces_that_hold_stay(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(max_size=120), st.sampled_from(["th", "ja", "zh", "fr", "km", "en"]), st.sampled_from(["16:9", "9:16"]))
def test_pieces_hold_the_text_in_order(text: str, language: str, aspect: Aspect) -> None:
    told = clean(text)
    found = pieces(told, language, limit(aspect, language))
    assert "".join(piece.text + " " * piece.spaced for piece in found).strip() == told.strip()
    assert all(piece.width == width(piece.text) <= limit(aspect, language) for piece in found)
    at = 0
    for piece in found:
        assert piece.at == at
        at = piece.end
    for word in told.split(" "):
        assert "".join(part for part, _ in runs(word, language, {"ที่", "的"}, (), ())) == word


@given(st.sampled_from(["en", "ja", "ar", "th"]), st.text(max_size=150), st.sampled_from(["16:9", "9:16", "1:1"]))
def test_big_captions_hold_few_words(language: str, text: str, aspect: Aspect) -> None:
    held = room(aspect, language, "big")
    for cue in shown(text, language, aspect, "big"):
        words = [word for line in cue.lines for word in line.split(" ")]
        assert len(words) <= held.words
        assert len(words) == 1 or sum(map(width, cue.lines)) <= held.whole + 8
        assert all(width(line) <= held.line or " " not in line for line in cue.lines)


def test_japanese_lines_are_shorter_than_chinese() -> None:
    assert limit("16:9", "ja") // 21 == 13
    assert limit("16:9", "zh") // 21 == limit("16:9", "ko") // 21 == 16
    assert limit("9:16") // 8 == 28
