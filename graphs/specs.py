"""What is asked of the tools for each beat, from the state alone: `shoot` makes it, `plan` only names it."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import get_args

from agents.rules.art_director import counted_takes, storyboard
from agents.rules.labels import label
from core.models import ArtStyle, Beat, Brief, Cue, EncoderName, Move, Script, Source, Timeline, Transition
from core.scene import SceneSpec, Value
from graphs.state import State
from tools.film.port import LOUDNESS, PROFILES, SAMPLE_RATE, JointSpec, MixSpec, Placed, SegmentSpec
from tools.film.segment import captioning, moving
from tools.film.transitions import SECONDS
from tools.fonts import advice, uncovered
from tools.music.port import EFFECTS_BELOW, BedSpec, EffectKind, EffectsSpec
from tools.speech.original import SliceSpec
from tools.speech.port import SPEECH, SpeechSpec


def spoken(script: Script) -> tuple[Beat, ...]:
    """The beats that have a voice."""
    return tuple(beat for beat in script.beats if beat.card is None)


def narrated(script: Script) -> tuple[Beat, ...]:
    """The beats that a narrator speaks; a video's own sound says the others."""
    return tuple(beat for beat in spoken(script) if beat.original is None)


def slice_spec(beat: Beat, fps: int) -> SliceSpec:
    """The video's own sound of a beat, from frame to frame, so that nothing is put between two of them."""
    assert beat.original is not None
    start, end = (round(at * fps) / fps for at in (beat.original.start, beat.original.end))
    return SliceSpec(text=beat.spoken, start=start, end=end, said=beat.original.said)


def speech_spec(backend: str, beat: Beat, brief: Brief, rate: int) -> SpeechSpec:
    """What the narrator says for a beat; a Mistake when the voice asked for is unknown.

    The voice itself is always at full volume: the volume asked for is the mix's, so turning it speaks nothing again.
    """
    voice = SPEECH.create(backend).voice(brief.language, brief.voice)
    return SpeechSpec(
        text=beat.spoken, language=brief.language, voice=voice, rate=rate, volume=1.0 if brief.volume else 0.0
    )


def segment_spec(
    state: State, brief: Brief, timeline: Timeline, id: str, encoder: EncoderName = "x264"
) -> tuple[SegmentSpec, tuple[str, ...]]:
    """What a beat's segment shows, and what it cannot show (one sentence each)."""
    notes: list[str] = []
    move = Move.model_validate(state["moves"][id])
    if brief.motion == "reduced":
        move = Move(kind="still")
    if (missing := moving()) is not None:
        move, notes = Move(kind="still"), [f"Pictures stand still: {missing}."]
    burned = _burned(state, brief, id, notes)
    spec = SegmentSpec(
        width=brief.width,
        height=brief.height,
        fps=brief.fps,
        frames=next(time.frames for time in timeline.beats if time.id == id),
        move=move,
        profile=PROFILES[brief.profile],
        encoder=encoder,
        cues=burned,
        language=brief.language,
        caption_style=brief.caption_style if burned else "boxed",
        turns=tuple(state["turns"].get(id, ())),
        source=_source_line(state, brief, id, notes),
        **_ends(state, brief, timeline, id),
    )
    return spec, tuple(notes)


class Joint(Value):
    """How a scene opens: the last `tail` frames of the beat before it and the first `head` of its own are mixed."""

    scene: str
    before: str
    after: str
    transition: Transition
    tail: int
    head: int


