"""The five tools alone and one after another, as functions, coroutines and LangChain tools."""

import asyncio
import json
import wave
from pathlib import Path

import pytest
from pyvips import Image

from core.errors import Mistake
from storyreel.toolbox import aaudio, assembly, asset, astory, audio, langchain_tools, research, story

ARTICLE = """# Salt flats

The Uyuni salt flat in Bolivia covers 10,582 square kilometres. It lies 3,656 metres above the sea. Flamingos breed
there in November. Lithium lies under its crust. After rain a thin sheet of water turns it into a mirror.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "salt.md"
    file.write_text(ARTICLE)
    return file


def test_research_says_how_good_its_material_is(article: Path) -> None:
    found = research("The salt flat of Uyuni", sources=[article], duration=10)
    assert [one.title for one in found.sources] == ["Salt flats"]
    assert (found.material.quality, found.steps) == ("good", ())
    assert research("The salt flat of Uyuni", sources=[article], duration=60).material.quality == "thin"
    nothing = research("The salt flat of Uyuni")
    assert (nothing.material.quality, nothing.sources) == ("none", ())


def test_story_cites_what_research_found(article: Path) -> None:
    found = research("The salt flat of Uyuni", sources=[article])
    told = story(research=found, duration=20)
    assert told == story(research=found.key, duration=20)
    quotes = {fact.id: fact.quote for fact in told.facts}
    assert all(quotes[id] in ARTICLE.replace("\n", " ") for beat in told.script.beats for id in beat.facts)
    assert any(beat.facts for beat in told.script.beats)
    assert told.request.duration == 20
    with pytest.raises(Mistake, match="nothing to tell"):
        story()


def test_asset_paints_prompts_and_stories(tmp_path: Path) -> None:
    made = asset(prompts=["A fox under a red tree", "A lighthouse"], style="oil painting", out=tmp_path / "pictures")
    assert (made.style, made.width, made.height) == ("oil", 1920, 1080)
    for number, one in enumerate(made.pictures):
        assert Path(one.file).parent == tmp_path / "pictures"
        assert Path(one.file).name.startswith(f"scene_{number}_")
        picture = Image.new_from_file(one.file)
        assert (picture.width, picture.height) == (1920, 1080)
    assert made.pictures[0].file != made.pictures[1].file
    told = story(script="The tide comes in. The boat floats.")
    small = asset(told, resolution="720p", out=tmp_path)
    assert [one.beat for one in small.pictures] == [beat.id for beat in told.script.beats]
    assert (small.width, small.height) == (1280, 720)
    with pytest.raises(Mistake, match="either a story or texts"):
        asset(told, prompts=["A fox"])


def test_audio_speaks_texts_and_says_when(tmp_path: Path) -> None:
    made = audio(texts=["The tide comes in.", "The boat floats."], rate=140, out=tmp_path)
    with wave.open(made.file) as sound:
        assert sound.getframerate() == 48_000
        assert abs(sound.getnframes() / 48_000 - made.seconds) < 0.01
    first, second = made.lines
    assert 0 < first.start < first.end < second.start < second.end < made.seconds
    assert [first.text[word.at : word.at + word.length] for word in first.words] == ["The", "tide", "comes", "in"]
    slow = audio(texts=["The tide comes in.", "The boat floats."], rate=90, out=tmp_path)
    assert slow.seconds > made.seconds
    with pytest.raises(Mistake, match="either a story or texts"):
        audio()
    with pytest.raises(Mistake, match="no text"):
        audio(texts=["...", "?"], out=tmp_path)


def test_assembly_makes_the_film_of_a_story(tmp_path: Path) -> None:
    """Above 5 s: a whole film."""
    told = story(script="The tide comes in. The boat floats.")
    painted = asset(told, resolution="720p", out=tmp_path)
    film = assembly(told, profile="preview", music="none", out=tmp_path / "film")
    assert film.file is not None
    assert Path(film.file).is_file()
    manifest = json.loads(Path(film.manifest).read_text())
    assert [beat["artefacts"]["picture"]["made"] for beat in manifest["beats"]] == [False] * len(painted.pictures)


def test_coroutines_do_the_same(tmp_path: Path) -> None:
    async def both() -> tuple[str, float]:
        told = await astory(script="The tide comes in.")
        said = await aaudio(told, out=tmp_path)
        return told.key, said.seconds

    key, seconds = asyncio.run(both())
    assert key == story(script="The tide comes in.").key
    assert seconds > 1


def test_langchain_tools_take_keys_and_answer_json(tmp_path: Path) -> None:
    tools = {tool.name: tool for tool in langchain_tools(out=tmp_path)}
    assert list(tools) == ["research", "story", "asset", "audio", "assembly"]
    assert all(tool.description and tool.args for tool in tools.values())
    told = json.loads(tools["story"].invoke({"script": "The tide comes in. The boat floats."}))
    said = json.loads(asyncio.run(tools["audio"].ainvoke({"story": told["key"], "rate": 150})))
    assert Path(said["file"]).parent == tmp_path / "generated_assets"
    assert tools["asset"].invoke({"story": "nope"}).startswith("There is no story 'nope'")
    assert "an agent reads no files" in tools["research"].invoke({"topic": "x", "sources": ["/etc/passwd"]})
    with pytest.raises(ValueError, match="rate"):
        tools["audio"].invoke({"story": told["key"], "rate": 5})
