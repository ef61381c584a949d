"""What work and war hang over the clothes: aprons, badges, armour, regalia, cloth draped over the shoulder."""

from tools.images.illustrator.canvas import circle, path, rect, stroke
from tools.images.illustrator.colour import lighter, mix
from tools.images.illustrator.figures.colours import shade
from tools.images.illustrator.figures.geometry import points, polygon, smooth
from tools.images.illustrator.figures.wear import Worn


def bib(worn: Worn) -> None:
    """Dungarees: a bib with straps; the skirtless lower half is the trousers' colour."""
    tone = worn.colour(worn.dress.legs)
    worn.add(path(worn.torso.part(0, 1, worn.y(0.70)), tone), path(worn.torso.part(0.66, 1, worn.y(0.70)), shade(tone)))
    worn.shape([(0.24, 0.34), (0.76, 0.34), (0.80, 0.74), (0.20, 0.74)], tone)
    for u, v in ((0.27, 0.20), (0.73, 0.80)):
        a, b = worn.spot(u, 0.37), worn.spot(v, 0.05)
        worn.add(stroke(f"M{points([a, b])}", tone, 2.4), circle(a[0], a[1], 1.0, worn.third))
    worn.shape([(0.38, 0.46), (0.62, 0.46), (0.62, 0.60), (0.5, 0.65), (0.38, 0.60)], shade(tone))


def apron(worn: Worn) -> None:
    """An apron with its strings."""
    worn.shape([(0.30, 0.18), (0.70, 0.18), (0.84, 0.62), (0.84, 1.05), (0.16, 1.05), (0.16, 0.62)], worn.second)
    for u, v in ((0.31, 0.34), (0.69, 0.66)):
        worn.add(stroke(f"M{points([worn.spot(u, 0.2), worn.spot(v, 0.0)])}", worn.second, 1.4))
    if worn.stick.turn < 2:
        (x, y), half = worn.spot(0.5, 1.0), worn.size.hip * 0.72
        low = y + worn.size.leg * 0.34
        worn.add(path(f"M{x - half:.1f} {y:.1f}h{2 * half:.1f}L{x + half * 1.1:.1f} {low:.1f}h{-2.2 * half:.1f}Z",
                      worn.second))  # fmt: skip
    worn.add(path(worn.torso.part(0.05, 0.95, worn.y(0.66), worn.y(0.71)), shade(worn.second)))


def reflective(worn: Worn) -> None:
    """A safety vest's bright bands."""
    for v in (0.44, 0.72):
        worn.strip(worn.torso, worn.y(v), worn.y(v + 0.09), worn.second)
    for u in (0.24, 0.76):
        worn.add(path(worn.torso.part(u - 0.05, u + 0.05, worn.y(0.06), worn.y(0.44)), worn.second))


def badge(worn: Worn) -> None:
    """A badge on the chest."""
    x, y = worn.spot(0.72, 0.32)
    worn.add(path(f"M{x:.1f} {y - 2.4:.1f}l2.2.9v2q-.4 2-2.2 2.6q-1.8-.6-2.2-2.6v-2Z", "#E9C464"))


def medals(worn: Worn) -> None:
    """Ribbons and medals."""
    x, y = worn.spot(0.70, 0.30)
    for i, tone in enumerate(("#D1495B", "#3D7EBF", "#E9C464")):
        worn.add(rect(x - 2.6 + i * 2.2, y, 2, 1.7, tone), circle(x - 1.6 + i * 2.2, y + 3, 0.95, "#E9C464"))


def epaulettes(worn: Worn) -> None:
    """Gold on the shoulders."""
    for u0, u1 in ((0.02, 0.24), (0.76, 0.98)):
        worn.add(path(worn.torso.part(u0, u1, worn.y(0.085), worn.y(0.16)), worn.third))


def cross(worn: Worn) -> None:
    """A tabard with a cross."""
    worn.shape([(0.26, 0.12), (0.74, 0.12), (0.76, 1.04), (0.24, 1.04)], worn.second)
    x, y = worn.spot(0.5, 0.48)
    tall = worn.unit * 0.19
    worn.add(rect(x - 1.3, y - tall, 2.6, tall * 2.4, worn.third), rect(x - tall * 0.8, y - 2.6, tall * 1.6, 2.6,
                                                                       worn.third))  # fmt: skip


