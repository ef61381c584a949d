"""Parts of a body, cut open: eye, heart, tooth, neuron, skin."""

from tools.images.illustrator.canvas import circle, ellipse, path, rect, stroke
from tools.images.illustrator.diagrams.cutaways import Cutaway
from tools.images.illustrator.shapes import Point


def eye() -> Cutaway:
    """An eye from the side, the cornea at the left."""
    body = (
        path("M352 214c20 0 34 8 46 20v40c-20-10-40-14-62-16z", "#E8A23C"),
        path("M352 224c20 2 34 8 46 18v18c-20-8-36-10-52-12z", "#F7CF7C"),
        circle(212, 200, 172, "#F4F1EC"),
        circle(212, 200, 158, "#B5483F"),
        circle(212, 200, 148, "#F2A48C"),
        circle(212, 200, 139, "#D9ECF7"),
        path("M82 110C38 138 26 172 26 200s12 62 56 90c-16-60-16-120 0-180z", "#B9DDF0"),
        path("M82 122C50 148 40 176 40 200s10 52 42 78c-14-52-14-104 0-156z", "#E3F3FB"),
        path(
            "M86 96c16 20 20 44 14 68l-14 4c-8-28-8-50 0-72zM86 304c16-20 20-44 14-68l-14-4c-8 28-8 50 0 72z", "#6B4A2E"
        ),
        path(
            "M92 108c10 16 12 34 8 52l-10 3c-5-20-4-38 2-55zM92 292c10-16 12-34 8-52l-10-3c-5 20-4 38 2 55z", "#4E9C6A"
        ),
        ellipse(122, 200, 25, 52, "#F6E9BE"),
        ellipse(118, 196, 15, 38, "#FFF8E0"),
        stroke("M118 150L112 104M118 250L112 296", "#C98A5A", 5),
        stroke("M348 200c-22-20-40-60-50-110M346 216c-20 24-40 60-52 96", "#C2453B", 4),
        ellipse(348, 196, 8, 16, "#E8A23C"),
        path("M120 34C180 6 260 6 310 38l-6 14C256 26 184 26 128 48z", "#C8604F"),
        path("M120 366c60 28 140 28 190-4l-6-14c-48 26-120 26-176 4z", "#C8604F"),
    )
    parts: dict[str, Point] = {
        "cornea": (36, 172),
        "iris": (94, 132),
        "pupil": (94, 200),
        "lens": (124, 214),
        "retina": (340, 130),
        "optic nerve": (380, 244),
        "vitreous body": (230, 170),
        "vitreous humour": (230, 170),
        "vitreous humor": (230, 170),
        "sclera": (212, 34),
        "choroid": (322, 316),
        "aqueous humour": (62, 232),
        "aqueous humor": (62, 232),
        "ciliary muscle": (114, 280),
        "ciliary body": (114, 280),
        "muscle": (240, 18),
        "blood vessel": (312, 128),
        "blind spot": (348, 196),
        "macula": (350, 180),
        "fovea": (350, 180),
    }
    return Cutaway(("eye", "human eye", "inside eye", "structure of eye"), body, parts)


