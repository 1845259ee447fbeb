"""Copies proven backups to another disk and proves them there by reading them again."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress
from crm_desktop.storage.backup.bundle import CHUNK, Bundle, prove, read_bundle
from crm_desktop.storage.backup.folder import Shelf, bundles_in, name_of, put, workshop
from crm_desktop.storage.backup.keep_rules import Aged, kept
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.keys import Key

COPYING = N_("Copying to the second place")


def bring_over(shelf: Shelf, folder: Path, file_id: str, key: Key, progress: Progress) -> list[Path]:
    """Copy to `folder` what it lacks of a file's backups, newest first; gives what was copied.

    What the keep rules would let go there at once is not copied, but the newest always is: its number may be low
    where the file was brought to a new computer. Raises the errors of the disk and `BadBackupError` where a copy
    does not read back as it was written.
    """
    missing = _missing(shelf.bundles, bundles_in(folder, file_id).bundles, key)
    copied = []
    for number, bundle in enumerate(missing):
        progress.report(number, len(missing), _(COPYING))
        with workshop(folder, file_id) as place:
            made = place / "bundle"
            with spoken(folder):
                _copy(bundle.path, made)
            prove(read_bundle(made), key if bundle.manifest.fits(key) else None, _untold)
            copied.append(put(made, folder, bundle.manifest))
    return copied


def _missing(here: Sequence[Bundle], there: Sequence[Bundle], key: Key) -> list[Bundle]:
    """Tell what is not there by its digest: two computers may have given one number to two backups."""
    present = {bundle.digest for bundle in there}
    every = {bundle.digest: bundle for bundle in (*here, *there)}.values()
    keep = kept([Aged(one.manifest.sequence, one.manifest.moment, one.is_sealed_with(key)) for one in every])
    wanted = [one for one in here if one is here[0] or one.manifest.sequence in keep]
    return [one for one in wanted if one.digest not in present and one.path.name == name_of(one.manifest)]


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, _new(target) as new:
        while chunk := old.read(CHUNK):
            new.write(chunk)
        new.flush()
        os.fsync(new.fileno())


def _new(path: Path) -> IO[bytes]:
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")  # noqa: PTH123 - a handle


def _untold(_done: int) -> None:
    """Say nothing of each byte: progress is told by the backup."""
