"""The font of everything on paper: the one that the program brings along."""

import sys
import threading
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from crm_desktop.base.paths import resources

FAMILY = "Kebu Sans SC"
# Where a rare character is not in ours, the system's fonts are asked in this order.
FAMILIES = (FAMILY, "Noto Sans CJK SC", "Microsoft YaHei", "SimSun-ExtB", "PingFang SC", "Segoe UI Emoji", "Noto Sans")
UNITS_PER_INCH = 600  # the grid on which paper is laid out, whatever the device
POINTS_PER_INCH = 72


class _Made(threading.local):
    """The fonts that this thread has made."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[float, bool], QFont] = {}


_made = _Made()


def paper_font(size_pt: float, bold: bool = False) -> QFont:
    """Give the paper's font on the layout grid: its size is in grid units, so no device changes it."""
    # A QFont may not be used by two threads at once, and a long document is laid out beside the window.
    if (size_pt, bold) not in _made.fonts:
        _made.fonts[size_pt, bold] = _make_font(size_pt, bold)
    return _made.fonts[size_pt, bold]


def _make_font(size_pt: float, bold: bool) -> QFont:
    _load()
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(size_pt * UNITS_PER_INCH / POINTS_PER_INCH))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def ensure_application() -> QGuiApplication:
    """Give Qt's application; on the command line there is none yet, and fonts need one.

    Without a window none is shown, so the platform that needs no display will do.
    """
    present = QGuiApplication.instance()
    if isinstance(present, QGuiApplication):
        return present
    return _own_application()


@cache
def _own_application() -> QGuiApplication:
    return QGuiApplication([sys.argv[0], "-platform", "offscreen"])


@cache
def _load() -> None:
    ensure_application()
    for face in ("Regular", "Bold"):
        path = resources("fonts", f"KebuSansSC-{face}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            message = f"the build left the font {path} out"
            raise RuntimeError(message)
