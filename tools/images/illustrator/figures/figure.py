"""One dressed person in one pose as SVG content of a 128 x 128 box."""

from core.scene import Character, Expression, Facing, Pose
from tools.images.illustrator.canvas import circle, path, rect, stroke
from tools.images.illustrator.colour import mix
from tools.images.illustrator.figures import behind, colours, garments, hair, hats, props
from tools.images.illustrator.figures import head as heads
from tools.images.illustrator.figures.body import GROUND, frame, stick
from tools.images.illustrator.figures.details import DETAILS
from tools.images.illustrator.figures.geometry import number
from tools.images.illustrator.figures.wear import Dress, Worn, table

ON_HEAD = {"glasses", "headphones", "sweatband"}
HANDS = {
    "rest": ("rest", "rest"), "open": ("rest", "open"), "cheer": ("open", "open"), "point": ("rest", "point"),
    "both": ("grip", "grip"), "chin": ("grip", "grip"), "tool": ("grip", "grip"), "grip": ("rest", "grip"),
}  # fmt: skip
UP = {"braids": "pixie", "braid": "pixie", "pigtails": "pixie"}
"""Hair that would hang over the edge of the bed is tied up."""
SCARVES = ("#4E8C8C", "#8C5C7C", "#5C6FA8", "#B98A5A", "#6B7F5C", "#E3D6C0", "#3F4C66")


def dress_of(character: Character) -> Dress:
    """The dress as this person wears it; an unknown or empty name is everyday clothes."""
    known = table()
    return known.get(character.dress, known["everyday"]).on(character)


def body(character: Character, pose: Pose, expression: Expression, facing: Facing | None, seed: int) -> str:
    """The person as SVG content; the same arguments give the same text."""
    dress = dress_of(character)
    worn = _worn(character, dress, pose, facing, seed)
    look = 0.0 if worn.stick.turn == 0 or (facing == "front" and worn.stick.turn < 2) else 1.0
    mood: Expression = "asleep" if pose == "sleep" else expression
    face = heads.Face(character, mood, worn.skin, _brow(worn), look, dress.baby)
    if pose == "sleep":
        _lying(worn, character, face, seed)
    else:
        _standing(worn, character, face, pose, seed)
    content = "".join(worn.parts)
    return f'<g transform="matrix(-1 0 0 1 128 0)">{content}</g>' if facing == "left" else content


def _worn(character: Character, dress: Dress, pose: Pose, facing: Facing | None, seed: int) -> Worn:
    rng = colours.chance(character, f"dress {character.dress}", seed)
    drawn = rng.choice(dress.main or colours.CLOTHES)
    tone = colours.skin(character)
    main = character.colour.upper() if character.colour and dress.main[:1] != ("skin",) else drawn
    main = tone if main == "skin" else main
    size = frame(character, baby=dress.baby)
    placed = stick(size, "stand" if pose == "sleep" else pose, turned=facing in {"left", "right"},
                   carrying=bool(dress.prop))  # fmt: skip
    worn = Worn(dress, size, placed, tone, colours.hair(character, seed), main, "#FFFFFF", "#FFFFFF",
                garments.torso(size, placed))  # fmt: skip
    worn.second, worn.third = worn.colour(dress.second), worn.colour(dress.third)
    if dress.skirt:
        worn.skirt = garments.skirt(size, placed, dress.skirt, dress.flare)
    return worn


def _brow(worn: Worn) -> str:
    return mix(worn.hair, "#5A4A42", 0.45) if worn.hair > "#B" else mix(worn.hair, "#1A1210", 0.25)


def _standing(worn: Worn, character: Character, face: heads.Face, pose: Pose, seed: int) -> None:
    placed, dress = worn.stick, worn.dress
    near, far = HANDS[placed.hand]
    for name in dress.back:
        behind.put(worn, name)
    style, top = _headwear(character, dress, seed)
    worn.add(*_framed(worn, _back_of_head(worn, style, top, character, seed)))
    if placed.seat is not None:
        _seat(worn, placed.seat)
    hidden = placed.behind
    if hidden:
        garments.arm(worn, placed.far_arm, far=True, hand=far)
    garments.leg(worn, placed.far_leg, 1)
    garments.leg(worn, placed.near_leg, -1)
    garments.neck(worn)
    _clothes(worn)
    early = "poncho" in dress.details
    if early:
        _arms(worn, pose, near, far, hidden=hidden)
    for name in dress.details:
        if name not in ON_HEAD:
            DETAILS[name](worn)
    worn.add(*_framed(worn, _front_of_head(worn, face, style, top, character, seed)))
    if not early:
        _arms(worn, pose, near, far, hidden=hidden)


