"""One module per command, found by being there."""

from crm_desktop.base.discover import load_all
from crm_desktop.cli.declare import Command, declared_commands


def all_commands() -> dict[str, Command]:
    """Give every declared command by name; finding none is a broken build, so it is an error."""
    load_all(__name__)
    return declared_commands()
