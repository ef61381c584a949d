"""`storyreel draw` and `storyreel.draw`: one picture, its layers, its SVG and its spec, as a user asks for them."""

import io
import json
import sys
from pathlib import Path

import pytest

from core.errors import Mistake
from core.styles import load
from storyreel import draw
from storyreel.cli.main import main
from storyreel.pictures import read_spec, save
from tests.tools.images.pixels import near, opened

FOX = "A fox under a red tree at night"


def run(*arguments: str) -> int:
    sys.argv = ["storyreel", *arguments]
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["storyreel"])


def test_the_picture_of_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draw", FOX, "--style", "paper cut", "--aspect", "9:16", "--resolution", "720p", "-o", "a/fox.png") == 0
    assert "720 x 1280, landscape, papercut" in capsys.readouterr().out
    assert opened(Path("a/fox.png")).shape == (1280, 720, 3)
    assert not list(Path("a").glob(".*"))


def test_what_a_colour_is_said_of_is_painted_in_it() -> None:
    drawing = draw(FOX, resolution="720p")
    tree = next(one for one in drawing.spec.subjects if one.concept != "fox")
    assert tree.colour == "#D32F2F"
    plain = draw("A fox under a tree at night", resolution="720p")
    assert near(drawing.pixels, "#B2242A") > 10 * max(near(plain.pixels, "#B2242A"), 50)


def test_without_a_name_the_prompt_names_the_file_and_nothing_is_replaced() -> None:
    assert run("draw", "A boat", "--resolution", "720p") == 0
    assert run("draw", "A boat", "--resolution", "720p") == 0
    assert sorted(path.name for path in Path().iterdir()) == ["a-boat-2.png", "a-boat.png"]
    with pytest.raises(Mistake, match="there already"):
        save(draw("A boat", resolution="720p"), Path("a-boat.png"))


def test_a_spec_is_written_edited_and_drawn_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draw", "The tower is 324 metres high", "-o", "spec.json") == 0
    value = json.loads(Path("spec.json").read_text())
    assert (value["template"], value["items"][0]["written"]) == ("big_number", "324")
    value["items"][0]["written"] = "330"
    Path("spec.json").write_text(json.dumps(value))
    capsys.readouterr()
    options = ("--style", "chalkboard", "--resolution", "720p", "--layers", "layers", "--json")
    assert run("draw", "--spec", "spec.json", "-o", "tower.png", *options) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["spec"]["items"][0]["written"] == "330"
    assert told["spec"]["palette"] in load().find("chalkboard").palettes
    assert {"work", "author", "licence", "url"} == set(told["credits"][0])
    layers = json.loads(Path("layers/layers.json").read_text())
    assert all((Path("layers") / one["file"]).is_file() for one in layers)
    assert any(one["motion"] == "count" for one in layers)


def test_svg_has_letters_as_shapes_and_refers_to_nothing() -> None:
    drawing = draw("An elephant in the savanna", resolution="720p")
    save(drawing, Path("elephant.svg"))
    text = Path("elephant.svg").read_text()
    assert text.startswith("<svg")
    assert "href" not in text.replace('href="#', "")


def test_a_foreign_drawing_is_the_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#FE01DC"/></svg>'
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(foreign.encode())))
    assert run("draw", "A square", "--svg", "-", "--resolution", "720p", "-o", "square.png") == 0
    assert near(opened(Path("square.png")), "#FE01DC") > 10_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("",), "Say what to draw"),
        (("A fox", "--style", "cubist"), "known: flat, watercolour"),
        (("A fox", "--template", "poster"), "takes title, chapter"),
        (("A fox", "--aspect", "4:3"), "16:9, 9:16, 1:1"),
        (("A fox", "-o", "fox.gif"), "end the name in .png"),
        (("A fox", "--palette", "mud"), "mud"),
        (("A fox", "--seed", "-1"), "--seed"),
        (("--spec", "none.json"), "none.json"),
    ],
)
def test_mistakes_are_one_sentence_and_write_nothing(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draw", *arguments) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"template": "text"}', '{"template": "map", "width": 999999}'])
def test_a_wrong_spec_is_refused(text: str) -> None:
    with pytest.raises(Mistake):
        draw(spec=read_spec(text))


def test_an_unknown_option_of_the_function_is_named() -> None:
    with pytest.raises(Mistake, match="no option 'colour'"):
        draw("A fox", colour="red")


@pytest.mark.parametrize(
    "prompt",
    [
        "A lighthouse in a storm. " * 420,
        "🦖🔥➡️☄️",
        "\u202e\u0000ﷺ𓂀",
        "أسد تحت شجرة",
        "हाथी",
        "狐狸",
        "<b>&amp;",
        "%s ../x",
    ],
)
def test_anything_is_drawn(prompt: str) -> None:
    assert draw(prompt, resolution="720p").pixels.shape == (720, 1280, 3)
