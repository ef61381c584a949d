"""The strict readers of captions: good files are read whole, each seeded defect is told with its line."""

import pytest

from tools.measure.metrics.strict import Cue, read_srt, read_vtt

GOOD = "1\n00:00:01,000 --> 00:00:02,000\n<i>A & b</i>\n\n2\n00:00:02,000 --> 00:00:03,000\nc\nd\n"


def test_subrip_is_read() -> None:
    found = read_srt(f"\ufeff{GOOD}".replace("\n", "\r\n").encode())
    assert found.cues == (Cue(1000, 2000, ("A & b",)), Cue(2000, 3000, ("c", "d")))
    assert found.errors == ()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("02,000\n<i>", "02.000\n<i>", "line 2: not 'hh:mm:ss,mmm"),
        ("\n2\n", "\n3\n", "line 5: '3' is not the number 2"),
        ("--> 00:00:02", "--> 00:00:01", "line 2: it ends before it begins"),
        ("--> 00:00:02", "--> 00:00:09", "line 6: it overlaps the cue before it"),
        ("00:00:01,000", "00:00:02,000", "line 2: it ends before it begins"),
        ("A & b", "A --> b", "line 3: '-->' inside a text"),
        ("<i>", "<blink>", "line 3: a raw '<'"),
        ("c\nd\n", "", "line 7: the cue has no text"),
        ("00:00:03", "00:00:63", "line 6: not 'hh:mm:ss,mmm"),
        ("c\n", "\x00\n", "line 7: the character"),
    ],
)
def test_subrip_is_read_strictly(old: str, new: str, error: str) -> None:
    assert old in GOOD
    assert read_srt(GOOD.replace(old, new, 1).encode()).errors[0].startswith(error)


WEB = (
    "WEBVTT - a film\n\nNOTE by hand\n\nSTYLE\n::cue {}\n\nfirst\n00:01.000 --> 00:02.000 align:start\n<v Ann>A &amp; b</v>\n\n"
    "01:00:02.000 --> 01:00:03.000\nc<br-free\n"
)


def test_webvtt_is_read() -> None:
    found = read_vtt(WEB.replace("<br-free", "").encode())
    assert found.cues == (Cue(1000, 2000, ("A & b",)), Cue(3_602_000, 3_603_000, ("c",)))
    assert found.errors == ()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("c<br-free", "c<br", "line 13: a raw '<'"),
        ("WEBVTT - a film\n\n", "", "line 1: 'WEBVTT'"),
        ("WEBVTT - a film\n\n", "WEBVTTS\n\n", "line 1: 'WEBVTT'"),
        ("00:01.000 -->", "00:01,000 -->", "line 9: not 'hh:mm:ss.mmm"),
        ("&amp;", "&", "line 10: a raw '&'"),
        ("01:00:02.000", "00:01.500", "line 12: it overlaps"),
        ("01:00:02.000", "00:00.500", "line 12: it begins before the cue before it"),
    ],
)
def test_webvtt_is_read_strictly(old: str, new: str, error: str) -> None:
    assert old in WEB
    text = WEB.replace(old, new, 1).replace("<br-free", "")
    assert read_vtt(text.encode()).errors[0].startswith(error)


def test_bytes_that_are_not_utf_8_and_empty_files() -> None:
    assert read_srt(GOOD.encode("utf-16")).errors[0] == "line 1: not UTF-8"
    assert read_srt(b"").errors == ("no cue",)
    assert read_vtt(b"WEBVTT\n").errors == ("no cue",)
