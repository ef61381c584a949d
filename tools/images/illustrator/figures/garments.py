"""Clothes on the body: legs, shoes, skirts and robes, the torso, sleeves and hands."""

import math

from tools.images.illustrator.canvas import circle, ellipse, path, stroke
from tools.images.illustrator.colour import mix
from tools.images.illustrator.figures.body import GROUND, SOLE, Frame, Stick
from tools.images.illustrator.figures.colours import shade, skin_shade
from tools.images.illustrator.figures.geometry import Cloth, Limb, Point, hull, number
from tools.images.illustrator.figures.wear import Worn

FAR = 0.13
"""How much darker the limb is that is farther away."""
_TORSO = (
    (0.0, 0.30, 0), (0.045, 0.50, 0), (0.10, 0.80, 0), (0.16, 0.95, 0), (0.26, 1.0, 0), (0.42, 0.95, 0.12),
    (0.66, 0.1, 0.95), (0.80, 0, 1.02), (0.94, 0, 1.0), (1.06, 0, 1.0),
)  # fmt: skip
"""Height, share of the shoulders' width, share of the waist's (hips' from 0.8)."""


def torso(size: Frame, stick: Stick) -> Cloth:
    """The trunk from the base of the neck to just below the hips."""
    wide = (1.0, 0.94, 0.74)[stick.turn]
    rows = []
    for y, of_shoulder, of_low in _TORSO:
        low = size.waist if y < 0.8 else size.hip * (0.98 if y < 0.9 else 1.0)
        half = (size.shoulder * of_shoulder + low * of_low) * wide
        half = max(half, size.waist * wide) if 0.3 < y < 0.8 else half
        x = stick.hips[0] + stick.lean * size.torso * (1 - y)
        rows.append((stick.neck[1] + y * size.torso, x - half, x + half))
    return Cloth(tuple(rows))


def skirt(size: Frame, stick: Stick, share: float, flare: float) -> Cloth:
    """Cloth that hangs from the waist over both legs to a share of their length."""
    x, y = stick.hips
    wide = (1.0, 0.94, 0.76)[stick.turn]
    waist, top = size.waist * wide, y - size.torso * 0.28
    lean = stick.lean * size.torso * 0.28
    around: list[tuple[Point, float]] = [((x + lean + side * (waist - 0.4), top), 0.4) for side in (-1, 1)]
    around += [((x + side * (size.hip * wide - 1.2), y - size.torso * 0.05), 1.2) for side in (-1, 1)]
    for hip, knee, ankle in (stick.near_leg, stick.far_leg):
        end = _along(hip, knee, ankle, share)
        around.append((end, max(size.leg_width * 1.05, 0.8)))
        if share > 0.5:
            around.append((knee, size.leg_width * 1.25))
        if flare:
            around += [((end[0] + side * (size.leg_width + flare), end[1] + size.leg_width * 0.5), 0.5)
                       for side in (-1, 1)]  # fmt: skip
    cloth = hull(around)
    limit = GROUND - (0.6 if share > 0.97 else 1.4)
    if cloth.bottom > limit:
        cloth = Cloth(tuple((min(row[0], limit - (12 - i) * 0.02), row[1], row[2]) for i, row in enumerate(cloth.rows)))
    return cloth


def _along(hip: Point, knee: Point, ankle: Point, share: float) -> Point:
    start, end, t = (hip, knee, share * 2) if share < 0.5 else (knee, ankle, share * 2 - 1)
    return start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t


