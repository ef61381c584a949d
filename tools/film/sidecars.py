"""Caption files beside the film, and the texts of its subtitle track."""

import unicodedata
from collections.abc import Sequence

from core.models import CaptionStyle, Cue
from tools.film.caption_styles import BOX, DARK, OUTLINE, SPOKEN, boxed, place
from tools.film.languages import LRM, RLM, is_right_to_left
from tools.film.port import Subtitle

Placed = Sequence[tuple[int, Cue]]
"""A beat's first frame in the film with a cue of that beat, in order."""

ASS_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Noto Sans,{size},{letters},&H00FFFFFF,{ground},{ground},{bold},\
{border},{outline},{shadow},2,{left},{right},{margin},1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"""
"""The head of an ASS file: letter height and margins in pixels of the film."""


def srt(placed: Placed, fps: int, language: str) -> str:
    """SubRip."""
    blocks = [
        f"{number}\n{_stamp(start, fps, ',')} --> {_stamp(end, fps, ',')}\n{_unarrowed(lines)}\n"
        for number, (start, end, lines) in enumerate(_in_film(placed, language), 1)
    ]
    return "\n".join(blocks)


def vtt(placed: Placed, fps: int, language: str) -> str:
    """WebVTT of the same cues; `&`, `<` and `>` are escaped."""
    blocks = ["WEBVTT\n"]
    for start, end, lines in _in_film(placed, language):
        escaped = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_stamp(start, fps, '.')} --> {_stamp(end, fps, '.')}\n{escaped}\n")
    return "\n".join(blocks)


def ass(placed: Placed, fps: int, language: str, width: int, height: int, style: CaptionStyle) -> str:
    """Advanced SubStation Alpha (v4.00+) of the same cues, for editors: styled and placed as burned captions are."""
    lines = [ass_head(width, height, style)]
    for offset, cue in placed:
        start, end = (_stamp(offset + frame, fps, ".")[1:-1] for frame in (cue.start, cue.end))
        text = _filling(cue, fps, language) if style == "karaoke" else _literal(_directed(cue.lines, language))
        lines.append(f"Dialogue: 0,{start},{end},Default,,0,0,0,,{text}")
    return "\n".join(lines) + "\n"


def ass_head(width: int, height: int, style: CaptionStyle) -> str:
    """The head of an ASS file for captions of a style in a frame of `width` x `height` pixels."""
    where = place(style, width, height)
    size = where.size * height
    left = where.middle - where.widest / 2
    return ASS_HEAD.format(
        width=width,
        height=height,
        size=round(size),
        letters=_colour(SPOKEN if style == "karaoke" else (255, 255, 255)),
        ground=_colour(DARK, BOX if boxed(style) else 1.0),
        bold=-1 if style == "big" else 0,
        border=3 if boxed(style) else 1,
        outline=round(OUTLINE * size),
        shadow=0 if boxed(style) else 1,
        left=round(left * width),
        right=round((1 - left - where.widest) * width),
        margin=round((1 - where.bottom) * height),
    )


def subtitles(placed: Placed, fps: int, language: str) -> tuple[Subtitle, ...]:
    """The same cues for the film's subtitle track."""
    return tuple(
        Subtitle(text="\n".join(lines), start=_thousandths(start, fps), end=_thousandths(end, fps))
        for start, end, lines in _in_film(placed, language)
    )


def _directed(lines: Sequence[str], language: str) -> tuple[str, ...]:
    """Lines that players set in the language's direction: one whose first letter has the other begins with a mark.

    Players take a line's direction from its first strong letter (Unicode Bidirectional Algorithm, P2 and P3).
    """
    against, mark = ({"L"}, RLM) if is_right_to_left(language) else ({"R", "AL"}, LRM)
    return tuple(mark + line if _first_strong(line) in against else line for line in lines)


def _first_strong(line: str) -> str:
    kinds = (unicodedata.bidirectional(char) for char in line)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "")


def _filling(cue: Cue, fps: int, language: str) -> str:
    r"""A cue whose words take their colour when they are heard: \k with hundredths of a second, one for each word."""
    lines = _directed(cue.lines, language)
    shift = [len(line) - len(bare) for line, bare in zip(lines, cue.lines, strict=True)]
    told, done, line, clock = "", 0, 0, cue.start
    for i, word in enumerate(cue.words):
        following = cue.words[i + 1].start if i + 1 < len(cue.words) else word.end
        while line < word.line:
            told, line, done = told + _literal([lines[line][done:]]) + "\\N", line + 1, 0
        at = word.at + shift[line]
        ends = at + word.length
        told += _literal([lines[line][done:at]])
        told += _lasting(clock, word.start, cue, fps) if word.start > clock else ""
        told += _lasting(word.start, following, cue, fps) + _literal([lines[line][at:ends]])
        done, clock = ends, following
    return told + _literal([lines[line][done:], *lines[line + 1 :]])


def _lasting(begin: int, end: int, cue: Cue, fps: int) -> str:
    """The tag of what lasts between two frames; roundings do not add up over the cue."""
    first, last = (((frame - cue.start) * 200 + fps) // (2 * fps) for frame in (begin, end))
    return f"{{\\k{last - first}}}"


def _colour(rgb: tuple[int, int, int], opacity: float = 1.0) -> str:
    """&HAABBGGRR, where 00 is opaque."""
    red, green, blue = rgb
    return f"&H{round(255 * (1 - opacity)):02X}{blue:02X}{green:02X}{red:02X}"


def _literal(lines: Sequence[str]) -> str:
    """Lines of a cue in which braces and backslashes are letters."""
    return "\\N".join(line.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}") for line in lines)


def _unarrowed(lines: Sequence[str]) -> str:
    """SubRip has no escapes: an arrow inside the text would be read as a time line."""
    return "\n".join(lines).replace("-->", "→")


def _in_film(placed: Placed, language: str) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(offset + cue.start, offset + cue.end, _directed(cue.lines, language)) for offset, cue in placed]


def _thousandths(frame: int, fps: int) -> int:
    """Milliseconds of a frame, rounded to nearest."""
    return (frame * 2000 + fps) // (2 * fps)


def _stamp(frame: int, fps: int, point: str) -> str:
    """hh:mm:ss and milliseconds of a frame."""
    seconds, rest = divmod(_thousandths(frame, fps), 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{point}{rest:03}"