def _clothes(worn: Worn) -> None:
    dress = worn.dress
    tone = worn.colour(dress.skirt_colour, worn.main)
    if worn.skirt:
        garments.clothe(worn, worn.skirt, tone, split=dress.open)
        if dress.skirt > 0.7:
            garments.folds(worn, worn.skirt, tone)
    if dress.bare:
        dark = colours.skin_shade(worn.skin)
        worn.add(path(worn.torso.part(), worn.skin), path(worn.torso.part(0.68, 1), dark, opacity=0.6))
        if worn.skirt:
            garments.clothe(worn, worn.skirt, tone)
    else:
        garments.clothe(worn, worn.torso, worn.main)
        if not worn.skirt and dress.legs not in {"main", "skin"} and "bib" not in dress.details:
            low = worn.y(0.93)
            legs = worn.colour(dress.legs)
            worn.add(path(worn.torso.part(0, 1, low), legs), path(worn.torso.part(0.66, 1, low), colours.shade(legs)))


def _arms(worn: Worn, pose: Pose, near: str, far: str, *, hidden: bool) -> None:
    placed, dress = worn.stick, worn.dress
    if pose == "hold" and dress.held:
        garments.arm(worn, placed.near_arm, far=False, hand=near)
        garments.arm(worn, placed.far_arm, far=False, hand=far)
        (ax, ay), (bx, by) = placed.near_arm[2], placed.far_arm[2]
        props.put(worn, dress.held, ((ax + bx) / 2, (ay + by) / 2))
        return
    if pose == "stand" and dress.prop:
        props.put(worn, dress.prop, placed.far_arm[2])
    if pose == "work" and dress.tool:
        tall = props.props()[dress.tool].tall
        lean = 0 if dress.tool == "fishing rod" else 42
        props.put(worn, dress.tool, placed.near_arm[2], lean if tall else 20)
    if not hidden:
        garments.arm(worn, placed.far_arm, far=False, hand=far)
    garments.arm(worn, placed.near_arm, far=False, hand=near)


def _seat(worn: Worn, top: float) -> None:
    x, half = worn.stick.hips[0], worn.size.hip * 1.25
    worn.add(rect(x - half * 0.9, top + 1, 2.6, GROUND - top - 1, "#8A5A33"),
             rect(x + half * 0.9 - 2.6, top + 1, 2.6, GROUND - top - 1, "#6E4526"),
             rect(x - half, top - 1.4, half * 2, 4.2, "#A9713F", round=1.6),
             rect(x - half * 0.9, top + (GROUND - top) * 0.55, half * 1.8, 1.8, "#7A4E2B"))  # fmt: skip


def _headwear(character: Character, dress: Dress, seed: int) -> tuple[str, str]:
    """The hair style and the hat: a headcloth that is asked for as hair takes the hat's place."""
    style = hair.worn(character, dress.hair, seed)
    return ("bald", style) if style in hair.COVERS else (style, dress.hat)


def _framed(worn: Worn, parts: list[str]) -> list[str]:
    x, y = worn.stick.head
    size, tilt = worn.size.head, worn.stick.tilt + worn.stick.lean * 22
    turn = f" rotate({number(tilt)})" if tilt else ""
    return [f'<g transform="translate({number(x)} {number(y)}){turn} scale({number(size)})">', *parts, "</g>"]


def _scarf(character: Character, seed: int) -> str:
    return character.hair_colour if character.hair_colour.startswith("#") else colours.chance(
        character, "scarf", seed).choice(SCARVES)  # fmt: skip


def _back_of_head(worn: Worn, style: str, top: str, character: Character, seed: int) -> list[str]:
    hat = hats.hats().get(top, hats.Hat())
    shown = [] if hat.hides == "all" else hair.behind(style, worn.hair)
    shown = _under(shown) if hat.hides == "top" else shown
    return [*shown, *hats.drawn(hat.back, worn, _scarf(character, seed))]


def _front_of_head(worn: Worn, face: heads.Face, style: str, top: str, character: Character, seed: int) -> list[str]:
    hat = hats.hats().get(top, hats.Hat())
    beard = hair.beard_of(character, worn.dress.beard, seed) if not worn.dress.baby else ""
    parts = heads.head(face, ears=hat.hides != "all" or top in {"turban", "scrub cap"})
    features = heads.features(face)
    if beard == "moustache":
        parts += [*features, *hair.beard(beard, worn.hair, worn.skin, face.look)]
    else:
        parts += [*hair.beard(beard, worn.hair, worn.skin, face.look), *features]
    if hat.hides != "all":
        shown = hair.over(style, worn.hair, worn.third if worn.third != worn.main else "#E8B23A")
        parts += _under(shown) if hat.hides == "top" else shown
    things = worn.dress.details
    if "glasses" in things:
        parts += _glasses(face)
    if "headphones" in things:
        parts.append(stroke("M-12.6 0C-13.4-19 13.4-19 12.6 0", "#39415A", 2.2))
        parts += [rect(-14.6, -3, 4.6, 8, "#D9573F", round=2), rect(10, -3, 4.6, 8, "#B5443C", round=2)]
    if "sweatband" in things:
        parts.append(stroke("M-11.7-6.4C-6-8.6 6-8.6 11.7-6.4", worn.main, 2.4))
    scarf = _scarf(character, seed)
    return [*parts, *hats.drawn(hat.front, worn, scarf), *hats.drawn(hat.face, worn, scarf), *hats.rim(hat, worn)]


