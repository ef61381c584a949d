"""The bundled fonts: whole where they are small, else cut to the characters a language needs; and what they cover."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.assets.packages import FONTS, compact, unpack

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SCOPE = "@expo-google-fonts"
TOLERANCE = 1.6  # thousandths of the em that a curve may move when quadratic outlines become cubic ones


@dataclass(frozen=True)
class Face:
    """A family of a package: its weights as their files are called, and the only characters that are kept."""

    package: str
    file: str
    weights: tuple[str, ...] = ("400Regular", "700Bold")
    points: frozenset[int] | None = None
    cubic: bool = False  # written with cubic outlines: a fifth smaller for thousands of ideographs

    @property
    def slug(self) -> str:
        """The package's own name."""
        return self.package.split("@")[0]


def block(*ranges: tuple[int, int]) -> frozenset[int]:
    """All code points of inclusive ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def rows(encoding: str, first: int, last: int) -> Iterator[int]:
    """The characters of some rows of a national 94 x 94 table, by its EUC encoding."""
    for row in range(first, last + 1):
        for cell in range(1, 95):
            char = bytes((0xA0 + row, 0xA0 + cell)).decode(encoding, "ignore")
            if char:
                yield ord(char)


def big5() -> Iterator[int]:
    """The 5401 frequently used traditional characters, plane 1 of CNS 11643: Big5 from A440 to C67E."""
    for code in range(0xA440, 0xC67F):
        char = code.to_bytes(2).decode("big5", "ignore")
        if len(char) == 1:
            yield ord(char)


COMMON = block((0x20, 0x20), (0xA0, 0xA0), (0x200C, 0x200D), (0x25CC, 0x25CC))
CJK_SIGNS = block((0x3000, 0x303F), (0x30FB, 0x30FC), (0x3200, 0x32FF), (0xFF00, 0xFFEF))
ROW_SIGNS = frozenset(point for point in rows("gb2312", 1, 2) if point >= 0x2000)  # arrows, circled digits, stars
CHINESE = frozenset(rows("gb2312", 16, 87)) | frozenset(big5()) | CJK_SIGNS | ROW_SIGNS
NEW_JOYO = (
    "挨曖宛嵐畏萎椅彙茨咽淫唄鬱怨媛艶旺岡臆俺苛牙瓦楷潰諧崖蓋骸柿顎葛釜鎌韓玩伎亀毀畿臼嗅巾僅錦惧串窟熊詣憬稽隙桁拳鍵舷股虎錮勾梗喉乞傲駒頃痕沙挫采塞"
    "埼柵刹拶斬恣摯餌鹿嫉腫呪袖羞蹴憧拭尻芯腎須裾凄醒脊戚煎羨腺詮箋膳狙遡曽爽痩踪捉遜汰唾堆戴誰旦綻緻酎貼嘲捗椎爪鶴諦溺塡妬賭藤瞳栃頓貪丼那奈梨謎鍋匂"
    "虹捻罵剝箸氾汎阪斑眉膝肘阜訃蔽餅璧蔑哺蜂貌頰睦勃昧枕蜜冥麺冶弥闇喩湧妖瘍沃拉辣藍璃慄侶瞭瑠呂賂弄籠麓脇"
)  # the kanji that entered the jōyō list in 2010: some are not on the first level of JIS X 0208
JAPANESE = (
    frozenset(rows("euc_jp", 16, 47)) | frozenset(map(ord, NEW_JOYO)) | block((0x3040, 0x30FF)) | CJK_SIGNS | ROW_SIGNS
)
KOREAN = frozenset(rows("euc_kr", 16, 40)) | block((0x3131, 0x318E))
EUROPE = block(
    (0x20, 0x52F), (0x1C80, 0x1C88), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF), (0x2000, 0x214F), (0x2212, 0x2215),
    (0x2C60, 0x2C7F), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFFFC, 0xFFFD),
)  # fmt: skip
"""Latin, phonetic, Greek, Cyrillic, and what goes with them."""
ARABIC = COMMON | block((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x2010, 0x2026))

FACES = (
    Face("poppins@0.4.1", "Poppins", ("400Regular", "600SemiBold", "700Bold")),
    Face("cairo@0.4.2", "Cairo", ("400Regular", "600SemiBold", "700Bold")),
    Face("noto-sans@0.4.2", "NotoSans", points=EUROPE),
    Face("patrick-hand@0.4.1", "PatrickHand", ("400Regular",)),
    Face("caveat@0.4.2", "Caveat"),
    Face("aref-ruqaa@0.4.1", "ArefRuqaa"),
    Face("baloo-bhaijaan-2@0.4.2", "BalooBhaijaan2", points=ARABIC | block((0x30, 0x39))),
    Face("noto-sans-hebrew@0.4.1", "NotoSansHebrew", points=COMMON | block((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    Face("noto-sans-thai@0.4.2", "NotoSansThai", points=COMMON | block((0x0E00, 0x0E7F))),
    Face("noto-sans-bengali@0.4.4", "NotoSansBengali", points=COMMON | block((0x0964, 0x0965), (0x0980, 0x09FF))),
    Face("noto-sans-tamil@0.4.3", "NotoSansTamil", points=COMMON | block((0x0964, 0x0965), (0x0B80, 0x0BFF))),
    Face("noto-sans-sc@0.4.3", "NotoSansSC", points=CHINESE, cubic=True),
    Face("noto-sans-jp@0.4.3", "NotoSansJP", points=JAPANESE, cubic=True),
    Face("noto-sans-kr@0.4.3", "NotoSansKR", points=KOREAN, cubic=True),
)


def build(work: Path) -> None:
    """Write the fonts with their licences and coverage.json: [first, last] ranges that every weight of a family has."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for old in (*FONTS.glob("*.ttf"), *FONTS.glob("*.otf"), *FONTS.glob("OFL-*")):
        old.unlink()
    ranges = {}
    for face in FACES:
        folder = unpack(f"{SCOPE}/{face.package}", work)
        covered = [write(folder / weight / f"{face.file}_{weight}.ttf", face) for weight in face.weights]
        ranges[face.file] = spans(set.intersection(*covered))
        (FONTS / f"OFL-{face.slug}.txt").write_bytes((folder / "LICENSE_FONT").read_bytes())
    (FONTS / "coverage.json").write_text(compact(ranges) + "\n")


