"""The referee of the store: edits and a film from scratch give the same bytes, and `plan` knew what would be made."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.edits import Edit, Insert, Move, Open, Pause, Say, Show, apply
from core.errors import Mistake
from core.models import Request, Script
from graphs.plan import plan
from graphs.studio import Studio

SENTENCES = ("The sun is up.", "A fox runs.", "Rain falls on the sea.", "It is 42.", "مطر في الصحراء.", "So it ends.")
FILES = (
    "film.mp4",
    "captions.srt",
    "captions.vtt",
    "captions.ass",
    "stems/voice.wav",
    "stems/music.wav",
    "poster.jpg",
    "credits.json",
)

KINDS = ("voices", "pictures", "segments", "joints")

SCRIPTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2), min_size=1, max_size=2)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["say", "add", "cut", "seed", "captions", "effects", "style"]),
        st.integers(0, 9),
        st.sampled_from(SENTENCES),
    ),
    min_size=1,
    max_size=3,
)


def written(scenes: list[list[str]]) -> str:
    return "\n\n".join(" ".join(scene) for scene in scenes)


def edited(scenes: list[list[str]], options: dict[str, Any], edit: tuple[str, int, str]) -> None:
    """Apply one edit in place."""
    kind, where, sentence = edit
    scene = scenes[where % len(scenes)]
    if kind == "say":
        scene[where % len(scene)] = sentence
    elif kind == "add":
        scene.insert(where % (len(scene) + 1), sentence)
    elif kind == "cut" and len(scene) > 1:
        scene.pop(where % len(scene))
    elif kind == "seed":
        options["seed"] = where % 3
    elif kind == "captions":
        options["captions"] = ("burned", "sidecar")[where % 2]
    elif kind == "effects":
        options["effects"] = ("none", "auto")[where % 2]
    elif kind == "style":
        options["caption_style"] = ("boxed", "plain", "karaoke", "big")[where % 4]


def digests(state: Any) -> dict[str, str]:
    """What every artefact of a film is, by what it is for."""
    found = {f"{kind} {beat}": value["digest"] for kind in KINDS for beat, value in state[kind].items()}
    return found | {role: value["digest"] for role, value in state["film"].items()}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scenes=SCRIPTS, edits=EDITS)
def test_edits_give_the_film_that_scratch_gives(
    make_film: Callable[..., Any], studio_in: Callable[..., Studio], scenes: list[list[str]], edits: list[Any]
) -> None:
    """Above 5 s: each example makes several whole films, from voices to the encoded file."""
    with TemporaryDirectory() as folder:
        base = Path(folder)
        options: dict[str, Any] = {}
        scenes = [list(scene) for scene in scenes]
        made = make_film(base / "home", base / "edited", written(scenes), **options)
        for edit in edits:
            edited(scenes, options, edit)
            request = Request(script=written(scenes), profile="preview", **options)
            said = plan(request, studio_in(base / "home"))
            made = make_film(base / "home", base / "edited", written(scenes), **options)
            assert made.fresh == len(said.make), [item for item in said.make]
            assert said.exact
        again = make_film(base / "home", base / "edited", written(scenes), **options)
        assert again.fresh == 0
        scratch = make_film(base / "empty", base / "scratch", written(scenes), **options)
        assert digests(scratch.state) == digests(again.state)
        for name in FILES:
            assert (scratch.folder / name).read_bytes() == (again.folder / name).read_bytes(), name
        for picture in (scratch.folder / "scenes").iterdir():
            assert picture.read_bytes() == (again.folder / "scenes" / picture.name).read_bytes()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scenes=SCRIPTS, data=st.data())
def test_typed_edits_give_the_film_that_scratch_gives(
    make_film: Callable[..., Any], studio_in: Callable[..., Studio], scenes: list[list[str]], data: st.DataObject
) -> None:
    """Above 5 s: each example makes several whole films, from voices to the encoded file."""
    with TemporaryDirectory() as folder:
        base = Path(folder)
        made = make_film(base / "home", base / "edited", written(scenes))
        options: dict[str, Any] = {}
        for _ in range(data.draw(st.integers(1, 2))):
            story = Script.model_validate(made.state["script"])
            edit = data.draw(edits_of(story))
            try:
                request = apply(
                    Request(script=written(scenes), profile="preview", **{**options, "story": story}), [edit]
                )
            except Mistake:
                continue
            options = {"story": request.story}
            said = plan(request, studio_in(base / "home"))
            made = make_film(base / "home", base / "edited", written(scenes), **options)
            assert made.fresh == len(said.make), [item for item in said.make]
            assert said.exact
        scratch = make_film(base / "empty", base / "scratch", written(scenes), **options)
        if options:
            assert digests(scratch.state) == digests(made.state)
            assert (scratch.folder / "film.mp4").read_bytes() == (made.folder / "film.mp4").read_bytes()


def edits_of(story: Script) -> st.SearchStrategy[Edit]:
    """One edit of a beat, a pause, the order, or how a scene opens."""
    beats = st.sampled_from([beat.id for beat in story.beats])
    return st.one_of(
        st.builds(Say, beat=beats, text=st.sampled_from(SENTENCES)),
        st.builds(Show, beat=beats, picture=st.sampled_from(["a ship in a storm", "a map of Egypt"])),
        st.builds(Pause, beat=beats, seconds=st.sampled_from([0.0, 0.7, 1.5])),
        st.builds(Move, beat=beats, after=beats),
        st.builds(Insert, after=beats, text=st.sampled_from(SENTENCES)),
        st.builds(Open, scene=st.sampled_from([scene.id for scene in story.scenes]), transition=st.just("slide")),
    )
