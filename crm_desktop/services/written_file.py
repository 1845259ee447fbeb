"""Writes a file that the user asked for (a PDF, a picture): the whole of it, or nothing."""

from pathlib import Path

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.write_whole import write_whole


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, readable by its owner alone as it holds customers' data.

    Raises `NotFoundError` for a folder that is not there, `InvalidValueError` where a folder has the
    name already, and the disk's errors.
    """
    check_place(path)
    try:
        with spoken(path):
            write_whole(path, data)
    finally:
        path.with_name(path.name + ".new").unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Raise the error of a place where no file can be written, before any work is done for it."""
    if not path.parent.is_dir():
        message = _("There is no folder “{folder}”. Choose one that is there, or make it first.")
        raise NotFoundError(message.format(folder=path.parent))
    if path.is_dir():
        name = path.resolve().name
        raise InvalidValueError(_("“{name}” is a folder; choose another name for the file.").format(name=name))


def make_folder(path: Path) -> None:
    """Make a folder that the user named, if it is not there; raises `InvalidValueError` where a file stands."""
    if path.exists() and not path.is_dir():
        raise InvalidValueError(_("“{name}” is a file; choose a folder.").format(name=path.name))
    with spoken(path):
        path.mkdir(parents=True, exist_ok=True)