def heart() -> Cutaway:
    """A heart with its four chambers, seen from the front: its right side is at the left."""
    body = (
        path("M120 20h38v120h-38z", "#4A78B8"),
        path("M104 330h36v60h-36z", "#4A78B8"),
        path("M236 150c0-50-4-70-36-74-40-4-52 30-50 70h-34C112 70 150 30 210 34s66 40 66 110z", "#C8383C"),
        path("M178 12h20v50h-20zM210 8h20v50h-20zM242 18h18v48h-18z", "#C8383C"),
        path("M182 190c6-50 30-74 84-78l110-4v30l-98 6c-40 2-56 14-62 50z", "#4A78B8"),
        path("M318 160h70v22h-70zM322 196h66v22h-66z", "#C8383C"),
        path(
            "M104 140c-44 20-66 78-50 128 20 62 96 110 158 124 60-10 136-70 146-150 6-60-30-100-82-104-40-2-60 "
            "8-84 26-26-26-58-34-88-24z",
            "#B23A48",
        ),
        path("M112 160c34-8 66 10 68 40 2 26-30 34-58 32-26-2-48-18-42-44 4-14 16-24 32-28z", "#6F9AD0"),
        path("M96 258c34-8 74-4 94 6 4 40 14 70 22 96-50-14-104-56-116-102z", "#6F9AD0"),
        path("M242 170c32-22 84-18 98 12 8 22-8 40-42 42-32 2-64-4-68-28-2-10 4-20 12-26z", "#E8767A"),
        path("M236 250c34-10 74-8 96 4-8 46-50 84-94 100-6-34-8-70-2-104z", "#E8767A"),
        stroke("M98 246l34 14 6-10M190 250l-34 12-6-10", "#FBE3C8", 6),
        stroke("M238 236l34 16 8-10M324 240l-36 14-6-10", "#FBE3C8", 6),
    )
    parts: dict[str, Point] = {
        "right atrium": (116, 198),
        "left atrium": (300, 190),
        "right ventricle": (150, 300),
        "left ventricle": (276, 296),
        "aorta": (208, 56),
        "pulmonary artery": (330, 124),
        "pulmonary vein": (368, 172),
        "pulmonary veins": (368, 172),
        "superior vena cava": (138, 50),
        "vena cava": (138, 50),
        "inferior vena cava": (122, 372),
        "septum": (214, 290),
        "tricuspid valve": (136, 256),
        "mitral valve": (282, 248),
        "valve": (136, 256),
        "heart muscle": (346, 262),
        "myocardium": (346, 262),
    }
    return Cutaway(("heart", "human heart", "inside heart", "anatomical heart"), body, parts, mirrored=False)


def tooth() -> Cutaway:
    """A molar in its jaw."""
    body = (
        rect(10, 196, 380, 196, "#E9C7A0", round=18),
        rect(10, 196, 380, 42, "#EE8F94", round=18),
        rect(10, 216, 380, 22, "#EE8F94"),
        *(
            circle(x, y, r, "#D3A97C")
            for x, y, r in ((40, 280, 7), (56, 340, 9), (350, 270, 8), (366, 330, 7), (200, 372, 9), (34, 372, 6))
        ),
        path(
            "M92 196c-8-76-10-160 44-172 26-6 44 12 64 12s38-18 64-12c54 12 52 96 44 172-4 60-16 166-52 186-26 "
            "6-24-90-56-92-32 2-30 98-56 92-36-20-48-126-52-186z",
            "#F2D9A6",
        ),
        path(
            "M88 190c-8-76-8-154 48-168 26-6 44 12 64 12s38-18 64-12c56 14 56 92 48 168-12 6-20 4-26-4 4-60 "
            "0-116-34-122-20-2-34 12-52 12s-32-14-52-12c-34 6-38 62-34 122-6 8-14 10-26 4z",
            "#FBFDFF",
        ),
        path(
            "M150 130c14-26 36-10 50-10s36-16 50 10c10 34-6 74-2 110 2 50 4 90-10 130-10-40-8-112-38-114-30 "
            "2-28 74-38 114-14-40-12-80-10-130 4-36-12-76-2-110z",
            "#D9575F",
        ),
        stroke("M176 160c4 40-18 90-14 176M224 160c-4 40 18 90 14 176", "#F3C84B", 4),
        stroke("M190 150c2 40-20 100-16 180M210 150c-2 40 20 100 16 180", "#4A78B8", 3),
    )
    parts: dict[str, Point] = {
        "enamel": (104, 92),
        "dentin": (126, 168),
        "dentine": (126, 168),
        "pulp": (200, 170),
        "gum": (348, 214),
        "gums": (348, 214),
        "root": (126, 300),
        "nerve": (237, 330),
        "nerves": (237, 330),
        "blood vessels": (175, 322),
        "jawbone": (340, 310),
        "bone": (340, 310),
        "crown": (262, 60),
        "root canal": (240, 300),
        "cementum": (272, 318),
    }
    return Cutaway(("tooth", "inside tooth", "molar", "structure of tooth"), body, parts)


