"""Says what is missing where Qt cannot start (system packages, a display), before Qt aborts."""

import ctypes
import importlib.util
import os
import re
import sys
from pathlib import Path

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _

# Debian's and Ubuntu's names; Fedora's are close enough to be found by them.
PACKAGES = {
    "libGL.so": "libgl1",
    "libEGL.so": "libegl1",
    "libxkbcommon.so": "libxkbcommon0",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libdbus-1.so": "libdbus-1-3",
    "libfontconfig.so": "libfontconfig1",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-image.so": "libxcb-image0",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-render-util.so": "libxcb-render-util0",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-xkb.so": "libxcb-xkb1",
    "libX11.so": "libx11-6",
    "libX11-xcb.so": "libx11-xcb1",
}


class MissingLibrariesError(UserFacingError):
    """Qt's own needs of the system are not met."""

    code = "missing_libraries"


class NoDisplayError(UserFacingError):
    """There is no screen to show a window on."""

    code = "no_display"


def check_qt() -> None:
    """Raise `MissingLibrariesError` or `NoDisplayError` where Qt or its platform plugin could not start."""
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        raise _missing(str(error)) from None
    del QtWidgets
    if not _qt_finds_a_screen_itself() and not has_display():
        raise _no_display()
    plugin = _plugin()
    if plugin is None:
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise _missing(str(error)) from None
    _check_screen()


def has_display() -> bool:
    """Tell whether windows can be shown to somebody."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _qt_finds_a_screen_itself() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("QT_QPA_PLATFORM"))


def _check_screen() -> None:
    """Raise `NoDisplayError` where DISPLAY names a screen that is not there, as after a lost connection."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise _no_display()


def _no_display() -> NoDisplayError:
    return NoDisplayError(_("There is no display to open the window on. Commands work without one: crm-desktop --help"))


def _plugin() -> Path | None:
    """Find the X11 plugin where it is the one that Qt will load; only there libraries tend to miss."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or asked not in {"", "xcb"} or not os.environ.get("DISPLAY"):
        return None
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        return None
    plugin = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    return plugin if plugin.exists() else None


def _missing(told: str) -> MissingLibrariesError:
    library = re.search(r"lib[\w+.-]+?\.so", told)
    name = library.group() if library else ""
    package = PACKAGES.get(name, name or told)
    every = " ".join(sorted(set(PACKAGES.values())))
    message = _("The system lacks {package}, which the window needs. On Debian or Ubuntu: sudo apt install {every}")
    return MissingLibrariesError(message.format(package=package, every=every))
