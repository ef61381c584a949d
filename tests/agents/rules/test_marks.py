import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.rules.marks import Marked, parse
from agents.rules.text import paragraphs

PLAIN = st.lists(
    st.lists(
        st.sampled_from(
            [
                "the",
                "sun",
                "9:30",
                "rises,",
                "in",
                "[1984]",
                "5",
                "*",
                "3",
                "*",
                "2",
                "snake_case_name",
                ":-)",
                "*_*",
                "and",
                "https://a.b/c_d_e",
                "is",
                "(red)",
                "Paris.",
                "No!",
                "مطر",
                "雨",
                "3.14",
                "it's",
                "a-b",
                ">",
                "x<y",
                "a|b",
                "#",
                "{k}",
                "~5",
                "100%",
                "$3",
            ]
        ).filter(lambda word: word not in ("*",)),
        min_size=2,
        max_size=14,
    ).map(lambda words: "so " + " ".join(words)),
    min_size=1,
    max_size=5,
)
LINE_MARKS = [
    "[pause 2s]",
    "[SFX: rain]",
    "(beat)",
    "<!-- no -->",
    "FADE IN:",
    "[MUSIC swells]",
    "```",
    "## A heading",
    "---",
    "# Another",
    "INT. HOUSE - DAY",
    "[وقفة]",
]


def said(marked: Marked) -> list[str]:
    return " ".join(text.text for scene in marked.scenes for text in scene.paragraphs).split()


def texts(script: str, language: str = "en") -> list[list[tuple[str, str | None, float | None]]]:
    return [
        [(one.text, one.speaker, one.pause) for one in scene.paragraphs] for scene in parse(script, language).scenes
    ]


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_a_script_without_marks_comes_back_word_for_word(blocks: list[str]) -> None:
    script = "\n\n".join(blocks)
    marked = parse(script, "en")
    assert [one.text for scene in marked.scenes for one in scene.paragraphs] == [
        " ".join(part.split()) for part in paragraphs(script)
    ]
    assert all(len(scene.paragraphs) == 1 and scene.heading is None for scene in marked.scenes)
    assert marked.title is None
    assert marked.notes == ()


@settings(max_examples=100, deadline=None)
@given(PLAIN, st.data())
def test_marks_between_do_not_change_the_words(blocks: list[str], data: st.DataObject) -> None:
    parts = []
    for block in blocks:
        words = block.split()
        at = data.draw(st.integers(0, len(words) - 1))
        if re.fullmatch(r"[a-zA-Z]+", words[at]):
            words[at] = data.draw(
                st.sampled_from(["**{}**", "*{}*", "_{}_", "`{}`", "[{}](https://x.y/z)", "{} [pause 1s]"])
            ).format(words[at])
        prefix = data.draw(st.sampled_from(["", "NARRATOR: ", "- ", "> ", "[00:12] ", "ANNA (softly): "]))
        parts += [data.draw(st.sampled_from(LINE_MARKS)), prefix + " ".join(words)]
    assert said(parse("\n\n".join(parts), "en")) == " ".join(blocks).split()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_parsed(script: str) -> None:
    assert all(one.text.strip() for scene in parse(script, "en").scenes for one in scene.paragraphs)


def test_headings_open_scenes_and_the_first_one_is_the_title() -> None:
    marked = parse("# How *Rainbows* Form\n\nHello.\n\n## Rain\n\nOne.\n\nTwo.\n\nThe Sky\n-------\nThree.", "en")
    assert marked.title == "How Rainbows Form"
    assert [(scene.heading, [one.text for one in scene.paragraphs]) for scene in marked.scenes] == [
        (None, ["Hello."]),
        ("Rain", ["One.", "Two."]),
        ("The Sky", ["Three."]),
    ]


def test_a_title_alone_leaves_each_paragraph_its_scene() -> None:
    assert texts("# Title\n\nOne.\n\nTwo.") == [[("One.", None, None)], [("Two.", None, None)]]


