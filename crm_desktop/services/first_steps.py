"""The first steps with a new file, until each is done or the owner puts the list away."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_
from crm_desktop.services import backups
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.workspace import Workspace

CLOSED = "first_steps_closed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, why it is worth it, and how it is seen to be done."""

    key: str
    label: str
    why: str
    is_done: Callable[[Workspace, Session], bool]


def _has(entity_name: str) -> Callable[[Workspace, Session], bool]:
    return lambda _workspace, session: count(session, ListQuery(entity_name)) > 0


STEPS = (
    Step("business", N_("Say who you are"), N_("It is printed on reports and letters"),
         lambda workspace, _session: bool(workspace.settings["business_name"])),
    Step("customers", N_("Bring your customers in"), N_("Excel, CSV or an address book; it can be undone"),
         _has("customer")),
    Step("said", N_("Write down a first call"), N_("Open a customer and say what was talked about"),
         _has("interaction")),
    Step("backup", N_("Make a first backup"), N_("Proven the moment it is made"),
         lambda workspace, _session: backups.latest(workspace) is not None),
)  # fmt: skip


def steps_left(workspace: Workspace) -> tuple[str, ...] | None:
    """Give the keys of the steps that are still to be done; None where the list is put away or all is done."""
    if workspace.settings[CLOSED]:
        return None
    with workspace.read() as session:
        left = tuple(step.key for step in STEPS if not step.is_done(workspace, session))
    return left or None
