"""C1-C14: good captions pass; each seeded defect fires its metric and no other."""

import json
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.tools.film.material import FPS, HEIGHT, WIDTH, picture, spec
from tests.tools.measure.metrics.films import failing, of
from tools.film.captions import cues as product_cues
from tools.film.segment import encode
from tools.measure.metrics.captions import measure
from tools.measure.metrics.legible import rules
from tools.measure.metrics.legible.letters import boxes, contrast, letters
from tools.measure.metrics.legible.places import find
from tools.measure.metrics.port import Made, Wanted
from tools.measure.metrics.strict import Cue

pytest.importorskip("jiwer", reason="the extra evals")

WIDE, HIGH, RATE, SECONDS, CUT = 480, 270, 12, 10, 5.0
SAID = ((1.0, 3.0, "A keeper climbs the tower"), (3.0, 4.5, "in the evening."), (6.0, 9.0, "Ships see its light."))
GATES = {"C1", "C2", "C10", "C11", "C12", "C13"}
Frame = NDArray[np.uint8]
Lines = Sequence[tuple[float, float, str]]


def ground(moment: float) -> Frame:
    """A scene with something that drifts in it; another one after CUT."""
    import cv2

    across, down = np.meshgrid(np.linspace(0, 1, WIDE), np.linspace(0, 1, HIGH))
    colours = (60 + 120 * across, 90 + 90 * down, 140 - 80 * across)
    frame = np.stack(colours if moment < CUT else [255 - colour for colour in colours], axis=-1).astype(np.uint8)
    cv2.circle(frame, (round(80 + 6 * moment), 90), 30, (230, 220, 120), -1, cv2.LINE_AA)
    return frame


def write_on(frame: Frame, text: str, *, letter: int = 240, box: int = 30, bottom: int = 245) -> Frame:
    """A caption in a box; ▯ is a glyph that is missing."""
    import cv2

    widths = [cv2.getTextSize(char, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 2)[0][0] for char in text.replace("▯", "e")]
    left = (WIDE - sum(widths)) // 2
    cv2.rectangle(frame, (left - 8, bottom - 24), (left + sum(widths) + 8, bottom + 8), (box,) * 3, -1)
    for char, wide in zip(text, widths, strict=True):
        if char == "▯":
            cv2.rectangle(frame, (left + 1, bottom - 15), (left + wide - 3, bottom), (letter,) * 3, 2)
        else:
            cv2.putText(frame, char, (left, bottom), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (letter,) * 3, 2, cv2.LINE_AA)
        left += wide
    return frame


