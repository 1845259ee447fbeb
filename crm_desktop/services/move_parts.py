"""Moves what hangs on one record to another, and joins the parts that both have."""

from sqlalchemy import Connection, delete, select, update

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Entity, links_of
from crm_desktop.services.merge_fields import FLAGS, Row, compare_fields, merged_values
from crm_desktop.services.merge_parts import PartsPlan, linked
from crm_desktop.services.records import write


def join_parts(connection: Connection, plan: PartsPlan) -> None:
    """Fill the kept one of each two same parts from the other, lead all links to it, and remove the other."""
    for name, joined in plan.joined.items():
        part = entity_named(name)
        table = part.__table__
        rows = {row["id"]: row for row in (*plan.kept[name], *plan.dropped[name])}
        for dropped_id, kept_id in joined.items():
            kept, dropped = rows[kept_id], rows[dropped_id]
            values = merged_values(part, kept, dropped, compare_fields(part, kept, dropped))
            values |= _filled_links(part, kept, dropped, plan)
            if values:
                write(connection, part, kept_id, values)
            for other, column in linked(name):
                here = other.__table__.c[column]
                connection.execute(update(other).where(here == dropped_id).values({column: kept_id}))
            connection.execute(delete(part).where(table.c.id == dropped_id))


def move_linked(connection: Connection, entity_name: str, keep_id: int, drop_id: int) -> dict[str, int]:
    """Lead everything that hangs on the dropped record to the kept one; gives how many moved, by entity."""
    moved: dict[str, int] = {}
    for part, column in linked(entity_name):
        here = part.__table__.c[column]
        _give_up_flags(connection, part, column, keep_id, drop_id)
        result = connection.execute(update(part).where(here == drop_id).values({column: keep_id}))
        moved[part.__tablename__] = moved.get(part.__tablename__, 0) + result.rowcount
    return moved


def _filled_links(part: type[Entity], kept: Row, dropped: Row, plan: PartsPlan) -> dict[str, int]:
    """Give the links that the kept part has not: a number of the customer becomes that of its person too."""
    found: dict[str, int] = {}
    for column, declared in links_of(part).items():
        theirs: int | None = dropped[column]
        if declared.entity in plan.joined and kept[column] is None and theirs is not None:
            found[column] = plan.joined[declared.entity].get(theirs, theirs)
    return found


def _give_up_flags(connection: Connection, part: type[Entity], column: str, keep_id: int, drop_id: int) -> None:
    """Let what moves be the main one only where the kept record has none of its sort."""
    table = part.__table__
    for flag in (name for name in FLAGS if name in table.c):
        condition = [table.c[column] == drop_id, table.c[flag].is_(True)]
        has = select(table.c.id).where(table.c[column] == keep_id, table.c[flag].is_(True))
        if part.reach and part.reach.by:
            own = table.alias()
            by = part.reach.by
            has = select(own.c.id).where(own.c[column] == keep_id, own.c[flag].is_(True), own.c[by] == table.c[by])
            condition.append(has.exists())
        elif connection.execute(has.limit(1)).first() is None:
            continue
        connection.execute(update(part).where(*condition).values({flag: False}))
