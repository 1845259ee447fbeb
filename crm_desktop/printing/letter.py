"""The letter: the business's paper addressed to a customer, with room to write, the account and the stamp."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.address import Address
from crm_desktop.printing.blocks import Spacer, Text
from crm_desktop.printing.closing import Closing, closing_of
from crm_desktop.printing.declare import document
from crm_desktop.printing.ink import BODY, STRONG, Style
from crm_desktop.printing.letterhead import profile
from crm_desktop.printing.sheets import Part
from crm_desktop.printing.strips import Block
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

TITLE = N_("Letter")
WRITING = 92.0  # mm of white to write or print into
NAME = Style(11, bold=True)


@document("letter", TITLE)
def letter(workspace: Workspace, ids: Sequence[int]) -> list[Part]:
    """Write an addressed letter for each customer; raises `NotFoundError` for one that is not there."""
    closing = closing_of(profile(workspace))
    with workspace.read() as session:
        return [_letter(session, customer_id, closing) for customer_id in ids]


def _letter(session: Session, customer_id: int, closing: Closing) -> Part:
    customer = records.get(session, "customer", customer_id)
    belonging = records.parts(session, "customer", customer_id)
    blocks: list[Block] = [Spacer(6), Text(str(customer["name"]), NAME)]
    blocks += [Text(contact["name"], BODY) for contact in belonging["contact"][:1]]
    blocks += [Text(_address(row), BODY) for row in belonging["address"][:1]]
    blocks += [Spacer(8), Text(clock.today().isoformat(), STRONG), Spacer(WRITING), closing]
    return Part(_(TITLE), f"{customer['name']} {customer['number']}", blocks)


def _address(row: dict[str, object]) -> str:
    (whole,) = Address.spreads
    return whole.kind.show({name: row[name] for name in Address.layout.names() if row[name] is not None})
