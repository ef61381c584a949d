"""The vocabulary of pictures: a SceneSpec and what it holds. It is the one language between story and picture."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["ltr", "rtl"]
Outdoors = Literal[
    "meadow", "forest", "mountains", "desert", "sea", "city", "snow", "space", "underwater",
    "beach", "river", "savanna", "jungle", "village", "farmland", "street", "garden", "cave", "moon",
]  # fmt: skip
Indoors = Literal[
    "room", "bedroom", "kitchen", "classroom", "laboratory", "library", "office", "hospital", "workshop",
    "factory", "shop", "museum", "palace", "stage",
]  # fmt: skip
Environment = Outdoors | Indoors
TimeOfDay = Literal["dawn", "day", "sunset", "night"]
Weather = Literal["clear", "cloudy", "rain", "snow", "storm", "fog"]
TemplateName = Literal[
    "title", "chapter", "text", "landscape", "interior", "studio", "cycle", "flow", "cutaway", "timeline",
    "comparison", "list", "big_number", "bar_chart", "line_chart", "pie_chart", "map", "quote", "credits",
]  # fmt: skip
Role = Literal["hero", "support", "background"]
Size = Literal["tiny", "small", "medium", "large", "huge"]
Facing = Literal["left", "right", "front"]
Age = Literal["child", "teen", "adult", "elder"]
Build = Literal["slim", "medium", "sturdy"]
Presentation = Literal["feminine", "masculine", "neutral"]
Pose = Literal["stand", "walk", "run", "wave", "point", "hold", "think", "cheer", "sit", "kneel", "sleep", "work"]
Expression = Literal["neutral", "happy", "sad", "surprised", "angry", "worried", "asleep"]


class Value(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Palette(Value):
    """Colours as `#RRGGBB`; what each is for stands in styles.toml."""

    paper: str
    sheet: str
    blob: str
    ink: str
    accent: str
    second: str
    night: str
    glow: str
    tint: str


class Look(Value):
    """A style and palette of the user's own, resolved: `hand` is the way of drawing."""

    hand: str
    colours: Palette


class Character(Value):
    """A drawn person: the same fields give the same person in every picture of a film."""

    id: str = Field(max_length=60)
    name: str = Field(default="", max_length=120)
    age: Age = "adult"
    build: Build = "medium"
    presentation: Presentation = "neutral"
    skin: int = Field(default=5, ge=1, le=10, description="Monk skin tone scale, 1 the lightest")
    hair: str = Field(default="", max_length=40, description="a hair style of the figure's; empty: by the seed")
    hair_colour: str = Field(default="", max_length=20, description="a hair colour of the figure's; empty: by the seed")
    dress: str = Field(default="", max_length=60, description="a dress of the figure's; empty: everyday clothes")
    colour: str = Field(default="", pattern=r"^(#[0-9A-Fa-f]{6})?$", description="of the main garment")


class Subject(Value):
    """Something to draw: `concept` is a label of the art index, or what a character is doing there."""

    concept: str = Field(max_length=120)
    character: Character | None = None
    role: Role = "hero"
    size: Size | None = Field(default=None, description="height beside the others; None: as the art index knows it")
    facing: Facing | None = None
    pose: Pose = "stand"
    expression: Expression = "neutral"
    count: int = Field(default=1, ge=1, le=12)
    colour: str = Field(default="", pattern=r"^(#[0-9A-Fa-f]{6})?$", description="painted in it; empty: its own")


class Item(Value):
    """An entry of a list, a step, an event, a bar, a slice, a labelled part, or one side of a comparison."""

    label: str = Field(max_length=200)
    text: str = Field(default="", max_length=400)
    value: float | None = Field(default=None, allow_inf_nan=False)
    unit: str = Field(default="", max_length=40)
    written: str = Field(default="", max_length=60, description="the value as it is shown; empty: formatted")
    concept: str | None = Field(default=None, max_length=120)
    points: tuple[str, ...] = Field(default=(), max_length=6, description="what is said of this side of a comparison")


class Place(Value):
    """A place of a map: a country by its ISO 3166-1 alpha-2 code, or a point by latitude and longitude in degrees."""

    name: str = Field(max_length=120)
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    highlighted: bool = Field(default=True, description="the country is coloured, the point is marked")


CelMotion = Literal["still", "drift", "sway", "fall", "rise", "reveal", "draw", "count"]


class Step(Value):
    """What a cel shows for a while on its way; `x` and `y` as in `Cel`."""

    file: str
    x: int
    y: int


class Cel(Value):
    """One transparent sheet of a picture: what moves as one. `x` and `y` are its upper left corner in pixels."""

    file: str = Field(description="its PNG in the file of cels, RGB not multiplied by alpha")
    name: str
    depth: float = Field(description="0 at infinity, 1 at the subjects, more in front of them")
    motion: CelMotion
    order: int = Field(default=0, description="the turn in which a revealed item comes in")
    speed: float = Field(default=0.0, description="heights of the picture a second that rain and snow fall")
    lean: float = Field(default=0.0, description="to the left while falling, for each unit down")
    around: bool = Field(default=False, description="drawn clockwise around its middle, not along its longer side")
    x: int
    y: int
    steps: tuple[Step, ...] = Field(default=(), description="shown before it, in turn: a number that counts up")


class Cels(Value):
    """The cels of a picture from back to front; the first is opaque and as large as the picture."""

    is_view: bool = Field(description="a place that a camera may move through, rather than a page")
    focus: tuple[float, float] | None = Field(default=None, description="its hero's middle, in 0..1 of the picture")
    cels: tuple[Cel, ...]


class SceneSpec(Value):
    """The one language between story and picture: rules or a model fill it, a user may edit it, a painter draws it.

    The built-in illustrator draws exactly this; a painter that takes words makes a prompt of it.
    """

    template: TemplateName
    width: int = Field(gt=0, le=8192, description="pixels")
    height: int = Field(gt=0, le=8192, description="pixels")
    style: str
    palette: str
    look: Look | None = Field(default=None, description="of a style that is not built in; wins over the names")
    seed: int
    language: str
    direction: Direction
    kicker: str = Field(default="", max_length=200, description="small words above the heading")
    heading: str = Field(default="", max_length=10_000)
    text: str = Field(default="", max_length=10_000)
    environment: Environment | None = None
    time_of_day: TimeOfDay = "day"
    weather: Weather = "clear"
    subjects: tuple[Subject, ...] = Field(default=(), max_length=6)
    facts: tuple[str, ...] = Field(default=(), max_length=6, description="short statements beside a subject")
    items: tuple[Item, ...] = Field(default=(), max_length=12)
    places: tuple[Place, ...] = Field(default=(), max_length=12)
    route: bool = Field(default=False, description="the places of a map are joined in their order")
    svg: str = Field(default="", max_length=200_000, description="a foreign drawing, shown as the first subject")
    safe_bottom: float = Field(default=0.0, ge=0, le=0.5, description="share of the height kept free for captions")

    @property
    def number(self) -> Item | None:
        """What a big number shows: the first item with a value."""
        return next((item for item in self.items if item.value is not None), None)