def film(path: Path, draw: Callable[[Frame, str], Frame] = write_on, said: Lines = SAID) -> Path:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": "18", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, "yuv420p"
        for number in range(RATE * SECONDS):
            moment = number / RATE
            text = next((text for start, end, text in said if start <= moment < end), "")
            shown = draw(ground(moment), text) if text else ground(moment)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def stamp(seconds: float, point: str) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"00:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def sidecars(folder: Path, said: Lines, narration: str | None = None) -> None:
    times = [[" --> ".join(stamp(t, point) for t in (start, end)) for point in ",."] for start, end, _ in said]
    texts = [text for *_, text in said]
    srt = [f"{i}\n{comma}\n{text}\n" for i, ((comma, _), text) in enumerate(zip(times, texts, strict=True), 1)]
    vtt = [f"{dot}\n{text}\n" for (_, dot), text in zip(times, texts, strict=True)]
    (folder / "captions.srt").write_text("\n".join(srt), encoding="utf-8")
    (folder / "captions.vtt").write_text("\n".join(["WEBVTT\n", *vtt]), encoding="utf-8")
    told = " ".join(texts) if narration is None else narration
    beats = [{"id": "1.1", "scene": "1", "start": 0, "end": SECONDS, "narration_text": told, "spoken_text": told}]
    manifest = {"storyreel": "0", "language": "en", "beats": beats, "brief": {"captions": "burned"}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("captioned")
    film(folder / "film.mp4")
    sidecars(folder, SAID)
    return Made.at(folder)


@pytest.fixture
def folder(good: Made, tmp_path: Path) -> Path:
    assert good.folder is not None
    shutil.copytree(good.folder, tmp_path / "film")
    return tmp_path / "film"


def test_good_captions_pass_every_metric(good: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    verdicts = measure(good, Wanted())
    assert [verdict.metric for verdict in verdicts] == [f"C{number}" for number in range(1, 15)]
    assert [verdict.metric for verdict in verdicts if not verdict.ok] == ["C12"]
    assert of(verdicts, "C12").reason == "the program tesseract is not on the PATH"
    assert {verdict.metric for verdict in verdicts if verdict.gate} == GATES
    assert all(verdict.score == 1 for verdict in verdicts if verdict.ok and not verdict.gate)


def retimed(number: int, start: float, end: float, text: str = "") -> Lines:
    return [(start, end, text or line[2]) if i == number else line for i, line in enumerate(SAID)]


LONG = "The ships that pass see its light and turn away"
TALL = "The ships\nsee a light\nat sea."


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        pytest.param("C4", retimed(1, 3.0, 4.5, "at a low or a high sea."), id="too many words a minute"),
        pytest.param("C5", retimed(2, 6.0, 9.0, LONG), id="a long line"),
        pytest.param("C6", retimed(2, 6.0, 9.0, TALL), id="three lines"),
        pytest.param("C7", [*retimed(2, 6.0, 9.2), (9.2, 9.8, "Yes.")], id="a short caption"),
        pytest.param("C8", retimed(1, 3.0 + 1 / 12, 4.5), id="a gap of one frame"),
        pytest.param("C9", [(1.0, 3.0, "The keeper climbs a"), (3.0, 4.5, "high tower."), SAID[2]], id="a lone article"),
        pytest.param("C14", retimed(1, 3.0, 5.3), id="a caption over a cut"),
    ],
)  # fmt: skip
def test_a_defect_of_the_text_fires_its_metric_alone(folder: Path, metric: str, said: Lines) -> None:
    sidecars(folder, said)
    assert failing(measure(Made.at(folder), Wanted(captions="sidecar"))) == {metric}


def test_a_caption_that_is_read_too_fast(folder: Path) -> None:
    sidecars(folder, retimed(0, 2.0, 3.0, "Keepers observe lighthouses"))
    verdicts = measure(Made.at(folder), Wanted(captions="sidecar"))
    assert failing(verdicts) == {"C3"}
    assert of(verdicts, "C3").measured.startswith("27.0 at 2.00 s")
    assert of(verdicts, "C3").score == 0


def test_words_that_are_not_said_fire_c2_alone(folder: Path) -> None:
    sidecars(folder, SAID, narration="A keeper climbs the tower in the evening. Ships see its lamp.")
    verdicts = measure(Made.at(folder), Wanted(captions="sidecar"))
    assert failing(verdicts) == {"C2"}
    theirs = Made(film=folder / "film.mp4", srt=folder / "captions.srt")
    assert failing(measure(theirs, Wanted(language="en", script="Ships see its lamp."))) == {"C2"}


def test_files_that_differ_fire_c1_alone(folder: Path) -> None:
    text = (folder / "captions.vtt").read_text(encoding="utf-8")
    (folder / "captions.vtt").write_text(text.replace("09.000", "08.900"), encoding="utf-8")
    verdicts = measure(Made.at(folder), Wanted(captions="sidecar"))
    assert failing(verdicts) == {"C1"}
    assert "differ in cue 3" in of(verdicts, "C1").measured


def pale(frame: Frame, text: str) -> Frame:
    return write_on(frame, text, letter=150, box=90)


def low(frame: Frame, text: str) -> Frame:
    return write_on(frame, text, bottom=262)


def tofu(frame: Frame, text: str) -> Frame:
    return write_on(frame, text.replace("e", "▯"))


def nothing(frame: Frame, text: str) -> Frame:
    return frame