def mail(worn: Worn) -> None:
    """Rings of mail."""
    tone = mix(worn.main, "#FFFFFF", 0.3)
    for i in range(5):
        for k in range(5):
            x, y = worn.spot(0.14 + k * 0.18 + 0.09 * (i % 2), 0.16 + i * 0.17)
            worn.add(stroke(f"M{x - 1.3:.1f} {y:.1f}q1.3 1.7 2.6 0", tone, 0.7))


def plates(worn: Worn) -> None:
    """Laced plates of armour."""
    for i in range(4):
        v = 0.20 + i * 0.2
        worn.add(path(worn.torso.part(0.04, 0.96, worn.y(v), worn.y(v + 0.03)), worn.third))
        for u in (0.28, 0.5, 0.72):
            worn.add(path(worn.torso.part(u - 0.02, u + 0.02, worn.y(v), worn.y(v + 0.14)), worn.second))


def cuirass(worn: Worn) -> None:
    """A bronze or iron breastplate with shoulder straps, and a kilt of leather strips."""
    tone = worn.second
    worn.add(path(worn.torso.part(0.06, 0.94, worn.y(0.12), worn.y(0.86)), tone),
             path(worn.torso.part(0.64, 0.94, worn.y(0.12), worn.y(0.86)), shade(tone)))  # fmt: skip
    worn.add(stroke(worn.torso.line(0.5, worn.y(0.3), worn.y(0.8)), shade(tone), 0.8))
    for u in (0.32, 0.68):
        x, y = worn.spot(u, 0.38)
        worn.add(stroke(f"M{x - 3:.1f} {y:.1f}q3 2.6 6 0", shade(tone), 0.8))
    cloth = worn.skirt
    if cloth:
        for i in range(6):
            worn.add(path(cloth.part(i / 6 + 0.02, i / 6 + 0.13, worn.y(0.88)), worn.third))
    worn.strip(worn.torso, worn.y(0.84), worn.y(0.92), shade(worn.third))


def gorget(worn: Worn) -> None:
    """The broad collar of ancient Egypt: rings of beads on the shoulders."""
    for high, tone in ((0.24, worn.third), (0.18, worn.second), (0.12, worn.third), (0.06, "#C0533B")):
        chain = [worn.spot(u, v) for u, v in ((0.06, 0.11), (0.22, high + 0.05), (0.5, high + 0.14),
                                                (0.78, high + 0.05), (0.94, 0.11))]  # fmt: skip
        top = [worn.spot(u, 0.0) for u in (0.70, 0.30)]
        worn.add(path(f"M{points(chain[:1])}{smooth(chain)}L{points(top)}Z", tone))


def kilt(worn: Worn) -> None:
    """The front panel of a kilt, with a belt."""
    cloth = worn.skirt
    if cloth:
        tone = worn.third
        worn.add(path(cloth.part(0.42, 0.60, worn.y(0.86)), tone))
        worn.strip(cloth, worn.y(0.72), worn.y(0.84), tone)


def drape(worn: Worn) -> None:
    """Cloth over one shoulder, as a sari's or a toga's."""
    chain = [(0.60, 0.03), (0.96, 0.10), (1.0, 0.28), (0.60, 0.62), (0.12, 0.86), (0.02, 0.92), (0.02, 0.60),
             (0.34, 0.34)]  # fmt: skip
    spots = [worn.spot(u, v) for u, v in chain]
    worn.add(path(polygon(spots), worn.second))
    worn.add(stroke(f"M{points(spots[2:6])}", worn.third, 1.4))
    for a, b in (((0.72, 0.09), (0.18, 0.66)), ((0.86, 0.12), (0.30, 0.72))):
        worn.add(stroke(f"M{points([worn.spot(*a), worn.spot(*b)])}", shade(worn.second), 0.6, opacity=0.8))


