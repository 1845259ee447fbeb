"""Own fields of imported rows that name another customer: by number or name, one of the same workbook too."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Draft, Part, Problem
from crm_desktop.fields.declare import field_named
from crm_desktop.services.own_links import lead_over, link_fields, loose_links, numbers_of

Loose = tuple[str, str, str]  # entity, field and value


class OwnLinkReader:
    """Reads the links of drafts; what names nobody yet may come later, and is emptied and told in the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._before = loose_links(connection)
        self._rows: dict[Loose, list[tuple[str, int]]] = {}

    def read(self, drafts: Iterable[Draft], entity: str) -> None:
        """Put numbers where drafts of an entity, or their parts, name customers."""
        for draft in drafts:
            self._read(entity, draft.values, draft)
            self._read_parts(draft.parts, draft)

    def _read_parts(self, parts: Iterable[Part], draft: Draft) -> None:
        for part in parts:
            self._read(part.entity, part.values, draft)
            self._read_parts(part.parts, draft)

    def _read(self, entity: str, values: dict[str, Any], draft: Draft) -> None:
        for name in link_fields(entity_named(entity)):
            said = values.get(name)
            if not said:
                continue
            found = numbers_of(self._connection, said)
            if len(found) == 1:
                values[name] = found[0]
            else:
                self._rows.setdefault((entity, name, said), []).append((draft.sheet, draft.row))

    def finish(self) -> Iterator[Problem]:
        """Empty what still names nobody, or more than one, and tell it."""
        for loose in sorted(loose_links(self._connection) - self._before):
            entity, name, said = loose
            found = numbers_of(self._connection, said)
            lead_over(self._connection, entity, name, said, found[0] if len(found) == 1 else None)
            if len(found) == 1:
                continue
            label = _(field_named(entity_named(entity), name).label)
            message = _("There is no customer with the number or name “{said}”.")
            if found:
                message = _("More than one customer is called “{said}”; give the number of the one that is meant.")
            for sheet, row in self._rows.get(loose, ()):
                yield Problem(sheet, row, label, said, "no_such_customer", message.format(said=said), None, "warn")
