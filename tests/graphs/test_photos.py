"""Photographs in films: the user's own where they fit, free ones of Commons with their credit, and none that is down."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from core.edits import Say, Show, apply
from core.models import Request
from core.settings import Settings
from graphs.plan import plan
from storyreel.cli.edit import edited
from storyreel.photographs import photographs
from tests.fakes.commons import Commons, picture
from tests.fakes.serper import Serper
from tests.fakes.server import Answer, Asked, Fake, as_json

SCRIPT = (
    "The village lies by the sea.\n\nA lighthouse stands on the rock. A fishing boat leaves the harbour. Nobody comes."
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Three plain photographs: blue, red and green."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, colour in (
        ("lighthouse-rock", (200, 40, 20)),
        ("fishing boat", (20, 20, 200)),
        ("IMG_2034", (20, 160, 20)),
    ):
        cv2.imwrite(str(folder / f"{name}.jpg"), np.full((600, 900, 3), colour, np.uint8))
    return folder


@pytest.fixture
def commons() -> Iterator[Commons]:
    with Commons() as fake:
        assert isinstance(fake, Commons)
        yield fake


def manifest(made: Any) -> dict[str, Any]:
    value = json.loads((made.folder / "manifest.json").read_text())
    assert isinstance(value, dict)
    return value


def colour(made: Any, beat: str) -> tuple[int, ...]:
    picture = cv2.imread(str(made.folder / "scenes" / f"{beat}.png"))
    assert picture is not None
    return tuple(int(value) for value in picture[picture.shape[0] // 2, picture.shape[1] // 2])


def test_the_users_photographs_are_shown_where_they_fit(
    make_film: Callable[..., Any], pictures: Path, tmp_path: Path
) -> None:
    """Above 5 s: two whole films."""
    settings = Settings.load({"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given"}, tmp_path)
    given = photographs([pictures], False, settings)
    assert [photo.title for photo in given["photos"]] == ["fishing boat", "", "lighthouse rock"]
    made = make_film(settings.home, tmp_path / "out", SCRIPT, settings=settings, music="none", **given)
    told = manifest(made)
    assert told["grade"]["name"] == "complete", told["grade"]
    shown = [colour(made, beat) for beat in ("2.1", "2.2", "2.3")]
    for seen, wanted in zip(shown, ((200, 40, 20), (20, 20, 200), (20, 160, 20)), strict=True):
        assert max(abs(one - other) for one, other in zip(seen, wanted, strict=True)) < 12
    assert colour(made, "1.1") not in shown
    again = plan(Request.model_validate(told["request"]), made.studio)
    assert not again.make
    edit = edited(made.folder, (Say(beat="2.1", text="A bear stands on the rock."),), settings)
    options = {name: value for name, value in edit if name != "script"}
    changed = make_film(settings.home, tmp_path / "b", edit.script, settings=settings, **options)
    assert colour(changed, "2.1") != shown[0]
    assert colour(changed, "2.2") == shown[1]


def test_an_edit_of_words_or_of_the_picture_takes_the_photograph_away(
    make_film: Callable[..., Any], pictures: Path, tmp_path: Path
) -> None:
    settings = Settings.load({"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given"}, tmp_path)
    made = make_film(
        settings.home,
        tmp_path / "out",
        SCRIPT,
        settings=settings,
        music="none",
        **photographs([pictures], False, settings),
    )
    request = edited(made.folder, (Say(beat="1.1", text="Hello there."),), settings)
    story = apply(request, (Show(beat="2.2", picture="a bear"),)).story
    assert story is not None
    assert [beat.photo is not None for beat in story.beats] == [False, True, False, True]


def test_free_photographs_of_commons_with_whose_they_are(
    make_film: Callable[..., Any], commons: Commons, tmp_path: Path
) -> None:
    """Above 5 s: a whole film."""
    home = {"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given", **commons.settings()}
    settings = Settings.load(home, tmp_path)
    asked = {"text": "Lighthouse", "commons": True, "music": "none", "settings": settings}
    made = make_film(settings.home, tmp_path / "out", SCRIPT, **asked)
    told = manifest(made)
    photos = [beat.get("photo") for scene in told["script"]["scenes"] for beat in scene["beats"]]
    shown = [photo for photo in photos if photo]
    assert shown
    credits = json.loads((made.folder / "credits.json").read_text())
    for photo in shown:
        assert photo["licence"]
        assert any(one["author"] == photo["author"] and one["licence"] == photo["licence"] for one in credits)
    count = len(commons.asked)
    make_film(settings.home, tmp_path / "again", SCRIPT, **asked)
    assert len(commons.asked) == count, "what was found is not looked up again"


def test_a_commons_that_is_down_is_told(
    make_film: Callable[..., Any], commons: Commons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.keys.calls.Calls._sleep", lambda *_: None)
    commons.faults = [as_json({}, 500)] * 30
    home = {"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given", **commons.settings()}
    settings = Settings.load(home, tmp_path)
    told = manifest(
        make_film(settings.home, tmp_path / "out", "A fox. A bear.", commons=True, music="none", settings=settings)
    )
    assert [(one["capability"], one["used"]) for one in told["substitutions"]] == [("photographs", "illustrator")]
    assert told["grade"]["name"] == "degraded"


class Coast(Fake):
    """A page with a photograph under a free licence."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path.endswith(".jpg"):
            return Answer(200, picture(), {"Content-Type": "image/jpeg"})
        figure = (
            '<figure><img src="/a.jpg" alt="A fishing boat in the harbour"><span itemprop="creator">Ada Keel</span>'
            '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">licence</a></figure>'
        )
        return Answer(200, f"<html><body>{figure}</body></html>".encode(), {"Content-Type": "text/html"})


def test_where_commons_has_none_a_key_of_serper_leads_to_free_ones(
    make_film: Callable[..., Any], commons: Commons, tmp_path: Path
) -> None:
    """Above 5 s: a whole film."""
    commons.faults = [as_json({"query": {"pages": []}})] * 30
    with Serper() as google, Coast() as coast:
        assert isinstance(google, Serper)
        google.images = [{"title": "x", "imageUrl": f"{coast.url}/a.jpg", "link": f"{coast.url}/coast.html"}]
        home = {"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given"}
        settings = Settings.load({**home, **commons.settings(), **google.settings()}, tmp_path)
        made = make_film(
            settings.home, tmp_path / "out", SCRIPT, text="Boat", commons=True, music="none", settings=settings
        )
        told = manifest(made)
    photos = [beat["photo"] for scene in told["script"]["scenes"] for beat in scene["beats"] if beat.get("photo")]
    assert [(one["author"], one["licence"]) for one in photos] == [("Ada Keel", "CC BY 4.0")]
    assert len([one for one in google.asked if one.path == "/images"]) == 1, "each search costs"
    assert [one["purpose"] for one in told["receipts"]] == ["search"]
