"""HTML out of values: whatever is no `Html` is text, and is escaped. Text that was made elsewhere may be hostile."""

import re
from collections.abc import Iterable
from html import escape

_VOID = frozenset(("br", "col", "hr", "img", "meta"))
_DAMAGED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

Attribute = str | float | bool | None


class Html(str):
    """Text that is HTML already. Only this module and constants make it."""

    __slots__ = ()


def tag(name: str, /, *inside: str, **attributes: Attribute) -> Html:
    """An element: `class_` is the attribute class, True stands alone, False and None are left out."""
    words = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{words}>")
    return Html(f"<{name}{words}>{join(inside)}</{name}>")


def join(parts: Iterable[str]) -> Html:
    """The parts one after the other, escaped where they are text."""
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in parts))


def said(text: str, name: str = "span", /, **attributes: Attribute) -> Html:
    """Text in its own direction: Arabic runs from the right, and nothing in it turns what stands around it."""
    return tag(name, text, dir="auto", **attributes)


def table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> Html:
    """A table with a row of headings; a cell that is no element is made one. `kind` is a class of its own."""
    cells = tag("tr", *(tag("th", text, scope="col") for text in head))
    body = (tag("tr", *(_cell(part) for part in row)) for row in rows)
    return tag("div", tag("table", tag("thead", cells), tag("tbody", *body)), class_=f"wide {kind}".strip())


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names and values in small boxes."""
    return described(pairs, "facts")


def described(pairs: Iterable[tuple[str, str]], kind: str | None = None) -> Html:
    """Names and values, each pair a group of its own; `kind` is a class."""
    return tag("dl", *(tag("div", tag("dt", name), said(value, "dd")) for name, value in pairs), class_=kind)


def listed(texts: Iterable[str], kind: str | None = None) -> Html:
    """A list of texts, each in its own direction; nothing where there are none. `kind` is a class of its own."""
    items = [tag("li", text) if isinstance(text, Html) else said(text, "li") for text in texts]
    return tag("ul", *items, class_=kind) if items else Html("")


def bar(value: float) -> Html:
    """A number between 0 and 1 with a bar as long."""
    width = f"width:{100 * min(max(value, 0.0), 1.0):.0f}%"
    return join((f"{value:.2f}", tag("span", tag("span", style=width), class_="bar", aria_hidden="true")))


def signed(value: float) -> Html:
    """A difference, coloured by its direction."""
    kind = "fell" if value < 0 else "rose" if value > 0 else "faint"
    return tag("span", f"{value:+.2f}", class_=kind)


def _cell(part: str) -> Html:
    """A cell; text has its own direction."""
    return tag("td", part) if isinstance(part, Html) else said(part, "td")


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    return escape(_DAMAGED.sub("\ufffd", text), quote=True)