def strap(worn: Worn) -> None:
    """A strap across the chest, with a bag at the hip."""
    a, b = worn.spot(0.80, 0.06), worn.spot(0.10, 0.92)
    worn.add(stroke(f"M{points([a, b])}", worn.third, 1.8))
    worn.add(rect(b[0] - 4.2, b[1] - 1, 7.4, 7, worn.third, round=1.4), rect(b[0] - 4.2, b[1] - 1, 7.4, 2.8,
                                                                          shade(worn.third), round=1.2))  # fmt: skip


def panel(worn: Worn) -> None:
    """The control panel of a space suit."""
    a, b = worn.spot(0.30, 0.34), worn.spot(0.70, 0.60)
    worn.add(rect(a[0], a[1], b[0] - a[0], b[1] - a[1], "#C4CEDC", round=1.4))
    for i, tone in enumerate(("#E5533C", "#F2B134", "#3D9BE0")):
        worn.add(circle(a[0] + 2.2 + i * 2.7, a[1] + 2.2, 0.9, tone))
    worn.add(rect(a[0] + 1.4, a[1] + 4.4, (b[0] - a[0]) - 2.8, 1.6, "#7C8AA0", round=0.6))
    worn.strip(worn.torso, worn.y(0.86), worn.y(0.92), worn.third)


def stethoscope(worn: Worn) -> None:
    """A stethoscope around the neck."""
    a, b, c = worn.spot(0.33, 0.0), worn.spot(0.34, 0.36), worn.spot(0.36, 0.52)
    d, e = worn.spot(0.67, 0.0), worn.spot(0.64, 0.40)
    worn.add(stroke(f"M{points([a])}{smooth([a, b, c])}", "#3B4658", 1.1), stroke(f"M{points([d, e])}", "#3B4658", 1.1))
    worn.add(circle(c[0], c[1], 1.9, "#9AA7B8"), circle(c[0], c[1], 0.9, "#E3E9F1"))


def fur(worn: Worn) -> None:
    """A fur collar."""
    x, y = worn.stick.neck
    for i in range(8):
        worn.add(circle(x - 8.8 + i * 2.5, y + (2.6 if 1 < i < 6 else 1.8), 2.5, mix(worn.second, "#8A7460", 0.12 * i)))


def ermine(worn: Worn) -> None:
    """White fur with dark tips over the shoulders."""
    worn.add(path(worn.torso.part(0.0, 1.0, worn.y(0.04), worn.y(0.26)), "#FBF6EA"))
    for u, v in ((0.14, 0.19), (0.32, 0.13), (0.5, 0.21), (0.68, 0.13), (0.86, 0.19)):
        x, y = worn.spot(u, v)
        worn.add(path(f"M{x - 0.5:.1f} {y - 1:.1f}h1l.3 2.4h-1.6Z", "#3A322E"))


def poncho(worn: Worn) -> None:
    """A poncho over arms' beginnings, in bands."""
    x, y = worn.stick.neck
    half, tall = worn.size.shoulder * 1.35, worn.unit * 0.98
    left = [(-4.0, 0.0), (-half * 0.7, 0.13), (-half, 0.52), (-half * 0.96, 0.8), (0.0, 1.0)]
    shape = left + [(-across, down) for across, down in left[-2::-1]]
    outline = [(x + across, y + tall * down) for across, down in shape]
    worn.add(path(f"M{points(outline[:1])}{smooth(outline)}Z", worn.main))
    for share, tone, wide in ((0.44, worn.second, 2.4), (0.58, worn.third, 2.0), (0.72, worn.second, 1.6)):
        side, mid = y + tall * (share - 0.02), y + tall * (share + 0.16)
        worn.add(stroke(f"M{x - half * 0.92:.1f} {side:.1f}Q{x:.1f} {mid:.1f} {x + half * 0.92:.1f} {side:.1f}", tone,
                        wide))  # fmt: skip
    worn.add(stroke(f"M{points(outline[3:6])}", lighter(worn.third, 0.2), 1.0))


def star(worn: Worn) -> None:
    """A star on the chest."""
    x, y = worn.spot(0.5, 0.36)
    shape = "l1.5 3.2 3.5.4-2.6 2.4.7 3.5-3.1-1.8-3.1 1.8.7-3.5-2.6-2.4 3.5-.4Z"
    worn.add(path(f"M{x:.1f} {y - 5:.1f}{shape}", worn.second))
