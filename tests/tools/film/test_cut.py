"""The cut: every frame at its place, sound and picture together, tags, and equal bytes for equal parts."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from core.errors import Unavailable
from core.models import Move
from tests.tools.film.material import (
    FPS,
    TAGS,
    decoded,
    film,
    frames_of,
    mixed,
    picture,
    save_png,
    save_wav,
    segment,
    spec,
)
from tools.film.cut import join
from tools.film.port import PROFILES, SAMPLE_RATE, Chapter, Subtitle, Tags
from tools.film.segment import encode
from tools.measure.boxes import starts_fast

LENGTHS = [5, 1, 2, 3, 40, 1, 1, 65, 3, 2, 31]


def test_eleven_parts_of_any_length_keep_every_frame(tmp_path: Path) -> None:
    import av

    shades = [20 + 20 * i for i in range(len(LENGTHS))]
    parts = []
    for i, (length, shade) in enumerate(zip(LENGTHS, shades, strict=True)):
        shown = save_png(tmp_path / f"{i}.png", np.full((180, 320, 3), shade, np.uint8))
        parts.append(segment(tmp_path, f"part{i}", length, Move(kind="pan_left", amount=0.2), shown))
    join(parts, None, tmp_path / "film.mp4", TAGS)
    wanted = [shade for length, shade in zip(LENGTHS, shades, strict=True) for _ in range(length)]
    found = frames_of(tmp_path / "film.mp4")
    assert [number for number, _ in found] == list(range(sum(LENGTHS)))
    levels = [16 + 219 * shade / 255 for shade in wanted]
    assert [float(luma.mean()) for _, luma in found] == pytest.approx(levels, abs=2)
    with av.open(str(tmp_path / "film.mp4")) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        base = packets[0].time_base or Fraction(0)
        times = [(packet.pts or 0, packet.dts or 0) for packet in packets]
        assert [dts * base * FPS for _, dts in times] == [n - 2 for n in range(len(packets))]
        assert all(pts >= dts for pts, dts in times)
        assert container.streams.video[0].average_rate == FPS
        assert float((container.streams.video[0].duration or 0) * base) == pytest.approx(sum(LENGTHS) / FPS)
    with av.open(str(parts[1])) as one, av.open(str(tmp_path / "film.mp4")) as whole:
        extradata = [each.streams.video[0].codec_context.extradata for each in (one, whole)]
    assert extradata[0] == extradata[1]


def test_click_and_flash_come_together(tmp_path: Path) -> None:
    """The click lies in the first sample of the flash's first frame: 45 frames after the start."""
    dark = save_png(tmp_path / "dark.png", np.full((180, 320, 3), 20, np.uint8))
    light = save_png(tmp_path / "light.png", np.full((180, 320, 3), 250, np.uint8))
    still = Move(kind="still")
    parts = [
        segment(tmp_path, "before", 45, still, dark),
        segment(tmp_path, "flash", 2, still, light),
        segment(tmp_path, "after", 43, still, dark),
    ]
    click = np.zeros(4_800)
    click[2_400] = 0.9
    _, sound = mixed(tmp_path, 3, [(1.5 - 0.05, save_wav(tmp_path / "click.wav", click))])
    join(parts, sound, tmp_path / "film.mp4", TAGS)
    lit = [number for number, luma in frames_of(tmp_path / "film.mp4") if luma.mean() > 200]
    assert lit == [45, 46]
    heard = np.abs(decoded(tmp_path / "film.mp4")[0]).argmax() / SAMPLE_RATE
    assert heard == pytest.approx(45 / FPS, abs=0.001)


def test_the_film_is_tagged_and_starts_fast(tmp_path: Path) -> None:
    import av

    film(tmp_path)
    tags = Tags(title='A "film" <1> – فيلم', language="pt-BR", comment="AI-generated; made with Storyreel")
    parts = [tmp_path / "part0.mp4", tmp_path / "part1.mp4"]
    join(parts, tmp_path / "mix.m4a", tmp_path / "tagged.mp4", tags)
    assert starts_fast(tmp_path / "tagged.mp4")
    with av.open(str(tmp_path / "tagged.mp4")) as container:
        assert container.metadata["title"] == tags.title
        assert container.metadata["comment"] == tags.comment
        assert not any("time" in name or "encoder" in name for name in container.metadata)
        assert [stream.language for stream in container.streams] == ["por", "por"]
        context = container.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)


