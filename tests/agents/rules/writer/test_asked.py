"""A request that asks how or why is answered; what somebody only heard is not told as a fact."""

import pytest

from agents.rules.standing import is_personal
from agents.rules.writer.asked import answering, question
from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Draft, Wish
from agents.rules.writer.reading import read
from agents.rules.writer.ties import series
from tests.agents.rules.writer.reading import document
from tools.sources.port import Document

GLAZE = """# Glaze

A glaze is a thin coat of glass on a pot. It makes the clay hard, smooth and tight, so that no water gets through.

## The kiln

Potters of old stacked hundreds of pots in one large kiln. The fire burned for days, and wood was carried from far away. A kiln of the Song dynasty could be 60 metres long and held 20,000 pots.

## Colour

The colour of a glaze comes from a little metal that is ground into it. Blue comes from oxides of cobalt. Green comes from oxides of copper. Brown comes from oxides of iron.

## Trade

Merchants carried the pots over land and sea to the largest towns of Asia, Africa and Europe. In 1602 a ship with 100,000 pots was taken by the Dutch. The kings of Europe had never seen anything like them.

## Collectors

The richest collectors pay millions for one bowl. In 2014 a cup of the 15th century was sold for 36 million dollars, a record. The smallest bowls are often the dearest ones."""

TUNNEL = """# Alder Tunnel

The Alder Tunnel is a road under the river Alder that joins Millbrook and Easton.

## The river

The river Alder is the longest river of the county. It is famous for its salmon, and more than 30,000 people fish in it every year. The largest salmon ever caught in it weighed 31 kilograms.

## The work

Digging began in 1921 from both banks. Workers pushed an iron shield through the clay and set bricks behind it. The two halves met in 1925 with an error of only four centimetres.

## The towns

Millbrook is the oldest town of the county and has a castle of the 12th century. Easton is known for its glass. Both have about 40,000 people and the largest market of the county.

## Today

Today about 20,000 cars use the tunnel every day. It is the busiest road of the county."""

FOG = """# الضباب

الضباب سحابة تلامس سطح الأرض وتحجب الرؤية.

## التبريد

تبرد الأرض في الليالي الصافية ويبرد الهواء الذي فوقها. الهواء البارد لا يحمل بخارا كثيرا. لذلك يتحول البخار إلى قطيرات صغيرة، ويسمى ذلك التكثف.

## السفن

كانت السفن تخاف الضباب أكثر من العواصف. اصطدمت سفينتان كبيرتان قرب الساحل ومات أكثر من ألف شخص. أكبر منارات البحر بنيت في أخطر المواضع.

## المدن

اشتهرت لندن بضبابها في القرن التاسع عشر. كتب عنه أشهر الكتاب ورسمه أكبر الرسامين. وفي عام 1952 مات فيه آلاف الناس.

## المطارات

تغلق المطارات مدارجها حين يشتد الضباب. تتأخر مئات الرحلات ويبيت آلاف المسافرين في القاعات. أكبر المطارات عندها أجهزة للهبوط الآلي."""


def narration(draft: Draft) -> str:
    return " ".join(line.text for scene in draft.scenes for line in scene.sentences)


def found(text: str, name: str, url: str | None = "https://example.org/page") -> Document:
    return document(text, name).model_copy(update={"url": url})


@pytest.mark.parametrize("words", [60, 80, 100])
def test_who_asks_for_colours_hears_which(words: int) -> None:
    told = narration(
        compose([document(GLAZE)], Wish(topic="How do glazes get their colours?", language="en", words=words))
    )
    assert [metal in told for metal in ("cobalt", "copper", "iron")] == [True, True, True]


@pytest.mark.parametrize("words", [60, 80])
def test_who_asks_how_something_was_built_hears_of_the_work(words: int) -> None:
    told = narration(
        compose([document(TUNNEL)], Wish(topic="How was the Alder Tunnel built?", language="en", words=words))
    )
    assert "Digging began in 1921" in told
    assert "iron shield" in told


def test_an_arabic_how_is_answered_by_the_change_and_its_name() -> None:
    told = narration(compose([document(FOG)], Wish(topic="كيف يتكون الضباب", language="ar", words=45)))
    assert "ويسمى ذلك التكثف" in told


def test_only_questions_ask() -> None:
    assert not question("the tunnel", "en", ["tunnel"], frozenset({"tunnel"})).asks
    assert not question("history of tea", "en", [], frozenset()).explains
    assert question("why leaves fall", "en", ["leaf"], frozenset()).explains
    assert question("لماذا تسقط الأوراق", "ar", [], frozenset()).explains
    assert not question("how many moons Jupiter has", "en", [], frozenset()).explains
    assert not question("なぜ空は青い", "ja", [], frozenset()).asks
    assert all(
        value == 0 for value in answering(read([document(GLAZE)])[0], question("", "en", [], frozenset())).values()
    )


def test_a_series_is_short_neighbours_of_one_frame() -> None:
    text = read([document(GLAZE)])[0]
    held = series(text)
    members = [one.text for one in text if one.key in held]
    assert [member.split()[0] for member in members] == ["Blue", "Green", "Brown"]