@pytest.mark.parametrize(
    ("fired", "draw"),
    [
        pytest.param({"C10"}, pale, id="pale letters"),
        pytest.param({"C11"}, low, id="at the edge of the frame"),
        pytest.param({"C13"}, tofu, id="missing glyphs"),
        pytest.param({"C10", "C11", "C12", "C13"}, nothing, id="no captions at all"),
    ],
)
def test_a_defect_on_the_frames_fires_its_metric_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fired: set[str], draw: Callable[[Frame, str], Frame]
) -> None:
    monkeypatch.setenv("PATH", "")
    film(folder / "film.mp4", draw)
    assert failing(measure(Made.at(folder), Wanted())) == fired


def dark_letters(frame: Frame, text: str) -> Frame:
    return write_on(frame, text, letter=20, box=235)


def test_dark_letters_on_a_light_ground_are_read_as_such(folder: Path) -> None:
    film(folder / "film.mp4", dark_letters)
    verdicts = measure(Made.at(folder), Wanted())
    assert failing(verdicts) == set()
    assert (of(verdicts, "C10").value or 0) > 10


def outlined(frame: Frame, text: str) -> Frame:
    """Bold light letters with a dark outline on a light page: the outlines enclose patches of the page."""
    import cv2

    frame[:] = (228, 244, 240)
    wide = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 2)[0][0]
    ink = np.zeros(frame.shape[:2], np.uint8)
    cv2.putText(ink, text, ((WIDE - wide) // 2, 235), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 2, cv2.LINE_AA)
    frame[cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))) > 128] = (15, 15, 15)
    frame[ink > 128] = (250, 215, 90)
    return frame


def page(frame: Frame, text: str) -> Frame:
    """The light page alone."""
    frame[:] = (228, 244, 240)
    return frame


def on_page(draw: Callable[[Frame, str], Frame]) -> Callable[[Frame, str], Frame]:
    """The same page with and without a caption."""
    return lambda frame, text: draw(frame, text) if text.strip() else page(frame, text)


TITLED = ((0.5, 2.5, "octopuses."), (4.0, 6.0, "arms or hearts"))


@pytest.mark.parametrize(("draw", "fired"), [(outlined, set()), (page, {"C10", "C11", "C12", "C13"})])
def test_outlined_letters_on_a_light_page_are_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, draw: Callable[[Frame, str], Frame], fired: set[str]
) -> None:
    """A caption comes with the film's first picture; the patches of page between its letters are none of its ink."""
    monkeypatch.setenv("PATH", "")
    still = [(0.0, 0.5, " "), TITLED[0], (2.5, 4.0, " "), TITLED[1], (6.0, 10.0, " ")]
    film(folder / "film.mp4", on_page(draw), still)
    sidecars(folder, TITLED)
    verdicts = [one for one in measure(Made.at(folder), Wanted()) if one.metric in ("C10", "C11", "C12", "C13")]
    assert failing(verdicts) == fired, [one.measured for one in verdicts]


@pytest.mark.parametrize(("draw", "fired"), [(write_on, set()), (nothing, {"C10", "C11"})])
def test_what_moves_as_a_caption_comes_is_no_caption(
    folder: Path, monkeypatch: pytest.MonkeyPatch, draw: Callable[[Frame, str], Frame], fired: set[str]
) -> None:
    """Something appears at the edge of the frame when the caption does: looked at when it goes, it is inside."""
    import cv2

    monkeypatch.setenv("PATH", "")

    def shown(frame: Frame, text: str) -> Frame:
        if text.strip() or text == "  ":
            cv2.rectangle(frame, (WIDE - 60, 215), (WIDE - 1, 240), (250, 250, 250), -1)
        return draw(frame, text) if text.strip() else frame

    film(folder / "film.mp4", shown, [(1.0, 3.0, "A keeper climbs"), (3.0, 4.8, "  ")])
    sidecars(folder, [(1.0, 3.0, "A keeper climbs")])
    verdicts = [one for one in measure(Made.at(folder), Wanted()) if one.metric in ("C10", "C11", "C12", "C13")]
    assert failing(verdicts) == fired, [one.measured for one in verdicts]


