"""The page of a run: parsed, as no browser is at hand."""

import math
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest

from evals.report import report
from evals.report_film import THUMBS, Reel, embedded, figure, moments, read_reel
from evals.report_parts import said, tag
from evals.results import CaseResult, RunResult
from tests.tools.measure.metrics.films import folder as film_folder
from tests.tools.measure.metrics.films import srt
from tools.measure.metrics.port import Verdict

FPS, SECONDS, RATE = 10, 4, 48_000
ARABIC = "يجذب القمر الماء."
HOSTILE = "<script>alert('x')</script>\"><img src=http://evil.example/a.png onerror=go()>"
VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """A page's elements; complains of one that is not closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(data for around, data in self.texts if around != "style")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds: black to white second by second, silent in its first half."""
    import av

    path = tmp_path_factory.mktemp("films") / "film.mp4"
    with av.open(str(path), "w") as out:
        picture = out.add_stream("libx264", rate=FPS, options={"preset": "ultrafast"})
        picture.width, picture.height, picture.pix_fmt = 320, 180, "yuv420p"
        sound = out.add_stream("aac", rate=RATE, layout="stereo")
        for number in range(FPS * SECONDS):
            pixels = np.full((180, 320, 3), 85 * (number // FPS), np.uint8)
            out.mux(picture.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(picture.encode())
        wave = np.sin(np.arange(RATE * SECONDS) * (2 * math.pi * 220 / RATE)).astype(np.float32) * 0.5
        wave[: RATE * SECONDS // 2] = 0
        frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        out.mux(sound.encode(frame))
        out.mux(sound.encode())
    return path


def verdict(metric: str, ok: bool | None, **more: Any) -> Verdict:
    fields: dict[str, Any] = {"name": f"name of {metric}", "group": "captions", **more}
    return Verdict(metric=metric, ok=ok, **fields)


def results() -> tuple[CaseResult, ...]:
    return (
        CaseResult(
            id="P01", title="المد والجزر", status="passed", outcome="film", folder="P 01#", seconds=2.0, length=4.0,
            groups={"captions": 0.75, "technical": 1.0}, score=0.866,
            verdicts=(
                verdict("C3", True, value=14.26, unit="chars/s", wanted="at most 17", score=0.75),
                verdict("T2", True, group="technical", measured="H.264 High", score=1.0),
                verdict("N1", None, group="narration", gate=True, reason="no recogniser of Arabic"),
            ),
        ),
        CaseResult(
            id="P02", title=HOSTILE, status="failed", outcome="film", expected="a film", folder="P02", score=0.0,
            seconds=3.0, groups={"captions": 0.1}, problems=(f"It shows {HOSTILE}.", "C1 name of C1: said already."), tags=(HOSTILE,),
            verdicts=(
                verdict("C5", False, measured="61 chars", wanted="at most 42"),
                verdict("C1", False, gate=True, measured=HOSTILE, wanted="0 errors", reason="mend line 7"),
            ),
        ),
        CaseResult(id="P03", title="A video as a source", status="awaiting", problems=("video", "ffmpeg")),
        CaseResult(id="P04", title="Refused", status="passed", outcome="refused", expected="refused"),
    )  # fmt: skip


def run(cases: tuple[CaseResult, ...], version: str = "1.1") -> RunResult:
    return RunResult(suite="public", version=version, date="2026-11-20", machine="2 cores", cases=cases)


@pytest.fixture(scope="module")
def made(film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run's folder in which one film is there, and one is not."""
    place = tmp_path_factory.mktemp("run")
    captions = srt(["The tide.", ARABIC, "<b>Spring</b> & neap", "Too late"], 1.5)
    shutil.copy(
        film, film_folder(place / "P 01#", captions_srt=captions.replace("00:00:04,500 -->", "00:00:05,000 -->"))
    )
    return place


@pytest.fixture(scope="module")
def html(made: Path) -> str:
    report(run(results()), made, made / "report.html")
    return (made / "report.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_it_asks_nothing_of_another_machine_and_runs_nothing(html: str, page: Page) -> None:
    used = {name for name, _ in page.elements}
    assert not used & {"script", "link", "iframe", "object", "embed", "base", "form"}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    for attributes in [*page.all("img"), *page.all("video"), *page.all("a")]:
        for address in filter(None, map(attributes.get, ("src", "href", "poster"))):
            assert address.startswith(("data:image/jpeg;base64,", "#case-", "P%2001%23/"))
    assert "url(" not in html
    assert "@import" not in html
    assert any("script-src 'none'" in attributes.get("content", "") for attributes in page.all("meta"))


def test_hostile_text_is_text(html: str, page: Page) -> None:
    assert HOSTILE not in html
    assert HOSTILE in page.text
    assert Counter(name for name, _ in page.elements)["script"] == 0


def test_the_head_says_what_the_run_came_to(page: Page) -> None:
    assert "2 of 3 (95 % interval 21 to 94 %)" in page.text
    assert "public 1.1" in page.text
    assert "2026-11-20" in page.text
    assert "0.50 s" in page.text
    assert "1 of 4" in page.text


def test_failures_come_first_with_what_was_wanted_and_measured(page: Page) -> None:
    text = page.text
    order = [text.index(f"{name}{' '}", text.rindex("Seconds")) for name in ("P02", "P01", "P04", "P03")]
    assert order == sorted(order)
    section = text[order[0] : order[1]]
    parts = (
        "Why it failed", "It shows", "Gates that failed", "C1 name of C1", "Expected0 errorsFound<script>",
        "Becausemend line 7", "Below the mark, no gate: 1", "C5 name of C5", "Expectedat most 42Found61 chars",
        "The film is missing.", "All 2 verdicts",
    )  # fmt: skip
    assert sorted(map(section.index, parts)) == list(map(section.index, parts))
    assert "said already" not in section


def test_what_is_below_the_mark_is_closed_and_fails_nothing(tmp_path: Path) -> None:
    soft = verdict("C5", False, measured="61 chars", wanted="at most 42")
    report(run((results()[3].model_copy(update={"verdicts": (soft,)}),)), tmp_path, tmp_path / "page.html")
    page = Page((tmp_path / "page.html").read_text("utf-8"))
    assert "Below the mark, no gate: 1" in page.text
    assert "Why it failed" not in page.text
    assert "Gates that failed" not in page.text
    assert [attributes for attributes in page.all("details") if "open" in attributes] == []
    assert len(page.all("details")) == 2


def test_every_verdict_stands_in_the_table(page: Page) -> None:
    for words in (
        "14.26 chars/s",
        "at most 17",
        "H.264 High",
        "not judged (gate): no recogniser of Arabic",
        "failed (gate)",
    ):
        assert words in page.text


def test_the_awaiting_and_the_refused_say_why_nothing_is_shown(page: Page) -> None:
    text = page.text
    assert "It awaits" in text
    assert "ffmpeg" in text
    assert "There is no film." in text
    assert len(page.all("video")) == 1


def test_the_film_is_linked_and_not_embedded(html: str, page: Page, made: Path, tmp_path: Path) -> None:
    [video] = page.all("video")
    assert (made / unquote(video["src"])).is_file()
    assert "data:video" not in html
    elsewhere = tmp_path / "pages" / "report.html"
    report(run(results()[:1]), made, elsewhere)
    [video] = Page(elsewhere.read_text("utf-8")).all("video")
    assert (elsewhere.parent / unquote(video["src"])).resolve() == (made / "P 01#" / "film.mp4").resolve()


def test_the_pictures_are_those_of_the_film(made: Path, page: Page) -> None:
    import cv2

    reel = read_reel(made / "P 01#")
    assert reel.errors == ()
    assert reel.length == pytest.approx(SECONDS, abs=0.1)
    assert len(reel.thumbs) == len(page.all("img")) == THUMBS
    assert [video["poster"] for video in page.all("video")] == [embedded(reel.poster)]
    for thumb in reel.thumbs:
        pixels = cv2.imdecode(np.frombuffer(thumb.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert pixels is not None
        assert pixels.shape == (135, 240)
        assert pixels.mean() == pytest.approx(85 * int(thumb.second), abs=6)


def test_the_waveform_is_silent_where_the_film_is(made: Path, page: Page) -> None:
    reel = read_reel(made / "P 01#")
    half = len(reel.peaks) // 2
    assert max(reel.peaks[: half - 2]) < 0.02
    assert min(reel.peaks[half + 2 : -4]) == pytest.approx(0.5, abs=0.05)
    [path] = page.all("path")
    spots = [tuple(map(float, spot.split())) for spot in re.findall(r"L([-\d. ]+)", path["d"])]
    assert len(spots) == 2 * (len(reel.peaks) + 1)
    assert all(0 <= x <= 1000 and 0 <= y <= 100 for x, y in spots)
    assert max(x for x, _ in spots) == pytest.approx(1000, abs=30)


def test_captions_lie_under_the_wave_at_their_times_and_in_their_direction(page: Page) -> None:
    placed = [attributes for attributes in page.all("span") if attributes.get("title", "").endswith(ARABIC)]
    assert [spot["dir"] for spot in placed] == ["auto"]
    left, width = (float(value) for value in re.findall(r":([\d.]+)%", placed[0]["style"]))
    assert left == pytest.approx(37.5, abs=1.0)
    assert width == pytest.approx(37.5, abs=1.0)
    assert "Spring & neap" in page.text
    assert "Captions that begin after the film's end: 1." in page.text


def test_every_foreign_text_has_its_own_direction(page: Page) -> None:
    assert {"auto"} == {attributes["dir"] for attributes in page.all("dd")}
    assert any(attributes.get("dir") == "auto" for attributes in page.all("td"))
    assert said("a", "p") == '<p dir="auto">a</p>'


def test_against_an_older_run_differences_stand_with_cases_and_groups(made: Path, tmp_path: Path) -> None:
    now = results()
    better = now[1].model_copy(update={"status": "passed", "score": 0.9, "groups": {"captions": 0.9}, "verdicts": ()})
    old = run((now[0].model_copy(update={"groups": {"captions": 0.5, "technical": 1.0}, "score": 0.7}), better), "1.0")
    report(run(now), made, tmp_path / "report.html", old)
    text = Page((tmp_path / "report.html").read_text("utf-8")).text
    assert "Against 1.0 of 2026-11-20" in text
    assert "Worse: P02 newly fails." in text
    assert "Gates that newly fail" in text
    assert "Against the older run: captions +0.25, total +0.17." in text
    assert "Judged in the new run only: P04." in text


def test_epochs_stand_each_for_itself_with_what_the_suite_came_to(tmp_path: Path) -> None:
    twice = (
        CaseResult(id="P04", title="Refused", epoch=1, status="passed"),
        CaseResult(id="P04", title="Refused", epoch=2, status="failed"),
    )
    always = Verdict(metric="A10", name="cases that always pass", group="trajectory", ok=False, measured="0 of 1")
    told = run(twice).model_copy(update={"epochs": 2, "verdicts": (always,)})
    report(told, tmp_path, tmp_path / "page.html")
    text = Page((tmp_path / "page.html").read_text("utf-8")).text
    assert "P04 (1 of 2)" in text
    assert "P04 (2 of 2)" in text
    assert "0 of 1 (95 % interval" in text
    assert "cases that always pass" in text
    assert (told.passed, told.total, len(told.judged)) == (0, 1, 2)


def test_a_film_that_is_none_is_said_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "P02").mkdir()
    (tmp_path / "P02" / "film.mp4").write_bytes(b"<script>no film</script>")
    (tmp_path / "P02" / "captions.srt").write_bytes(b"\xff\xfe no captions")
    (tmp_path / "P02" / "manifest.json").write_text("[" * 100_000)
    report(run(results()[1:2]), tmp_path, tmp_path / "report.html")
    page = Page((tmp_path / "report.html").read_text("utf-8"))
    assert "the picture cannot be decoded" in page.text
    assert page.all("video")


@pytest.mark.parametrize("folder", ["../other", "/etc", "..", "\x00", "P02/../../other"])
def test_a_result_cannot_point_out_of_its_run(film: Path, tmp_path: Path, folder: str) -> None:
    for place in (tmp_path / "other", tmp_path / "run"):
        place.mkdir()
        shutil.copy(film, place)
    case = results()[0].model_copy(update={"folder": folder})
    report(run((case,)), tmp_path / "run", tmp_path / "run" / "report.html")
    page = Page((tmp_path / "run" / "report.html").read_text("utf-8"))
    assert page.all("video") == []
    assert "The film is missing." in page.text


def test_the_same_run_gives_the_same_page(made: Path, html: str, tmp_path: Path) -> None:
    report(run(results()), made, made / "again.html")
    assert (made / "again.html").read_text("utf-8") == html
    report(run(()), tmp_path, tmp_path / "empty.html")
    assert "none judged" in Page((tmp_path / "empty.html").read_text("utf-8")).text


def test_one_picture_a_scene_and_at_most_eight() -> None:
    beats = [{"scene": str(number // 2), "start": float(number), "end": number + 1.0} for number in range(40)]
    assert moments({"beats": beats[:6]}, 40.0) == (1.0, 3.0, 5.0)
    many = moments({"beats": beats}, 40.0)
    assert (len(many), many[0], many[-1]) == (THUMBS, 1.0, 39.0)
    even = tuple(0.5 + number for number in range(8))
    hostile: list[Any] = [None, {"start": "1", "end": 2}, {"start": -1, "end": 2}, {"start": 1, "end": math.nan}]
    far = [{"scene": "1", "start": 1e300, "end": 1e301}]
    manifests: list[dict[str, Any]] = [{}, {"beats": None}, {"beats": "x"}, {"beats": hostile}, {"beats": far}]
    assert [moments(manifest, 8.0) for manifest in manifests] == [even] * len(manifests)
    assert moments({}, 0.0) == ()


def test_parts_escape_what_is_not_html() -> None:
    assert tag("p", "a<b", class_='"x"', hidden=True, title=None) == '<p class="&quot;x&quot;" hidden>a&lt;b</p>'
    assert tag("p", tag("b", "\x00\x1b")) == "<p><b>\ufffd\ufffd</b></p>"
    assert figure(Reel()) == ""
