"""FCPXML 1.10 (.fcpxml): Final Cut Pro reads it, DaVinci Resolve too.

Written after Apple's reference of the format's elements. Times are rational seconds and lie on the sequence's frames,
as the importer asks. The main storyline is the film's picture, one clip a beat; each carries its still (lane -1, below
it) and its voice (lane -2), so that they follow when it is moved; the music (lane -3) hangs on the first.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.film.exports.port import Cut, Piece, fit, link

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIX = ".fcpxml"
VERSION = "1.10"
STILLS, VOICE, MUSIC = "-1", "-2", "-3"  # lanes: below the storyline
FORMAT, STILL_FORMAT, FILM = "r1", "r2", "r3"
BOX = {(1280, 720): "720p", (1920, 1080): "1080p", (3840, 2160): "3840x2160p"}
"""Frame sizes that Final Cut Pro has a name for; others are told by their numbers alone."""


def write(cut: Cut, folder: Path) -> str:
    """The timeline as text; media are linked by absolute file: URLs, for Final Cut Pro takes nothing else."""
    from lxml import etree

    root = etree.Element("fcpxml", version=VERSION)
    _Writer(cut, folder, etree).fill(root)
    text: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE fcpxml>", pretty_print=True
    )
    return text.decode()


class _Writer:
    """Fills the document for one film; sounds get their resource ids as they are named."""

    def __init__(self, cut: Cut, folder: Path, etree: Any) -> None:
        self.cut, self.folder, self.etree = cut, folder, etree

    def fill(self, root: "_Element") -> None:
        """Add the resources, then the project that uses them."""
        self._resources(self._add(root, "resources"))
        event = self._add(self._add(root, "library"), "event", name=fit(self.cut.title))
        project = self._add(event, "project", name=fit(self.cut.title))
        sequence = self._add(
            project,
            "sequence",
            format=FORMAT,
            duration=self._time(self.cut.frames),
            tcStart="0s",
            tcFormat="NDF",
            audioLayout="stereo",
            audioRate="48k",
        )
        spine = self._add(sequence, "spine")
        for number, piece in enumerate(self.cut.pieces):
            self._clip(spine, piece, first=number == 0)

    def _resources(self, resources: "_Element") -> None:
        cut = self.cut
        size = {"width": str(cut.width), "height": str(cut.height)}
        known = BOX.get((cut.width, cut.height))
        name = {"name": f"FFVideoFormat{known}{cut.fps}"} if known else {}
        color = {"colorSpace": "1-1-1 (Rec. 709)"}
        self._add(resources, "format", id=FORMAT, **name, frameDuration=f"1/{cut.fps}s", **size, **color)
        self._add(resources, "format", id=STILL_FORMAT, name="FFVideoFormatRateUndefined", **size)
        sound = {"hasAudio": "1", "audioSources": "1", "audioChannels": "2", "audioRate": "48000"}
        whole = self._time(cut.frames)
        self._asset(resources, FILM, cut.film, whole, hasVideo="1", videoSources="1", format=FORMAT, **sound)
        for media in filter(None, (cut.voice, cut.music)):
            self._asset(resources, self._id(media), media, whole, **sound)
        for piece in cut.pieces:
            self._asset(resources, self._id(piece.picture), piece.picture, "0s", hasVideo="1", format=STILL_FORMAT)

    def _asset(self, resources: "_Element", id: str, media: str, duration: str, **more: str) -> None:
        asset = self._add(resources, "asset", id=id, name=Path(media).stem, start="0s", duration=duration, **more)
        self._add(asset, "media-rep", kind="original-media", src=link(media, self.folder, None))

    def _clip(self, spine: "_Element", piece: Piece, *, first: bool) -> None:
        """One beat: the film's picture with what hangs on it, in the order of children that the DTD asks for."""
        place, long = self._time(piece.start), self._time(piece.frames)
        here = {"name": fit(piece.name), "offset": place, "duration": long}
        clip = self._add(
            spine, "asset-clip", ref=FILM, srcEnable="video", format=FORMAT, tcFormat="NDF", start=place, **here
        )
        if piece.text:
            self._add(clip, "note").text = fit(piece.text)
        self._add(clip, "video", ref=self._id(piece.picture), lane=STILLS, start="0s", **here)
        heard = {"ref": self._id(self.cut.voice), "audioRole": "dialogue", "start": place}
        self._add(clip, "asset-clip", lane=VOICE, **heard, **here)
        if first and self.cut.music:
            whole = {"name": Path(self.cut.music).stem, "offset": place, "duration": self._time(self.cut.frames)}
            heard = {"ref": self._id(self.cut.music), "audioRole": "music", "start": "0s"}
            self._add(clip, "asset-clip", lane=MUSIC, **heard, **whole)
        for mark in self.cut.marks:
            if piece.start == mark.frame:
                at = {"start": place, "duration": self._time(1), "posterOffset": "0s"}
                self._add(clip, "chapter-marker", value=fit(mark.name), **at)
        metadata = self._add(clip, "metadata")
        for key, value in (("beat", piece.id), ("scene", piece.scene), ("sources", " ".join(piece.sources))):
            if value:
                self._add(metadata, "md", key=f"org.storyreel.{key}", value=value, type="string")

    def _add(self, parent: "_Element", tag: str, **attributes: str) -> "_Element":
        made: _Element = self.etree.SubElement(parent, tag, attributes)
        return made

    def _id(self, media: str) -> str:
        """A file's resource id; an XML id has neither `/` nor a digit in front."""
        return f"r-{media.replace('/', '-')}"

    def _time(self, frames: int) -> str:
        """Frames as a rational number of seconds."""
        whole, rest = divmod(frames, self.cut.fps)
        return f"{frames}/{self.cut.fps}s" if rest else f"{whole}s"