def _under(parts: list[str]) -> list[str]:
    """Hair as far as it shows below a hat's brim."""
    brim = '<clipPath id="own-brim"><rect x="-40" y="-8" width="80" height="90"/></clipPath>'
    return [brim, '<g clip-path="url(#own-brim)">', *parts, "</g>"]


def _glasses(face: heads.Face) -> list[str]:
    shift, gap, low = 2.5 * face.look, 4.7 - 0.35 * face.look, 2.0 if face.young else 0.6
    parts = []
    for side in (-1, 1):
        x = side * gap + shift
        parts.append(circle(x, low, 3.5, "#DDF0FA", opacity=0.25))
        parts.append(f'<circle cx="{x:.2f}" cy="{low:.2f}" r="3.5" fill="none" stroke="#3A4256" stroke-width=".8"/>')
    parts.append(stroke(f"M{shift - 1.2:.2f} {low - 0.4:.2f}q1.2-.8 2.4 0", "#3A4256", 0.8))
    return parts


def _lying(worn: Worn, character: Character, face: heads.Face, seed: int) -> None:
    """Asleep on a low bed under a blanket of the dress's colour."""
    size, tone = worn.size, worn.main if worn.main != worn.skin else worn.second
    long = size.torso + size.leg
    left = 64 - (long + 34) / 2
    x, y = left + 17, GROUND - 21
    worn.add(rect(left, GROUND - 9, long + 36, 9, "#9C6B3F", round=2.4))
    worn.add(rect(left, GROUND - 12, long + 36, 6, "#EFE8DA", round=2.6))
    worn.add(path(f"M{x - 13:.1f} {GROUND - 11.5:.1f}C{x - 18:.1f} {GROUND - 22:.1f} {x + 12:.1f} {GROUND - 24:.1f} "
                  f"{x + 15:.1f} {GROUND - 11.5:.1f}Z", "#FFFFFF"))  # fmt: skip
    style, top = _headwear(character, worn.dress, seed)
    style = UP.get(style, style)
    keep = top if hats.hats().get(top, hats.Hat()).hides == "all" and top in {"hijab", "turban", "baby cap"} else ""
    parts = _front_of_head(worn, face, style, keep, character, seed)
    turn = f"translate({number(x)} {number(y)}) rotate(-62) scale({number(size.head)})"
    worn.add(f'<g transform="{turn}">', *parts, "</g>")
    start, end = x + 11, left + long + 34
    high = GROUND - 12 - 13 * size.waist / 10
    cover = (
        f"M{start:.1f} {GROUND - 9:.1f}C{start - 3:.1f} {high + 3:.1f} {start + 6:.1f} {high - 3:.1f} {start + 18:.1f} "
        f"{high:.1f}C{start + 36:.1f} {high + 5:.1f} {end - 22:.1f} {high + 8:.1f} {end - 12:.1f} {high + 4:.1f}"
        f"C{end - 3:.1f} {high + 3:.1f} {end:.1f} {GROUND - 12:.1f} {end:.1f} {GROUND - 6:.1f}H{start:.1f}Z"
    )
    worn.add(path(cover, tone))
    worn.add(path(f"M{start:.1f} {GROUND - 9:.1f}C{start + 22:.1f} {GROUND - 15:.1f} {end - 30:.1f} {GROUND - 13:.1f} "
                  f"{end:.1f} {GROUND - 12:.1f}V{GROUND - 6:.1f}H{start:.1f}Z", colours.shade(tone)))  # fmt: skip
    worn.add(stroke(f"M{start + 0.5:.1f} {GROUND - 10:.1f}C{start - 1.5:.1f} {high + 5:.1f} {start + 5:.1f} {high:.1f} "
                    f"{start + 9:.1f} {high - 0.6:.1f}", mix(tone, "#FFFFFF", 0.75), 3.2))  # fmt: skip
    elbow, hand = (start + 17, GROUND - 15.0), (start + 5, GROUND - 16.5)
    garments.arm(worn, ((start + 6, high + 6), elbow, hand), far=False, hand="rest")