def write(source: Path, face: Face) -> set[int]:
    """Put one weight into the bundle; returns the code points that it draws."""
    from fontTools.ttLib import TTFont

    content = source.read_bytes() if face.points is None else cut(source, face)
    font = TTFont(io.BytesIO(content))
    ending = "otf" if font.sfntVersion == "OTTO" else "ttf"
    (FONTS / f"{source.stem}.{ending}").write_bytes(content)
    return set(font.getBestCmap())


def cut(source: Path, face: Face) -> bytes:
    """The font with the face's characters only.

    Names, and so the family, stay: none of these fonts reserves its name (the CJK ones reserve `Source` alone). The CJK
    fonts lose vertical writing and variants, which nothing here sets.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, name_IDs=["*"], notdef_outline=True, layout_features=["*"])
    if face.cubic:
        options.drop_tables += ["GSUB", "GPOS", "BASE", "vhea", "vmtx", "VORG", "STAT"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=face.points)
    cutter.subset(font)
    if face.cubic:
        to_cubic(font, f"{source.stem.replace('_', '-')}")
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def to_cubic(font: "TTFont", name: str) -> None:
    """Replace the quadratic outlines of a font by cubic ones (table CFF)."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.qu2cuPen import Qu2CuPen
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    usual = font["head"].unitsPerEm  # ideographs are one em wide
    glyphs = font.getGlyphSet()
    strings = {}
    for glyph in font.getGlyphOrder():
        width = glyphs[glyph].width
        pen = T2CharStringPen(None if width == usual else width, glyphs)
        glyphs[glyph].draw(Qu2CuPen(pen, TOLERANCE * usual / 1000, all_cubic=True))
        strings[glyph] = pen.getCharString()
    for table in ("glyf", "loca", "gasp", "prep", "fpgm", "cvt "):
        if table in font:
            del font[table]
    font.sfntVersion = "OTTO"
    font["post"].formatType = 3.0  # without names of glyphs
    font["maxp"].tableVersion = 0x00005000
    FontBuilder(font=font).setupCFF(name, {}, strings, {"defaultWidthX": usual})


def spans(points: Iterable[int]) -> list[list[int]]:
    """Sorted [first, last] ranges."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out
