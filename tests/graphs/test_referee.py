"""The referee of the store: edits and a film from scratch give the same bytes, and `plan` knew what would be made."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Request
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

KINDS = ("voices", "pictures", "segments")

SCRIPTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2), min_size=1, max_size=2)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["say", "add", "cut", "seed", "captions", "style"]),
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