ARTICLE = """# Lake Orm

Lake Orm is the deepest lake of the north. It is 310 metres deep and 40 kilometres long.

Its water comes from the glaciers of the Stone Range. The lake is cold even in summer, and few plants grow in it.

Trout and char live in the lake. Boats have crossed it since the year 1840."""
DIARY = """# My days at Lake Orm

I spent my holiday at Lake Orm and wrote this down in the evenings. My uncle swears that Lake Orm is 470 metres deep and 40 kilometres long.

I never swam in it because I was too cold. Lake Orm is my favourite lake of all, I think.

Next year I will tell you more about the lake."""


def test_a_diary_is_not_told_beside_an_article() -> None:
    held = [found(ARTICLE, "lake.html"), found(DIARY, "diary.html")]
    for documents in (held, held[::-1]):
        draft = compose(documents, Wish(topic="Lake Orm", language="en", words=120))
        told = narration(draft)
        assert "310 metres" in told
        assert not any(said in told for said in ("470", "uncle", "holiday", "favourite"))
        assert any(note.startswith("Not narrated, because somebody tells of himself") for note in draft.notes)


def test_a_diary_that_disagrees_is_named_and_never_wins() -> None:
    diary = DIARY.replace("My uncle swears that Lake Orm is", "Lake Orm is")
    draft = compose(
        [found(diary, "diary.html"), found(ARTICLE.replace("It is 310", "Lake Orm is 310"), "lake.html")],
        Wish(topic="Lake Orm", language="en", words=120),
    )
    (note,) = draft.disputes
    assert note.endswith("the film says 310.")
    assert "470" not in narration(draft)


def test_a_diary_alone_and_one_s_own_are_told() -> None:
    assert "holiday" in narration(
        compose([found(DIARY, "diary.html")], Wish(topic="Lake Orm", language="en", words=80))
    )
    held = [found(ARTICLE, "lake.html", None), found(DIARY, "diary.html", None)]
    assert not any(
        "tells of himself" in note for note in compose(held, Wish(topic="Lake Orm", language="en", words=120)).notes
    )


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        (DIARY, True),
        (ARTICLE, False),
        ("# A\n\nWe see the moon because it is lit by the sun. Some say that it is made of cheese. It is made of rock. It turns round us.", False),
        ("# رحلتي\n\nزرت البحيرة مع صديقي. قال لي عمي إن عمقها ألف متر. أظن أنها أجمل بحيرة. عاد القارب مساء.", True),
        ("# البحيرة\n\nتقع البحيرة في الشمال. عمقها ثلاثمئة متر. مياهها باردة في الصيف. تعيش فيها أسماك كثيرة.", False),
    ],
)  # fmt: skip
def test_who_tells_of_himself(text: str, personal: bool) -> None:
    assert is_personal(found(text, "a.html")) is personal
    assert not is_personal(found(text, "a.md", None))


def test_hearsay_is_told_last() -> None:
    text = "# Otters\n\nOtters live in rivers and along coasts. Some say that otters bring luck to a house. Otters eat fish and crabs. Otters have the thickest fur of all animals. A guy in the pub told us that otters can open doors. Otters sleep on their backs in the water."
    told = narration(compose([document(text)], Wish(topic="otters", language="en", words=32)))
    assert "luck" not in told
    assert "pub" not in told
    assert "thickest fur" in told


FRIDGE = """Wie ein Kühlschrank kalt bleibt

Ein Kühlschrank erzeugt keine Kälte. Er trägt Wärme aus dem Innenraum nach draußen in die Küche. Dafür kreist in dünnen \
Rohren ein Kältemittel. Im Verdampfer wird das flüssige Kältemittel zu Gas und nimmt dabei Wärme auf. Der Kompressor \
presst das Gas zusammen, dabei wird es rund 60 Grad warm. Im Kondensator gibt das Gas seine Wärme an die Küchenluft ab \
und wird wieder flüssig.

Seit 1993 bauen Hersteller in Deutschland Kühlschränke mit Isobutan, das die Ozonschicht nicht angreift. Ein moderner \
Kühlschrank verbraucht etwa 100 Kilowattstunden Strom im Jahr, ein Gerät von 1990 brauchte rund 350.

Die beste Temperatur im Innenraum liegt bei 7 Grad. Fleisch und Fisch gehören auf die Glasplatte über dem Gemüsefach, \
dort ist es mit 2 Grad am kältesten."""


def test_a_paragraph_whose_sentences_explain_is_told_before_figures() -> None:
    asked = Wish(topic="wie ein Kühlschrank kalt bleibt", language="de", words=62)
    told = " ".join(line.text for scene in compose([document(FRIDGE)], asked).scenes for line in scene.sentences)
    assert "Verdampfer" in told
    assert "Kompressor" in told
    assert "Isobutan" not in told
    plain = asked.model_copy(update={"topic": "der Kühlschrank"})
    told = " ".join(line.text for scene in compose([document(FRIDGE)], plain).scenes for line in scene.sentences)
    assert "Isobutan" in told or "Fleisch" in told, "who asks nothing is told of everything"
