import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.sources.text import read_text

FRAMED = """The Project Gutenberg eBook of Rain

Title: Rain
        and Light
Author: Ada Light
Release date: May 3, 2024 [eBook #1]

*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***

Produced by Some One

CHAPTER I. The Rain

The rain fell _all_ day.[1]

[Illustration: the bow]

*** END OF THE PROJECT GUTENBERG EBOOK RAIN ***

Licence text."""


def blocks(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in read_text(text).parts]


def test_wrapped_lines_become_paragraphs() -> None:
    text = "The light is bent by the drops and leaves\nthem in many colours, each at its own\nangle.\n\nA second one."
    assert blocks(text) == [
        ("paragraph", "The light is bent by the drops and leaves them in many colours, each at its own angle."),
        ("paragraph", "A second one."),
    ]


def test_long_lines_are_paragraphs_without_empty_lines_between() -> None:
    one, two = "One long line of words. " * 10, "Another long line of words. " * 10
    assert blocks(f"{one}\n{two}") == [("paragraph", one.strip()), ("paragraph", two.strip())]


def test_an_indent_after_a_full_stop_begins_a_paragraph() -> None:
    assert (
        len(
            blocks(
                "  The rain fell on the field all day long.\n  Then it stopped and the sun came out again\nover the hill."
            )
        )
        <= 2
    )
    assert [text for _, text in blocks("The rain fell on the field all day.\n    Then it stopped.")] == [
        "The rain fell on the field all day.",
        "Then it stopped.",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RAIN AND LIGHT\n\nIt rains.", ("heading", "RAIN AND LIGHT")),
        ("Rain and light\n==============\n\nIt rains.", ("heading", "Rain and light")),
        ("Rain\n----\nIt rains.", ("heading", "Rain")),
        ("Chapter two: The sun\n\nIt rains.", ("heading", "Chapter two: The sun")),
        ("الفصل الأول\n\nنص.", ("heading", "الفصل الأول")),
        ("Part of it is wet.\n\nIt rains.", ("paragraph", "Part of it is wet.")),
    ],
)
def test_headings(text: str, wanted: tuple[str, str]) -> None:
    assert blocks(text)[0] == wanted


def test_items_and_lists_without_marks() -> None:
    assert blocks("- one thing\n  that goes on\n- another\n\n1. Stand up.\n2. Look.") == [
        ("item", "one thing that goes on"), ("item", "another"), ("item", "Stand up."), ("item", "Look."),
    ]  # fmt: skip
    assert [kind for kind, _ in blocks("2 eggs\n100 g flour\na cup of milk")] == ["item"] * 3
    assert blocks("Roses are red,\nviolets are blue,\nrain is wet,\nand so are you.")[0][0] == "paragraph"
    assert blocks("- No, he said.")[0] == ("item", "No, he said.")


def test_broken_words_are_mended_and_compounds_kept() -> None:
    text = "They went out. A rain-\nbow is a well-\nknown sight, says a part-\ntime poet of Baden-\nBaden."
    assert blocks(text)[0][1] == "They went out. A rainbow is a well-known sight, says a part-time poet of Baden-Baden."
    assert "self-made" in blocks("a self-\nmade man")[0][1]
    assert "light-house" in blocks("The light-house stands.\nA light-\nhouse stands.")[0][1]


def test_page_numbers_go_and_the_paragraph_goes_on() -> None:
    text = "It was the first time that they had seen one\n\n12\n\nso near to the house.\n\n- 13 -\n\nThe end.\n\n14\n"
    assert [text for _, text in blocks(text)] == [
        "It was the first time that they had seen one so near to the house.",
        "The end.",
    ]
    assert ("paragraph", "1945") in blocks("A year.\n\n1945\n\nThe war ended.")


def test_a_gutenberg_frame_is_dropped_and_read() -> None:
    reading = read_text(FRAMED)
    assert (reading.title, reading.author, reading.date) == ("Rain and Light", "Ada Light", "2024-05-03")
    assert [part.text for part in reading.parts] == ["CHAPTER I. The Rain", "The rain fell all day."]


def test_chinese_lines_join_without_spaces() -> None:
    assert (
        blocks("彩虹是阳光在雨滴中折射和反射而形\n成的自然现象。")[0][1]
        == "彩虹是阳光在雨滴中折射和反射而形成的自然现象。"
    )


WORDS = st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=6, max_size=60).map(" ".join)


@given(st.lists(WORDS.map(lambda words: words.capitalize() + "."), min_size=1, max_size=6), st.integers(30, 90))
def test_paragraphs_wrapped_at_any_width_read_back(paragraphs: list[str], width: int) -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert [part.text for part in read_text(wrapped).parts] == paragraphs


@given(st.text("abc dé.,!? \n漢قو", max_size=300))
def test_no_letter_is_lost_or_added(text: str) -> None:
    read_back = "".join(part.text for part in read_text(text).parts)
    letters = [char for char in text if char.isalpha()]
    assert [char for char in read_back if char.isalpha()] == letters
