"""What a film shows: a good small film passes every metric, and each seeded defect fails its own."""

import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from core.scene import SceneSpec
from core.styles import find, load
from tests.tools.measure.metrics.films import FPS, Pixels, beats, encoded, failed, folder, panned
from tools import fonts
from tools.images.illustrator.drawing import draw
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.seeing.flashes import Flashes
from tools.measure.metrics.seeing.lettering import Lettering, lettering, other_words
from tools.measure.metrics.seeing.pictures import above_captions, bits_apart, fingerprint, grey, small
from tools.measure.metrics.visual import measure

LENGTH = 36
TEXTS = ("A lighthouse above the sea", "A fox in the forest", "A village in the snow")
PLACES = (("sea", "lighthouse"), ("forest", "fox"), ("snow", "house"))
WATERCOLOUR = Wanted(style="watercolour", language="en")


def drawn(style: str) -> tuple[Pixels, ...]:
    assert fonts.prepare() is None
    return tuple(
        draw(
            SceneSpec.model_validate(
                {
                    "template": "landscape",
                    "environment": place,
                    "subjects": [{"concept": subject}],
                    "style": style,
                    "palette": find(style).palettes[0],
                    "seed": number,
                    "language": "en",
                    "direction": "ltr",
                    "width": 672,
                    "height": 384,
                }
            )
        ).pixels
        for number, (place, subject) in enumerate(PLACES)
    )


@pytest.fixture(scope="session")
def pictures() -> tuple[Pixels, ...]:
    return drawn("watercolour")


def scenes(pictures: tuple[Pixels, ...], steps: tuple[int, ...] = (0, 3, 3)) -> Iterator[Pixels]:
    """Each picture for a second and a half, the first of them still."""
    for picture, step in zip(pictures, steps, strict=True):
        yield from panned(picture, LENGTH, step)


def verdicts(path: Path, frames: Iterator[Pixels], wanted: Wanted = WATERCOLOUR, **more: Any) -> dict[str, Verdict]:
    manifest = {"language": "en", "style": {"name": "watercolour", "tokens": "t"}, "beats": beats(TEXTS), **more}
    encoded(folder(path, manifest) / "film.mp4", frames)
    return {verdict.metric: verdict for verdict in measure(Made.at(path), wanted)}


