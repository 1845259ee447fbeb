"""A folder of backups: which of them are a customer file's, what they are called, and what was left half done."""

import contextlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import config_folder, private_folder
from crm_desktop.storage.backup.bundle import Bundle, bad, read_bundle
from crm_desktop.storage.backup.keep_rules import Aged, kept
from crm_desktop.storage.backup.manifest import Manifest
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.keys import Key
from crm_desktop.storage.write_whole import sync_folder, write_whole

ENDING = ".kebu-backup"
WORKSHOP = ".kebu-new"  # the ending of folders where backups are made; nothing in them is one yet


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in a folder: a file's backups, newest first, and what has the ending but cannot be read."""

    bundles: tuple[Bundle, ...]
    unreadable: tuple[Path, ...]


def usual_folder(path: Path) -> Path:
    """Give the folder of a customer file's backups unless the user chose another: beside the file."""
    return path.with_name(f"{path.name}-backups")


def bundles_in(folder: Path, file_id: str) -> Shelf:
    """Look through `folder` (which may be missing) for backups of one file; those of others are passed over."""
    found, unreadable = [], []
    with spoken(folder):
        paths = [path for path in sorted(folder.glob(f"*{ENDING}")) if path.is_file()] if folder.is_dir() else []
    for path in paths:
        try:
            bundle = read_bundle(path)
        except UserFacingError:
            unreadable.append(path)
            continue
        if bundle.manifest.file_id == file_id:
            found.append(bundle)
    return Shelf(tuple(sorted(found, key=lambda each: each.manifest.sequence, reverse=True)), tuple(unreadable))


def name_of(manifest: Manifest) -> str:
    """Give the name under which a proven backup lies: NAME-YYYYMMDD-HHMMSS-SEQ.kebu-backup."""
    return f"{manifest.name}-{manifest.moment:%Y%m%d-%H%M%S}-{manifest.sequence:06}{ENDING}"


def named(folder: Path, stem: str) -> list[Path]:
    """Give what has the name of a backup of the customer file `stem`, oldest first, without reading it."""
    pattern = re.compile(re.escape(stem) + r"-\d{8}-\d{6}-\d{6,}" + re.escape(ENDING))
    found = [path for path in folder.glob(f"*{ENDING}") if pattern.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(number_of(path)))


def number_of(path: Path) -> str:
    """Give the number in a backup's name as one says it: 7 of …-000007."""
    return path.name.removesuffix(ENDING).rsplit("-", 1)[-1].lstrip("0")


@contextlib.contextmanager
def workshop(folder: Path, file_id: str) -> Iterator[Path]:
    """Give an empty private folder inside `folder` to make a backup in; it is gone afterwards, whatever happened.

    What a killed program left there is swept away. The caller is the only one who works on the file.
    """
    place = folder / f".{file_id}{WORKSHOP}"
    with spoken(folder):
        try:
            private_folder(folder)
        except (FileExistsError, NotADirectoryError) as error:
            raise InvalidValueError(_("“{name}” is a file; choose a folder.").format(name=folder.name)) from error
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def put(made: Path, folder: Path, manifest: Manifest) -> Path:
    """Give a proven bundle its name in `folder`; from here on it is a backup."""
    path = folder / name_of(manifest)
    with spoken(folder):
        if path.exists():
            raise bad(path)
        made.rename(path)
        if sys.platform != "win32":
            path.chmod(0o600)
        sync_folder(folder)
    return path


def thin_out(shelf: Shelf, key: Key, spared: str = "") -> list[Path]:
    """Remove what the keep rules let go; gives what is gone.

    A backup that was given another name stays, and the one with the digest `spared`.
    """
    own = [bundle for bundle in shelf.bundles if bundle.path.name == name_of(bundle.manifest)]
    aged = [Aged(one.manifest.sequence, one.manifest.moment, one.is_sealed_with(key)) for one in own]
    keep = kept(aged)
    gone = [one.path for one in own if one.manifest.sequence not in keep and one.digest != spared]
    for path in gone:
        with contextlib.suppress(OSError):  # open in another program: the next time
            path.unlink()
    return gone


def last_sequence(file_id: str, *shelves: Shelf) -> int:
    """Give the highest number that a backup of the file is known to have had, also one that is gone."""
    numbers = [bundle.manifest.sequence for shelf in shelves for bundle in shelf.bundles]
    with contextlib.suppress(OSError, ValueError, TypeError):
        numbers.append(int(json.loads(_remembered(file_id).read_bytes())["sequence"]))
    return max(numbers, default=0)


def remember_sequence(file_id: str, sequence: int) -> None:
    """Note the number on this computer, so that it does not come again when all backups are gone."""
    highest = max(sequence, last_sequence(file_id))
    with contextlib.suppress(OSError):
        write_whole(_remembered(file_id), json.dumps({"sequence": highest}).encode())


def remember_place(folder: Path, file_id: str) -> None:
    """Note the highest number that lies in `folder`, from which a backup was restored on this computer."""
    with contextlib.suppress(UserFacingError):
        remember_sequence(file_id, last_sequence(file_id, bundles_in(folder, file_id)))


def _remembered(file_id: str) -> Path:
    return private_folder(config_folder() / "backups") / f"{file_id}.json"
