"""The type of the window: the system's own good fonts, or else the ones we ship."""

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from crm_desktop.base.paths import resources

SHIPPED = "Kebu Sans SC"
BODY = 13

_WANTED = {
    "win32": (("Segoe UI",), ("Microsoft YaHei UI", "Microsoft YaHei")),
    "darwin": ((".AppleSystemUIFont",), ("PingFang SC",)),
    # Other Chinese fonts of Linux (Droid Sans Fallback, WenQuanYi bitmaps) have one weight or gaps: ours is better.
    "linux": (
        ("Inter", "Noto Sans", "Ubuntu", "Cantarell", "Open Sans", "Source Sans 3"),
        ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"),
    ),
}
_FIXED = {"win32": "Consolas", "darwin": "Menlo", "linux": "DejaVu Sans Mono"}


@cache
def interface_families() -> tuple[str, ...]:
    """Give the families of the window, Latin first, Chinese second; loads our own where Chinese is missing."""
    latin, chinese = _WANTED.get(sys.platform, _WANTED["linux"])
    if sys.platform == "darwin":  # the system's font is hidden from the list of families
        return (*latin, *chinese)
    there = set(QFontDatabase.families())
    found = [next((name for name in group if name in there), "") for group in (latin, chinese)]
    if not found[1]:
        found[1] = load_shipped()
    return tuple(name for name in found if name)


@cache
def load_shipped() -> str:
    """Make the shipped Chinese font known to Qt and give its family."""
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources("fonts", f"KebuSansSC-{weight}.ttf")))
    return SHIPPED


def interface_font(pixels: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Give the window's font with figures of one width."""
    font = QFont(list(interface_families()))
    font.setPixelSize(round(pixels))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def fixed_font(pixels: float = BODY) -> QFont:
    """Give the font of codes that people copy by hand."""
    font = QFont([_FIXED.get(sys.platform, _FIXED["linux"]), *interface_families()])
    font.setPixelSize(round(pixels))
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
