"""The tables beside the entities': the notes of changes, the file's settings, attachments' bytes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, text

from crm_desktop.base.i18n import N_
from crm_desktop.fields.declare import Entity, Link

metadata: MetaData = Entity.metadata

work = Table(
    "work",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String, nullable=False),  # an untranslated message …
    Column("args", String, nullable=False),  # … and what fills its places, as JSON
    Column("kind", String, nullable=False),  # edit, import, merge, undo, redo, …
    Column("at", String, nullable=False),  # ISO time with offset
    Column("first_note", Integer, nullable=False),  # the notes of one piece of work lie side by side
    Column("last_note", Integer, nullable=False),
    Column("counts", String, nullable=False, server_default=text("'{}'")),  # {table: [added, changed, removed]}
    Column("undoes", ForeignKey("work.id")),  # of an undo (redo): the work (the undo) it took back
    Column("undone_by", ForeignKey("work.id")),
    Column("partly", Integer, nullable=False, server_default=text("0")),  # later work kept some of it from being undone
    Index("work_first_note", "first_note"),
    sqlite_autoincrement=True,
)

# One row while a piece of work is open; the triggers look here. Never committed with a row in it.
work_now = Table("work_now", metadata, Column("id", Integer, primary_key=True))

# A table as it was when notes were written about it: notes hold values in the order of `columns`.
note_shape = Table(
    "note_shape",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("table_name", String, nullable=False),
    Column("columns", String, nullable=False),
)

# op I: nothing more is needed, undoing removes the row. op U: {"column": [before, after]} of what
# changed. op D: [every value] in the order of the shape. `root` is the owner (the customer).
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shape", Integer, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("op", String, nullable=False),
    Column("root", Integer, nullable=False),
    Column("change", String),
    Index("note_root", "root", "shape", "row_id"),
    sqlite_autoincrement=True,
)

setting = Table(
    "setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("value", String, nullable=False),  # JSON
    info={"noted": True},
    sqlite_autoincrement=True,
)

# What the user made of a choice: own options, and built-in ones (by their key) renamed, coloured, moved, hidden.
choice_option = Table(
    "choice_option",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list_name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("label", String, nullable=False),
    Column("label_en", String, nullable=False, server_default=text("''")),
    Column("tone", String, nullable=False, server_default=text("''")),
    Column("hidden", Integer, nullable=False, server_default=text("0")),
    Column("position", Integer, nullable=False, server_default=text("0")),
    Index("choice_option_key", "list_name", "key", unique=True),
    info={"noted": True},
    sqlite_autoincrement=True,
)

# Fields that the user declared; their values stand in the `custom` column of the records, under `key`.
own_field = Table(
    "own_field",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entity", String, nullable=False),
    Column("key", String, nullable=False),  # never used again for another field
    Column("label", String, nullable=False),
    Column("label_en", String, nullable=False, server_default=text("''")),
    Column("kind", String, nullable=False),
    Column("rules", String, nullable=False, server_default=text("'{}'")),  # JSON
    Column("listed", Integer, nullable=False, server_default=text("0")),
    Column("position", Integer, nullable=False, server_default=text("0")),
    Index("own_field_key", "entity", "key", unique=True),
    info={"noted": True},
    sqlite_autoincrement=True,
)

# Views of lists that the user keeps: columns, order, filter, density, as JSON.
saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entity", String, nullable=False),
    Column("key", String, nullable=False),
    Column("label", String, nullable=False),
    Column("position", Integer, nullable=False, server_default=text("0")),
    Column("definition", String, nullable=False),  # JSON
    Index("saved_view_key", "entity", "key", unique=True),
    info={"noted": True},
    sqlite_autoincrement=True,
)

# What is typed and not yet saved, by the place where it is typed; no work and no history.
draft = Table(
    "draft",
    metadata,
    Column("place", String, primary_key=True),
    Column("value", String, nullable=False),  # JSON
    Column("at", String, nullable=False),  # ISO time with offset
)

# Pairs of customers that look alike and were said to be two; the lower id first.
not_duplicate = Table(
    "not_duplicate",
    metadata,
    Column("id", Integer, primary_key=True),
    *(
        Column(
            name,
            ForeignKey("customer.id", ondelete="CASCADE"),
            nullable=False,
            info={"link": Link("customer", N_("Customer"), owned=True)},
        )
        for name in ("first_id", "second_id")
    ),
    Index("not_duplicate_pair", "first_id", "second_id", unique=True),
    Index("not_duplicate_second", "second_id"),
    info={"noted": True},
    sqlite_autoincrement=True,
)

# Bytes of attachments by their hash; kept once, never copied into notes.
blob = Table(
    "blob",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)


def noted_tables() -> list[Table]:
    """Give every table whose changes are noted, owners before what they own."""
    from crm_desktop.entities import all_entities

    entities = {entity.__tablename__ for entity in all_entities().values()}
    return [table for table in metadata.sorted_tables if table.name in entities or table.info.get("noted")]


def root_column(table: Table) -> str:
    """Name the column that holds the record's owner: its first owned link, else its own id."""
    for column in table.columns:
        declared = column.info.get("link")
        if declared is not None and declared.owned:
            return column.name
    return "id"
