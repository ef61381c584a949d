"""Whether a film is what was asked for: a good folder passes, each seeded defect fails its own metric."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from core.styles import find
from tests.tools.measure.metrics.films import beats, encoded, failed, folder, srt
from tools.measure.metrics.adherence import measure
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.reading.grade import grade, syllables

pytest.importorskip("rapidfuzz")

TOKENS = find("watercolour").tokens
TEXTS = ("Fact 1: The fox is red.", "Fact 2: The snow is white.", "Fact 3: The sea is blue.")
PLAIN = tuple(text.split(": ")[1] for text in TEXTS)
SCRIPT = " ".join(TEXTS)
WANTED = {
    "duration": 4.5,
    "width": 64,
    "height": 48,
    "language": "en",
    "style": "watercolour",
    "scenes": (2, 4),
    "include": ("fox", "snow"),
    "exclude": ("wolf", "blood"),
    "young": True,
    "script": SCRIPT,
    "count": 3,
    "chapters": True,
    "assumption": True,
}
ASSUMED = "The fox is taken to mean the animal."
BRIEF = {"captions": "burned", "assumption": ASSUMED}


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three plain pictures of a second and a half with a tagged sound track."""
    folder = tmp_path_factory.mktemp("plain")
    silent = encoded(folder / "silent.mp4", (np.full((48, 64, 3), 40 + 90 * (at // 36), np.uint8) for at in range(108)))
    with av.open(str(silent)) as source, av.open(str(folder / "film.mp4"), "w") as out:
        picture = out.add_stream_from_template(source.streams.video[0])
        sound = out.add_stream("aac", rate=48_000)
        sound.metadata["language"] = "eng"
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = picture
                out.mux(packet)
        for at in range(round(4.5 * 48_000 / 1024)):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 48_000, at * 1024
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))
    return marked(folder, (folder / "film.mp4").read_bytes(), (("One", 0, 1.5), ("Two", 1.5, 4.5)))


def marked(folder: Path, film: bytes, marks: tuple[tuple[str, float, float], ...]) -> bytes:
    """The film with these chapters alone."""
    folder.mkdir(exist_ok=True)
    (folder / "plain.mp4").write_bytes(film)
    with av.open(str(folder / "plain.mp4")) as source, av.open(str(folder / "marked.mp4"), "w") as out:
        out.set_chapters(
            [
                {"id": number, "start": round(start * 1000), "end": round(end * 1000), "time_base": Fraction(1, 1000),
                 "metadata": {"title": title}}
                for number, (title, start, end) in enumerate(marks)
            ]
        )  # fmt: skip
        both = (source.streams.video[0], source.streams.audio[0])
        streams = {stream.index: out.add_stream_from_template(stream) for stream in both}
        streams[1].metadata["language"] = "eng"
        for packet in source.demux(both):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return (folder / "marked.mp4").read_bytes()


def verdicts(
    path: Path, film: bytes, texts: tuple[str, ...] = TEXTS, captions: tuple[str, ...] | None = None, **changes: Any
) -> dict[str, Verdict]:
    manifest = {
        "language": "en",
        "style": {"name": "watercolour", "tokens": TOKENS},
        "brief": BRIEF,
        "beats": beats(texts, image_prompt=f"a fox; {TOKENS}"),
        **changes.pop("manifest", {}),
    }
    for beat in manifest["beats"]:
        beat["spoken_text"] = beat["spoken_text"].replace("1", "one")
    folder(path, manifest, captions_srt=srt(captions or texts), description_txt=f"Foxes\n\n{ASSUMED}\n")
    (path / "film.mp4").write_bytes(film)
    return {one.metric: one for one in measure(Made.at(path), Wanted.model_validate({**WANTED, **changes}))}


def test_a_good_film_passes(film: bytes, tmp_path: Path) -> None:
    found = verdicts(tmp_path, film)
    assert {metric: verdict.ok for metric, verdict in found.items()} == dict.fromkeys(
        ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G10", "G11", "G13", "G14"], True
    ), found
    assert {metric for metric, verdict in found.items() if verdict.gate} == {"G8"}
    assert all(verdict.score == 1 for verdict in found.values() if not verdict.gate)


def test_nothing_asked_for_is_not_judged(film: bytes, tmp_path: Path) -> None:
    verdicts(tmp_path, film)
    found = {one.metric: one for one in measure(Made.at(tmp_path), Wanted())}
    assert [metric for metric, verdict in found.items() if verdict.ok is not None] == ["G4"]
    assert all(verdict.reason for verdict in found.values() if verdict.ok is None)


@pytest.mark.parametrize(
    ("changes", "metric"),
    [
        ({"duration": 5.0}, "G1"),
        ({"duration": 4.0, "manifest": {"draft": True}}, "G1"),
        ({"width": 48}, "G2"),
        ({"manifest": {"language": "fr"}}, "G3"),
        ({"style": "chalkboard"}, "G4"),
        ({"scenes": (4, 9)}, "G5"),
        ({"scenes": (1, 2)}, "G5"),
        ({"include": ("fox", "whale")}, "G6"),
        ({"exclude": ("SNOW",)}, "G6"),
        ({"script": f"{SCRIPT} And the moon is round."}, "G8"),
        ({"count": 4}, "G11"),
        ({"count": 2}, "G11"),
        ({"said": ("three foxes",)}, "G6"),
        ({"said": ("Fact 1: The fox",)}, "G6"),
        ({"shown": ("one: the fox",)}, "G6"),
        ({"shown": ("Fact 1: The fox",), "manifest": {"brief": {**BRIEF, "captions": "sidecar"}}}, "G6"),
        ({"manifest": {"brief": {}}}, "G14"),
        ({"manifest": {"brief": {"assumption": "The wolf is meant."}}}, "G14"),
    ],
)
def test_another_film_than_asked_for(film: bytes, tmp_path: Path, changes: dict[str, Any], metric: str) -> None:
    assert failed(verdicts(tmp_path, film, **changes)) == {metric}


def test_what_must_be_both_said_and_shown(film: bytes, tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, film, said=("one: the fox",), shown=("Fact 1: The fox",))) == set()


@pytest.mark.parametrize(
    "marks",
    [
        (),
        (("All of it", 0, 4.5),),
        (("One", 0, 0.7), ("Two", 0.7, 4.5)),
        (("One", 0, 1.5), ("One", 1.5, 4.5)),
        (("One", 0, 1.5), ("", 1.5, 4.5)),
        (("One", 0, 1.5), ("Two", 1.5, 3.0)),
    ],
)
def test_chapters_that_do_not_match_the_scenes(
    film: bytes, tmp_path: Path, marks: tuple[tuple[str, float, float], ...]
) -> None:
    """None, one, beside a scene, two of one name, one without, and an end before the film's."""
    assert failed(verdicts(tmp_path, marked(tmp_path, film, marks))) == {"G13"}


def test_a_draft_may_be_shorter(film: bytes, tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, film, duration=9.0, manifest={"draft": True})) == set()


