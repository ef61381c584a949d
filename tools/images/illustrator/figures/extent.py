"""How far a drawing reaches in its 128 x 128 box, measured on its pixels."""

SIDE = 128
SPARE = 64
"""Units around the box that are looked at too, so that what leaves the box is known."""


def extent(content: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is visible, as shares of the box; outside 0..1 where it leaves the box."""
    import numpy as np
    import pyvips

    wide = SIDE + 2 * SPARE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{wide}" '
        f'viewBox="{-SPARE} {-SPARE} {wide} {wide}">{content}</svg>'
    )
    alpha = np.asarray(pyvips.Image.svgload_buffer(svg.encode())[3].numpy())
    seen = alpha > 24
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not rows.size:
        return 0.0, 0.0, 1.0, 1.0
    sides = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    left, top, right, bottom = (round((int(side) - SPARE) / SIDE, 4) for side in sides)
    return left, top, right, bottom
