"""What a film should say and when: the beats of its manifest, else the sentences of its captions; as parts.

Nothing here raises for a file that is missing or broken: what cannot be read says nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tools.measure.metrics import strict
from tools.measure.metrics.port import Made, Wanted

PAUSE = 500  # ms between two captions that end a part
LONGEST = 12_000  # ms of captions in one part
ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|♪[^♪]*♪?")  # of captions: sounds and singers, not what a narrator says
_ENDS = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEARS = range(1100, 2100)


@dataclass(frozen=True)
class Part:
    """A stretch of film with its words: seconds, the text that is read, and the text that is spoken.

    `certain` is false where a caption holds digits: nothing says how they are read aloud.
    """

    id: str
    start: float
    end: float
    text: str
    spoken: str
    certain: bool = True


def parts(made: Made) -> tuple[Part, ...]:
    """The parts in which something is said: the manifest's beats, or the captions' sentences with their pauses."""
    found = [part for beat in beats(made) if (part := _of_beat(beat)) is not None]
    return tuple(found) if found else _of_captions(cues(made))


def beats(made: Made) -> tuple[dict[str, Any], ...]:
    """The beats of the manifest; none without a manifest that can be read."""
    try:
        listed = made.manifest.get("beats")
    except (OSError, ValueError):
        return ()
    return tuple(beat for beat in listed if isinstance(beat, dict)) if isinstance(listed, list) else ()


def told(made: Made, name: str) -> Any:
    """What the manifest says under a name, `a.b` for what lies inside; None where it does not."""
    try:
        value: Any = made.manifest
    except (OSError, ValueError):
        return None
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def language(made: Made, wanted: Wanted) -> str:
    """The BCP 47 tag asked for, else the one the manifest names; "" where neither does."""
    named = wanted.language or told(made, "language")
    return named if isinstance(named, str) else ""


def primary(tag: str) -> str:
    """The language of a tag without its region or script."""
    return tag.replace("_", "-").split("-")[0].lower()


def cues(made: Made) -> tuple[strict.Cue, ...]:
    """The captions beside the film, as far as they can be read."""
    for path in (made.srt, made.vtt):
        if path is not None and (found := strict.read(path).cues):
            return found
    return ()


def words(text: str) -> list[str]:
    """English words as a pronouncing dictionary lists them: small letters without accents, numbers spelled out."""
    spelled = _NUMBER.sub(_spelled, text)
    folded = "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))
    return re.findall(r"[a-z]+(?:'[a-z]+)*", folded.lower().replace("\u2019", "'"))


def _of_beat(beat: dict[str, Any]) -> Part | None:
    values = [beat.get(name) for name in ("start", "end")]
    text = str(beat.get("narration_text") or "")
    spoken = str(beat.get("spoken_text") or text)
    start, end = (float(value) if isinstance(value, int | float) else 0.0 for value in values)
    if start < 0 or end <= start or not any(char.isalnum() for char in spoken):
        return None
    return Part(str(beat.get("id", "")), start, end, text, spoken)


def _of_captions(found: Sequence[strict.Cue]) -> tuple[Part, ...]:
    """Captions up to the end of a sentence or a pause; half of the pauses around belongs to each part."""
    groups: list[list[strict.Cue]] = []
    for cue in (cue for cue in found if any(char.isalnum() for char in ASIDE.sub("", cue.text)) and cue.seconds > 0):
        last = groups[-1][-1] if groups else None
        done = last is None or _ENDS.search(last.text) or cue.start - last.end > PAUSE
        if done or cue.end - groups[-1][0].start > LONGEST:
            groups.append([])
        groups[-1].append(cue)
    reach = [(group[0].start, group[-1].end) for group in groups]
    gaps = [min(max(after - before, 0) / 2, PAUSE) for (_, before), (after, _) in pairwise(reach)]
    told = []
    for number, (group, (start, end)) in enumerate(zip(groups, reach, strict=True)):
        before, after = ([PAUSE, *gaps, PAUSE][number + side] for side in (0, 1))
        joined = " ".join(ASIDE.sub(" ", " ".join(cue.text for cue in group)).split())
        begin, finish = max(start - before, 0) / 1000, (end + after) / 1000
        told.append(Part(str(number + 1), begin, finish, joined, joined, certain=not re.search(r"\d", joined)))
    return tuple(told)


def _spelled(found: re.Match[str]) -> str:
    """A number of a caption in words: English, years in pairs."""
    from num2words import num2words

    digits = found.group().replace(",", "")
    year = "," not in found.group() and digits.isdigit() and int(digits) in _YEARS
    try:
        return f" {num2words(float(digits) if '.' in digits else int(digits), to='year' if year else 'cardinal')} "
    except (OverflowError, ValueError):
        return " "
