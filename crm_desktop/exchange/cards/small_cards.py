"""Cards short enough for a code that a phone reads from the screen: the least important lines go, and are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.cards.vcard_lines import ACCOUNT, NUMBER, folded
from crm_desktop.exchange.cards.vcards_of import Line, cards_of
from crm_desktop.exchange.importing.known_records import Records
from crm_desktop.services.workspace import Workspace

ROOM = 500  # bytes; what a code of 85 modules holds, which any phone still reads
OURS = frozenset({"UID", NUMBER, "X-ABShowAs"})  # says nothing to the person who scans it
# What goes first when room is short; the last line of a sort before the ones above it.
LEAST_IMPORTANT = {
    "NOTE": N_("Remark"),
    "CATEGORIES": N_("Tags"),
    "NICKNAME": N_("Aliases"),
    "X-GENDER": N_("Gender"),
    "ROLE": N_("Occupation"),
    "BDAY": N_("Birthday"),
    "URL": N_("Web page"),
    ACCOUNT: N_("Other account"),
    "X-QQ": N_("QQ"),
    "ADR": N_("Address"),
    "X-WECHAT": N_("WeChat"),
    "TITLE": N_("Job title"),
    "EMAIL": N_("E-mail"),
    "ORG": N_("Company"),
}


@dataclass(frozen=True, slots=True)
class SmallCard:
    """A vCard 3.0 as text, whom it is of, and the names of what did not fit."""

    name: str
    text: str
    left_out: tuple[str, ...]


def small_cards(workspace: Workspace, customer_id: int) -> list[SmallCard]:
    """Give the cards of a customer and its contacts, each in at most `ROOM` bytes where numbers and name allow.

    Raises `NotFoundError`.
    """
    with workspace.read() as session:
        found = Records(session.connection()).load("customer", [customer_id])
    if not found:
        message = _("There is no {kind} with the number {id} in this file.")
        raise NotFoundError(message.format(kind=_(Customer.label), id=customer_id))
    return [_small(lines) for lines in cards_of(found[0], "3.0")]


def _small(lines: Iterable[Line]) -> SmallCard:
    kept = [each for each in lines if each.name not in OURS]
    name = next(each.value for each in kept if each.name == "FN").replace("\\", "")
    left_out: dict[str, None] = {}
    for sort, label in LEAST_IMPORTANT.items():
        while len(_spelt(kept).encode()) > ROOM:
            last = next((each for each in reversed(kept) if each.name.partition(";")[0] == sort), None)
            if last is None:
                break
            kept.remove(last)
            left_out[_(label)] = None
    return SmallCard(name, _spelt(kept), tuple(left_out))


def _spelt(lines: Iterable[Line]) -> str:
    return "".join(folded(f"{each.name}:{each.value}") for each in lines)