def joints(state: State, brief: Brief, timeline: Timeline) -> tuple[Joint, ...]:
    """The scenes that open softly; a beat gives at most a third of itself to each of its ends."""
    if moving() is not None:
        return ()
    frames = {time.id: time.frames for time in timeline.beats}
    found = []
    for last, scene in pairwise(Script.model_validate(state["script"]).scenes):
        before, after = last.beats[-1].id, scene.beats[0].id
        soft = scene.transition
        if brief.motion == "reduced" and soft in ("wipe", "slide"):
            soft = "dissolve"
        length = round(SECONDS[soft] * brief.fps)
        tail, head = min(length * 2 // 3, frames[before] // 3), min(length - length * 2 // 3, frames[after] // 3)
        if tail and head:
            found.append(Joint(scene=scene.id, before=before, after=after, transition=soft, tail=tail, head=head))
    return tuple(found)


def scenes(state: State) -> tuple[Brief, Script, dict[str, SceneSpec]]:
    """The brief, the script with its beats' takes counted, and what each beat's picture shows."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    style = ArtStyle.model_validate(state["style"])
    if all(beat.take is None for beat in script.beats):
        script = counted_takes(brief, script, style)
    return brief, script, storyboard(brief, script, style)


def moves_cels(brief: Brief) -> bool:
    """Whether the parts of a picture move against each other."""
    return brief.motion == "full" and moving() is None


def joint_spec(
    state: State, brief: Brief, timeline: Timeline, joint: Joint, encoder: EncoderName = "x264"
) -> JointSpec:
    """What the frames in which a scene opens show."""
    before, after = (segment_spec(state, brief, timeline, id, encoder)[0] for id in (joint.before, joint.after))
    return JointSpec(before=before, after=after, transition=joint.transition)


def _ends(state: State, brief: Brief, timeline: Timeline, id: str) -> dict[str, int]:
    """How many frames of a beat belong to the joints at its ends."""
    ends = {"head": 0, "tail": 0}
    for joint in joints(state, brief, timeline):
        if joint.after == id:
            ends["head"] = joint.head
        if joint.before == id:
            ends["tail"] = joint.tail
    return ends


def mix_spec(brief: Brief, timeline: Timeline, digests: Mapping[str, str]) -> MixSpec:
    """The film's sound: every voice at its beat's lead."""
    starts = {time.id: time.start / timeline.fps + time.lead for time in timeline.beats}
    return MixSpec(
        samples=samples(timeline),
        loudness=level(brief.volume),
        voices=tuple(
            Placed(digest=digests[id], start=round(at * SAMPLE_RATE)) for id, at in starts.items() if id in digests
        ),
    )


def bed_spec(brief: Brief, timeline: Timeline) -> BedSpec | None:
    """The music that is composed for the film: it begins anew with every scene; None where there is none to compose."""
    if brief.music in ("none", "file"):
        return None
    first: dict[str, int] = {}
    for time in timeline.beats:
        first.setdefault(time.scene, round(time.start * SAMPLE_RATE / timeline.fps))
    return BedSpec.model_validate(
        {"mood": brief.music, "seed": brief.seed, "samples": samples(timeline), "scenes": tuple(first.values())}
    )


def effects_spec(state: State, brief: Brief, timeline: Timeline) -> EffectsSpec | None:
    """The sounds of the soft transitions, each in the middle of its joint; None without any."""
    if brief.effects == "none" or brief.volume == 0:
        return None
    starts = {time.id: time.start for time in timeline.beats}
    kinds: dict[str, EffectKind] = {kind: kind for kind in get_args(EffectKind)}
    places = tuple(
        (round((starts[joint.after] + (joint.head - joint.tail) / 2) * SAMPLE_RATE / timeline.fps), kinds[soft])
        for joint in joints(state, brief, timeline)
        if (soft := joint.transition) in kinds
    )
    loudness = level(brief.volume) - EFFECTS_BELOW
    spec = EffectsSpec(seed=brief.seed, samples=samples(timeline), loudness=loudness, places=places)
    return spec if places else None


def samples(timeline: Timeline) -> int:
    """The film's length in samples of its sound."""
    return round(timeline.frames * SAMPLE_RATE / timeline.fps)


def film_cues(state: State, timeline: Timeline) -> list[tuple[int, Cue]]:
    """Every caption of the film with its beat's first frame, in order."""
    known = state.get("cues", {})
    return [(time.start, Cue.model_validate(cue)) for time in timeline.beats for cue in known.get(time.id, [])]


def has_music(state: State, brief: Brief) -> bool:
    """Whether music lies under the voice: where nobody speaks, or nothing is to be heard, there is none."""
    return brief.music != "none" and has_voice(state, brief)


def has_voice(state: State, brief: Brief) -> bool:
    """Whether somebody is heard in the film."""
    voices = state["voices"].values()
    return brief.volume > 0 and any(voice["words"] and voice["real_times"] for voice in voices)


def level(volume: float) -> float:
    """The film's loudness in LUFS at a volume of 0 to 1 (1: what web players normalise to)."""
    return round(LOUDNESS + 20 * math.log10(max(volume, 0.001)), 2)


def _source_line(state: State, brief: Brief, id: str, notes: list[str]) -> str:
    """Whose photograph is shown, else what the beat rests on; empty where nothing was asked or can be written."""
    beat = next(beat for beat in Script.model_validate(state["script"]).beats if beat.id == id)
    cited = dict.fromkeys(fact.split(".")[0] for fact in beat.facts)
    named = [Source.model_validate(one) for one in state.get("sources", []) if one["id"] in cited]
    if beat.photo is not None and (beat.photo.author or beat.photo.licence):
        owner = ", ".join(part for part in (beat.photo.author, beat.photo.licence) if part)
        text = f"{label(brief.language, 'photo')}: {' '.join(owner.split())}"
        return "" if captioning() or uncovered(text) else text
    if not brief.source_line or not named:
        return ""
    told = "; ".join(f"{one.title} ({one.date[:4]})" if one.date else one.title for one in named)
    text = f"{label(brief.language, 'sources' if len(named) > 1 else 'source')}: {' '.join(told.split())}"
    lacking = captioning() or (advice(glyphs) if (glyphs := uncovered(text)) else None)
    if lacking is not None:
        notes.append(f"The picture does not name its source: {lacking}")
        return ""
    return text


def _burned(state: State, brief: Brief, id: str, notes: list[str]) -> tuple[Cue, ...]:
    """The captions to burn in: none where a glyph is missing, for a row of boxes is worse than a sidecar."""
    if brief.captions != "burned":
        return ()
    if (missing := captioning()) is not None:
        notes.append(f"Captions are in the sidecar files only: {missing}.")
        return ()
    cues = tuple(Cue.model_validate(cue) for cue in state["cues"].get(id, []))
    glyphs = uncovered("".join(line for cue in cues for line in cue.lines))
    if glyphs:
        notes.append(f"Captions of this beat are in the sidecar files only: {advice(glyphs)}")
        return ()
    return cues
