"""Where things are: what the program brings along, and what it keeps on this computer."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def resources(*parts: str) -> Path:
    """Give the path of something shipped: in a wheel inside the package, in a checkout beside it."""
    inside = PACKAGE / "resources"
    return (inside if inside.is_dir() else PACKAGE.parent / "resources").joinpath(*parts)


def config_folder() -> Path:
    """Give the folder of this computer's settings (never customers' data), made private (0700)."""
    return private_folder(_base("XDG_CONFIG_HOME", ".config", "APPDATA", "Library/Application Support") / "Kebu")


def cache_folder() -> Path:
    """Give the folder of things that may be thrown away, made private (0700)."""
    return private_folder(_base("XDG_CACHE_HOME", ".cache", "LOCALAPPDATA", "Library/Caches") / "Kebu")


def documents_folder() -> Path:
    """Give the folder where a customer file is put unless the user says otherwise."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "Kebu"


def default_customer_file() -> Path:
    """Give the customer file that is used when none was named and none was opened before."""
    return documents_folder() / "customers.kebu"


def private_folder(path: Path) -> Path:
    """Make `path` if it is missing, readable by its owner alone."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _base(xdg: str, posix: str, windows: str, mac: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / mac
    return Path(os.environ.get(xdg) or Path.home() / posix)
