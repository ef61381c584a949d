"""Noto Emoji and Fluent Emoji (flat): one drawing a label of each, labels and tags from emojibase."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.assets.bundle import Bundle, Drawing, copied_licence, licence, short_ids
from scripts.assets.licences import apache, mit
from scripts.assets.packages import data, unpack, version

NOTO = "@iconify-json/noto@1.2.9"
FLUENT = "@iconify-json/fluent-emoji-flat@1.2.6"
EMOJIBASE = "emojibase-data@17.0.0"
GROUPS = {1: "people", 3: "nature", 4: "food", 5: "places", 6: "activities", 7: "objects", 9: "flags"}
FROM_FACES = {"robot", "ghost", "alien", "skull", "red heart", "love letter"}  # of group 0, else faces
LEFT_OUT = re.compile(
    r"gesturing|pouting|frowning|tipping|facing|facepalm|shrugging|kneeling|raising hand|bowing|massage|haircut|steamy"
    r"|^family|^kiss|couple with|bunny|holding hands|suspect|levitating|: (man|woman|bald|blond|red|curly|white|beard)"
    r"|^(rightwards|leftwards|palms? (up|down)|backhand|index pointing|middle finger|oncoming fist|call "
    r"me|sign of the horns|love-you)"
    r"|(muted|volume|index dividers|mailbox with|with bell|bell with slash|o’clock|-thirty|moon face|sun with face)"
    r"|(building construction|love hotel|cigarette|coffin|placard|heart suit|spade suit|diamond suit|club suit|joker)"
    r"|(naked|bikini|briefs|plunger|wastebasket|biting lip|speaking head|silhouette)"
)
DECIMALS = re.compile(r"(\d*\.\d\d)\d+")


def collect(bundle: Bundle, work: Path) -> None:
    """Add both sets: Noto first, since it is the more illustrative one."""
    names = unpack(EMOJIBASE, work)
    emoji = list(chosen(data(names / "en", "data.json")))
    for package, name in ((NOTO, "noto"), (FLUENT, "fluent")):
        folder = unpack(package, work)
        source = data(folder, "icons.json")
        icons, codes = source["icons"], data(folder, "chars.json")
        scale = 128 / source.get("width", 16)
        for number, one in enumerate(emoji):
            if (icon := found(icons, codes, one)) and not (name == "fluent" and one.get("group") == 9):
                body = DECIMALS.sub(r"\1", short_ids(icon, f"{name[0]}{number}"))
                bundle.drawings.append(entry(one, name, body if scale == 1 else scaled(body, scale)))
    licence("noto-emoji", apache(version(unpack(NOTO, work))))
    licence("fluent-emoji", mit("Fluent Emoji (flat)", "Copyright (c) Microsoft Corporation.", FLUENT))
    copied_licence("emojibase", names / "LICENSE")


def entry(one: dict[str, Any], name: str, body: str) -> Drawing:
    """A drawing of an emoji."""
    return Drawing(
        label=one["label"].replace("’", "'"),
        set=name,
        group=GROUPS.get(one["group"], "objects"),
        body=body,
        tags=tuple(sorted({tag.replace(" ", "-") for tag in one.get("tags", [])})),
        emoji=one["emoji"],
    )


def found(icons: dict[str, Any], codes: dict[str, str], one: dict[str, Any]) -> str | None:
    """The set's drawing of an emoji, if it has one."""
    code = one["hexcode"].lower()
    name = codes.get(code) or codes.get(code.replace("-fe0f", ""))
    return icons[name]["body"] if name in icons else None


def scaled(body: str, scale: float) -> str:
    """A drawing of another box in the box of 128 x 128."""
    return f'<g transform="scale({scale:g})">{body}</g>'


def chosen(emoji: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The emoji worth drawing: no faces, symbols, skin tones or gestures."""
    for one in emoji:
        label, group = one["label"], one.get("group")
        if label in FROM_FACES or (group in GROUPS and not LEFT_OUT.search(label)):
            yield one
