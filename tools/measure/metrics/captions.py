"""C1-C14: whether the captions can be read (reference: docs/evals.md, section 1.4).

The files beside the film are read strictly; their words are compared with the manifest's, or with the script asked for.
Where captions are burned in (asked for, or said by the manifest of a film of ours), they are looked for and measured on
frames of the film at full size. Cuts come from the pass over the film that the technical metrics share (160x90, 400
bytes a frame).

Cost beside that pass: 0.1 s for the text of any film; 4 s for 12 captions on frames of 1080p, however long the film is;
0.2 s for each with tesseract. Memory: 60 MB.
"""

from collections.abc import Sequence

from core.models import Aspect
from tools.measure.metrics.legible.burned import on_frames
from tools.measure.metrics.legible.text import Shape, files, line_ends, place, reading, strictly, verbatim
from tools.measure.metrics.legible.verdicts import NAMES, unasked, verdict
from tools.measure.metrics.playing.playback import Playback, play
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.reading.languages import language_of
from tools.measure.metrics.speaking.script import language, told
from tools.measure.metrics.strict import Cue

STRADDLES = 0.5  # s: a caption does not begin or end so near to a cut on its other side
WITH = 2.5  # frames within which a caption comes or goes with a cut
CLEAR, TOO_FEW = 0.9, 0.6  # share of captions clear of cuts: wanted, and what scores 0
_BURNED = ("C10", "C11", "C12", "C13")


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """Every verdict on the captions."""
    asked = wanted.captions or told(made, "brief.captions")
    read = files(made)
    cues = next((found.cues for _, found in read if found.cues), ())
    if not read:
        return _without(asked)
    if not cues:
        return strictly(read), *(unasked(metric, "no cue can be read") for metric in NAMES if metric != "C1")
    playback = play(made.film)
    tag = language(made, wanted) or language_of(" ".join(cue.text for cue in cues)) or ""
    shape = _shape(playback, tag, wanted)
    return (
        strictly(read),
        verbatim(cues, made, wanted, tag),
        *reading(cues, shape),
        line_ends(cues, shape),
        *_burned(made, playback, cues, tag, asked),
        _clear_of_cuts(cues, playback),
    )


def _without(asked: object) -> tuple[Verdict, ...]:
    """The verdicts of a film without caption files."""
    if asked == "sidecar":
        first = verdict("C1", False, "no .srt and no .vtt beside the film", "captions beside the film", 1.0, "errors")
        return first, *(unasked(metric, "no captions beside the film") for metric in NAMES if metric != "C1")
    reason = "no captions were asked for" if asked == "none" else "no captions beside the film: nothing tells the words"
    return tuple(unasked(metric, reason) for metric in NAMES)


def _shape(playback: Playback | str, tag: str, wanted: Wanted) -> Shape:
    aspect: Aspect = "16:9"
    if not isinstance(playback, str):
        width, height = playback.facts.width, playback.facts.height
        aspect = "16:9" if width > height else "1:1" if width == height else "9:16"
    fps = None if isinstance(playback, str) or len(playback.eye.times) < 2 else playback.fps
    return Shape(tag, wanted.young, aspect, fps)


def _burned(made: Made, playback: Playback | str, cues: Sequence[Cue], tag: str, asked: object) -> tuple[Verdict, ...]:
    if asked != "burned":
        return tuple(unasked(metric, "captions are not burned in") for metric in _BURNED)
    if isinstance(playback, str):
        return tuple(verdict(metric, False, playback, "a film that decodes") for metric in _BURNED)
    return on_frames(made.film, playback, cues, tag, ours=made.folder is not None and bool(told(made, "storyreel")))


def _clear_of_cuts(cues: Sequence[Cue], playback: Playback | str) -> Verdict:
    """C14: no caption hangs over a cut by less than STRADDLES; soft transitions have no moment to hang over."""
    if isinstance(playback, str):
        return verdict("C14", False, playback, "a film that decodes", score=0.0)
    cuts = [playback.at(change.frame) for change in playback.shots if not change.soft]
    if not cuts:
        return unasked("C14", "no cut in the film")
    near = WITH / playback.fps
    bad = [cue for cue in cues if any(_hangs(cue, cut, near) for cut in cuts)]
    share = 1 - len(bad) / len(cues)
    measured = f"{share:.2f} of {len(cues)}, {len(cuts)} cuts" + (f"; not at {place(bad[0])}" if bad else "")
    score = linear(share, TOO_FEW, CLEAR)
    return verdict("C14", share >= CLEAR, measured, f">= {CLEAR}", share, "share", score=score)


def _hangs(cue: Cue, cut: float, near: float) -> bool:
    """Whether the caption begins shortly before a cut, or ends shortly after one."""
    start, end = cue.start / 1000, cue.end / 1000
    return start + near < cut < end - near and (cut - start < STRADDLES or end - cut < STRADDLES)
