"""What a person who reads a web page does not see, by the attributes and styles of its elements."""

import re
from collections.abc import Mapping

# Elements whose text is never shown as part of the page's words.
UNREAD = re.compile(
    r"script|style|noscript|template|iframe|object|svg|select|textarea|button|datalist|"
    r"head"
)
INVISIBLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0\d*)?(?:;|$)|font-size:[01]?(?:\.\d+)?(?:px|pt|em|rem|%)?(?:;|$)"
    r"|text-indent:-\d{3,}|(?:left|top|right|margin-left|margin-top):-\d{3,}|clip:rect\(0|clip-path:inset\((?:50|100)%"
    r"|(?:max-)?(?:height|width):0(?:px)?;(?:.*;)?overflow:hidden|overflow:hidden;(?:.*;)?(?:max-)?(?:height|width):0(?:px)?(?:;|$)"
    r"|transform:scale\(0"
)
FONT_IN_EM = re.compile(r"(?:^|;)font-size:1(?:\.\d+)?(?:em|rem)(?:;|$)")
INK = re.compile(r"(?:^|;)color:([^;]+)")
PAPER = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]+)")
HEX = re.compile(r"#([0-9a-f]{3,8})\b")
RGB = re.compile(r"rgba?\(([\d.]+)%?[,\s]+([\d.]+)%?[,\s]+([\d.]+)%?(?:[,/\s]+([\d.]+)%?)?\)")
NAMES = {"white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0)}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE = re.compile(r"[.#]-?[A-Za-z_][\w-]*")
Colour = tuple[int, int, int]


def compact(style: str) -> str:
    """A style without the spaces that mean nothing, in small letters."""
    return re.sub(r"\s*([:;,(])\s*", r"\1", re.sub(r"!\s*important", "", style.lower())).strip()


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is hidden by its own attributes (for colours, over white paper)."""
    style = compact(attributes.get("style", ""))
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    if attributes.get("aria-hidden", "").lower() == "true":
        return True
    if attributes.get("type", "").lower() == "hidden":
        return True
    return hides(style) or unreadable(ink(style, attributes.get("color", "")), paper(style) or NAMES["white"])


def hides(style: str) -> bool:
    """Whether a compact style takes its element out of sight."""
    return bool(INVISIBLE.search(FONT_IN_EM.sub(";", style)))


def ink(style: str, attribute: str = "") -> Colour | None:
    """The colour that a compact style, or a font's attribute, gives to letters; the paper's own when transparent."""
    match = INK.search(style)
    return colour(match.group(1) if match else attribute.lower())


def paper(style: str, attribute: str = "") -> Colour | None:
    """The colour of the background; a mid grey for a picture, on which any letters show."""
    match = PAPER.search(style)
    value = match.group(1) if match else attribute.lower()
    if "url(" in value or "gradient" in value:
        return (128, 128, 128)
    return None if value in ("transparent", "none", "inherit", "initial", "") else colour(value) or (128, 128, 128)


def colour(value: str) -> Colour | None:
    """A CSS colour as red, green and blue in 0..255; white for none at all; None when it is not known."""
    value = value.strip().lower()
    if value == "transparent":
        return NAMES["white"]
    if match := HEX.search(value):
        digits = match.group(1)
        pairs = [digit * 2 for digit in digits[:3]] if len(digits) < 6 else [digits[at : at + 2] for at in (0, 2, 4)]
        return (int(pairs[0], 16), int(pairs[1], 16), int(pairs[2], 16))
    if match := RGB.search(value):
        if match.group(4) and float(match.group(4)) < 0.1:
            return NAMES["white"]
        red, green, blue = (min(255, int(float(match.group(at)))) for at in (1, 2, 3))
        return (red, green, blue)
    return next((NAMES[word] for word in value.split() if word in NAMES), None)


def unreadable(letters: Colour | None, background: Colour) -> bool:
    """Whether letters of this colour cannot be told from the background."""
    return letters is not None and max(abs(a - b) for a, b in zip(letters, background, strict=True)) < 24


def hidden_names(sheet: str) -> frozenset[str]:
    """The classes (`.name`) and ids (`#name`) that a style sheet hides outright; rules for some media do not count."""
    plain = re.sub(r"/\*.*?\*/", "", sheet[:500_000], flags=re.DOTALL)
    plain = re.sub(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", plain)
    found: set[str] = set()
    for selectors, style in RULE.findall(plain):
        if hides(compact(style)):
            found.update(name for name in map(str.strip, selectors.split(",")) if SIMPLE.fullmatch(name))
    return frozenset(found)