def test_who_speaks_is_kept_and_not_spoken() -> None:
    assert texts("NARRATOR: One.\nANNA (whispering): Two.\n\nThree.") == [
        [("One.", "NARRATOR", None), ("Two.", "ANNA", None)],
        [("Three.", None, None)],
    ]
    assert texts("الراوي: مرحبا.\n\nليلى: أهلا.\nليلى: وداعا.", "ar")[1] == [
        ("أهلا.", "ليلى", None),
        ("وداعا.", "ليلى", None),
    ]


@pytest.mark.parametrize(
    "line", ["Note: it rains.", "Paris: a city.", "https://x.org/a_b", "9:30 is late.", "NOTE: wait.", "He said: go."]
)
def test_a_colon_is_not_always_a_name(line: str) -> None:
    assert texts(line) == [[(line, None, None)]]


@pytest.mark.parametrize(
    ("mark", "seconds"),
    [
        ("[pause 2s]", 2.0),
        ("[pause: 1.5 seconds]", 1.5),
        ("[pause]", 1.0),
        ("(beat)", 0.7),
        ("[long pause]", 2.0),
        ("[وقفة ٢ ثانية]", 2.0),
        ('<break time="500ms"/>', 0.5),
    ],
)
def test_a_pause_follows_the_words_before_it(mark: str, seconds: float) -> None:
    assert texts(f"One {mark} two.", "ar") == [[("One", None, seconds), ("two.", None, None)]]
    assert texts(f"One.\n{mark}\n\nTwo.", "ar") == [[("One.", None, seconds)], [("Two.", None, None)]]


def test_a_screenplay() -> None:
    marked = parse(
        "FADE IN:\n\nINT. HOUSE - DAY\n\nANNA (V.O.)\n(softly)\nHello there.\n\nCUT TO:\n\nEXT. SEA\n\nIt is calm.",
        "en",
    )
    assert [(scene.heading, scene.paragraphs[0].text, scene.paragraphs[0].speaker) for scene in marked.scenes] == [
        ("INT. HOUSE - DAY", "Hello there.", "ANNA"),
        ("EXT. SEA", "It is calm.", None),
    ]
    assert marked.notes


def test_time_stamps_are_dropped_when_they_run() -> None:
    assert said(parse("00:00 Start\n00:12 then", "en")) == ["Start", "then"]
    assert said(parse("1\n00:00:01,000 --> 00:00:03,000\nHello.\n\n2\n00:00:03,000 --> 00:00:05,000\nBye.", "en")) == [
        "Hello.",
        "Bye.",
    ]


def test_lists_quotes_and_sounds() -> None:
    marked = parse("> Quoted.\n\n- one\n- two\n\n1. first\n2. second\n\n[SFX: rain]\n\n[A door opens]", "en")
    assert said(marked) == ["Quoted.", "one", "two", "first", "second"]
    assert marked.notes == ("2 stage directions of the script are not spoken.",)


def test_nothing_but_marks_has_no_scene() -> None:
    assert parse("# Title\n\n---\n\n[MUSIC]\n\n<!-- x -->", "en").scenes == ()


@pytest.mark.parametrize(
    ("language", "script", "speaker"),
    [
        ("pt", "Título: O mar\n\nCena 1\n\nNarradora: O mar é azul. [música suave]\n\n(pausa longa)\n\nFim.", "Narradora"),
        ("it", "Titolo: O mar\n\nScena 1\n\nNarratrice: O mar é azul. [musica dolce]\n\n(pausa lunga)\n\nFine.", "Narratrice"),
    ],
)  # fmt: skip
def test_the_marks_of_portuguese_and_italian_are_not_spoken(language: str, script: str, speaker: str) -> None:
    found = parse(script, language)
    first = found.scenes[0].paragraphs[0]
    assert found.title == "O mar"
    assert (first.text, first.speaker, first.pause) == ("O mar é azul.", speaker, 2.0)
