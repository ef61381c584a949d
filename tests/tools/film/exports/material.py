"""Films for the exports: timelines as values, of every rate and in several alphabets."""

from typing import Any

from hypothesis import strategies as st

from tools.film.exports.port import Cut, Mark, Piece

RATES = (24, 25, 30, 50, 60)
TEXTS = ("The sun is up & bright.", "مطر في الصحراء ثم <شمس>.", "雨が降る。", "Ein Fuchs läuft über sieben Felder.", "")


def cut(*frames: int, fps: int = 25, title: str = "A film", music: bool = True, scenes: int = 2) -> Cut:
    """A film with a beat of so many frames each, in so many scenes."""
    starts = [sum(frames[:number]) for number in range(len(frames))]
    pieces = [
        Piece(
            id=f"{number % scenes + 1}.{number}",
            scene=str(number % scenes + 1),
            start=start,
            frames=length,
            text=TEXTS[number % len(TEXTS)],
            picture=f"scenes/{number}.png",
            sources=("s1",),
        )
        for number, (start, length) in enumerate(zip(starts, frames, strict=True))
    ]
    return Cut(
        title=title,
        language="en",
        width=1920,
        height=1080,
        fps=fps,
        pieces=tuple(pieces),
        marks=(Mark(frame=0, name="Rain & sun"), *(Mark(frame=piece.start, name="الصحراء") for piece in pieces[1:2])),
        film="film.mp4",
        voice="stems/voice.wav",
        music="stems/music.wav" if music else "",
    )


def cuts() -> st.SearchStrategy[Cut]:
    """Films of any rate and length, their titles any text."""
    frames = st.lists(st.integers(1, 40_000), min_size=1, max_size=12)
    made = st.builds(
        lambda lengths, **more: cut(*lengths, **more),
        frames,
        fps=st.sampled_from(RATES),
        title=st.text(min_size=1, max_size=30),
        music=st.booleans(),
    )
    return made


def manifest(film: Cut) -> dict[str, Any]:
    """What of a manifest the exports read."""
    scenes: dict[str, list[dict[str, Any]]] = {}
    for piece in film.pieces:
        scenes.setdefault(piece.scene, []).append({"id": piece.id, "card": None, "text": piece.text})
    return {
        "title": film.title,
        "language": film.language,
        "fps": film.fps,
        "brief": {"width": film.width, "height": film.height},
        "files": {"film": film.film, "stem": film.voice, **({"music": film.music} if film.music else {})},
        "script": {"scenes": [{"heading": None, "beats": beats} for beats in scenes.values()]},
        "beats": [
            {
                "id": piece.id,
                "scene": piece.scene,
                "start": round(piece.start / film.fps, 4),
                "end": round((piece.start + piece.frames) / film.fps, 4),
                "narration_text": piece.text,
                "image": piece.picture,
                "sources": list(piece.sources),
            }
            for piece in film.pieces
        ],
    }
