"""How the dialogs reach files; the roof hands this in, because only it may open one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Doors:
    """Open a file by password; make one and give its recovery code; open one by code and set a new password."""

    open_file: Callable[[Path, str], Workspace]
    create_file: Callable[[Path, str], tuple[Workspace, str]]
    recover: Callable[[Path, str, str], Workspace]
