"""Keys of own fields: readable, the same for ever, and never given a second time."""

import json
import re
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, text

from crm_desktop.base.i18n import LANGUAGES, said_in
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import fields_of, links_of
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.targets import targets
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import own_field

LONGEST = 40


def used_keys(connection: Connection, entity_name: str) -> frozenset[str]:
    """Give the keys that fields of an entity have or had, or under which records hold something."""
    return frozenset(_held(connection, entity_name) | _declared(connection, entity_name))


def free_key(entity_name: str, label: str, used: Collection[str]) -> str:
    """Make a key of a label: the label itself where it is a word, with a number behind it where that is taken."""
    bare = re.sub(r"[（(【\[].*?[）)】\]]", " ", label)  # a unit in brackets is no part of the name
    base = re.sub(r"\W+", "_", (bare if bare.strip() else label).casefold()).strip("_")[:LONGEST] or "field"
    key, number = base, 1
    while not may_be_key(entity_name, key, used):
        number += 1
        key = f"{base}_{number}"
    return key


def may_be_key(entity_name: str, key: str, used: Collection[str]) -> bool:
    """Tell whether a word may be the key of a new field: no column, field, link, part or list is called so."""
    entity = entity_named(entity_name)
    lists = {field.kind.list_name for field in fields_of(entity).values() if isinstance(field.kind, Choice)}
    taken = {*entity.__table__.columns.keys(), *fields_of(entity), *links_of(entity), *targets(entity_name), *used}
    free = key not in taken and key not in all_entities() and f"{entity_name}.{key}" not in lists
    return free and re.fullmatch(r"\w+", key) is not None


def is_taken(entity_name: str, labels: Iterable[str], besides: str = "") -> str | None:
    """Give the label of another field, or of a part that is reached from here, that is called so in either language.

    `besides` is the name of the field that may be called so.
    """
    words = {label.casefold() for label in labels if label}
    known = {name: each.label for name, each in fields_of(entity_named(entity_name)).items()}
    known |= {name: each.label for name, each in targets(entity_name).items() if "." not in name}
    for name, label in known.items():
        if name != besides and words & {said_in(each, label).casefold() for each in LANGUAGES}:
            return label
    return None


def _held(connection: Connection, entity_name: str) -> set[str]:
    held = (
        f"SELECT DISTINCT each.key FROM {entity_name}, json_each({entity_name}.custom) AS each WHERE custom <> '{{}}'"
    )
    return set(connection.exec_driver_sql(held).scalars())


def _declared(connection: Connection, entity_name: str) -> set[str]:
    """Give the keys of fields that are declared, and of those whose removal is noted."""
    now = text("SELECT key FROM own_field WHERE entity = :entity")
    found = set(connection.execute(now, {"entity": entity_name}).scalars())
    own = {shape: columns for shape, (table, columns) in shapes(connection).items() if table == own_field.name}
    removed = (
        f"SELECT shape, change FROM note WHERE shape IN ({','.join(map(str, own)) or 'NULL'}) AND op = 'D'"
        " AND root <= (SELECT seq FROM sqlite_sequence WHERE name = 'own_field')"
    )
    for shape, change in connection.exec_driver_sql(removed):
        row = dict(zip(own[shape], json.loads(change), strict=True))
        if row["entity"] == entity_name:
            found.add(row["key"])
    return found
