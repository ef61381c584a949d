"""The vocabulary: frozen values that every room speaks. Ids are given at birth and never reused."""

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from core.material import Footage as Footage
from core.material import Given as Given
from core.material import Photo as Photo
from core.material import Span as Span
from core.material import Track as Track
from core.scene import Direction, Look, SceneSpec, Value

Aspect = Literal["16:9", "9:16", "1:1"]
Resolution = Literal["720p", "1080p", "1440p", "2160p"]
ProfileName = Literal["preview", "standard", "best"]
CaptionMode = Literal["burned", "sidecar", "none"]
CaptionStyle = Literal["boxed", "plain", "karaoke", "big"]
Mode = Literal["real", "mock"]
EffectsMode = Literal["none", "auto"]
EncoderName = Literal["x264", "nvenc", "videotoolbox", "qsv", "vaapi"]
GradeName = Literal["complete", "degraded", "draft"]
MoveKind = Literal["still", "push_in", "pull_out", "pan_left", "pan_right", "tilt_up", "tilt_down"]
Transition = Literal["H", "dissolve", "wipe", "slide", "fade"]
Motion = Literal["full", "reduced"]
Research = Literal["auto", "none", "fresh"]


class Wish(Value):
    """One thing that the words of a request ask for."""

    option: Literal["audience", "age", "tone", "shape", "count", "language", "seconds", "name", "avoid"] = Field(
        description="audience: who it is for, in the request's words. age: of the listeners, in years. tone: calm, "
        "serious, documentary, exciting or funny. shape: explainer, list, steps or story. count: of facts or steps "
        "asked for. language: of the film, as a BCP 47 tag. seconds: how long the film is to be. name: of a hero of "
        "a story. avoid: one thing that must not be shown"
    )
    value: str = Field(description="the value alone: 90, fr, calm, a name")
    words: str = Field(description="the words of the request that say so, copied exactly")


class Understanding(Value):
    """What a request says beyond what can be read by rules."""

    wishes: tuple[Wish, ...] = Field(description="every wish that the request states; nothing that it does not state")
    topic: str = Field(description="what the film is about, in the request's words without what directs the making")
    title: str = Field(description="a title of two to eight words in the language of the film")
    questions: tuple[str, ...] = Field(
        description="two to five questions that the film must answer, in the film's language; none for invented stories"
    )
    assumption: str = Field(
        description="where the request can be read in several ways: one sentence that says which is taken; else empty"
    )
    question: str = Field(
        description="the one question to the user whose answer would give another film; empty if none is needed"
    )


class Request(Value):
    """What the user asked. None means: not said."""

    text: str = ""
    script: str | None = None
    sources: tuple[Given, ...] = ()
    video: Footage | None = None
    photos: tuple[Photo, ...] = Field(default=(), description="pictures show these where they fit")
    duration: float | None = Field(default=None, ge=5, le=1200, description="seconds")
    aspect: Aspect | None = None
    resolution: Resolution | None = None
    fps: Literal[24, 25, 30, 50, 60] | None = None
    profile: ProfileName = "standard"
    style: str | None = None
    voice: str | None = None
    language: str | None = Field(default=None, description="BCP 47 tag")
    rate: int | None = Field(default=None, ge=80, le=400, description="words a minute")
    volume: float = Field(default=1.0, ge=0, le=1)
    captions: CaptionMode | None = None
    caption_style: CaptionStyle | None = None
    music: str | None = Field(default=None, description="none, auto, a mood of tools/music, or file: see `track`")
    track: Track | None = None
    motion: Motion = Field(default="full", description="reduced: pictures stand still, scenes dissolve")
    effects: EffectsMode = "none"
    source_line: bool = Field(default=False, description="pictures name the source of what is said")
    assembler: str | None = Field(default=None, description="a backend of tools/film; pyav otherwise")
    encoder: EncoderName = "x264"
    seed: int = Field(default=0, ge=0, lt=2**31)
    mode: Mode = "real"
    research: Research = Field(default="auto", description="none: nothing is searched; fresh: searched anew")
    budget: float | None = Field(default=None, ge=0, description="US dollars")
    commons: bool = Field(default=False, description="photographs are looked for in Wikimedia Commons")
    art: "ArtStyle | None" = Field(default=None, description="the look of a film that was edited: it is kept")
    story: "Script | None" = Field(default=None, description="the script of a film that was edited, its fit included")
    facts: "tuple[Fact, ...] | None" = Field(default=None, description="of a film that was edited: they are kept")
    words: dict[str, str] | None = Field(
        default=None, description="of a film that is translated: its texts in the other language, by somebody's hand"
    )
    understanding: Understanding | None = Field(
        default=None, description="of a film that was edited: what its director made of the request is kept"
    )
    answer: str = Field(default="", description="to the one question that was asked about `text`")


