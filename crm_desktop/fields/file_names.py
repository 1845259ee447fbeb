"""Names of files from anywhere, made fit for every system's disk; and which of them would start a program."""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from crm_desktop.fields.kind import split_words

LONGEST = 200  # bytes in UTF-8: some systems take 255, and a copy may need a number behind it
NAMELESS = "file"
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp"})
# What Windows, macOS or a desktop of Linux runs, installs or follows when it is opened.
_PROGRAMS = frozenset(
    split_words(
        "app | apk | appimage | bat | bin | chm | cmd | com | command | cpl | deb | desktop | dll | dmg | exe | gadget"
        " | hta | htm | html | inf | ins | iso | jar | js | jse | lnk | mht | mhtml | msc | msi | msp | mst | pif | pkg"
        " | ps1 | ps1xml | psc1 | py | pyw | reg | rpm | run | scf | scr | sct | sh | shb | svg | sys | url | vb | vbe"
        " | vbs | website | ws | wsc | wsf | wsh | xbap | xll | docm | dotm | xlsm | xltm | xlam | pptm | potm | ppam"
    )
)


def file_name(raw: str) -> str:
    """Give the last part of a path as a name that any disk takes: nothing invisible, nothing reserved, not too long."""
    last = PurePosixPath(PureWindowsPath(raw.strip()).name).name
    kept = "".join(
        each
        for each in unicodedata.normalize("NFC", last)
        if each not in _INVISIBLE and unicodedata.category(each) not in {"Cc", "Cs"}
    )
    kept = _FORBIDDEN.sub("_", kept).strip().rstrip(". ")
    if _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return shortened(kept) or NAMELESS


def shortened(name: str, longest: int = LONGEST) -> str:
    """Cut a name to so many bytes, its ending kept."""
    if len(name.encode()) <= longest:
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    room = longest - len(suffix.encode())
    return name.encode()[:room].decode(errors="ignore").rstrip(". ") + suffix


def starts_a_program(name: str) -> bool:
    """Tell whether opening a file of this name may run something."""
    return ending(name) in _PROGRAMS


def is_picture(name: str) -> bool:
    """Tell whether a file is a picture that can be shown small."""
    return ending(name) in _PICTURES


def ending(name: str) -> str:
    """Give what stands behind the last dot, in small letters."""
    return PurePosixPath(name).suffix.lower().lstrip(".")
