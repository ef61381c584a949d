"""The options of `storyreel make`, each told once."""

from pathlib import Path
from typing import Annotated

import typer

Script = Annotated[str | None, typer.Option(help="A text file, spoken word for word; - reads standard input.")]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        help="A document, a folder of documents or a web address that the film rests on; - reads one from standard "
        "input; may be repeated."
    ),
]
Photos = Annotated[
    list[str] | None,
    typer.Option(
        "--photos",
        metavar="FILE|FOLDER|URL|commons",
        help="Photographs to show where they fit: a file, a folder, those of a web page, or free ones of Wikimedia "
        "Commons; may be repeated.",
    ),
]
Video = Annotated[
    str | None,
    typer.Option(
        "--video-url", "--video_url", metavar="URL|FILE", help="A video with subtitles: its words become the film."
    ),
]
VideoAs = Annotated[
    str,
    typer.Option(
        help="illustrate (default): pictures in time with the video's own sound; retell: a narrator says its words; "
        "summarise: a film that rests on them."
    ),
]
Subtitles = Annotated[
    Path | None, typer.Option(help="The video's words (.srt or .vtt), where it has none, or has wrong ones.")
]
Ask = Annotated[
    bool,
    typer.Option("--ask", help="Ask one question where the request can mean several things, or words are missing."),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="The film's folder; by default it is named by the title.")
]
Duration = Annotated[float | None, typer.Option(help="Seconds, 5 to 1200; the script's own length otherwise.")]
Aspect = Annotated[str | None, typer.Option(help="16:9 (default), 9:16 or 1:1.")]
Fps = Annotated[int | None, typer.Option(help="24, 25, 30 (default), 50 or 60 frames a second.")]
Profile = Annotated[str, typer.Option(help="preview (720p, 24 fps, fast), standard or best.")]
Style = Annotated[str | None, typer.Option(help="The art style; an unknown name lists the known ones.")]
Voice = Annotated[str | None, typer.Option(help="The narrator's voice, such as en-us+f2 or ar.")]
Rate = Annotated[int | None, typer.Option(help="Words a minute, 80 to 400.")]
Volume = Annotated[float, typer.Option(help="The film's volume, 0 to 1.")]
Seed = Annotated[int, typer.Option(help="Another number gives other pictures.")]
Mode = Annotated[str, typer.Option(help="real, or mock: only what is built in.")]
Research = Annotated[
    str, typer.Option(help="auto (default): facts are looked for when no source is given; none; or fresh: anew.")
]
Budget = Annotated[float | None, typer.Option(help="US dollars that the film may cost; paid calls stop before it.")]
SourceLine = Annotated[bool, typer.Option("--source-line", help="Pictures name the source of what is said.")]
Plan = Annotated[bool, typer.Option("--plan", help="List what would be made, with its price; make nothing.")]
Lettering = Annotated[
    str | None, typer.Option(help="boxed (default), plain, karaoke (fills along) or big (default of 9:16).")
]
Music = Annotated[
    str | None,
    typer.Option(
        help="auto (default), none, a file, or a mood (calm, warm, curious, playful, wonder, driving, serious)."
    ),
]
Captions = Annotated[str | None, typer.Option(help="burned (default; in sidecar files too), sidecar or none.")]
Motion = Annotated[str, typer.Option(help="full, or reduced: pictures stand still, scenes dissolve.")]
Effects = Annotated[
    str, typer.Option(help="none (default), or auto: soft sounds where a scene opens with a transition.")
]
Resolution = Annotated[str | None, typer.Option(help="720p, 1080p (default), 1440p or 2160p: the short side.")]
Language = Annotated[str | None, typer.Option(help="A language tag such as en or ar; read from the text otherwise.")]
Assembler = Annotated[
    str | None, typer.Option(help="pyav (default), moviepy (an extra), or a backend of your own in tools/film.")
]
Encoder = Annotated[
    str, typer.Option(help="x264 (default), or one in hardware: nvenc, videotoolbox, qsv or vaapi; doctor tells which.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines: every event, the result last.")]
