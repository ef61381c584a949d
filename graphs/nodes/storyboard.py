"""Script and timeline -> for every beat its scene specification, its camera move and its captions."""

from agents.rules.art_director import moves
from agents.rules.editor import turns
from agents.rules.pace import is_young
from agents.rules.spoken.carry import written
from agents.rules.spoken.speller import spell
from core.models import Brief, Cue, Script, Timeline, Voice
from graphs.specs import scenes, spoken
from graphs.state import State
from graphs.studio import Studio
from tools.film.captions import cues


def storyboard(state: State, _: Studio) -> State:
    """Decide what every beat shows."""
    brief, script, specs = scenes(state)
    timeline = Timeline.model_validate(state["timeline"])
    photos = {beat.id for beat in script.beats if beat.photo is not None}
    shown = _cues(state, brief, script, timeline)
    return {
        "script": script.model_dump(mode="json"),
        "specs": {id: spec.model_dump(mode="json") for id, spec in specs.items()},
        "moves": {id: move.model_dump(mode="json") for id, move in moves(timeline, specs, photos).items()},
        "turns": {
            time.id: list(turns(specs[time.id], shown.get(time.id, ()), timeline.fps, time.frames))
            for time in timeline.beats
        },
        "cues": {
            id: [cue.model_dump(mode="json") for cue in of_beat]
            for id, of_beat in shown.items()
            if brief.captions != "none"
        },
    }


def _cues(state: State, brief: Brief, script: Script, timeline: Timeline) -> dict[str, tuple[Cue, ...]]:
    """When which words are seen: what captions show, and what items wait for."""
    times = {time.id: time for time in timeline.beats}
    found: dict[str, tuple[Cue, ...]] = {}
    for beat in spoken(script):
        words = Voice.model_validate(state["voices"][beat.id]).words
        spelled = spell(beat.text, script.language)
        # The words that the captions show; where the spoken text was not spelled from them, cues spread them in time.
        known = spelled.text == beat.spoken
        found[beat.id] = cues(
            beat.text,
            written(words, spelled.pieces) if known else words,
            spoken=beat.text if known else beat.spoken,
            fps=timeline.fps,
            lead=times[beat.id].lead,
            frames=times[beat.id].frames,
            language=brief.language,
            aspect=brief.aspect,
            style=brief.caption_style,
            young=is_young(brief.audience, brief.age),
        )
    return found
