"""Writes a figure as a picture."""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources
from crm_desktop.charts.declare import Size, draw, series_of
from crm_desktop.charts.series import Series
from crm_desktop.services.written_file import write_file

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace

FORMATS = (".png", ".svg", ".pdf")
SIZE: Size = (880, 460)
DOTS_PER_INCH = 200


def save(workspace: "Workspace", name: str, path: Path) -> Series:
    """Draw a figure in the light theme into a .png, .svg or .pdf; gives the numbers that were drawn.

    Raises `InvalidValueError` for another ending, and the disk's errors.
    """
    if path.suffix.lower() not in FORMATS:
        message = _("A chart can be saved as {formats}; “{name}” ends otherwise.")
        raise InvalidValueError(message.format(formats=", ".join(FORMATS), name=path.name))
    with workspace.read() as session:
        series = series_of(session, name)
    write_file(path, picture(name, series, path.suffix.lower().removeprefix(".")))
    return series


def picture(name: str, series: Series, file_format: str, size: Size = SIZE) -> bytes:
    """Draw a figure as the bytes of a picture file, with its title, on white."""
    tokens = json.loads(resources("themes", "light.json").read_text(encoding="utf-8"))
    drawn = draw(name, series, tokens, size, titled=True)
    out = io.BytesIO()
    # No date inside: the same numbers give the same file.
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(file_format, {})
    drawn.savefig(out, format=file_format, dpi=DOTS_PER_INCH, metadata=undated)
    return out.getvalue()
