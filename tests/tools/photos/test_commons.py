"""Wikimedia Commons, against a server that answers as it does."""

import pytest

from core.errors import Unavailable
from core.settings import Settings
from tests.fakes.commons import Commons, picture
from tests.fakes.server import Answer, as_json
from tests.tools.photos.pictures import PAGE
from tools.photos.commons import search
from tools.photos.fetch import fetch
from tools.photos.licences import is_free, named
from tools.search.port import Web


def test_free_photographs_are_found_photographs_first(web: Web) -> None:
    found = search(web, "lighthouse Port Selm", "en")
    assert [photo.name for photo in found] == [
        "Lighthouse at Port Selm.jpg",
        "Lighthouse keepers 1922.jpg",
        "IMG 0042 lighthouse_lamp.jpg",
        "Map of Port Selm.png",
    ]


def test_a_photograph_comes_with_what_credits_need(commons: Commons, web: Web) -> None:
    photo = search(web, "lighthouse", "en")[0]
    assert photo.title == "The lighthouse of Port Selm & its pier"
    assert (photo.author, photo.licence) == ("Anne Bell", "CC BY-SA 4.0")
    assert photo.licence_url == "https://creativecommons.org/licenses/by-sa/4.0"
    assert photo.page == f"{commons.url}/wiki/File:Lighthouse_at_Port_Selm.jpg"
    assert photo.url.endswith("/thumb/1920px-Lighthouse_at_Port_Selm.jpg")
    assert (photo.width, photo.height) == (1920, 1440)


def test_hidden_words_and_scripts_are_no_name(web: Web) -> None:
    authors = {photo.name: photo.author for photo in search(web, "lighthouse", "en")}
    assert authors["Lighthouse keepers 1922.jpg"] == "Unknown author"
    assert authors["IMG 0042 lighthouse_lamp.jpg"] == "Otto Kiel"


def test_without_a_description_the_name_says_what_it_shows(web: Web) -> None:
    titles = {photo.name: photo.title for photo in search(web, "lighthouse", "en")}
    assert titles["IMG 0042 lighthouse_lamp.jpg"] == "IMG 0042 lighthouse lamp"


def test_what_is_asked_of_commons(commons: Commons, web: Web) -> None:
    assert len(search(web, 'the -lighthouse: "insource:x" | ~pier', "ar-EG", 1)) == 1
    (asked,) = commons.asked
    assert asked.query["gsrsearch"] == "filetype:bitmap the lighthouse insource x pier"
    assert asked.query["iiextmetadatalanguage"] == "ar"
    assert asked.query["iiurlwidth"] == "1920"


@pytest.mark.parametrize("query", ["", " - ", "!?"])
def test_nothing_is_asked_for_nothing(commons: Commons, web: Web, query: str) -> None:
    assert search(web, query, "en") == ()
    assert search(web, "sea", "en", 0) == ()
    assert not commons.asked


@pytest.mark.parametrize(
    ("fault", "says", "tries"),
    [
        (as_json({"error": {"code": "x", "info": "Bad thing."}}), "it answers Bad thing.", 1),
        (as_json({"error": "x"}), "it answers with an error", 1),
        (Answer(200, b"<html>maintenance</html>"), "no JSON", 4),
        (Answer(503), "the service failed", 4),
        (as_json([]), "not as it should be", 4),
    ],
)
def test_what_goes_wrong_at_commons(commons: Commons, web: Web, fault: Answer, says: str, tries: int) -> None:
    commons.faults = [fault] * 10
    with pytest.raises(Unavailable, match=says):
        search(web, "lighthouse", "en")
    assert len(commons.asked) == tries


@pytest.mark.parametrize(
    "pages",
    [None, {}, [1, None], [{}], [{"imageinfo": []}], [{"imageinfo": [None]}], [{"imageinfo": [{"extmetadata": []}]}]],
)
def test_answers_of_another_shape_give_nothing(commons: Commons, web: Web, pages: object) -> None:
    commons.faults = [as_json({"query": {"pages": pages}})]
    assert search(web, "lighthouse", "en") == ()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_web_addresses_are_given(commons: Commons, web: Web, url: str) -> None:
    info = {
        "thumburl": url,
        "width": 900,
        "height": 900,
        "mime": "image/jpeg",
        "extmetadata": {"LicenseShortName": "CC0"},
    }
    commons.faults = [as_json({"query": {"pages": [{"title": "File:A.jpg", "imageinfo": [info]}]}})]
    assert search(web, "lighthouse", "en") == ()


def test_the_bytes_are_fetched_and_checked(commons: Commons, web: Web) -> None:
    photo = search(web, "lighthouse", "en")[0]
    assert fetch(web.fetcher, photo) == picture()
    commons.faults = [Answer(200, PAGE, {"Content-Type": "image/jpeg"})]
    with pytest.raises(Unavailable, match="web page"):
        fetch(web.fetcher, photo)
    commons.faults = [Answer(404)]
    with pytest.raises(Unavailable, match="404"):
        fetch(web.fetcher, photo)


def test_a_page_s_own_photograph_is_asked_for_as_a_robot(commons: Commons, web: Web) -> None:
    """The fake's robots.txt closes its pictures to those who come by a page, not to those who ask its API."""
    photo = search(web, "lighthouse", "en")[0].model_copy(update={"page": f"{commons.url}/story"})
    with pytest.raises(Unavailable, match="does not let robots read"):
        fetch(web.fetcher, photo)


def test_a_file_has_no_address_to_fetch(web: Web) -> None:
    photo = search(web, "lighthouse", "en")[0].model_copy(update={"url": ""})
    with pytest.raises(Unavailable, match="is a file"):
        fetch(web.fetcher, photo)


@pytest.mark.parametrize(
    "name",
    [
        *("CC0", "CC0 1.0", "Public domain", "PD", "PD-USGov", "PD US", "CC BY 4.0", "CC BY-SA 3.0", "CC BY 2.0 de"),
        *("CC-BY-SA-2.5", "cc-by-4.0", "CC BY-SA 3.0 igo", "CC BY-SA 4.0,3.0,2.5,2.0,1.0", "CC BY-SA"),
    ],
)
def test_free_licences(name: str) -> None:
    assert is_free(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "CC BY-NC 4.0", "CC BY-ND 2.0", "CC BY-NC-SA 3.0", "Fair use", "GFDL", "All rights reserved", "PDF"),
        *("CC", "CC BY 4.0 but ask me", "Copyrighted free use", "Attribution", "No restrictions", "Public domain not"),
    ],
)
def test_licences_that_are_not_free_enough(name: str) -> None:
    assert not is_free(name)


def test_the_address_of_a_licence_counts_too() -> None:
    assert not is_free("CC BY 2.0", "https://creativecommons.org/licenses/by-nc/2.0")
    assert named("https://creativecommons.org/licenses/by-sa/4.0/deed.en") == "CC BY-SA 4.0"
    assert named("http://creativecommons.org/publicdomain/zero/1.0/") == "CC0 1.0"
    assert named("https://creativecommons.org/publicdomain/mark/1.0/") == "Public domain"
    assert named("https://coast.example/terms") == ""


def test_the_address_of_commons_is_a_setting(web: Web) -> None:
    assert Settings.model_fields.keys() >= {"wikipedia_url"}
    assert search(web, "lighthouse", "en")[0].url.startswith("http://127.0.0.1")
