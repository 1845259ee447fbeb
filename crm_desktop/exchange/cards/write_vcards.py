"""Writes customers as the cards of an address book: one for each contact, and for each customer that has none."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange.cards.vcard_lines import folded
from crm_desktop.exchange.cards.vcards_of import VERSIONS, Line, Version, cards_of
from crm_desktop.exchange.importing.known_records import Records
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.exchange.writing.table_writer import Written, without_control
from crm_desktop.exchange.writing.write_sheets import whole_file
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.workspace import Workspace
from crm_desktop.services.written_file import check_place

BATCH = 500


def export_vcards(  # noqa: PLR0913 - each is a choice of the user's
    workspace: Workspace,
    path: Path,
    query: ListQuery | None = None,
    *,
    ids: Sequence[int] | None = None,
    version: Version = "3.0",
    progress: Progress | None = None,
) -> ExportResult:
    """Write the customers that a query gives (all, without one), or `ids`; `rows` of the result counts the cards.

    Raises `UserFacingError`; then there is no file.
    """
    if path.suffix.lower() != ".vcf":
        raise InvalidValueError(_("Choose a name that ends in .vcf."))
    if version not in VERSIONS:
        message = _("There are vCards of version {known}, not {version}.")
        raise InvalidValueError(message.format(known=", ".join(VERSIONS), version=version))
    check_place(path)
    written, watch = Written(), progress or Silent()
    with workspace.read() as session, whole_file(path) as temporary:
        chosen = list_ids(session, query or ListQuery("customer")) if ids is None else ids
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            rest = iter(chosen)
            while some := list(islice(rest, BATCH)):
                watch.report(written.rows, len(chosen), _("Exporting"))
                found = {each.id: each for each in Records(session.connection()).load("customer", some)}
                for customer in (found[each] for each in some if each in found):
                    for lines in cards_of(customer, version):
                        written.rows += 1
                        stream.write(_spelt(lines, written))
    return ExportResult(path, written.rows, tuple(written.lossy))


def _spelt(lines: Iterable[Line], written: Written) -> str:
    """Spell a card, and list what no file may hold."""
    spelt = []
    for each in lines:
        column = each.name.partition(";")[0]
        spelt.append(folded(f"{each.name}:{without_control(each.value, column, 'vCard', written.rows, written)}"))
    return "".join(spelt)
