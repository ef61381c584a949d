"""What is sewn on or tied around the clothes: collars, buttons, belts, sashes, hems. The rest is in gear.py."""

from collections.abc import Callable

from tools.images.illustrator.canvas import circle, path, rect, stroke
from tools.images.illustrator.colour import mix
from tools.images.illustrator.figures import gear
from tools.images.illustrator.figures.colours import shade, skin_shade
from tools.images.illustrator.figures.geometry import points, smooth
from tools.images.illustrator.figures.wear import Worn


def shirt(worn: Worn) -> None:
    """The shirt in the opening of a jacket or a coat."""
    worn.shape([(0.36, 0.0), (0.64, 0.0), (0.60, 0.5), (0.5, 0.62), (0.40, 0.5)], worn.second)


def front(worn: Worn) -> None:
    """A coat that is open down the front."""
    worn.add(path(worn.torso.part(0.39, 0.62), worn.second), path(worn.torso.part(0.54, 0.62), shade(worn.second)))


def lapels(worn: Worn) -> None:
    """The turned collar of a jacket."""
    tone = shade(worn.main) if worn.main < "#E" else mix(worn.main, "#8A94A8", 0.35)
    worn.shape([(0.36, 0.0), (0.24, 0.12), (0.34, 0.24), (0.30, 0.28), (0.48, 0.60), (0.40, 0.2)], tone)
    worn.shape([(0.64, 0.0), (0.76, 0.12), (0.66, 0.24), (0.70, 0.28), (0.52, 0.60), (0.60, 0.2)], tone)


def tie(worn: Worn) -> None:
    """A tie."""
    worn.shape([(0.46, 0.04), (0.54, 0.04), (0.53, 0.10), (0.57, 0.42), (0.50, 0.50), (0.43, 0.42), (0.47, 0.10)],
           worn.third)  # fmt: skip


def bow(worn: Worn) -> None:
    """A bow tie."""
    worn.shape([(0.36, 0.03), (0.5, 0.075), (0.64, 0.03), (0.64, 0.15), (0.5, 0.105), (0.36, 0.15)], worn.third)


def collar(worn: Worn) -> None:
    """A shirt's collar."""
    worn.shape([(0.34, -0.01), (0.5, 0.09), (0.40, 0.16), (0.28, 0.05)], worn.second)
    worn.shape([(0.66, -0.01), (0.5, 0.09), (0.60, 0.16), (0.72, 0.05)], shade(worn.second))


def neckline(worn: Worn) -> None:
    """A round neck that shows skin."""
    a, b, c = worn.spot(0.26, 0.0), worn.spot(0.5, 0.13), worn.spot(0.74, 0.0)
    worn.add(path(f"M{points([a])}{smooth([a, b, c])}Z", mix(worn.skin, skin_shade(worn.skin), 0.4)))


def deep(worn: Worn) -> None:
    """A pointed neck that shows skin."""
    worn.shape([(0.22, 0.0), (0.5, 0.24), (0.78, 0.0)], mix(worn.skin, skin_shade(worn.skin), 0.4))


def ribbing(worn: Worn) -> None:
    """A pullover's edges."""
    a, b, c = worn.spot(0.22, 0.01), worn.spot(0.5, 0.12), worn.spot(0.78, 0.01)
    worn.add(stroke(f"M{points([a])}{smooth([a, b, c])}", shade(worn.main), 1.7))
    worn.add(path(worn.torso.part(0, 1, worn.y(0.97)), shade(worn.main)))


def band(worn: Worn) -> None:
    """A stripe across the chest."""
    worn.strip(worn.torso, worn.y(0.42), worn.y(0.53), worn.second)


def stripes(worn: Worn) -> None:
    """A sailor's stripes."""
    for i in range(6):
        worn.strip(worn.torso, worn.y(0.18 + i * 0.14), worn.y(0.24 + i * 0.14), worn.second)


def belt(worn: Worn) -> None:
    """A belt with a buckle."""
    worn.strip(worn.torso, worn.y(0.76), worn.y(0.85), worn.third)
    x, y = worn.spot(0.5, 0.805)
    worn.add(rect(x - 1.7, y - 1.7, 3.4, 3.4, "#E9C464", round=0.7))


def sash(worn: Worn) -> None:
    """Cloth tied around the waist, its ends hanging."""
    worn.strip(worn.torso, worn.y(0.66), worn.y(0.80), worn.third)
    x, y = worn.spot(0.40, 0.78)
    worn.add(path(f"M{x - 1.2:.1f} {y:.1f}h3.2l1 {worn.unit * 0.42:.1f}h-4Z", shade(worn.third)))


