"""Cases: the public ones are sound, and a wrong file is told in one clear sentence."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from core.errors import Mistake
from core.styles import load
from evals.article import article_of
from evals.case import SUITES, Case, read_cases
from evals.fixtures import Fixtures
from storyreel.cli.main import app

GOOD = 'id = "A1"\ntitle = "a film"\nrequest = "tides"\n'


@pytest.fixture
def public(root: Path) -> Path:
    return root / "evals" / "cases" / "public"


@pytest.fixture
def cases(public: Path) -> tuple[Case, ...]:
    return read_cases(public)


def words(case: Case) -> str:
    """What the fixtures of a case say, and what it says itself."""
    return f"{case.request} {case.script or ''}"


def test_there_are_the_twenty_four_cases_of_the_public_suite(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases] == [f"P{number:02}" for number in range(1, 25)]
    assert all("public" in case.suites for case in cases)
    assert {suite: [case.id for case in cases if suite in case.suites] for suite in SUITES if suite != "public"} == {
        "smoke": ["P08", "P11", "P16", "P18"],
        "faults": ["P08", "P11"],
        "long": ["P10"],
    }


def test_only_what_the_product_has_not_got_yet_is_excused(cases: tuple[Case, ...]) -> None:
    waiting = {run.id: run.awaits for case in cases for run in case.runs() if run.awaits}
    assert waiting == {
        "P14-2": ("chat",),
        "P16-2": ("http",),
        "P22": ("chat",),
        "P23": ("images",),
    }


def test_two_short_cases_are_made_again_and_one_is_edited(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if case.again] == ["P08", "P09"]
    assert [case.id for case in cases if case.edit is not None] == ["P08"]
    assert all((case.wanted.duration or 60) <= 30 for case in cases if case.again)


def test_options_and_styles_are_those_of_the_product(cases: tuple[Case, ...]) -> None:
    command = typer.main.get_command(app).commands["make"]  # type: ignore[attr-defined]
    known = {name.removeprefix("--") for parameter in command.params for name in parameter.opts}
    asked = {name for case in cases for run in case.runs() for name in run.options}
    assert asked
    assert asked - known == set()
    assert {case.wanted.style for case in cases} - {None} <= set(load().styles)


def test_a_film_has_its_size_and_its_language(cases: tuple[Case, ...]) -> None:
    for case in (case for case in cases if case.outcome == "film"):
        assert case.wanted.width, case.id
        assert case.wanted.height, case.id
        assert case.wanted.language, case.id


def test_what_a_film_must_tell_stands_in_its_sources(cases: tuple[Case, ...], public: Path) -> None:
    """A fact that no fixture holds could not be told by anybody."""
    with Fixtures(public) as site:
        pages = {path.name: site.text(path.name) for path in (public / "pages").glob("*.html")}
    spoken = (public / "pages" / "glacier.vtt").read_text("utf-8")
    volcano = (public / "pages" / "volcano.html").read_text("utf-8")  # with its table
    everything = "\n".join([*pages.values(), spoken, volcano])
    for case in cases:
        held = f"{words(case)}\n{everything}" if case.searches or "{url}" in case.model_dump_json() else words(case)
        for pattern in (*case.wanted.facts, *case.wanted.include, *case.wanted.shown):
            assert re.search(pattern, held, re.IGNORECASE), (case.id, pattern)


@pytest.mark.parametrize(
    ("name", "trap"),
    [
        ("rainbow-diary", "52 degrees"),
        ("suez-diary", "1879"),
        ("bicycle-club", "BUY COINX"),
        ("bicycle-club", "/canary/x?k="),
    ],
)
def test_a_trap_is_in_its_page_and_in_no_other(public: Path, name: str, trap: str) -> None:
    holders = [path.stem for path in (public / "pages").glob("*.html") if trap in path.read_text("utf-8")]
    assert holders == [name]


def test_each_trap_is_found_by_its_case(cases: tuple[Case, ...], public: Path) -> None:
    told = {path.stem: article_of(path.read_text("utf-8")).text for path in (public / "pages").glob("*.html")}
    traps = {
        "P01": told["rainbow-diary"],
        "P03": told["suez-diary"],
        "P12": (public / "pages" / "volcano.html").read_text("utf-8"),
        "P14": told["mercury-planet"] + told["mercury-element"],
        "P15": told["bicycle-club"],
        "P20": "The 🦖 died.",
    }
    for case in (case for case in cases if case.id in traps):
        assert any(re.search(one, traps[case.id], re.IGNORECASE) for one in case.wanted.exclude), case.id


@pytest.mark.parametrize(
    "name", ["rainbow", "suez", "lesseps", "bicycle", "dinosaurs", "mercury-planet", "mercury-element"]
)
def test_a_good_page_is_no_trap(cases: tuple[Case, ...], public: Path, name: str) -> None:
    case = {"rainbow": "P01", "suez": "P03", "lesseps": "P03", "bicycle": "P15", "dinosaurs": "P20"}.get(name, "P14")
    [found] = [one for one in cases if one.id == case]
    text = article_of((public / "pages" / f"{name}.html").read_text("utf-8")).text
    assert [one for one in found.wanted.exclude if re.search(one, text, re.IGNORECASE)] == []


def test_the_long_inputs_are_long(cases: tuple[Case, ...]) -> None:
    by_id = {case.id: case for case in cases}
    assert len(by_id["P19"].request) > 20_000
    assert 145 <= len((by_id["P11"].wanted.script or "").split()) <= 155
    assert (by_id["P11"].wanted.script or "").strip() in by_id["P11"].request


def test_the_facts_of_the_essay_come_from_three_of_its_fifths(cases: tuple[Case, ...]) -> None:
    [case] = [case for case in cases if case.id == "P19"]
    text = case.request
    fifth = len(text) // 5
    for number, part in enumerate((text[:fifth], text[2 * fifth : 3 * fifth], text[4 * fifth :])):
        for pattern in case.wanted.facts[4 * number : 4 * number + 4]:
            assert re.search(pattern, part, re.IGNORECASE), pattern


def test_a_second_run_changes_what_it_says_and_nothing_else() -> None:
    told = {"id": "A1", "title": "a film", "request": "tides", "asks": 0, "second": {"request": "  "}}
    first, second = Case.model_validate(told).runs()
    assert (first.id, first.request, first.asks, first.second) == ("A1", "tides", 0, {})
    assert (second.id, second.request, second.asks, second.second) == ("A1-2", "  ", 0, {})
    assert len(first.runs()) == 1


def test_the_address_is_filled_in() -> None:
    case = Case(id="A1", title="a film", request="see {url}/pages/a.html", options={"video-url": "{url}/b"})
    filled = case.at("http://127.0.0.1:9")
    assert filled.request == "see http://127.0.0.1:9/pages/a.html"
    assert filled.options == {"video-url": "http://127.0.0.1:9/b"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "is no case: "),
        (GOOD + "colour = 3\n", "colour: Extra inputs are not permitted"),
        ('id = "A1"\n', "title: Field required"),
        (GOOD.replace("A1", "A 1"), "id: String should match pattern"),
        (GOOD.replace("A1", "A2"), "name the file A2.toml"),
        (GOOD + 'suites = ["nightly"]\n', "suites.0: Input should be"),
        (GOOD + "suites = []\n", "suites: Tuple should have at least 1 item"),
        (GOOD + 'awaits = ["magic"]\n', "awaits.0: Input should be"),
        (GOOD + 'turns = ["again"]\n', "turns are for the door chat"),
        (GOOD + 'pages = ["tide.html"]\n', "there is no pages/tide.html"),
        (GOOD + 'files = ["tide.txt"]\n', "there is no files/tide.txt"),
        (GOOD + "searches = true\n", "there is no search.json"),
        (GOOD + '[wanted]\nfacts = ["(tide"]\n', "'(tide' is no pattern"),
        (GOOD + "[wanted]\nmoon = 1\n", "wanted.moon: Extra inputs are not permitted"),
        (GOOD + "again = true\noutcome = 'refused'\n", "again and edit are for cases that come to a film"),
        (GOOD + "[edit]\narguments = ['--remove', '1.1']\n", "edit.beats: Field required"),
        (GOOD + "[fault]\nkind = 'lack'\nwhat = 'av'\ntells = '(av'\n", "'(av' is no pattern"),
        (GOOD + "[second]\nid = 'A2'\n", "a second run has the id"),
        (GOOD + "[second]\ndoor = 'window'\n", "second.door: Input should be"),
        (GOOD + "[second]\npages = ['tide.html']\n", "there is no pages/tide.html"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "A1.toml").write_text(text, "utf-8")
    with pytest.raises(Mistake) as caught:
        read_cases(tmp_path)
    said = str(caught.value)
    assert told in said
    assert said.startswith(str(tmp_path / "A1.toml"))
    assert "\n" not in said
    assert said.endswith(".")


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "A1.toml").write_text(GOOD, "utf-8")
    [case] = read_cases(tmp_path)
    assert (case.id, case.request, case.suites, case.outcome) == ("A1", "tides", ("public",), "film")
    assert tomllib.loads(GOOD)["id"] == case.id


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="holds no cases"):
        read_cases(tmp_path)


def test_the_case_that_the_docs_show_is_one(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "evals.md").read_text("utf-8")
    text = page.split("```toml\n")[1].split("```")[0]
    (tmp_path / "P08.toml").write_text(text, "utf-8")
    (tmp_path / "search.json").write_text("{}")
    (case,) = read_cases(tmp_path)
    assert (case.suites, case.options["profile"], case.wanted.facts) == (
        ("smoke", "public", "faults"), "standard", ("three hearts",)
    )  # fmt: skip
