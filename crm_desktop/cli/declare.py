"""How a command of the command line is declared, and what it is given and gives back."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from crm_desktop.base.errors import InvalidValueError, NotFoundError, ReadOnlyError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import default_customer_file
from crm_desktop.fields.declarations import declare_all
from crm_desktop.services import open_file
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace

DONE, REFUSED, USAGE, PARTLY = 0, 1, 2, 3
LARGEST = 2**63 - 1  # of the numbers that a database holds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: for scripts (`json`), for people (`text`), and the exit code."""

    json: Mapping[str, object]
    text: str = ""
    exit_code: int = DONE


class Roof(Protocol):
    """What the command line needs of the window's side; handed in by `__main__`."""

    def show(self, file: Path | None, password: str | None, *, remember: bool = True) -> int:
        """Open the window on `file`, the next start's too if `remember`; gives the exit code when it is closed."""

    def has_display(self) -> bool:
        """Tell whether a window can be shown."""

    def prepare_paper(self) -> None:
        """Make what printing needs of Qt."""

    def pictures(self, workspace: Workspace, folder: Path) -> list[Path]:
        """Take pictures of the windows without a display."""

    def self_test(self) -> int:
        """Prove the installed program; prints each step."""


@dataclass(slots=True)
class Call:
    """One call of a command: its arguments, and the file that it works on."""

    args: argparse.Namespace
    roof: Roof
    machine: MachineSettings = field(default_factory=MachineSettings)

    @property
    def path(self) -> Path:
        """Tell which file is meant: named, else opened last, else the usual place."""
        if self.args.file:
            named: Path = self.args.file
            return named
        last = str(self.machine["last_file"] or "")
        return Path(last) if last else default_customer_file()

    def password(self) -> str:
        """Give the password from the variable, the file, or a prompt without echo."""
        return secret("CRM_PASSWORD", self.args.password_file, _("Password: "))

    def first_password(self) -> str:
        """Give the password of a file that is to be made; a prompt asks twice, nothing would tell of a slip."""
        return new_secret("CRM_PASSWORD", self.args.password_file, _("Password: "))

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the file for this command and close it after; its records are still spoken of in its own words then."""
        opened = open_file.open_file(self.path, self.password())
        try:
            yield opened
        finally:
            declared = opened.declared
            opened.close()
            declare_all(declared)


Arguments = Callable[[argparse.ArgumentParser], None]
Run = Callable[[Call], Outcome]


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command."""

    name: str
    help: str
    run: Run
    arguments: Arguments


_commands: dict[str, Command] = {}


def command(name: str, help_text: str, arguments: Arguments = lambda _parser: None) -> Callable[[Run], Run]:
    """Declare the function below as the command `name`."""

    def declare(run: Run) -> Run:
        _commands[name] = Command(name, help_text, run, arguments)
        return run

    return declare


def declared_commands() -> dict[str, Command]:
    """Give the commands of the modules that were imported so far; `commands.all_commands` gives all."""
    return dict(sorted(_commands.items()))


def secret(variable: str, file: Path | None, prompt: str, option: str = "--password-file") -> str:
    """Give a secret from a variable of the environment, else a file's first line, else a prompt."""
    if variable in os.environ:
        return _typeable(os.environ[variable])
    if file is not None:
        return _first_line(file)
    if sys.stdin is None or not sys.stdin.isatty():
        message = _("No password was given. Set the variable {variable} or name a file with {option}.")
        raise InvalidValueError(message.format(variable=variable, option=option))
    return getpass.getpass(prompt)


def new_secret(variable: str, file: Path | None, prompt: str, option: str = "--password-file") -> str:
    """Give a secret that is to be set: never an empty one, and asked for twice where it is typed."""
    first = secret(variable, file, prompt, option)
    if not first:
        raise InvalidValueError(_("The new password must not be empty."))
    typed = file is None and variable not in os.environ
    if typed and getpass.getpass(_("Once more: ")) != first:
        raise InvalidValueError(_("The two passwords differ. Type the same one twice."))
    return first


def _first_line(file: Path) -> str:
    """Read a secret; its text must be in no message."""
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise NotFoundError(_("There is no file “{name}”. Check the name.").format(name=file)) from None
    except UnicodeDecodeError:
        raise InvalidValueError(_("“{name}” is no text in UTF-8; save it as such.").format(name=file)) from None
    except OSError:
        raise ReadOnlyError(_("“{name}” cannot be read; check whose it is.").format(name=file)) from None
    return lines[0] if lines else ""


def _typeable(text: str) -> str:
    if not is_text(text):
        raise InvalidValueError(_("The password is no text in UTF-8; set it again in a terminal that speaks UTF-8."))
    return text


def is_text(said: str) -> bool:
    """Tell whether an argument is text and not bytes that the terminal sent in another encoding."""
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return True


def count(said: str) -> int:
    """Read an argument that says how many: 0 or more."""
    number = int(said)
    if number < 0:
        raise ValueError
    return min(number, LARGEST)


def record_number(said: str) -> int:
    """Read an argument that names a record or a piece of work; what no file can hold names nothing."""
    return min(max(int(said), 0), LARGEST)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay texts out in columns, Chinese characters counted as two."""
    widths = [max([_width(head), *(_width(row[place]) for row in rows)]) for place, head in enumerate(heads)]
    lines = [heads, ["─" * width for width in widths], *rows]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
