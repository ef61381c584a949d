"""Requests in other languages than English and Arabic: their wishes, their kind, and what they are about."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

import agents.rules
from agents.rules import abroad
from agents.rules.director import brief
from agents.rules.folding import fold
from agents.rules.reading import read
from core.models import Request
from core.styles import find

TABLE = tomllib.loads((files(agents.rules) / "abroad.toml").read_text("utf-8"))
LANGUAGES = [name for name in TABLE if name not in ("shared", "audience")]

CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("用30秒介绍茶的历史，水墨画风格", "茶的历史", {"duration": 30, "style": "ink"}),
    ("制作一个关于长城的30秒视频，竖屏，水彩风格", "长城", {"duration": 30, "aspect": "9:16", "style": "watercolour"}),
    ("请用一分钟介绍一下黑洞", "黑洞", {"duration": 60}),
    ("一分半钟讲讲黑洞", "一分半钟讲讲黑洞", {}),
    ("做一个方形的短视频，讲解如何做饺子，1分钟", "如何做饺子", {"duration": 60, "aspect": "1:1", "shape": "steps"}),
    ("为什么天空是蓝色的？30秒", "为什么天空是蓝色的？", {"duration": 30, "shape": "explainer"}),
    ("水墨画的历史", "水墨画的历史", {}),
    ("一分钟有多少秒", "一分钟有多少秒", {}),
    ("折り紙の鶴の折り方を45秒で説明して", "折り紙の鶴の折り方", {"duration": 45, "shape": "steps"}),
    ("富士山についての60秒の縦型動画を作って", "富士山", {"duration": 60, "aspect": "9:16"}),
    ("ラーメンの歴史を紹介する９０秒の動画", "ラーメンの歴史", {"duration": 90}),
    ("水彩風で、月の満ち欠けを1分で紹介して", "月の満ち欠け", {"duration": 60, "style": "watercolour"}),
    (
        "なぜ空は青いのか、30秒、正方形、アニメ風",
        "なぜ空は青いのか",
        {"duration": 30, "aspect": "1:1", "style": "anime", "shape": "explainer"},
    ),
    ("3分で作れる料理", "3分で作れる料理", {}),
    ("最初の3分間の宇宙", "最初の3分間の宇宙", {}),
    ("기후 변화에 대한 60초 영상을 만들어줘", "기후 변화", {"duration": 60}),
    ("꿀벌에 대해 30초 동안 설명해 주세요", "꿀벌", {"duration": 30}),
    (
        "세로 영상으로 김치 만드는 법을 45초로 설명해줘, 수채화 스타일",
        "김치 만드는 법",
        {"duration": 45, "aspect": "9:16", "style": "watercolour", "shape": "steps"},
    ),
    ("김치의 역사, 1분, 정사각형", "김치의 역사", {"duration": 60, "aspect": "1:1"}),
    ("चंद्रयान-3 मिशन पर 45 सेकंड का वीडियो बनाइए", "चंद्रयान-3 मिशन", {"duration": 45}),
    (
        "इंद्रधनुष कैसे बनता है, ४५ सेकंड में समझाइए",
        "इंद्रधनुष कैसे बनता है",
        {"duration": 45, "shape": "explainer"},
    ),
    (
        "चाय के इतिहास के बारे में 60 सेकंड की फिल्म बनाएं, जलरंग शैली में",
        "चाय के इतिहास",
        {"duration": 60, "style": "watercolour"},
    ),
    ("Explica cómo se forma el arcoíris en 30 segundos", "cómo se forma el arcoíris", {"duration": 30, "shape": "explainer"}),
    (
        "Un vídeo vertical de 45 segundos sobre el canal de Panamá, en acuarela",
        "el canal de Panamá",
        {"duration": 45, "aspect": "9:16", "style": "watercolour"},
    ),
    ("Haz un vídeo de un minuto y medio sobre las abejas, estilo cómic", "las abejas", {"duration": 90, "style": "cartoon"}),
    ("Los primeros 3 minutos del universo", "Los primeros 3 minutos del universo", {}),
    (
        "Explique-moi la photosynthèse en une minute, format carré",
        "la photosynthèse",
        {"duration": 60, "aspect": "1:1", "shape": "explainer"},
    ),
    ("L'histoire du thé, 45 secondes, à l'aquarelle", "L'histoire du thé", {"duration": 45, "style": "watercolour"}),
    (
        "Erkläre in 45 Sekunden, wie ein Regenbogen entsteht, im Aquarellstil",
        "wie ein Regenbogen entsteht",
        {"duration": 45, "style": "watercolour", "shape": "explainer"},
    ),
    ("Ein 60-Sekunden-Video über Bienen im Hochformat", "Bienen", {"duration": 60, "aspect": "9:16"}),
    ("Explique a fotossíntese em 45 segundos, estilo aquarela", "a fotossíntese", {"duration": 45, "style": "watercolour", "shape": "explainer"}),
    ("Spiega come funziona un vulcano in 30 secondi, formato verticale", "come funziona un vulcano", {"duration": 30, "aspect": "9:16", "shape": "explainer"}),
    ("Объясни за 45 секунд, как образуется радуга, в стиле акварели", "как образуется радуга", {"duration": 45, "style": "watercolour", "shape": "explainer"}),
    ("Видео про пчёл на 30 секунд, в вертикальном формате", "пчёл", {"duration": 30, "aspect": "9:16"}),
    ("Gökkuşağı nasıl oluşur, 45 saniyede anlat, suluboya tarzında", "Gökkuşağı nasıl oluşur", {"duration": 45, "style": "watercolour", "shape": "explainer"}),
    ("Een video van 30 seconden over bijen, vierkant", "bijen", {"duration": 30, "aspect": "1:1"}),
    ("یک ویدیوی ۴۵ ثانیه‌ای درباره زنبور عسل بساز", "زنبور عسل", {"duration": 45}),
    ("Um vídeo de 45 segundos: como a massa-mãe faz o pão crescer, para crianças", "como a massa-mãe faz o pão crescer", {"duration": 45, "audience": "para crianças"}),
    ("Um vídeo explicando como nasce um vulcão em 45 segundos", "como nasce um vulcão", {"duration": 45, "shape": "explainer"}),
    ("Um vídeo de 1 minuto: receita de pão, para crianças de 8 a 10 anos", "receita de pão", {"duration": 60, "audience": "para crianças de 8 a 10 anos", "age": 8, "shape": "steps"}),
    ("Un video di 45 secondi: perché il cielo è azzurro, per bambini", "perché il cielo è azzurro", {"duration": 45, "audience": "per bambini", "shape": "explainer"}),
    ("Un video che spiega perché il mare è salato, per ragazze dai 9 anni", "perché il mare è salato", {"audience": "per ragazze dai 9 anni", "age": 9, "shape": "explainer"}),
    ("Une vidéo de 45 secondes : comment le levain fait lever le pain, pour les enfants", "comment le levain fait lever le pain", {"duration": 45, "audience": "pour les enfants"}),
    ("Un vídeo de 45 segundos: cómo la masa madre hace crecer el pan, para niños", "cómo la masa madre hace crecer el pan", {"duration": 45, "audience": "para niños"}),
    ("Ein Video: wie Sauerteig das Brot aufgehen lässt, für Kinder", "wie Sauerteig das Brot aufgehen lässt", {"audience": "für Kinder"}),
    ("Ein Video, das zeigt, wie ein Regenbogen entsteht, in 45 Sekunden", "wie ein Regenbogen entsteht", {"duration": 45}),
    ("Видео о том, как пчёлы делают мёд, 30 секунд", "как пчёлы делают мёд", {"duration": 30}),
    ("45 saniyelik bir video: gökyüzü neden mavidir", "gökyüzü neden mavidir", {"duration": 45, "shape": "explainer"}),
    ("Een video van 45 seconden: waarom is de lucht blauw", "waarom is de lucht blauw", {"duration": 45, "shape": "explainer"}),
    ("45秒视频：面包为什么会膨胀", "面包为什么会膨胀", {"duration": 45, "shape": "explainer"}),
    ("45秒の動画：なぜ空は青いのか", "なぜ空は青いのか", {"duration": 45, "shape": "explainer"}),
    ("45초 영상: 하늘은 왜 파란가", "하늘은 왜 파란가", {"duration": 45, "shape": "explainer"}),
    ("45 सेकंड का वीडियो: आसमान नीला क्यों है", "आसमान नीला क्यों है", {"duration": 45, "shape": "explainer"}),
    ("یک ویدیوی ۴۵ ثانیه‌ای: چرا آسمان آبی است", "چرا آسمان آبی است", {"duration": 45, "shape": "explainer"}),
    ("El cine y el vídeo: historia de un siglo", "El cine y el vídeo: historia de un siglo", {}),
    ("Il film: storia di un secolo", "Il film: storia di un secolo", {}),
    ("تاریخ چای را در ۳۰ ثانیه توضیح بده، به سبک آبرنگ", "تاریخ چای", {"duration": 30, "style": "watercolour", "shape": "explainer"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "topic", "wishes"), CASES, ids=[text for text, _, _ in CASES])
def test_a_request_of_another_language_is_read(text: str, topic: str, wishes: dict[str, Any]) -> None:
    found = read(text)
    assert found.topic == topic
    assert found.model_dump(exclude_defaults=True, exclude={"topic", "evidence"}) == wishes
    assert all(phrase in text for phrase in found.evidence.values())


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_styles_of_a_language_are_styles_that_there_are(name: str) -> None:
    assert {find(style).name for style in TABLE[name]["styles"].values()} == set(TABLE[name]["styles"].values())


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_patterns_of_a_language_are_patterns(name: str) -> None:
    table = TABLE[name]
    for written in (*table["asks"], *table["durations"], *table["style"], *table["aspects"].values(), table["never"]):
        assert "{" not in abroad.filled(name, written).replace("{0,", "").replace("{1,", "")


def test_the_title_is_what_the_film_is_about() -> None:
    found = brief(Request(text="Um vídeo de 45 segundos: como a massa-mãe faz o pão crescer, para crianças"))
    assert (found.title, found.language) == ("Como a massa-mãe faz o pão crescer", "pt")


def test_a_few_words_have_the_language_of_their_units() -> None:
    assert brief(Request(text="Vulkane, 45 Sekunden")).language == "de"
    assert brief(Request(text="volcanoes, 45 seconds")).language == "en"
    assert abroad.read(fold("volcanoes, 45 seconds").text) is None
