"""Build the two fonts the program ships, Kebu Sans SC Regular and Bold.

They are subsets of the static TrueType builds of Noto Sans SC, with the Latin,
Greek and Cyrillic letters it lacks (Łódź, Şırnak, ₹) from Source Sans 3, whose
shapes its Latin is drawn from (both SIL Open Font License 1.1, see OFL.txt).
Usage:

    python build_fonts.py SOURCE_DIR [OUTPUT_DIR]

SOURCE_DIR is searched (with its subfolders) for NotoSansSC*400Regular.ttf or
NotoSansSC-Regular.ttf, SourceSans3*400Regular.ttf or SourceSans3-Regular.ttf,
and the same for Bold.  Needs fonttools; nothing is fetched.

What is done, and why:

* Characters: hanzi.txt (the 8,105 of the 通用规范汉字表, all of GB 2312, and
  what the names in resources/data need), plus the ranges of RANGES below.
* U+2E80-2FDF (radicals) and U+FB00-FB06 (ligatures) are not mapped: they share
  glyphs with ordinary characters, and text copied out of a PDF would come back
  as ⽂ instead of 文.  For the same reason a glyph with two ordinary code points
  gets a copy of its own for the second (split_shared_glyphs), and the tab gets
  one too (Qt would write a space into the PDF as a tab).
* The family name is our own.  "Source" is a reserved font name of the original.
* No hinting, no layout features but kern.  Digits have one width as they are.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FAMILY = "Kebu Sans SC"
VERSION = "1.000"
HERE = Path(__file__).resolve().parent

RANGES = [
    (0x0020, 0x007E),
    (0x00A0, 0x024F),  # ASCII, Latin-1, Latin Extended-A and -B
    (0x02C6, 0x02DD),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x0386, 0x03CE),
    (0x0400, 0x045F),  # Greek, Cyrillic
    (0x2010, 0x2027),
    (0x2030, 0x203B),
    (0x2044, 0x2044),
    (0x2070, 0x208E),
    (0x20A0, 0x20BF),  # currency signs
    (0x2100, 0x213B),
    (0x2150, 0x215E),
    (0x2160, 0x217B),  # ℃ № ™, ½, Ⅰ
    (0x2190, 0x2199),
    (0x21E6, 0x21E9),  # arrows
    (0x2200, 0x22BF),  # mathematics
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x0E3F, 0x0E3F),
    (0x2500, 0x2503),
    (0x250C, 0x254B),
    (0x2550, 0x256C),  # box drawing
    (0x2580, 0x2588),
    (0x25A0, 0x25A1),
    (0x25B2, 0x25B3),
    (0x25B6, 0x25B7),
    (0x25BC, 0x25BD),
    (0x25C6, 0x25C7),
    (0x25CB, 0x25CB),
    (0x25CE, 0x25CF),
    (0x2605, 0x2606),
    (0x2610, 0x2612),
    (0x2640, 0x2642),
    (0x2713, 0x2717),
    (0x3000, 0x301F),
    (0x3021, 0x3029),  # CJK punctuation, 〡〢〣
    (0x3041, 0x3096),
    (0x3099, 0x30FF),  # kana
    (0x3220, 0x3229),
    (0x3231, 0x3231),
    (0x3280, 0x3289),
    (0x32A3, 0x32A3),
    (0x338E, 0x33D5),  # ㎏ ㎡
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),  # full width
]
NEVER = set(range(0x2E80, 0x2FE0)) | set(range(0xFB00, 0xFB07))


def wanted() -> set[int]:
    """Return the code points the fonts shall have."""
    text = (HERE / "hanzi.txt").read_text(encoding="utf-8")
    points = {ord(c) for c in text if not c.isspace()}
    for first, last in RANGES:
        points.update(range(first, last + 1))
    return points - NEVER


def find_source(folder: Path, name: str, style: str, weight: int) -> Path:
    """Return the static source font of one weight."""
    for pattern in (f"{name}_{weight}{style}.ttf", f"{name}-{style}.ttf"):
        found = sorted(folder.rglob(pattern))
        if found:
            return found[0]
    message = f"no {name} {style} ({weight}) TrueType font under {folder}"
    raise SystemExit(message)


def add_glyph(font: TTFont, name: str, glyph: object, metric: tuple[int, int]) -> None:
    """Append one glyph."""
    order = [*font.getGlyphOrder(), name]
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs[name] = glyph
    font["hmtx"].metrics[name] = metric


def map_point(font: TTFont, point: int, name: str) -> None:
    """Let one code point show one glyph."""
    for table in font["cmap"].tables:
        if table.isUnicode() and (point <= 0xFFFF or table.format == 12):
            table.cmap[point] = name


def split_shared_glyphs(font: TTFont) -> int:
    """Give every code point a glyph of its own; return how many were copied."""
    cmap = dict(font.getBestCmap())
    seen: set[str] = set()
    copied = 0
    for point in sorted(cmap):
        name = cmap[point]
        if name not in seen:
            seen.add(name)
            continue
        new = f"uni{point:04X}.kebu"
        add_glyph(font, new, deepcopy(font["glyf"][name]), font["hmtx"][name])
        map_point(font, point, new)
        copied += 1
    space = cmap[0x20]
    add_glyph(font, "tab.kebu", deepcopy(font["glyf"][space]), font["hmtx"][space])
    map_point(font, 0x09, "tab.kebu")
    return copied


def borrow(font: TTFont, other: TTFont, points: set[int]) -> int:
    """Copy missing letters from the Latin family, scaled to our digits; return their number."""
    ours, theirs = font.getBestCmap(), other.getBestCmap()
    glyphs = other.getGlyphSet()
    scale = font["hmtx"][ours[0x30]][0] / other["hmtx"][theirs[0x30]][0]
    missing = sorted(p for p in points if p in theirs and p not in ours)
    names: dict[str, str] = {}
    for point in missing:
        source = theirs[point]
        if source not in names:
            recording = DecomposingRecordingPen(glyphs)
            glyphs[source].draw(recording)
            pen = TTGlyphPen(None)
            recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            glyph = pen.glyph()
            glyph.recalcBounds(font["glyf"])
            width = round(other["hmtx"][source][0] * scale)
            names[source] = f"uni{point:04X}.latin"
            add_glyph(font, names[source], glyph, (width, getattr(glyph, "xMin", 0)))
        map_point(font, point, names[source])
    return len(missing)


def rename(font: TTFont, style: str) -> None:
    """Replace the names, keeping the copyright of the original."""
    table = font["name"]
    copyright_ = (
        "Copyright 2014-2021 Adobe, with Reserved Font Name 'Source'. "
        "Latin parts copyright 2010-2023 Adobe, with Reserved Font Name 'Source'."
    )
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    names = {
        0: copyright_,
        1: FAMILY,
        2: style,
        3: f"{VERSION};KEBU;{postscript}",
        4: full,
        5: f"Version {VERSION}",
        6: postscript,
        10: "Subset of Noto Sans SC and Source Sans 3 for the desktop program Kebu.",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    }
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def build(source: Path, latin: Path, target: Path, style: str, weight: int) -> None:
    """Write one weight."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "GDEF", "GSUB"]
    font = TTFont(source, recalcTimestamp=False)
    have = set(font.getBestCmap())
    points = wanted()
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points & have)
    subsetter.subset(font)
    borrowed = borrow(font, TTFont(latin), points - have)
    copied = split_shared_glyphs(font)
    missing = sorted(p for p in points - set(font.getBestCmap()) if p >= 0x3400)
    rename(font, style)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsType = 0
    font["OS/2"].achVendID = "KEBU"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0
    font["head"].fontRevision = float(VERSION)
    font["post"].formatType = 3.0
    font.save(target)
    print(
        f"{target.name}: {len(font.getBestCmap())} characters, {borrowed} borrowed, {copied} split, "
        f"{target.stat().st_size / 1e6:.2f} MB, not in the source: " + ("".join(map(chr, missing)) or "nothing")
    )


def main(arguments: list[str]) -> None:
    """Build both weights."""
    if not 1 <= len(arguments) <= 2:
        raise SystemExit(__doc__)
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else HERE
    for style, weight in (("Regular", 400), ("Bold", 700)):
        path = find_source(source, "NotoSansSC", style, weight)
        latin = find_source(source, "SourceSans3", style, weight)
        build(path, latin, target / f"KebuSansSC-{style}.ttf", style, weight)


if __name__ == "__main__":
    main(sys.argv[1:])