def leg(worn: Worn, joints: tuple[Point, Point, Point], side: int) -> None:
    """A leg with its shoe; `side` -1 is the near one."""
    dress, wide = worn.dress, worn.size.leg_width
    limb = Limb(joints, (wide * 1.12, wide * 0.94, wide * 0.74))
    bare = dress.legs == "skin" or dress.shorts
    tone = worn.skin if bare else worn.colour(dress.legs)
    far = side > 0 and worn.stick.turn > 0
    _shoe(worn, joints, side, tone if bare else worn.skin, far=far)
    _tube(worn, limb, tone, far=far, skin=bare, blunt=True)
    if dress.shorts:
        _tube(worn, limb.part(0.42).wider(0.3, 0.5, 0.9), worn.colour(dress.legs), far=far, blunt=True)
    if dress.boots:
        (_, (kx, ky), (ax, ay)) = joints
        top = (kx + (ax - kx) * 0.36, ky + (ay - ky) * 0.36)
        half = ((top[0] + ax) / 2, (top[1] + ay) / 2)
        shaft = Limb((top, half, (ax, ay)), (wide * 0.98, wide * 0.9, wide * 0.84))
        _tube(worn, shaft, worn.colour(dress.shoes), far=far, blunt=True)


def _tube(worn: Worn, limb: Limb, tone: str, *, far: bool, skin: bool = False, blunt: bool = False) -> None:
    dark = skin_shade(tone) if skin else shade(tone)
    base = mix(tone, dark, 0.55) if far else tone
    worn.add(path(limb.path(blunt=blunt), base), path(limb.shade(), dark, opacity=0.75))


def _shoe(worn: Worn, joints: tuple[Point, Point, Point], side: int, foot: str, *, far: bool) -> None:
    _, (kx, _), (ax, ay) = joints
    turn = worn.stick.turn
    way = 1 if turn else side
    long = 1.0 if turn == 2 else 0.78
    dress, scale = worn.dress, worn.size.leg_width / 5.0
    off = kx - ax
    tip = 0.0
    if ay < GROUND - SOLE - 1.5:
        down = math.asin(min((GROUND - ay - 0.2) / (9.8 * scale), 1.0)) - math.atan(SOLE / (9.2 * scale))
        tip = min(max(off * 3.4, -10), max(math.degrees(down), 0), 78)
    bare = dress.shoes == "bare" or dress.sandals
    tone = foot if bare else worn.colour(dress.shoes)
    dark = skin_shade(tone) if bare else shade(tone)
    body = (
        f"M{-3.5 * scale:.2f}-2C{-4 * scale:.2f} .4 {-4.2 * scale:.2f} 1.8 {-3.9 * scale:.2f} 3.4H{9.2 * scale:.2f}"
        f"C{9.6 * scale:.2f} 1.4 {7.4 * scale:.2f} .6 {5.4 * scale:.2f} .2C{4.2 * scale:.2f} 0 {3.6 * scale:.2f}-1 "
        f"{3.4 * scale:.2f}-2Z"
    )
    parts = [path(body, mix(tone, dark, 0.5) if far else tone)]
    if dress.sandals:
        strap = worn.colour(dress.shoes)
        parts += [stroke(f"M{4.6 * scale:.2f}.2V2.8M{-3.4 * scale:.2f}-.4H{3.2 * scale:.2f}", strap, 1.1),
                  path(f"M{-4 * scale:.2f} 2.6H{9.4 * scale:.2f}V3.5H{-4 * scale:.2f}Z", strap)]  # fmt: skip
    elif dress.shoes != "bare":
        parts.append(path(f"M{-4 * scale:.2f} 2.4H{9.4 * scale:.2f}V3.4H{-4 * scale:.2f}Z", dark))
    worn.add(
        f'<g transform="translate({number(ax)} {number(ay)}) rotate({number(tip)}) '
        f'scale({number(way * long)} 1)">{"".join(parts)}</g>'
    )


def clothe(worn: Worn, cloth: Cloth, tone: str, *, split: bool = False) -> None:
    """A torso or a skirt in one colour with its shaded side; `split` leaves the middle open."""
    dark = shade(tone)
    if split:
        worn.add(path(cloth.part(0, 0.40), tone), path(cloth.part(0.62, 1), mix(tone, dark, 0.6)))
        return
    worn.add(path(cloth.part(), tone), path(cloth.part(0.66, 1), dark, opacity=0.75))