class Choice(Value):
    """One resolved option and why it has this value."""

    option: str
    value: str
    reason: str


class Brief(Value):
    """What was understood: every option resolved."""

    title: str
    topic: str = Field(default="", description="the request without what only directs the making")
    language: str
    direction: Direction
    duration: float | None
    audience: str | None = None
    age: int | None = Field(default=None, description="years of the listeners")
    tone: str | None = Field(default=None, description="how it is told: calm, serious, exciting, funny, documentary")
    count: int | None = Field(default=None, description="of facts, when so many are asked for")
    shape: Literal["explainer", "list", "steps", "story"] | None = None
    names: tuple[str, ...] = Field(default=(), description="of the heroes of a story")
    avoid: tuple[str, ...] = Field(default=(), description="what must not be shown")
    verbatim: bool = Field(default=False, description="the script is spoken word for word")
    questions: tuple[str, ...] = Field(default=(), description="that the film is to answer")
    assumption: str | None = Field(default=None, description="the sense taken of an ambiguous request")
    aspect: Aspect
    width: int = Field(gt=0, multiple_of=2, description="pixels")
    height: int = Field(gt=0, multiple_of=2, description="pixels")
    fps: int = Field(gt=0)
    profile: ProfileName
    captions: CaptionMode
    caption_style: CaptionStyle = "boxed"
    music: str = Field(default="none", description="none, file, or the mood of a composed bed")
    track: Track | None = None
    motion: Motion = "full"
    effects: EffectsMode = "none"
    source_line: bool = False
    assembler: str = "pyav"
    encoder: EncoderName = "x264"
    voice: str | None
    rate: int = Field(description="words a minute")
    volume: float
    seed: int
    choices: tuple[Choice, ...] = ()


class Source(Value):
    """A document that the film rests on."""

    id: str
    title: str
    kind: Literal["script", "document", "page", "video"]
    sha256: str
    language: str
    name: str = ""
    key: str = Field(default="", description="of its text in the store; empty for what is in the request")
    date: str | None = None
    author: str | None = None
    url: str | None = None
    licence: str = Field(default="", description="of its text, where it names one, such as CC BY-SA 4.0")


class Fact(Value):
    """A span of a source that a sentence rests on: `quote` is the source's text from `start` to `end`."""

    id: str
    source: str
    start: int
    end: int
    quote: str


class ArtStyle(Value):
    """The look of the whole film, chosen once."""

    name: str
    family: str
    palette: str
    tokens: str = Field(description="the style in words, for picture prompts")
    reason: str
    look: Look | None = Field(default=None, description="of a style that is not built in")


class Beat(Value):
    """One spoken sentence: `text` is shown in captions, `spoken` is given to the voice."""

    id: str
    text: str
    spoken: str = Field(description="empty: it follows from the text")
    announced: str = Field(default="", description="what the text opens with that no fact holds: 'Fact 1:'")
    facts: tuple[str, ...] = Field(default=(), description="ids of the facts that it rests on")
    speaker: str | None = None
    shows: str = Field(default="", description="what the picture shows, in words; empty: what the text says")
    photo: Photo | None = Field(default=None, description="what its picture shows")
    drawn: SceneSpec | None = Field(default=None, description="the picture that it keeps of a film in another language")
    take: int | None = Field(default=None, description="how many pictures before it showed the same, at its birth")
    card: str | None = Field(default=None, description="what the picture says of a beat that is not spoken")
    original: Span | None = Field(default=None, description="where the video's own sound says it")
    pause: float | None = Field(default=None, description="seconds of silence asked for after it")


