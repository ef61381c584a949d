"""FCPXML: valid by a DTD, and by what a DTD cannot say.

Apple publishes the DTD of FCPXML 1.10 but does not let others pass it on; fcpxml.dtd beside this file is written anew
for the elements that we write, in the order and with the attributes that Apple's reference gives them.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from tests.tools.film.exports.material import RATES, cut, cuts
from tools.film.exports.fcpxml import write
from tools.film.exports.port import Cut

FOLDER = Path("/films/مطر و rain #1")
CLIPS = ("asset-clip", "video")


def schema() -> etree.DTD:
    with (Path(__file__).parent / "fcpxml.dtd").open("rb") as file:
        return etree.DTD(file)


def parsed(text: str) -> Any:
    return etree.fromstring(text.encode())


def seconds(time: str) -> Fraction:
    """A time of FCPXML: `5s` or `1001/30s`."""
    assert time.endswith("s")
    return Fraction(time[:-1])


def complaints(root: Any) -> list[str]:
    """What is wrong by the format's rules beyond the DTD: references, frames, and places in time."""
    return [*references(root), *off_the_frames(root), *beside_their_parents(root), *gaps(root)]


def references(root: Any) -> Iterator[str]:
    """A format is a format, a clip is of an asset and ends before its media do (a still has no end)."""
    kinds = {one.get("id"): one for one in root.find("resources")}
    for one in root.iter():
        if one.get("format") and kinds[one.get("format")].tag != "format":
            yield f"{one.tag} has format {one.get('format')}"
    for clip in root.iter(*CLIPS):
        asset = kinds[clip.get("ref")]
        if asset.tag != "asset":
            yield f"{clip.tag} is of no asset"
            continue
        there = seconds(asset.get("duration"))
        if there and seconds(clip.get("start")) + seconds(clip.get("duration")) > there:
            yield f"{clip.get('name')} goes on beyond its media"


def off_the_frames(root: Any) -> Iterator[str]:
    """Every time lies on a frame of the sequence."""
    formats = {one.get("id"): one for one in root.find("resources")}
    frame = seconds(formats[root.find(".//sequence").get("format")].get("frameDuration"))
    for one in root.iter():
        for name in ("offset", "start", "duration", "tcStart", "posterOffset"):
            if one.get(name) is not None and (seconds(one.get(name)) / frame).denominator != 1:
                yield f"{one.tag} {name} {one.get(name)} is between frames"


def beside_their_parents(root: Any) -> Iterator[str]:
    """A connected clip has a lane, and begins within its parent, by the parent's own time."""
    for clip in root.iter(*CLIPS):
        parent = clip.getparent()
        if parent.tag in CLIPS:
            into = seconds(clip.get("offset")) - seconds(parent.get("start"))
            if not 0 <= into < seconds(parent.get("duration")) or not clip.get("lane"):
                yield f"{clip.get('name')} hangs beside its clip"


def gaps(root: Any) -> Iterator[str]:
    """The storyline's clips follow each other from the sequence's first frame to its last."""
    sequence = root.find(".//sequence")
    at = seconds(sequence.get("tcStart"))
    for clip in sequence.find("spine"):
        if seconds(clip.get("offset")) != at:
            yield f"{clip.get('name')} leaves a gap or overlaps"
        at += seconds(clip.get("duration"))
    if at != seconds(sequence.get("duration")):
        yield "the clips are not as long as the sequence"


@given(cuts())
def test_it_is_valid(film: Cut) -> None:
    text = write(film, FOLDER)
    root = parsed(text)
    checker = schema()
    assert checker.validate(root), checker.error_log
    assert complaints(root) == []
    assert text == write(film, FOLDER)


@pytest.mark.parametrize("fps", RATES)
def test_times_are_exact_at_every_rate(fps: int) -> None:
    film = cut(3 * fps, fps + 1, 1, fps=fps)
    clips = parsed(write(film, FOLDER)).find(".//spine")
    assert [seconds(clip.get("duration")) * fps for clip in clips] == [3 * fps, fps + 1, 1]
    assert [seconds(clip.get("start")) * fps for clip in clips] == [0, 3 * fps, 4 * fps + 1]


def test_a_clip_carries_its_picture_its_voice_and_its_words() -> None:
    root = parsed(write(cut(50, 60), FOLDER))
    first, second = root.find(".//spine")
    assert [(one.tag, one.get("lane"), one.get("ref")) for one in first.iter(*CLIPS)] == [
        ("asset-clip", None, "r3"),
        ("video", "-1", "r-scenes-0.png"),
        ("asset-clip", "-2", "r-stems-voice.wav"),
        ("asset-clip", "-3", "r-stems-music.wav"),
    ]
    assert second.findtext("note") == "مطر في الصحراء ثم <شمس>."
    assert {one.get("key"): one.get("value") for one in second.iter("md")}["org.storyreel.beat"] == "2.1"
    assert [one.get("value") for one in root.iter("chapter-marker")] == ["Rain & sun", "الصحراء"]
    sources = [one.get("src") for one in root.iter("media-rep")]
    assert sources[0] == "file:///films/%D9%85%D8%B7%D8%B1%20%D9%88%20rain%20%231/film.mp4"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('srcEnable="video"', 'srcEnable="pictures"'),
        ('<asset-clip ref="r3"', '<asset-clip tempo="2" ref="r3"'),
        ("<note>", "<remark/><note>"),
        ("</metadata>", '</metadata><chapter-marker start="0s" value="late"/>'),
        ('version="1.10"', 'version="1.9"'),
        ('ref="r3"', 'ref="r9"'),
    ],
)
def test_the_dtd_finds_defects(old: str, new: str) -> None:
    text = write(cut(50, 60), FOLDER)
    assert old in text
    assert not schema().validate(parsed(text.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('duration="50/25s"', 'duration="51/26s"', "between frames"),
        ('offset="2s"', 'offset="3s"', "leaves a gap"),
        ('lane="-2" ref', "ref", "hangs beside"),
        ('srcEnable="video" format="r1"', 'srcEnable="video" format="r3"', "has format r3"),
        ('ref="r-scenes-0.png"', 'ref="r1"', "is of no asset"),
        ('start="2s"', 'start="4s"', "beyond its media"),
    ],
)
def test_the_rules_find_defects(old: str, new: str, words: str) -> None:
    text = write(cut(50, 60), FOLDER)
    text = text.replace('duration="2s"', 'duration="50/25s"')
    assert old in text
    assert any(words in one for one in complaints(parsed(text.replace(old, new, 1))))


def test_characters_that_xml_has_not_are_left_out() -> None:
    film = cut(50, title="A\x00B\x0b\ufffeC\ud800D\nE")
    assert parsed(write(film, FOLDER)).find(".//project").get("name") == "ABCD\nE"
