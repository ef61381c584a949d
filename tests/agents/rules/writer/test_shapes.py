import pytest

from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Draft, Shape, Wish
from agents.rules.writer.rank import likeness, rank
from agents.rules.writer.reading import read
from agents.rules.writer.shapes import count_of
from tests.agents.rules.writer.reading import article, document


def written(name: str, topic: str, words: int, **more: object) -> Draft:
    held = article(name)
    return compose([held], Wish.model_validate({"topic": topic, "language": held.language, "words": words, **more}))


@pytest.mark.parametrize(
    ("name", "topic", "shape"),
    [
        ("octopus", "5 facts about octopuses", "list"),
        ("octopus", "octopuses", "explainer"),
        ("nile_ar", "ثلاث حقائق عن النيل", "list"),
        ("tomatoes", "how to grow tomatoes", "steps"),
        ("tomatoes", "", "steps"),
        ("rainbow", "how do you see a rainbow", "explainer"),
        ("fox_tale", "", "story"),
        ("fox_tale", "use my text exactly", "verbatim"),
        ("bridge_news", "the bridge", "explainer"),
    ],
)
def test_the_shape_is_read_from_request_and_document(name: str, topic: str, shape: Shape) -> None:
    assert written(name, topic, 120).shape == shape


@pytest.mark.parametrize(
    ("topic", "language", "count"),
    [
        ("3 facts about octopuses", "en", 3),
        ("Give me seven fun facts about bees", "en", 7),
        ("top 10", "en", 10),
        ("٥ حقائق عن النيل", "ar", 5),
        ("ثلاث حقائق عن النيل", "ar", 3),
        ("a 60 second film on bees", "en", None),
    ],
)
def test_a_count_is_read_from_the_request(topic: str, language: str, count: int | None) -> None:
    assert count_of(Wish(topic=topic, language=language, words=100)) == count


def test_three_facts_are_three_numbered_sentences_of_different_things() -> None:
    held = article("octopus")
    draft = written("octopus", "3 facts about octopuses", 80)
    numbered = [scene.sentences[0] for scene in draft.scenes if scene.sentences[0].announced]
    assert [line.announced for line in numbered] == ["Fact 1: ", "Fact 2: ", "Fact 3: "]
    assert all(len(line.text.split()) > 5 for line in numbered)
    assert not any(line.announced for scene in draft.scenes for line in scene.sentences[1:])
    text = {one.start: one for one in read([held])[0]}
    facts = [text[line.cites[0].start] for line in numbered]
    weight = rank([held], read([held]), Wish(language="en", words=80)).weight
    assert all(likeness(a, b, weight) < 0.4 for a in facts for b in facts if a is not b)


def test_arabic_facts_are_numbered_in_words() -> None:
    told = [line for scene in written("nile_ar", "حقائق", 80, count=3).scenes for line in scene.sentences]
    assert [line.announced for line in told if line.announced] == ["أولًا: ", "ثانيًا: ", "ثالثًا: "]


def test_chinese_facts_are_numbered_without_spaces() -> None:
    told = [line for scene in written("panda_zh", "", 80, count=2).scenes for line in scene.sentences]
    assert [line.announced for line in told if line.announced] == ["事实1：", "事实2："]


def test_fewer_facts_than_asked_are_noted() -> None:
    draft = compose(
        [document("# Frogs\n\nFrogs can live in water and on land.")], Wish(language="en", words=60, count=4)
    )
    assert "4 facts were asked for" in draft.notes[0]


def test_all_steps_are_told_in_their_order() -> None:
    draft = written("tomatoes", "how to grow tomatoes", 225)
    told = [line for scene in draft.scenes for line in scene.sentences]
    assert [line.announced for line in told if line.announced] == [f"Step {at}: " for at in range(1, 12)]
    starts = [line.cites[0].start for line in told]
    assert starts == sorted(starts)
    assert not any("steps" in note for note in draft.notes)


def test_steps_that_do_not_fit_are_named() -> None:
    draft = written("tomatoes", "how to grow tomatoes", 90)
    steps = [line for scene in draft.scenes for line in scene.sentences if line.announced]
    note = next(note for note in draft.notes if "left out" in note)
    left = note.split("steps ")[-1].removesuffix(" are left out.").split(", ")
    assert len(steps) + len(left) == 11


def test_a_tale_keeps_its_order_its_beginning_and_its_end() -> None:
    draft = written("fox_tale", "", 225)
    told = [line for scene in draft.scenes for line in scene.sentences]
    starts = [line.cites[0].start for line in told]
    assert starts == sorted(starts)
    assert told[0].text.startswith("Once upon a time")
    assert told[-1].text.endswith("so as not to wake anyone.")


def test_verbatim_keeps_every_word() -> None:
    held = article("fox_tale")
    draft = compose([held], Wish(language="en", words=100, shape="verbatim"))
    told = "".join(line.text for scene in draft.scenes for line in scene.sentences)
    body = "".join(block.text for block in held.blocks if block.kind == "paragraph")
    assert "".join(told.split()) == "".join(body.split())
    assert "442 words" in draft.notes[0] or "word for word" in draft.notes[0]


def test_children_are_told_shorter_sentences() -> None:
    def longest(audience: str | None) -> float:
        texts = [
            written(name, "", 150, audience=audience, shape="explainer") for name in ("iceland", "suez", "battery")
        ]
        told = [line.text.split() for draft in texts for scene in draft.scenes for line in scene.sentences]
        return sum(map(len, told)) / len(told)

    assert longest("for my 6-year-old") < longest(None)


HARP = (
    "# Kangaroos\n\nKangaroos are large animals of Australia that carry their young in a pouch on the front of the body. "
    "About 50 kinds of kangaroos and their relatives are known, and nearly all of them live in Australia. "
    "Kangaroos have four toes.\n\nA kangaroo eats grass.\n\n"
    "The largest kind, the red kangaroo, can leap more than eight metres far and nearly two metres high. "
    "A kangaroo has strong hind legs."
)


@pytest.mark.parametrize(("count", "words"), [(3, 22), (3, 26), (2, 16)])
def test_a_short_film_of_so_many_facts_tells_short_ones(count: int, words: int) -> None:
    wish = Wish(topic="kangaroos", language="en", words=words, count=count, shape="list")
    draft = compose([document(HARP)], wish)
    told = [line.text for scene in draft.scenes for line in scene.sentences]
    assert sum(text.startswith("Fact ") for text in told) == count
    assert sum(len(text.split()) for text in told) <= 1.08 * words
    assert not any("were asked for" in note for note in draft.notes)