class Scene(Value):
    """A run of beats in one place; opens with a transition (`H` is a hard cut)."""

    id: str
    transition: Transition = "H"
    heading: str | None = None
    born: int = Field(default=0, description="the highest number that a beat of it ever had, once it was edited")
    beats: tuple[Beat, ...]


class Fit(Value):
    """How the script was fitted to the duration asked; decided once, so that an edit moves one beat."""

    rate: int = Field(description="words a minute")
    pauses: dict[str, float] = Field(description="seconds of silence after the beat, by beat id")
    reached: bool = Field(default=True, description="whether the duration asked is met within natural limits")


class Script(Value):
    """What is said, in order."""

    title: str
    language: str
    draft: bool = Field(default=False, description="made without sources: claims nothing")
    scenes: tuple[Scene, ...]
    fit: Fit | None = None
    notes: tuple[str, ...] = Field(default=(), description="what its translation lacks, one sentence each")

    @property
    def beats(self) -> tuple[Beat, ...]:
        """All beats in film order."""
        return tuple(beat for scene in self.scenes for beat in scene.beats)

    def each(self, act: Callable[[Beat], Beat]) -> "Script":
        """The script with every beat as `act` gives it."""
        scenes = (scene.model_copy(update={"beats": tuple(map(act, scene.beats))}) for scene in self.scenes)
        return self.model_copy(update={"scenes": tuple(scenes)})


class Word(Value):
    """A spoken word: times in seconds from the start of its sound, `at`/`length` in characters of the spoken text."""

    at: int
    length: int
    start: float
    end: float


class Voice(Value):
    """The sound of one beat."""

    key: str
    digest: str
    seconds: float
    words: tuple[Word, ...]
    real_times: bool = Field(default=True, description="word times come from the engine, not from an estimate")


class Picture(Value):
    """The picture of one beat (PNG)."""

    key: str
    digest: str
    credits: tuple["Credit", ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="what could not be drawn as asked, one sentence each")


class Credit(Value):
    """Whose work a picture or a font is."""

    work: str
    author: str
    licence: str
    url: str = ""


class CueWord(Value):
    """A word inside a cue: its line, its characters in that line, its frames from the segment's first."""

    line: int
    at: int
    length: int
    start: int
    end: int


class Cue(Value):
    """A caption of one or two lines; `start` and `end` are frames from the first frame of its segment."""

    lines: tuple[str, ...]
    start: int
    end: int
    words: tuple[CueWord, ...] = ()


class Move(Value):
    """A camera move over a picture: `amount` is the share of the picture it travels.

    `focus` is what it goes to or stays on, in 0..1 of the picture's size; None: the picture's point of interest.
    """

    kind: MoveKind
    amount: float = Field(default=0.06, ge=0, le=0.3)
    focus: tuple[float, float] | None = None


class BeatTime(Value):
    """Where a beat lies in the film: whole frames; its voice starts `lead` seconds after its first frame."""

    id: str
    scene: str
    start: int
    frames: int
    lead: float


class Timeline(Value):
    """The film's beats in time, without gap or overlap."""

    fps: int
    beats: tuple[BeatTime, ...]

    @property
    def frames(self) -> int:
        """Length of the film in frames."""
        return sum(beat.frames for beat in self.beats)

    @property
    def seconds(self) -> float:
        """Length of the film in seconds."""
        return self.frames / self.fps


class Substitution(Value):
    """What stood in for what, and why; `beats` is empty when it holds for the whole film."""

    capability: str
    wanted: str
    used: str
    reason: str
    beats: tuple[str, ...] = ()


class Finding(Value):
    """One thing a check saw: `measured` against `wanted`, `ok` or not."""

    check: str
    ok: bool
    measured: str
    wanted: str
    advice: str = ""


class Receipt(Value):
    """One paid call: what it was for and what it cost."""

    provider: str
    model: str
    purpose: str = Field(description="the agent and what it did, or the capability")
    read: int = Field(default=0, description="tokens sent")
    written: int = Field(default=0, description="tokens got")
    cost: float = Field(description="US dollars")
    estimated: bool = Field(default=False, description="the price is not known exactly")


class Grade(Value):
    """How good the film is, and why it is not better."""

    name: GradeName
    reasons: tuple[str, ...] = ()