@pytest.fixture(scope="session")
def good(pictures: tuple[Pixels, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    return verdicts(tmp_path_factory.mktemp("good"), scenes(pictures))


def test_a_good_film_passes(good: dict[str, Verdict]) -> None:
    assert list(good) == [f"V{number}" for number in range(1, 12)]
    assert failed(good) == set(), {metric: good[metric].measured for metric in failed(good)}
    assert {metric for metric, verdict in good.items() if verdict.gate} == {"V1", "V7"}
    assert good["V5"].measured == "nearest to watercolour (children, novel)"
    assert all(verdict.reason for verdict in good.values() if verdict.ok is None)
    assert good["V6"].value == pytest.approx(0.4, abs=0.4)


def strobe(frames: Iterator[Pixels], hertz: int) -> Iterator[Pixels]:
    half = FPS // (2 * hertz)
    for number, pixels in enumerate(frames):
        yield pixels if number < LENGTH or number // half % 2 else pixels // 4


def test_a_strobe(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    fast = verdicts(tmp_path / "fast", strobe(scenes(pictures), 4))
    assert failed(fast) >= {"V1"}
    assert fast["V1"].value == 4
    assert verdicts(tmp_path / "slow", strobe(scenes(pictures), 2))["V1"].value == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ((255, 0, 0), (40, 40, 40), 5),
        ((255, 255, 255), (250, 250, 250), 0),
        ((255, 255, 255), (0, 0, 0), 5),
        ((0, 90, 0), (0, 80, 0), 0),
    ],
)
def test_flashes_of_plain_colours(one: tuple[int, ...], other: tuple[int, ...], count: int) -> None:
    """Five times a second; what changes little, or is light on both sides, is no flash."""
    found = Flashes()
    for number in range(60):
        colour = one if number // 3 % 2 else other
        found.see((np.full((9, 16, 3), colour) / 255).astype(np.float32) ** 2.4, number / 30)
    assert found.worst()[0] == count


def test_a_small_part_of_the_screen_may_flash() -> None:
    found = Flashes()
    for number in range(60):
        screen = np.zeros((10, 16, 3), np.float32)
        screen[:2] = number // 3 % 2
        found.see(screen, number / 30)
    assert found.worst()[0] == 0


def test_a_blurred_picture(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    blurred = np.asarray(cv2.GaussianBlur(pictures[1], (0, 0), 4), np.uint8)
    assert "V2" in failed(verdicts(tmp_path, scenes((pictures[0], blurred, pictures[2]))))


def test_a_dark_picture(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, scenes((pictures[0], pictures[1] // 8, pictures[2])))) >= {"V3"}


def test_a_picture_of_another_style(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    mixed = (pictures[0], drawn("flat")[1], pictures[2])
    found = verdicts(tmp_path, scenes(mixed))
    assert failed(found) >= {"V4"}
    assert found["V4"].gate


def test_another_style_than_asked_for(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    asked = Wanted(style="chalk", language="en")
    assert failed(verdicts(tmp_path, scenes(pictures), asked)) == {"V5"}


def test_a_style_of_the_users_own_has_no_family(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    own = verdicts(tmp_path, scenes(pictures), Wanted(style="our own"))
    assert own["V5"].ok is None
    assert failed(own) == set()


def test_the_same_picture_twice(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    found = verdicts(tmp_path, scenes((pictures[0], pictures[1], pictures[1] // 8 * 7)))
    assert failed(found) == {"V7"}
    assert found["V7"].measured == "2.2 and 3.8 s"


def card(text: str, style: str = "watercolour", language: str = "en") -> Pixels:
    """A page that holds words alone."""
    assert fonts.prepare() is None
    told = {"template": "text", "text": text, "style": style, "palette": find(style).palettes[0], "seed": 3}
    size = {"language": language, "direction": "ltr", "width": 504, "height": 336}  # as `panned` leaves a picture
    return draw(SceneSpec.model_validate({**told, **size})).pixels


def nearer(pixels: Pixels, times: float) -> Pixels:
    """The page from nearer by."""
    turned = cv2.getRotationMatrix2D((252, 168), 0, times)
    return np.asarray(cv2.warpAffine(pixels, turned, (504, 336), borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("1815", "1883", 0),
        ("1868", "1869", 0),
        ("1815", "1815", 1),
        ("The sea is calm and the night is long.", "The sea is calm and the light is long.", 0),
        ("The sea is calm and the night is long.", "The sea is calm and the night is long.", 1),
    ],
)
def test_pages_with_other_words_are_other_pictures(
    pictures: tuple[Pixels, ...], tmp_path: Path, one: str, other: str, pairs: int
) -> None:
    """One at rest, the other under a camera that comes nearer; a fingerprint alone takes years for one another."""
    first, last = card(one), card(other)
    close = [nearer(last, 1 + 0.05 * number / LENGTH) for number in range(LENGTH)]
    found = verdicts(tmp_path, iter([*[first] * LENGTH, *panned(pictures[1], LENGTH, 3), *close]))["V7"]
    assert (found.value, found.ok) == (pairs, not pairs)


def test_words_are_told_apart_in_other_scripts_and_under_a_camera() -> None:
    def lettered(text: str, times: float = 1.0, language: str = "zh") -> tuple[Lettering, Lettering]:
        return lettering(grey(above_captions(small(nearer(card(text, "flat", language), times)))))

    assert other_words(lettered("彩虹是光"), lettered("雨水是云"))
    assert not other_words(lettered("彩虹是光"), lettered("彩虹是光", 1.04))
    assert not other_words(lettered("1815", language="en"), lettered("1815", 0.97, "en"))


def test_a_page_of_few_words_is_exposed_well_and_a_veiled_picture_is_not(
    pictures: tuple[Pixels, ...], tmp_path: Path
) -> None:
    page = np.full_like(pictures[0], (35, 65, 50))
    cv2.putText(page, "Sources", (60, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (250, 250, 250), 3, cv2.LINE_AA)
    found = verdicts(tmp_path / "page", scenes((pictures[0], pictures[1], page), (0, 3, 0)))["V3"]
    assert found.ok, found.measured
    veiled = np.asarray(100 + pictures[1] * 0.15, np.uint8)
    found = verdicts(tmp_path / "veiled", scenes((pictures[0], veiled, pictures[2])))["V3"]
    assert found.ok is False
    assert found.measured.startswith("1 outside: 2.2 s")


@pytest.mark.parametrize(("dim", "good"), [(1.0, True), (0.12, False)])
def test_a_picture_is_looked_at_when_it_has_faded_in(
    pictures: tuple[Pixels, ...], tmp_path: Path, dim: float, good: bool
) -> None:
    """It comes up until 60 % of its beat; one that stays dark is a fault all the same."""

    def shown() -> Iterator[Pixels]:
        for number, pixels in enumerate(scenes(pictures)):
            at = number - 2 * LENGTH
            risen = 1.0 if at < 0 else max(0.0, min(1.0, (at / LENGTH - 0.4) / 0.2)) * dim
            yield np.asarray(pixels * risen, np.uint8)

    found = verdicts(tmp_path, shown())["V3"]
    assert found.ok is good, found.measured


def test_a_picture_that_flickers(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    def shown() -> Iterator[Pixels]:
        for number, pixels in enumerate(scenes(pictures)):
            yield pixels if number >= LENGTH or number % 2 else np.asarray(pixels * 0.95, np.uint8)

    assert failed(verdicts(tmp_path, shown())) == {"V8"}


def test_pictures_that_do_not_move(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    still = scenes(pictures, (0, 0, 0))
    assert failed(verdicts(tmp_path / "still", still)) == {"V9"}
    slides = Wanted(style="watercolour", motion=False)
    assert failed(verdicts(tmp_path / "slides", scenes(pictures, (0, 0, 0)), slides)) == set()


def test_letters_that_nobody_planned(
    pictures: tuple[Pixels, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program of tesseract's name that reads `lighthouse`, `LORUM` and something it is not sure of."""
    pytest.importorskip("rapidfuzz")
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    lines = ["level\\tconf\\ttext", "5\\t95.1\\tlighthouse", "5\\t91.0\\tLORUM", "5\\t30.0\\tmaybe", "5\\t-1\\t"]
    said = "\\n".join(lines)
    program.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; else printf "{said}\\n"; fi\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    found = verdicts(tmp_path / "film", scenes(pictures))
    assert failed(found) == {"V10"}
    assert found["V10"].measured == "LORUM, LORUM, LORUM in 3 pictures"


def test_a_picture_with_nothing_on_it(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    empty = np.full_like(pictures[1], 140)
    assert "V11" in failed(verdicts(tmp_path, scenes((pictures[0], empty, pictures[2]))))


@pytest.mark.parametrize(
    ("mode", "reason", "good"), [("real", "no key", False), ("mock", "no key", True), ("mock", "", False)]
)
def test_declared_stand_ins(pictures: tuple[Pixels, ...], tmp_path: Path, mode: str, reason: str, good: bool) -> None:
    stood = [{"capability": "images", "wanted": "stability", "used": "illustrator", "reason": reason, "beats": ["2.1"]}]
    stood += [{"capability": "speech", "wanted": "kokoro", "used": "pyttsx3", "reason": "no key", "beats": []}]
    found = verdicts(tmp_path, scenes(pictures), substitutions=stood, request={"mode": mode})
    assert failed(found) == (set() if good else {"V11"})
    assert found["V11"].value == pytest.approx(1 / 3, abs=1e-3)


def test_a_film_that_ends_before_its_manifest(pictures: tuple[Pixels, ...], tmp_path: Path) -> None:
    short = (pixels for number, pixels in enumerate(scenes(pictures)) if number < 2 * LENGTH)
    found = verdicts(tmp_path, short)
    assert failed(found) == {"V11"}
    assert "1 beats are not in the film" in found["V11"].measured


def test_a_film_without_a_manifest_is_cut_where_its_pictures_change(
    pictures: tuple[Pixels, ...], tmp_path: Path
) -> None:
    path = encoded(tmp_path / "other.mp4", scenes(pictures))
    found = {verdict.metric: verdict for verdict in measure(Made.at(path), Wanted(style="watercolour"))}
    assert failed(found) == set()
    assert found["V7"].measured == "none of 3 pictures"


@pytest.mark.parametrize("data", [b"", b"no film"])
def test_what_is_no_film_fails_and_raises_nothing(tmp_path: Path, data: bytes) -> None:
    (folder(tmp_path, {"beats": "none"}) / "film.mp4").write_bytes(data)
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    found = {verdict.metric: verdict for verdict in measure(Made.at(tmp_path), WATERCOLOUR)}
    assert failed(found) >= {"V1", "V2", "V3", "V5", "V9", "V11"}


def test_golden_pictures_of_every_style() -> None:
    table = json.loads(files("tools.measure.metrics").joinpath("styles.json").read_text("utf-8"))
    assert list(table) == load().names()
    assert all(len(value["textures"]) == len(value["sharpness"]) > 10 for value in table.values())


def test_fingerprints_survive_light_and_cropping(pictures: tuple[Pixels, ...]) -> None:
    luma = [grey(picture) for picture in pictures]
    own = fingerprint(luma[0])
    assert bits_apart(own, fingerprint(luma[0] // 4 * 3)) <= 10
    assert bits_apart(own, fingerprint(np.ascontiguousarray(luma[0][6:-6, 10:-10]))) <= 14
    assert min(bits_apart(own, fingerprint(other)) for other in luma[1:]) > 14
