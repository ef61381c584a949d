"""How long a narration takes to say, and a narration made short enough for the film that was asked for."""

import re
from collections.abc import Sequence

from agents.rules.pace import RATE, characters
from agents.rules.spoken.speller import spell
from agents.rules.text import script_of
from agents.rules.writer.draft import Draft, Line, Passage
from core.models import Brief
from tools.film.timeline import BEFORE_CARD, CARD, ENDING, LEAD, OPENING, PAUSE, SCENE_PAUSE

SPELLED = 1.0  # s: a letter of a script that no voice of its own reads is named, letter by letter
READ = 0.2  # s: a letter of another script that a voice of its own reads (tools/speech/scripts.py), as measured
LETTERS = {script: READ for script in ("ar", "bn", "el", "he", "hi", "hy", "ka", "ko", "ru", "ta")}
SCRIPTS = {"zh": "zh", "ja": "ja zh", "ko": "ko zh", "fa": "ar", "ur": "ar", "uk": "ru", "mr": "hi", "ne": "hi"}
SHORT = 45  # characters: a sentence of fewer has a larger share of silence in its sound
ONSET = 0.2  # s of that
COMMA, STOP = 0.35, 0.85  # s of silence inside a sentence, at the usual rate
USUAL = 0.06  # share of the time that such silence takes in ordinary text: `characters` counts it
COMMAS, STOPS = re.compile(r"[,;:،؛、，；](?=\D|$)"), re.compile(r"[.!?؟。！？।](?=\W*\w)(?!\d)")
HURRY = 1.04  # times the usual rate, of the 1.12 that the fit may take: the rest is for voices unlike the estimate
TIGHT = 0.5  # of the usual pauses, of the 0.3 that the fit may leave
LEAST = 1  # lines


def voice(spelled: str, language: str, rate: float) -> float:
    """The seconds that a voice takes to say one sentence, spelled, at `rate` words a minute.

    Letters of another script than the language's are counted one by one: a voice of theirs reads them, or names them.
    """
    own = SCRIPTS.get(language.split("-")[0], language.split("-")[0]).split()
    scripts = [script for char in spelled if char.isalpha() and (script := script_of(char)) and script not in own]
    foreign = sum(LETTERS.get(script, SPELLED) for script in scripts)
    plain = (len(spelled) - len(scripts)) / characters(language)
    silence = COMMA * len(COMMAS.findall(spelled)) + STOP * len(STOPS.findall(spelled))
    onset = ONSET if len(spelled) < SHORT else 0.0
    return (plain + foreign + onset + max(silence - USUAL * plain, 0.0)) * RATE / rate


def said(draft: Draft, brief: Brief) -> float:
    """The seconds of speech of a narration at the film's rate."""
    lines = (line for scene in draft.scenes for line in scene.sentences)
    return sum(voice(spell(line.text, draft.language).text, draft.language, brief.rate) for line in lines)


def fits(draft: Draft, brief: Brief, hurry: float = HURRY, tight: float = TIGHT) -> bool:
    """Whether a narration can be said in the duration asked, at a natural pace with its pauses a little shortened.

    `hurry` is the share of the usual rate and `tight` that of the usual pauses that it may take.
    """
    if brief.duration is None:
        return True
    lines = [len(scene.sentences) for scene in draft.scenes if scene.sentences]
    pauses = PAUSE * (sum(lines) - len(lines)) + SCENE_PAUSE * (len(lines) - 1)
    ends = BEFORE_CARD + CARD + LEAD if any(_cites(draft)) else tight * ENDING
    leads = OPENING + LEAD * (sum(lines) - 1)
    return said(draft, brief) / hurry + tight * pauses + leads + ends <= brief.duration


def shortened(draft: Draft, brief: Brief, hurry: float = HURRY, tight: float = TIGHT) -> Draft:
    """A narration that `fits`: the sentences before its closing one are left out, the last of them first.

    Of numbered ones the last go. What was to be said word for word stays whole, and so does a single sentence.
    """
    if draft.shape == "verbatim":
        return draft
    numbered = any(line.announced for scene in draft.scenes for line in scene.sentences)
    while not fits(draft, brief, hurry, tight):
        places = [(at, place) for at, scene in enumerate(draft.scenes) for place in range(len(scene.sentences))]
        if len(places) <= LEAST:
            break
        draft = _less(draft, *places[-1 if numbered or len(places) == LEAST + 1 else -2])
    return draft


def _less(draft: Draft, at: int, place: int) -> Draft:
    scenes = list(draft.scenes)
    left = _without(scenes[at].sentences, place)
    scenes[at : at + 1] = [Passage(heading=scenes[at].heading, sentences=left)] if left else []
    return draft.model_copy(update={"scenes": tuple(scenes)})


def _without(lines: Sequence[Line], place: int) -> tuple[Line, ...]:
    return (*lines[:place], *lines[place + 1 :])


def _cites(draft: Draft) -> list[bool]:
    return [bool(line.cites) for scene in draft.scenes for line in scene.sentences]
