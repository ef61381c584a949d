"""What the film file says of itself: the headings of its scenes as chapters, and whose drawings it shows."""

from agents.rules.director import brief
from core.models import Beat, BeatTime, Credit, Request, Scene, Script, Timeline
from graphs.nodes.cut import chapters, film_tags


def script(*headings: str | None) -> tuple[Script, Timeline]:
    scenes = tuple(
        Scene(id=str(number), heading=heading, beats=(Beat(id=f"{number}.1", text="A fox.", spoken="A fox."),))
        for number, heading in enumerate(headings, 1)
    )
    times = tuple(
        BeatTime(id=scene.beats[0].id, scene=scene.id, start=90 * at, frames=90, lead=0.2)
        for at, scene in enumerate(scenes)
    )
    return Script(title="Foxes", language="en", scenes=scenes), Timeline(fps=30, beats=times)


def test_headings_are_chapters_and_what_stands_before_them_has_the_title() -> None:
    found = chapters(*script(None, "Food", None, "Young"))
    assert [(one.title, one.start, one.end) for one in found] == [
        ("Foxes", 0, 3000), ("Food", 3000, 9000), ("Young", 9000, 12000),
    ]  # fmt: skip


def test_a_film_of_one_heading_has_no_chapters() -> None:
    assert chapters(*script("Food", None)) == ()
    assert chapters(*script(None, None)) == ()


def test_the_file_itself_says_whose_drawings_it_shows() -> None:
    told = script("Food", "Young")
    understood = brief(Request(script="A fox."))
    shown = [
        Credit(work="Game-icons", author="Delapouite", licence="CC-BY-3.0", url="game-icons.net"),
        Credit(work="Poppins", author="Indian Type Foundry", licence="OFL-1.1", url="github.com/itfoundry/poppins"),
        Credit(work="Storyreel drawings", author="The Storyreel authors", licence="Apache-2.0"),
    ]
    tags = film_tags(understood, *told, shown, ())
    assert tags.comment.endswith("machine-made. Drawings: Game-icons (Delapouite, CC-BY-3.0).")
    assert film_tags(understood, *told, shown[1:], ()).comment.endswith("machine-made.")