def obi(worn: Worn) -> None:
    """A kimono's broad belt."""
    worn.strip(worn.torso, worn.y(0.48), worn.y(0.80), worn.third)
    worn.strip(worn.torso, worn.y(0.61), worn.y(0.66), worn.second)


def overlap(worn: Worn) -> None:
    """Two sides of cloth that cross on the chest."""
    worn.shape([(0.24, 0.0), (0.5, 0.22), (0.76, 0.0)], mix(worn.skin, skin_shade(worn.skin), 0.4))
    for chain in ([(0.74, 0.0), (0.30, 0.52)], [(0.26, 0.0), (0.66, 0.46)]):
        worn.add(stroke(f"M{points([worn.spot(u, v) for u, v in chain])}", worn.second, 2.0))


def buttons(worn: Worn) -> None:
    """A row of buttons."""
    for i in range(4):
        x, y = worn.spot(0.5, 0.24 + i * 0.17)
        worn.add(circle(x, y, 0.95, worn.third))


def double(worn: Worn) -> None:
    """Two rows of buttons."""
    for i in range(3):
        for share in (0.36, 0.62):
            x, y = worn.spot(share, 0.34 + i * 0.19)
            worn.add(circle(x, y, 1.05, worn.third))


def placket(worn: Worn) -> None:
    """A short row of buttons below the neck."""
    worn.add(stroke(worn.torso.line(0.5, worn.y(0.05), worn.y(0.42)), shade(worn.main), 0.8))
    for i in range(3):
        x, y = worn.spot(0.5, 0.13 + i * 0.11)
        worn.add(circle(x, y, 0.6, shade(worn.main)))


def embroidery(worn: Worn) -> None:
    """Embroidery around the neck and down the chest."""
    a, b, c = worn.spot(0.20, 0.02), worn.spot(0.5, 0.17), worn.spot(0.80, 0.02)
    worn.add(stroke(f"M{points([a])}{smooth([a, b, c])}", worn.third, 1.6))
    worn.add(stroke(worn.torso.line(0.5, worn.y(0.16), worn.y(0.58)), worn.third, 1.8))
    for i in range(3):
        x, y = worn.spot(0.5, 0.26 + i * 0.13)
        worn.add(path(f"M{x:.1f} {y - 2.2:.1f}l2.2 2.2-2.2 2.2-2.2-2.2Z", worn.third), circle(x, y, 0.7, worn.main))


def centre(worn: Worn) -> None:
    """A stripe down a robe."""
    for cloth in (worn.torso, worn.skirt):
        if cloth:
            worn.add(path(cloth.part(0.43, 0.57), worn.second))


def hem(worn: Worn) -> None:
    """A coloured hem."""
    cloth = worn.skirt or worn.torso
    worn.strip(cloth, cloth.bottom - worn.unit * 0.13, cloth.bottom, worn.third)


def border(worn: Worn) -> None:
    """Two thin lines above the hem."""
    cloth = worn.skirt or worn.torso
    for up in (0.30, 0.16):
        worn.strip(cloth, cloth.bottom - worn.unit * up, cloth.bottom - worn.unit * (up - 0.07), worn.second)


def weave(worn: Worn) -> None:
    """A woven pattern in bands over the torso."""
    for v, tone in ((0.34, worn.second), (0.46, worn.third), (0.58, worn.second)):
        worn.strip(worn.torso, worn.y(v), worn.y(v + 0.07), tone)


def vest(worn: Worn) -> None:
    """An open vest over a shirt."""
    for u0, u1, tone in ((0.0, 0.36, worn.second), (0.64, 1.0, shade(worn.second))):
        worn.add(path(worn.torso.part(u0, u1, worn.y(0.05)), tone))


def pocket(worn: Worn) -> None:
    """A breast pocket with a pen."""
    a, b = worn.spot(0.68, 0.34), worn.spot(0.88, 0.34)
    wide = b[0] - a[0]
    tone = shade(worn.main) if worn.main < "#E" else "#D3DAE4"
    worn.add(rect(a[0], a[1], wide, wide * 1.05, tone, round=0.6), rect(a[0] + 0.8, a[1] - 1.6, 1, 2.4, worn.third))


def jabot(worn: Worn) -> None:
    """Lace at the throat."""
    for i, half in enumerate((0.13, 0.11, 0.08)):
        v = 0.02 + i * 0.1
        worn.shape([(0.5 - half * 0.7, v), (0.5 + half * 0.7, v), (0.5 + half, v + 0.11), (0.5, v + 0.14),
                      (0.5 - half, v + 0.11)], mix("#FFFFFF", "#C9D2E0", 0.3 * (i % 2)))  # fmt: skip