def folds(worn: Worn, cloth: Cloth, tone: str) -> None:
    """Lines of a long skirt's folds."""
    high = cloth.top + (cloth.bottom - cloth.top) * 0.35
    for share in (0.26, 0.5):
        worn.add(stroke(cloth.line(share, high + share * 6, cloth.bottom - 0.6), shade(tone), 0.7, opacity=0.6))


def arm(worn: Worn, joints: tuple[Point, Point, Point], *, far: bool, hand: str) -> None:
    """An arm with its sleeve and hand; `hand` is rest, open, point or grip."""
    dress, wide = worn.dress, worn.size.arm_width
    limb = Limb(joints, (wide * 1.14, wide * 0.94, wide * 0.72))
    bare = dress.sleeves in {"none", "short", "puff"}
    tone = worn.colour(dress.sleeve, worn.main)
    _hand(worn, joints, hand, far=far)
    if bare:
        _tube(worn, limb, worn.skin, far=far, skin=True)
    if dress.sleeves == "long":
        _tube(worn, limb.wider(0.1, 0.2, 0.5), tone, far=far, blunt=True)
    if dress.sleeves == "short":
        _tube(worn, limb.part(0.34).wider(0.2, 0.5, 0.8), tone, far=far, blunt=True)
    if dress.sleeves == "puff":
        start, elbow = joints[0], joints[1]
        x, y = start[0] + (elbow[0] - start[0]) * 0.2, start[1] + (elbow[1] - start[1]) * 0.2
        worn.add(circle(x, y, wide * 1.6, mix(tone, shade(tone), 0.55) if far else tone))
    if dress.sleeves == "wide":
        _tube(worn, limb.part(0.93).wider(0.1, 1.0, 3.2), tone, far=far, blunt=True)


def _hand(worn: Worn, joints: tuple[Point, Point, Point], kind: str, *, far: bool) -> None:
    _, (ex, ey), (wx, wy) = joints
    angle = math.degrees(math.atan2(wx - ex, wy - ey))
    tone = worn.colour(worn.dress.gloves, worn.skin)
    dark = shade(tone) if worn.dress.gloves else skin_shade(tone)
    base = mix(tone, dark, 0.4) if far else tone
    scale = worn.size.arm_width / 3.7
    inner = 1 if wx < worn.stick.neck[0] else -1
    parts = []
    if kind == "open":
        for x, long, lean in ((-2.3, 4.4, -1.2), (-0.8, 5.2, -0.4), (0.8, 5.2, 0.4), (2.3, 4.4, 1.2)):
            parts.append(stroke(f"M{x} 3.4l{lean} {long}", base, 1.7))
        parts.append(stroke(f"M{inner * 2.2} 2l{inner * 2.8} 2", base, 1.8))
    elif kind == "point":
        parts.append(stroke("M-.8 3.2V9.4", base, 1.9))
        parts.append(stroke(f"M{inner * 1.4} 2l{inner * 2} 2.2", base, 1.8))
    else:
        parts.append(ellipse(inner * 2.3, 2.2, 1.15, 2.2, dark if kind == "grip" else base))
    parts.append(ellipse(0, 2.6, 3.1, 3.5 if kind != "grip" else 3.1, base))
    worn.add(
        f'<g transform="translate({number(wx)} {number(wy)}) rotate({number(-angle)}) scale({number(scale)})">'
        f"{''.join(parts)}</g>"
    )


def neck(worn: Worn) -> None:
    """The neck, in the shadow of the chin."""
    (x, y), (hx, hy) = worn.stick.neck, worn.stick.head
    wide = 3.9 if worn.size.torso > 22 else 3.1
    tone = mix(worn.skin, skin_shade(worn.skin), 0.85)
    worn.add(stroke(f"M{number(x)} {number(y + 2.4)}L{number(hx)} {number(hy + 8)}", tone, wide * 2))
