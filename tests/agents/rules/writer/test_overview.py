"""A short film of a long text is spread over it, and says that it is a selection."""

import pytest

from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Draft, Wish
from agents.rules.writer.overview import stretches
from agents.rules.writer.reading import read
from tests.agents.rules.writer.reading import document

THINGS = [
    "wheel",
    "plough",
    "loom",
    "kiln",
    "mill",
    "sail",
    "bridge",
    "canal",
    "press",
    "lens",
    "clock",
    "pump",
    "engine",
    "train",
    "wire",
    "lamp",
    "phone",
    "camera",
    "radio",
    "rocket",
    "laser",
    "chip",
    "robot",
    "battery",
]
LONG = "# How people made things\n\n" + "\n\n".join(
    f"The {thing} changed the work of people in the year {1000 + 40 * at}. A {thing} was dear at first, and only rich "
    f"towns could own a {thing}. Later each village had a {thing} of its own, and people forgot that there had been "
    f"days without the {thing}. In the end makers of the {thing} looked for better ways and found a few of them. "
    "Nobody wrote down who they were, and their names are lost. That is how such things go."
    for at, thing in enumerate(THINGS)
)
LAKES = "# البحيرات\n\n" + "\n\n".join(
    f"تقع بحيرة {name} في الشمال ويبلغ عمق بحيرة {name} نحو {100 + 10 * at} مترا. يعيش في بحيرة {name} سمك كثير، "
    f"ويزور الناس بحيرة {name} كل صيف. وصل إليها الصيادون قديما وبنوا القوارب والبيوت على الشاطئ القريب. "
    "تجري الأنهار من الجبال العالية، وتحمل الماء البارد والرمل والطين إلى السهل الواسع."
    for at, name in enumerate(
        [
            "نور",
            "سلام",
            "ريم",
            "هدى",
            "سمر",
            "قمر",
            "نسيم",
            "ورد",
            "فجر",
            "ندى",
            "بدر",
            "شمس",
            "غيم",
            "رعد",
            "برق",
            "ثلج",
            "مطر",
            "نهر",
            "جبل",
            "سهل",
        ]
    )
)


def told(draft: Draft) -> list[str]:
    return [line.text for scene in draft.scenes for line in scene.sentences]


@pytest.mark.parametrize("words", [110, 130, 150])
@pytest.mark.parametrize("topic", ["", "a summary of this essay"])
def test_every_part_of_a_long_text_is_heard(words: int, topic: str) -> None:
    draft = compose([document(LONG)], Wish(topic=topic, language="en", words=words, shape="explainer"))
    named = [at for at, thing in enumerate(THINGS) if any(thing in line for line in told(draft))]
    third = len(THINGS) // 3
    for part in range(3):
        assert any(part * third <= at < (part + 1) * third for at in named)
    assert len(named) >= words / 25
    assert 0.8 * words <= sum(len(line.split()) for line in told(draft)) <= 1.08 * words
    assert any(note.startswith("The film is a selection: ") for note in draft.notes)


def test_a_long_arabic_text_is_spread_too() -> None:
    draft = compose([document(LAKES)], Wish(topic="ملخص", language="ar", words=70, shape="explainer"))
    assert len({line.split("بحيرة ")[1].split()[0] for line in told(draft) if "بحيرة " in line}) >= 4
    assert any("selection" in note for note in draft.notes)


def test_what_is_asked_for_by_name_and_a_short_text_are_no_selection() -> None:
    asked = compose([document(LONG)], Wish(topic="the loom", language="en", words=110, shape="explainer"))
    assert any("loom" in line for line in told(asked))
    short = compose([document("\n\n".join(LONG.split("\n\n")[:4]))], Wish(language="en", words=110, shape="explainer"))
    assert not any("selection" in note for draft in (asked, short) for note in draft.notes)


def test_stretches_hold_every_sentence_once() -> None:
    text = read([document(LONG)])[0]
    found = stretches(text, 7)
    assert [one for stretch in found for one in stretch] == text
    assert len(found) == 7