def test_captions_or_tags_in_another_language(film: bytes, tmp_path: Path) -> None:
    french = ("Le renard est dans la forêt.", "La neige est blanche.", "La mer est bleue et elle est là.")
    found = verdicts(tmp_path / "captions", film, captions=french, script=None, count=None, include=())
    assert failed(found) == {"G3"}
    assert "captions fr" in found["G3"].measured
    found = verdicts(tmp_path / "tag", film, french, language="fr", script=None, count=None, include=(), young=False)
    assert "audio tag eng" in found["G3"].measured
    assert failed(found) == {"G3"}


def test_a_prompt_without_the_style(film: bytes, tmp_path: Path) -> None:
    told = beats(TEXTS, image_prompt=f"a fox; {TOKENS}")
    told[1]["image_prompt"] = "snow; a photograph"
    found = verdicts(tmp_path, film, manifest={"beats": told})
    assert failed(found) == {"G4"}
    assert "not 2.1" in found["G4"].measured


def test_what_must_not_be_shown_in_a_prompt(film: bytes, tmp_path: Path) -> None:
    told = beats(TEXTS, image_prompt=f"a wolf; {TOKENS}")
    assert failed(verdicts(tmp_path, film, manifest={"beats": told})) == {"G10"}


def test_scenes_of_the_manifest_that_the_film_does_not_reach(film: bytes, tmp_path: Path) -> None:
    late = beats((*TEXTS, "It is late."), image_prompt=TOKENS)
    late[3] |= {"start": 60.0, "end": 61.5}
    assert failed(verdicts(tmp_path, film, manifest={"beats": late})) == {"G5"}


def test_scenes_of_a_film_without_a_manifest(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.mp4"
    path.write_bytes(film)
    found = {one.metric: one for one in measure(Made.at(path), Wanted(scenes=(3, 3)))}
    assert (found["G5"].ok, found["G5"].measured) == (True, "3 shots")


def test_words_too_hard_for_children(film: bytes, tmp_path: Path) -> None:
    hard = tuple(f"Fact {at}: Terrestrial vegetation transforms radiation for the fox and snow." for at in (1, 2, 3))
    assert failed(verdicts(tmp_path, film, hard, script=None)) == {"G7"}


def test_a_caption_that_leaves_the_script(film: bytes, tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, film, captions=(*TEXTS[:2], "Fact 3: The sea is green."))) == {"G8"}


def test_a_list_that_is_not_counted_off(film: bytes, tmp_path: Path) -> None:
    found = verdicts(tmp_path, film, PLAIN, script=None)
    assert failed(found) == {"G11"}
    assert found["G11"].measured == "none is counted off"


@pytest.mark.parametrize("data", [b"", b"no film"])
def test_what_is_no_film_raises_nothing(tmp_path: Path, data: bytes) -> None:
    found = verdicts(tmp_path, data)
    assert failed(found) >= {"G1", "G2", "G3", "G5"}


def test_grades_of_known_texts() -> None:
    """Twelve words, two sentences, twelve syllables: 0.39 * 6 + 11.8 - 15.59."""
    assert grade("The cat sat on the mat. It was a good black cat.") == pytest.approx(-1.45)
    assert grade("Twelve.") == pytest.approx(0.39 + 11.8 - 15.59)
    assert grade("...") is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("table", 2), ("makes", 1), ("looked", 1), ("wanted", 2), ("houses", 2), ("lion", 2), ("create", 2)),
        *(("nation", 2), ("science", 2), ("idea", 3), ("beautiful", 3), ("quiet", 2), ("the", 1), ("sea", 1)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count
