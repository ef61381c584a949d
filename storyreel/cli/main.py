"""The command line: `storyreel make` and every other command.

Only what the help needs is imported here; the commands import the rest when they run.
"""

import atexit
import gc
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.errors import Cancelled, Mistake, StoryreelError
from storyreel.cli import options
from storyreel.cli.bench import bench
from storyreel.cli.evals import check_film, run_evals

if TYPE_CHECKING:
    from core.events import Ask
    from core.models import Request
    from core.settings import Settings
    from tools.sources.port import Document

app = typer.Typer(
    name="storyreel",
    help="Turn a script or a request into a finished narrated film.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

STOPPED = 130  # what shells report after Ctrl-C: 128 + SIGINT


@cache
def commands() -> typer.Typer:
    """Every command, those of groups too."""
    app.add_typer(bench, name="bench")
    app.command("check")(check_film)
    app.command("eval")(run_evals)
    return app


def main() -> None:
    """Run a command: exit code 2 for the user's mistakes, 130 after Ctrl-C."""
    # Loading modules makes much that stays: looking through it for garbage, again at the end, takes 0.4 s.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    try:
        code = commands()(standalone_mode=False)
    except Mistake as error:
        if "--json" in sys.argv:
            print(json.dumps({"error": str(error), "code": error.code}, ensure_ascii=False))
        code = _say(str(error), 2)
    except typer.TyperException as error:
        code = _say(error.format_message() if hasattr(error, "format_message") else str(error), 2)
    except (KeyboardInterrupt, Cancelled):
        code = STOPPED
    except StoryreelError as error:
        code = _say(str(error), 1)
    if code == STOPPED:
        _say("Stopped. What is finished is kept: run the same command again to go on.", STOPPED)
    sys.exit(code)


def _say(text: str, code: int) -> int:
    print(f"storyreel: {text}", file=sys.stderr)
    return code


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"storyreel {version('storyreel')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command()
def make(
    request: Annotated[str, typer.Argument(help="What the film is about; its title when --script is given.")] = "",
    script: options.Script = None,
    source: options.Sources = None,
    photo: options.Photos = None,
    video: options.Video = None,
    video_as: options.VideoAs = "illustrate",
    subtitles: options.Subtitles = None,
    out: options.Out = None,
    duration: options.Duration = None,
    aspect: options.Aspect = None,
    resolution: options.Resolution = None,
    fps: options.Fps = None,
    profile: options.Profile = "standard",
    style: options.Style = None,
    voice: options.Voice = None,
    language: options.Language = None,
    rate: options.Rate = None,
    volume: options.Volume = 1.0,
    captions: options.Captions = None,
    caption_style: options.Lettering = None,
    music: options.Music = None,
    motion: options.Motion = "full",
    effects: options.Effects = "none",
    source_line: options.SourceLine = False,
    assembler: options.Assembler = None,
    encoder: options.Encoder = "x264",
    seed: options.Seed = 0,
    mode: options.Mode = "real",
    research: options.Research = "auto",
    budget: options.Budget = None,
    ask: options.Ask = False,
    plan: options.Plan = False,
    as_json: options.AsJson = False,
) -> None:
    """Make a film from a script, from documents or from a request."""
    given = dict(locals())
    from core.models import Request
    from storyreel.cli.read import is_piped, read_script, read_sources

    if is_piped(script) and any(map(is_piped, source or [])):
        raise Mistake("Standard input cannot be both the script and a source: give one of them as a file.")
    asked = {name: given[name] for name in Request.model_fields if name in given}
    asked |= {"photos": photo or (), "video": video, "video_as": video_as, "subtitles": subtitles}
    asked["script"] = None if script is None else read_script(script)
    documents = read_sources(source or [])
    if plan:
        from core.settings import Settings
        from storyreel.cli.report import print_plan
        from storyreel.films import request_of

        settings = Settings.load()
        print_plan(request_of(request, asked, documents, settings), settings, as_json)
    else:
        _make(request, documents, out, asked, as_json, ask)


@app.command()
def draw(
    prompt: Annotated[str, typer.Argument(help="What the picture shows, in words.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A name that ends in .png, .jpg, .webp, .svg, or .json for the spec alone."),
    ] = None,
    style: Annotated[str | None, typer.Option(help="The art style; an unknown name lists the known ones.")] = None,
    palette: Annotated[str | None, typer.Option(help="The colours; an unknown name lists the known ones.")] = None,
    template: Annotated[
        str | None, typer.Option(help="The kind of picture, such as landscape, timeline or map; chosen otherwise.")
    ] = None,
    aspect: Annotated[str | None, typer.Option(help="16:9 (default), 9:16 or 1:1.")] = None,
    resolution: Annotated[
        str | None, typer.Option(help="720p, 1080p (default), 1440p or 2160p: the short side.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="A language tag; read from the prompt otherwise.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another number gives another composition.")] = None,
    spec: Annotated[str | None, typer.Option(help="A whole spec as JSON instead of a prompt; - reads it.")] = None,
    svg: Annotated[str | None, typer.Option(help="A drawing of your own as the subject; - reads it.")] = None,
    layers: Annotated[Path | None, typer.Option(help="A new folder for the layers, with layers.json.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print file, spec, credits and notes as JSON.")] = False,
) -> None:
    """Draw one picture with the built-in illustrator."""
    given = dict(locals())
    from storyreel.cli.draw import draw as drawn

    files = {name: given.pop(name) for name in ("prompt", "out", "layers", "spec", "svg")}
    drawn(**files, options=given)


@app.command()
def heal(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")], as_json: options.AsJson = False
) -> None:
    """Make a film again: only what stood in for something missing, or was lost, is made."""
    from graphs.deliver import read_manifest

    manifest = read_manifest(folder)
    if manifest is None:
        raise Mistake(f"{folder} is not a film's folder: it has no manifest.json of Storyreel's.")
    asked = dict(manifest["request"])
    _make(asked.pop("text"), [], folder, asked, as_json)


@app.command()
def edit(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")],
    say: Annotated[
        list[str] | None, typer.Option(metavar="BEAT=TEXT", help="The beat says this. May be repeated.")
    ] = None,
    show: Annotated[
        list[str] | None, typer.Option(metavar="BEAT=WORDS", help="Its picture shows this. May be repeated.")
    ] = None,
    pause: Annotated[
        list[str] | None, typer.Option(metavar="BEAT=SECONDS", help="The silence after it. May be repeated.")
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="BEAT", help="It leaves the film. May be repeated.")
    ] = None,
    move: Annotated[
        list[str] | None, typer.Option(metavar="BEAT=AFTER", help="It comes after another beat. May be repeated.")
    ] = None,
    insert: Annotated[
        list[str] | None, typer.Option(metavar="AFTER=TEXT", help="A new beat after another one. May be repeated.")
    ] = None,
    open: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SCENE=TRANSITION",
            help="How a scene opens: H (hard cut), dissolve, wipe, slide or fade. May be repeated.",
        ),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(metavar="OPTION=VALUE", help="An option of make, such as music=calm. May be repeated."),
    ] = None,
    file: Annotated[Path | None, typer.Option(help="A JSON list of edits, as `storyreel import` prints them.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="List what would be made; make nothing.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Change beats, scenes or options of a film: only what the change touches is made again."""
    given = dict(locals())
    from core.settings import Settings
    from storyreel.cli.edit import PAIRS, edited, edits_of

    asked = {kind: given[kind] or [] for kind in (*PAIRS, "remove")}
    settings = Settings.load()
    request = edited(folder, edits_of(asked, file), settings)
    if plan:
        from storyreel.cli.report import print_plan

        print_plan(request, settings, as_json)
    else:
        _run(request, settings, folder, as_json)


@app.command()
def translate(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")],
    to: Annotated[str, typer.Option(help="The language, as a tag such as ar or pt-BR.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The new film's folder; by default FOLDER-LANGUAGE.")
    ] = None,
    words: Annotated[
        Path | None, typer.Option(help="Your own translation, as --list prints it with the translations filled in.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Print the texts to translate as JSON; make nothing.")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="List what would be made; make nothing.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Make a film in another language: its script is translated, its pictures stay."""
    from core.settings import Settings
    from storyreel.cli.translate import print_texts, translated

    settings = Settings.load()
    request = translated(folder, to, words, settings)
    if list_:
        print_texts(request)
    elif plan:
        from storyreel.cli.report import print_plan

        print_plan(request, settings, as_json)
    else:
        _run(request, settings, out or folder.with_name(f"{folder.resolve().name}-{to}"), as_json)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="otio, fcpxml or edl (a timeline that links to the film's files), or bundle (all of it in one file).",
        ),
    ] = "otio",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file; by default film.otio … in the folder, or FOLDER.zip.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Take a film elsewhere: into an editing program, or whole to another machine."""
    from storyreel.cli.export import print_export

    print_export(folder, format, out, force)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A bundle (.zip), or a timeline that was edited (.otio).")],
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of the timeline's film; for a bundle a new folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The new folder of a bundle's film.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Make the film as it was edited.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Bring back a bundle, or what an editing program changed: printed as edits, or made with --apply."""
    from storyreel.cli.export import edits_in, is_bundle, print_edits, print_restored

    if is_bundle(file):
        print_restored(file, out or folder)
        return
    if folder is None:
        raise Mistake(f"Say which film {file} is of: storyreel import {file} FOLDER.")
    edits = edits_in(file, folder)
    if not apply or not edits:
        print_edits(edits)
        return
    from core.settings import Settings
    from storyreel.cli.edit import edited

    settings = Settings.load()
    _run(edited(folder, edits, settings), settings, folder, as_json)


@app.command()
def why(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")],
    beat: Annotated[str, typer.Argument(help="A beat, such as 2.1.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what a beat is made of, and why it was made again."""
    from storyreel.cli.report import print_why

    print_why(folder, beat, as_json)


@app.command()
def sources(
    folder: Annotated[Path, typer.Argument(help="The folder of a film.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what the film rests on: every sentence with its quote and its document."""
    from storyreel.cli.report import print_sources

    print_sources(folder, as_json)


@app.command()
def doctor(
    revive_keys: Annotated[
        bool, typer.Option("--revive-keys", help="Use keys again that were rejected, or that rest.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what is there, what is missing, and what stands in for it."""
    from storyreel.cli.report import print_health

    if revive_keys:
        from core.settings import Settings
        from tools.keys.pool import KeyPool

        KeyPool(Settings.load().home / "keys.db").revive()
    print_health(as_json)


def _make(
    text: str,
    source: "list[str | Path | Document]",
    out: Path | None,
    asked: dict[str, Any],
    as_json: bool,
    ask: bool = False,
) -> None:
    from core.settings import Settings
    from storyreel.cli.asking import asker, with_words
    from storyreel.films import request_of

    settings, user = Settings.load(), asker(as_json) if ask else None
    request = with_words(lambda given: request_of(text, given, source, settings), asked, user)
    _run(request, settings, out, as_json, user)


def _run(request: "Request", settings: "Settings", out: Path | None, as_json: bool, ask: "Ask | None" = None) -> None:
    from graphs.run import Run
    from storyreel.cli.progress import listener, report

    run = Run(request, settings, out, ask=ask)
    try:
        run.check()
        with listener(as_json) as tell:
            run.studio.events.listen(tell)
            film = run.film()
    finally:
        run.stop()
    report(film, as_json)
