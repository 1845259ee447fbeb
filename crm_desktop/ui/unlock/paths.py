"""How places on the disk are said to a person, and which of them are trouble."""

from pathlib import Path

from crm_desktop.base.paths import documents_folder

_SYNCED = (
    "onedrive",
    "dropbox",
    "icloud",
    "google drive",
    "坚果云",
    "nutstore",
    "百度网盘",
    "baidunetdisk",
    "wps云盘",
    "syncthing",
)


def said_folder(folder: Path) -> str:
    """Say a folder as people know it: from the home on, with spaces around the slashes."""
    try:
        parts = folder.relative_to(Path.home()).parts
    except ValueError:
        return str(folder)
    return " / ".join(parts) or str(folder)


def is_synced(folder: Path) -> bool:
    """Tell whether a folder looks like one that a cloud service keeps copying."""
    return any(name in part.casefold() for part in folder.parts for name in _SYNCED)


def nearby_files(last: Path | None) -> list[Path]:
    """Give the customer files worth offering: the last one, then those in the documents."""
    found = [last] if last is not None else []
    folder = documents_folder()
    if folder.is_dir():
        found += [path for path in sorted(folder.glob("*.kebu")) if path != last]
    return found


def said_size(size: int) -> str:
    """Say a size as a person would."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} KB"