def ruff(worn: Worn) -> None:
    """A pleated collar."""
    x, y = worn.stick.neck
    for i in range(7):
        worn.add(circle(x - 7.5 + i * 2.5, y + (0.6 if i in (0, 6) else 1.4), 2.4, "#FFFFFF" if i % 2 else "#DDE4EE"))


def necklace(worn: Worn) -> None:
    """Beads around the neck."""
    a, b, c = worn.spot(0.30, 0.04), worn.spot(0.5, 0.24), worn.spot(0.70, 0.04)
    worn.add(stroke(f"M{points([a])}{smooth([a, b, c])}", worn.third, 1.1), circle(b[0], b[1], 1.4, worn.third))


def pendant(worn: Worn) -> None:
    """A cross on a chain."""
    a, b, c = worn.spot(0.32, 0.05), worn.spot(0.5, 0.36), worn.spot(0.68, 0.05)
    worn.add(stroke(f"M{points([a])}{smooth([a, b, c])}", worn.third, 0.7))
    worn.add(rect(b[0] - 0.6, b[1] - 0.6, 1.2, 5, worn.third), rect(b[0] - 1.7, b[1] + 0.8, 3.4, 1.2, worn.third))


def scarf(worn: Worn) -> None:
    """A scarf around the neck."""
    x, y = worn.stick.neck
    worn.add(stroke(f"M{x - 5.4:.1f} {y - 0.4:.1f}q5.4 4.4 10.8 0", worn.third, 3.8))
    worn.add(path(f"M{x + 1.6:.1f} {y + 2:.1f}l4.4-.6 1.4 {worn.unit * 0.4:.1f}h-4.4Z", shade(worn.third)))


def kerchief(worn: Worn) -> None:
    """A neckerchief with its knot."""
    worn.shape([(0.24, 0.0), (0.76, 0.0), (0.56, 0.14), (0.60, 0.30), (0.5, 0.22), (0.40, 0.30), (0.44, 0.14)],
           worn.third)  # fmt: skip


def braces(worn: Worn) -> None:
    """Braces."""
    for u in (0.27, 0.70):
        worn.add(path(worn.torso.part(u, u + 0.06, worn.y(0.08)), worn.third))


def zip_(worn: Worn) -> None:
    """A zip fastener."""
    worn.add(stroke(worn.torso.line(0.5, worn.y(0.06), worn.y(1.0)), shade(worn.main), 0.9))


def waistcoat(worn: Worn) -> None:
    """A buttoned waistcoat under an open coat."""
    worn.shape([(0.30, 0.05), (0.70, 0.05), (0.66, 0.9), (0.5, 0.98), (0.34, 0.9)], worn.second)
    buttons(worn)


def shawl(worn: Worn) -> None:
    """Cloth over both shoulders."""
    for u0, u1 in ((0.0, 0.34), (0.66, 1.0)):
        worn.add(path(worn.torso.part(u0, u1, worn.y(0.02), worn.y(0.62)), worn.second))
        worn.add(path(worn.torso.part(u0, u1, worn.y(0.57), worn.y(0.62)), worn.third))


DETAILS: dict[str, Callable[[Worn], None]] = {
    "shirt": shirt, "front": front, "lapels": lapels, "tie": tie, "bow": bow, "collar": collar, "neckline": neckline,
    "deep": deep, "ribbing": ribbing, "band": band, "stripes": stripes, "belt": belt, "sash": sash, "obi": obi,
    "overlap": overlap, "buttons": buttons, "double": double, "placket": placket, "embroidery": embroidery,
    "centre": centre, "hem": hem, "border": border, "weave": weave, "bib": gear.bib, "apron": gear.apron,
    "vest": vest, "reflective": gear.reflective, "badge": gear.badge, "pocket": pocket, "medals": gear.medals,
    "epaulettes": gear.epaulettes, "jabot": jabot, "ruff": ruff, "cross": gear.cross, "mail": gear.mail,
    "plates": gear.plates, "cuirass": gear.cuirass, "gorget": gear.gorget, "kilt": gear.kilt, "drape": gear.drape,
    "necklace": necklace, "pendant": pendant, "scarf": scarf, "kerchief": kerchief, "strap": gear.strap,
    "braces": braces, "zip": zip_, "panel": gear.panel, "stethoscope": gear.stethoscope, "fur": gear.fur,
    "ermine": gear.ermine, "poncho": gear.poncho, "waistcoat": waistcoat, "shawl": shawl, "star": gear.star,
}  # fmt: skip
