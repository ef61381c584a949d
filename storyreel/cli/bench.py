"""`storyreel bench`: how long things take on this machine."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.clock import now
from core.errors import Mistake

if TYPE_CHECKING:
    from core.scene import SceneSpec
    from core.styles import Style

bench = typer.Typer(name="bench", help="Measure how long things take on this machine.", no_args_is_help=True)

MEAN, WORST = 0.5, 1.2
"""Seconds that a 1080p picture may take on one core: on average, and at worst."""
REFERENCE = "librsvg alone"
"""What the others are compared with, so that figures can be read on a busy machine: the same sheets, only rendered."""
PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("meadow", "day", "clear", "house"),
    ("sea", "night", "clear", "sailboat"),
    ("city", "sunset", "cloudy", "bus"),
    ("forest", "night", "clear", "owl"),
    ("mountains", "dawn", "fog", ""),
)
STEPS = ("Evaporation", "Condensation", "Precipitation", "Collection")


@bench.command("draw")
def bench_draw(
    styles: Annotated[str, typer.Option(help="Styles, separated by commas; all of them otherwise.")] = "",
    repeat: Annotated[int, typer.Option(min=1, help="How often each picture is drawn.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Seconds per 1080p picture of the built-in illustrator, by style: one process, one thread, textures ready."""
    from core.settings import export
    from core.styles import load

    known = load()
    chosen = [known.find(name) for name in styles.split(",") if name.strip()] or list(known.styles.values())
    export("VIPS_CONCURRENCY", "1")
    taken = measured(chosen, repeat)
    if as_json:
        limits = {"mean_s": MEAN, "max_s": WORST}
        by_style = {name: summary(times) for name, times in taken.items() if name != REFERENCE}
        reference = {"name": REFERENCE, **summary(taken[REFERENCE])}
        print(json.dumps({"limits": limits, "reference": reference, "styles": by_style}, indent=1))
    else:
        _table(taken)


@bench.command("film")
def film(
    seconds: Annotated[float, typer.Option(min=10, max=1200, help="The film's length.")] = 120,
    beats: Annotated[int, typer.Option(min=4, max=400, help="How many sentences it has.")] = 24,
    resolution: Annotated[
        str | None, typer.Option(help="720p, 1080p, 1440p or 2160p; by default the profile's.")
    ] = None,
    fps: Annotated[int | None, typer.Option(help="Frames a second; by default the profile's.")] = None,
    profile: Annotated[str, typer.Option(help="preview (720p24), standard (1080p30) or best (1080p30).")] = "standard",
    repeat: Annotated[int, typer.Option(min=1, help="Rounds of the assembly; the median counts.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """A whole film, one edit of it, and its assembly beside the encoder's limit."""
    from storyreel.cli.bench_film import bench_film

    small = profile == "preview"
    shown = {"resolution": resolution or ("720p" if small else "1080p"), "fps": fps or (24 if small else 30)}
    bench_film({"seconds": seconds, "beats": beats, **shown, "profile": profile}, repeat, as_json)


def measured(styles: "list[Style]", repeat: int) -> dict[str, list[float]]:
    """Seconds of each picture by style, from spec to pixels with words; those of REFERENCE come first."""
    from tools import fonts
    from tools.images.illustrator.drawing import draw
    from tools.images.illustrator.raster import flat

    if lacking := fonts.prepare():
        raise Mistake(lacking)
    taken: dict[str, list[float]] = {REFERENCE: []}
    for style in styles:
        taken[style.name] = []
        pictures = specs(style)
        draw(pictures[0]).pixels  # noqa: B018 - so that textures and fonts are ready
        for _ in range(repeat):
            for spec in pictures:
                begin = now()
                drawing = draw(spec)
                drawing.pixels  # noqa: B018 - what is measured
                drawn = now()
                flat(drawing.sheet)
                taken[style.name].append(drawn - begin)
                taken[REFERENCE].append(now() - drawn)
    return taken


def specs(style: "Style") -> "list[SceneSpec]":
    """The same pictures for every style: views at several hours, words, and the diagrams that there are."""
    from core.scene import SceneSpec
    from tools.images.illustrator.templates import names

    views: list[dict[str, Any]] = [
        {"template": "landscape", "environment": place, "time_of_day": hour, "weather": weather,
         "heading": f"The {place}", "subjects": [{"concept": concept}] if concept else []}
        for place, hour, weather, concept in PLACES
    ]  # fmt: skip
    words: list[dict[str, Any]] = [
        {"template": "title", "environment": "desert", "time_of_day": "sunset", "language": "ar", "direction": "rtl",
         "heading": "أهرامات الجيزة", "text": "كيف بنى المصريون القدماء أعظم صروحهم؟"},
        {"template": "text", "heading": "Gravity bends light", "text": "A massive star pulls every ray toward itself."},
    ]  # fmt: skip
    items = [{"label": step, "value": 4.0 - at} for at, step in enumerate(STEPS)]
    diagrams: list[dict[str, Any]] = [
        {"template": name, "heading": "The water cycle", "items": items}
        for name in ("cycle", "timeline", "list", "bar_chart")
        if name in names()
    ]
    usual = {"width": 1920, "height": 1080, "style": style.name, "seed": 7, "language": "en", "direction": "ltr"}
    return [
        SceneSpec.model_validate({**usual, "palette": style.palettes[0], "safe_bottom": 0.18, **picture})
        for picture in views + words + diagrams
    ]


def summary(times: list[float]) -> dict[str, float | int]:
    """Mean, 95th percentile (nearest rank) and longest of some times in seconds, and how many there are."""
    ranked = sorted(times)
    rank = -(-95 * len(ranked) // 100) - 1
    return {
        "mean_s": round(sum(ranked) / len(ranked), 4),
        "p95_s": round(ranked[rank], 4),
        "max_s": round(ranked[-1], 4),
        "pictures": len(ranked),
    }


def _table(taken: dict[str, list[float]]) -> None:
    from rich.console import Console
    from rich.table import Table

    base = summary(taken[REFERENCE])["mean_s"]
    table = Table(title=f"Seconds per 1080p picture; limits: mean {MEAN}, worst {WORST}")
    for column in ("style", "mean", "p95", "worst", f"x {REFERENCE}", "pictures", ""):
        table.add_column(column, justify="left" if column in {"style", ""} else "right")
    for name, times in taken.items():
        found = summary(times)
        slow = found["mean_s"] > MEAN or found["max_s"] > WORST
        figures = [f"{found[key]:.3f}" for key in ("mean_s", "p95_s", "max_s")]
        ratio = f"{found['mean_s'] / base:.1f}" if base else "-"
        verdict = "" if name == REFERENCE else "too slow" if slow else "ok"
        table.add_row(name, *figures, ratio, str(found["pictures"]), verdict)
    Console().print(table)
