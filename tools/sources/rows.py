"""Tables as sentences: each row is one line of `column: cell` pairs."""

from collections.abc import Sequence

from tools.sources.characters import one_line

HEADER_LENGTH = 60  # characters; a longer first row is data


def rows(table: Sequence[Sequence[str]], header: bool | None = None) -> list[str]:
    """The rows of a table in words: `a: b; c: d` under a header, `key: value` for two columns, else `a; b; c`.

    `header` says whether the first row names the columns; None: found out.
    """
    cells = [[one_line(cell) for cell in row] for row in table]
    cells = [row for row in cells if any(row)]
    if not cells:
        return []
    if header if header is not None else _is_header(cells):
        names = cells[0]
        if len(cells) == 1:
            return ["; ".join(name for name in names if name)]
        return [_named(names, row) for row in cells[1:]]
    return [_unnamed(row) for row in cells]


def _is_header(cells: list[list[str]]) -> bool:
    """Whether the first row can name the columns: several short words, no numbers, and something under them."""
    first = cells[0]
    words = all(cell and len(cell) <= HEADER_LENGTH and not any(char.isdigit() for char in cell) for cell in first)
    return len(cells) > 1 and len(first) > 2 and words


def _named(names: list[str], row: list[str]) -> str:
    titles = names + [""] * (len(row) - len(names))
    pairs = zip(titles, row, strict=False)
    return "; ".join(f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs if cell)


def _unnamed(row: list[str]) -> str:
    filled = [cell for cell in row if cell]
    if len(row) == 2 and len(filled) == 2 and len(filled[0]) <= HEADER_LENGTH:
        return f"{filled[0].rstrip(':')}: {filled[1]}"
    return "; ".join(filled)