@pytest.mark.parametrize(
    ("said", "fired"), [("A keeper climbs the tower", set()), ("A kxxper clxxbs thx towxx", {"C12"})]
)
def test_what_a_machine_reads_is_compared(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, fired: set[str]
) -> None:
    """A program of the test's own stands for tesseract: it answers with one caption, whatever it is shown."""
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\ncat >/dev/null\necho "{said}"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    sidecars(folder, SAID[:1])
    assert failing(measure(Made.at(folder), Wanted())) == fired


@pytest.mark.parametrize("style", ["boxed", "plain", "karaoke", "big"])
def test_captions_of_the_product_are_found_legible(tmp_path: Path, style: str) -> None:
    """At 720 lines: letters of a smaller film are a pixel thin."""
    shown = product_cues(
        "Light bends.", [], spoken="Light bends.", fps=FPS, lead=0.0, frames=20, language="en", aspect="16:9"
    )
    assert len(shown) == 1
    cue = shown[0].model_copy(update={"start": 10, "end": 20, "words": ()})
    across, down = 4 * WIDTH, 4 * HEIGHT
    shot = spec(20, cues=[cue], caption_style=style, width=across, height=down)
    encode(shot, {"picture": picture(tmp_path / "p.png", across, down)}, tmp_path / "s.mp4")
    pixels = frames(tmp_path / "s.mp4")
    seen = find(Cue(0, 1000, ("Light bends.",)), pixels[11], pixels[8], pixels[5])
    assert seen is not None
    inked = letters(seen)
    assert (contrast(seen, inked) or 0) > 4.5
    assert boxes(seen, inked) == 0
    assert seen.box[3] < 0.95 * down


def frames(path: Path) -> list[Frame]:
    import av

    with av.open(str(path)) as container:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]


@pytest.mark.parametrize("data", [b"", b"no film"])
def test_a_broken_film_fails_what_looks_at_it(folder: Path, data: bytes) -> None:
    (folder / "film.mp4").write_bytes(data)
    verdicts = measure(Made.at(folder), Wanted())
    assert failing(verdicts) == {"C10", "C11", "C12", "C13", "C14"}
    assert of(verdicts, "C8").ok is None


def test_captions_that_are_missing_or_not_wanted(folder: Path) -> None:
    for name in ("captions.srt", "captions.vtt"):
        (folder / name).unlink()
    made = Made.at(folder)
    assert failing(measure(made, Wanted(captions="sidecar"))) == {"C1"}
    assert {verdict.reason for verdict in measure(made, Wanted(captions="none"))} == {"no captions were asked for"}
    (folder / "captions.srt").write_bytes(b"\xff\xfe")
    assert failing(measure(Made.at(folder), Wanted())) == {"C1"}


@pytest.mark.parametrize(
    ("language", "young", "aim", "most"),
    [
        ("en", False, 17, 20),
        ("en-GB", True, 13, 17),
        ("zh", False, 9, 11),
        ("ja-JP", False, 4, 7),
        ("hi", False, 17, 22),
    ],
)
def test_reading_speeds_by_language(language: str, young: bool, aim: float, most: float) -> None:
    assert rules.speeds(language, young=young) == pytest.approx((aim, most))


def test_lines_are_measured_as_their_language_counts() -> None:
    assert rules.line("en", upright=False) == 42
    assert rules.line("en", upright=True) == pytest.approx(28)
    assert rules.width("彩虹ABC", "zh") == 3.5
    assert rules.width("अंत", "hi") == 2
    assert rules.letters("مَرحبًا\u200f") == 5
    assert rules.words("彩虹，2 色", "zh") == ["彩", "虹", "2", "色"]
    assert rules.words("It’s a well-known “fact”!", "en") == ["its", "a", "wellknown", "fact"]