def neuron() -> Cutaway:
    """A nerve cell with its axon and the ends of it."""
    cell, deep = "#E9A23B", "#C97D1E"
    sheath = [rect(158 + 44 * i, 0, 36, 28, "#7FB7E6", round=13) for i in range(4)]
    placed = [
        f'<g transform="rotate(34 130 148) translate(10 134)">{part}</g>'
        for part in (rect(120, 9, 214, 10, cell, round=5), *sheath)
    ]
    body = (
        stroke(
            "M110 130C80 100 70 70 74 26M86 72C66 60 50 44 40 22M112 124c8-40 20-60 44-88M132 78c20-10 30-22 42-42",
            cell,
            11,
        ),
        stroke(
            "M96 148C60 140 36 128 12 102M58 138c-20 8-34 8-50 6M104 166C76 190 56 210 40 250M72 200c-20 2-36 12-52 28",
            cell,
            11,
        ),
        stroke("M140 128c26-14 46-20 76-20M176 114c14-12 24-16 44-20", cell, 10),
        path("M84 118c20-22 60-24 76-4s16 50-2 66-54 16-70-2-20-42-4-60z", cell),
        circle(122, 146, 24, deep),
        circle(126, 142, 9, "#FBE3B0"),
        *placed,
        stroke(
            "M296 268c26 16 40 30 56 56M310 276c30 2 52 0 76-10M322 292c24 14 40 22 64 26M312 284c10 30 14 50 14 80",
            cell,
            9,
        ),
        *(circle(x, y, 9, deep) for x, y in ((352, 326), (388, 265), (388, 318), (326, 366))),
    )
    parts: dict[str, Point] = {
        "dendrite": (74, 44),
        "dendrites": (74, 44),
        "cell body": (96, 132),
        "soma": (96, 132),
        "nucleus": (122, 146),
        "axon": (196, 198),
        "myelin sheath": (246, 226),
        "myelin": (246, 226),
        "axon terminal": (388, 318),
        "axon terminals": (388, 318),
        "synapse": (326, 366),
        "node of ranvier": (222, 212),
        "terminal": (388, 318),
    }
    return Cutaway(("neuron", "nerve cell", "brain cell", "inside neuron"), body, parts)


def skin() -> Cutaway:
    """A block of skin with a hair."""
    body = (
        rect(20, 70, 360, 310, "#F3C06A", round=16),
        rect(20, 70, 360, 190, "#F0A89A", round=16),
        rect(20, 200, 360, 60, "#F0A89A"),
        path("M20 112q22 26 44 0t44 0 44 0 44 0 44 0 44 0 44 0 52 0V86q0-16-16-16H36q-16 0-16 16z", "#D9836F"),
        path("M20 92q22 14 44 0t44 0 44 0 44 0 44 0 44 0 44 0 52 0V86q0-16-16-16H36q-16 0-16 16z", "#F7D9C4"),
        *(
            circle(x, y, 22, "#F9D58E")
            for x, y in (
                (50, 300),
                (96, 330),
                (60, 350),
                (150, 300),
                (200, 340),
                (250, 306),
                (300, 340),
                (350, 300),
                (346, 352),
                (140, 350),
            )
        ),
        path("M186 84c8 70 20 110 10 168 12 14 26 4 28-8 2-60-22-104-28-160z", "#B5605A"),
        stroke("M208 246C214 170 190 120 176 10", "#4B2E1E", 7),
        path("M224 150c30-8 44 6 40 28-20 8-38-4-40-28z", "#F6E08C"),
        stroke("M214 190c-30 0-50-30-70-66", "#B23A48", 9),
        stroke("M96 72c6 40-14 60 4 90s-18 50 0 70c10 14 30 8 28-8s-24-14-26 2", "#5E9AD0", 6),
        stroke("M20 270c60-20 120 12 180-2s120 8 180-6", "#C8383C", 7),
        stroke("M20 284c60-20 120 12 180-2s120 8 180-6", "#4A78B8", 7),
        stroke("M320 268c4-40 10-70 6-110", "#F3D34B", 5),
        ellipse(326, 148, 9, 15, "#F3D34B"),
    )
    parts: dict[str, Point] = {
        "epidermis": (350, 98),
        "dermis": (290, 220),
        "hypodermis": (300, 340),
        "fat": (96, 330),
        "fat layer": (96, 330),
        "hair": (178, 34),
        "hair follicle": (206, 236),
        "follicle": (206, 236),
        "sweat gland": (112, 226),
        "pore": (96, 74),
        "oil gland": (246, 166),
        "sebaceous gland": (246, 166),
        "muscle": (160, 154),
        "blood vessel": (356, 266),
        "blood vessels": (356, 266),
        "nerve": (326, 170),
        "nerve ending": (326, 148),
    }
    return Cutaway(("skin", "human skin", "layers of skin", "skin layers"), body, parts)


ALL = (eye, heart, tooth, neuron, skin)