def test_equal_parts_give_equal_bytes_wherever_they_lie(tmp_path: Path) -> None:
    film(tmp_path)
    elsewhere = tmp_path / "else: where %d"
    elsewhere.mkdir()
    names = ["part0.mp4", "part1.mp4", "part2.mp4", "mix.m4a"]
    copies = []
    for name in names:
        copies.append(elsewhere / name)
        copies[-1].write_bytes((tmp_path / name).read_bytes())
    join(copies[:3], copies[3], elsewhere / "other.mp4", TAGS)
    assert (elsewhere / "other.mp4").read_bytes() == (tmp_path / "film.mp4").read_bytes()


def test_parts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    good = segment(tmp_path, "good", 10)
    shown = picture(tmp_path / "p.png")
    encode(spec(10, profile=PROFILES["best"]), {"picture": shown}, tmp_path / "profile.mp4")
    encode(spec(10, fps=25), {"picture": shown}, tmp_path / "rate.mp4")
    for other in ("profile", "rate"):
        with pytest.raises(ValueError, match="other settings"):
            join([good, tmp_path / f"{other}.mp4"], None, tmp_path / "film.mp4", TAGS)
    with pytest.raises(ValueError, match="at least one"):
        join([], None, tmp_path / "film.mp4", TAGS)
    (tmp_path / "broken.mp4").write_bytes(b"no film")
    with pytest.raises(Unavailable, match="joined"):
        join([good, tmp_path / "broken.mp4"], None, tmp_path / "film.mp4", TAGS)


def test_subtitles_can_be_switched_on_and_are_not_shown_unasked(tmp_path: Path) -> None:
    """Times, texts, language; the screen is cleared between texts; the index still comes first."""
    import av
    from av.stream import Disposition

    film(tmp_path)
    told = (
        Subtitle(text="One\ntwo", start=100, end=900),
        Subtitle(text="قوس قزح", start=900, end=1500),
        Subtitle(text="end", start=2500, end=2900),
    )
    parts, sound = [tmp_path / f"part{i}.mp4" for i in range(3)], tmp_path / "mix.m4a"
    for name in ("a", "b"):
        join(parts, sound, tmp_path / f"{name}.mp4", TAGS.model_copy(update={"language": "ar", "subtitles": told}))
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    assert starts_fast(tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as container:
        (track,) = container.streams.subtitles
        assert [stream.language for stream in container.streams] == ["ara", "ara", "ara"]
        assert not track.disposition & Disposition.default
        assert all(stream.disposition & Disposition.default for stream in container.streams if stream is not track)
        packets = [packet for packet in container.demux(track) if packet.size]
        base = float(track.time_base or 0)
    shown = [(round((packet.pts or 0) * base, 3), bytes(packet)[2:].decode()) for packet in packets]
    assert [one for one in shown if one[1]] == [(one.start / 1000, one.text) for one in told]
    assert {at for at, text in shown if not text} >= {0.0, 1.5}
    with av.open(str(tmp_path / "film.mp4")) as bare, av.open(str(tmp_path / "a.mp4")) as whole:
        pictures = [[bytes(packet) for packet in one.demux(video=0)] for one in (bare, whole)]
    assert pictures[0] == pictures[1]


def test_chapters_are_in_the_file(tmp_path: Path) -> None:
    import av

    chapters = (Chapter(title="Opening", start=0, end=400), Chapter(title="ماء", start=400, end=1000))
    out = tmp_path / "film.mp4"
    shown = save_png(tmp_path / "grey.png", np.full((180, 320, 3), 90, np.uint8))
    part = segment(tmp_path, "part", FPS, Move(kind="still"), shown)
    join([part], None, out, TAGS.model_copy(update={"chapters": chapters}))
    with av.open(str(out)) as container:
        listed = container.chapters()
    found = []
    for entry in listed:
        base = entry["time_base"] or Fraction(0)
        found.append((entry["metadata"]["title"], float(entry["start"] * base), float(entry["end"] * base)))
    assert found == [("Opening", 0.0, 0.4), ("ماء", 0.4, 1.0)]
