"""What the researcher reads without a language model: of the sense assumed, and more than somebody's own words."""

from collections.abc import Callable, Mapping, Sequence

from agents.rules.director import brief
from agents.rules.researcher import gather
from core.models import Request
from tests.agents.rules.writer.reading import document
from tools.search.port import Hit
from tools.sources.port import Document

PLANET = "# Saturn (planet)\n\nSaturn is the sixth planet from the Sun. It has bright rings of ice."
GOD = "# Saturn (god)\n\nSaturn was a god of the Romans. His feast was held in December."
ROCKET = "# Saturn (rocket)\n\nSaturn was a family of American rockets. The largest took people to the Moon."
DIARY = "# My lake diary\n\nI love Lake Orm. My aunt swears that it has no ground. I was there in my boat."
LAKE = "# Lake Orm\n\nLake Orm is a lake in the north. It is 310 metres deep. Trout live in it."
FISH = "# Fish of Lake Orm\n\nTrout and char live in Lake Orm. The lake is cold and clear all the year."


def found(pages: Sequence[str], text: str) -> tuple[list[str], list[str]]:
    """The titles of what is used, and what was said of each page that was read."""
    held = {f"https://example.org/{at}": document(page) for at, page in enumerate(pages)}
    hits = [
        Hit(title=one.title, url=url, snippet=one.text[len(one.title) : 160], language="en")
        for url, one in held.items()
    ]
    findings = gather(brief(Request(text=text)), lambda query, language: hits, reader(held))
    said = [step.result for step in findings.steps if step.tool == "read"]
    return [one.title for one in findings.documents], said


def reader(held: Mapping[str, Document]) -> Callable[[str], Document]:
    return lambda url: held[url].model_copy(update={"url": url})


def test_another_sense_than_the_assumed_one_is_passed_by() -> None:
    titles, said = found([GOD, PLANET, ROCKET], "Make a video about Saturn")
    assert titles == ["Saturn (planet)"]
    assert said.count("it is about another meaning of the word") == 2


def test_where_no_page_is_of_the_sense_all_are_kept() -> None:
    titles, _ = found([GOD, ROCKET], "Make a video about Saturn")
    assert titles == ["Saturn (god)", "Saturn (rocket)"]


def test_a_diary_takes_no_other_page_s_place() -> None:
    titles, _ = found([DIARY, LAKE, FISH], "A video about Lake Orm")
    assert titles == ["My lake diary", "Lake Orm", "Fish of Lake Orm"]


def test_two_pages_are_enough() -> None:
    titles, _ = found([LAKE, FISH, "# Orm\n\nLake Orm lies in the north."], "A video about Lake Orm")
    assert titles == ["Lake Orm", "Fish of Lake Orm"]
