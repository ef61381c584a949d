"""The machine-readable mark: an XMP packet that other software finds, and that moves nothing else of the file."""

from pathlib import Path

import av
from lxml import etree

from tests.tools.film import material
from tests.tools.film.material import frames_of, segment
from tools.film.marking import SOURCE_TYPE, XMP, mark
from tools.measure.boxes import starts_fast

TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"


def test_the_packet_is_well_formed_and_found_by_ffmpeg(tmp_path: Path) -> None:
    film = segment(tmp_path, "film", 12)
    before = film.read_bytes()
    mark(film)
    after = film.read_bytes()
    assert after.startswith(before)
    assert int.from_bytes(after[len(before) : len(before) + 4], "big") == len(after) - len(before)
    assert after[len(before) + 4 : len(before) + 24] == b"uuid" + XMP
    told = etree.fromstring(after[len(before) + 24 :])
    assert [one.text for one in told.iter(TYPE)] == [SOURCE_TYPE]
    with av.open(str(film), options={"export_xmp": "1"}) as container:
        assert SOURCE_TYPE in container.metadata["xmp"]


def test_pictures_and_the_index_in_front_stay(tmp_path: Path) -> None:
    film = material.film(tmp_path, 1)
    frames = [number for number, _ in frames_of(film)]
    assert starts_fast(film)
    mark(film)
    assert starts_fast(film)
    assert [number for number, _ in frames_of(film)] == frames
