"""Everything that the page of a customer shows, read at one moment."""

from dataclasses import dataclass
from typing import Any

from crm_desktop.services import records
from crm_desktop.services.attachments import attachments_of
from crm_desktop.services.related import Related, related
from crm_desktop.services.tasks import OpenTask, open_tasks
from crm_desktop.services.workspace import Workspace

ELSEWHERE = ("interaction", "attachment", "task")  # they may be many, and are read by what shows them
OWN_CARDS = frozenset({"channel", "contact", "address", *ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Whole:
    """A customer with what belongs to it."""

    values: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]
    tasks: list[OpenTask]
    files: list[dict[str, Any]]
    related: list[Related]


def whole_record(workspace: Workspace, record_id: int) -> Whole:
    """Read a customer; raises `NotFoundError`."""
    with workspace.read() as session:
        return Whole(
            records.get(session, "customer", record_id),
            records.parts(session, "customer", record_id, without=ELSEWHERE),
            open_tasks(session, record_id),
            attachments_of(session, record_id),
            related(session, "customer", record_id, without=OWN_CARDS),
        )
