"""The words in which a record is declared once: fields, links, facts, and the entity itself."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, cast

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import N_
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.kind import Kind, Note, split_words
from crm_desktop.fields.layout import Form, Section
from crm_desktop.fields.nearest import no_such_field
from crm_desktop.fields.own_kinds import OWN_KINDS, default_of, kind_of
from crm_desktop.fields.stream import Stream

Search = Literal["", "name", "text", "digits", "words"]
OWN_FIELDS = N_("Custom fields")


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field, which form, list, import, export, search, print and history follow."""

    kind: Kind[Any]
    label: str
    also: str = ""  # headings that spreadsheets give it, in any language, between bars
    name: str = ""
    entity: str = ""
    required: bool = False
    listed: bool = False  # a column of the list as it first opens
    search: Search = ""  # how the search index takes it: name adds pinyin, digits adds suffixes
    hint: str = ""
    stored: bool = True  # False: derived (`sql`) or spread over others
    sql: str = ""
    depends: tuple[str, ...] = ()
    editable: bool = True
    default: object = None  # of a new record: a value, or a function that gives one
    unique: bool = False
    nullable: bool = True
    own: bool = False  # the user's: kept in the `custom` column (`own_values`)

    @property
    def is_needed(self) -> bool:
        """Tell whether a new record cannot be made without a value for it."""
        return self.required and self.stored and self.default is None and not self.kind.automatic

    def first_value(self) -> Any:
        """Give the value of a new record where nothing else is said."""
        return self.default() if callable(self.default) else self.default

    def headings(self) -> tuple[str, ...]:
        """Give the headings under which spreadsheets bring this field, its own label first."""
        return (self.label, *split_words(self.also))


def field(  # noqa: PLR0913 - each is an optional word of the declaration
    kind: Kind[Any],
    label: str,
    *,
    also: str = "",
    required: bool = False,
    listed: bool = False,
    search: Search = "",
    hint: str = "",
    default: object = None,
    unique: bool = False,
    index: bool = False,
    editable: bool = True,
) -> MappedColumn[Any]:
    """Declare a field of an entity; the column follows from its kind."""
    declared = Field(
        kind, label, also, required=required, listed=listed, search=search, hint=hint, editable=editable,
        default=default, unique=unique,
    )  # fmt: skip
    options: dict[str, Any] = {"info": {"field": declared}, "unique": unique, "index": index}
    if default is not None:
        options["default"] = default
    return mapped_column(kind.column_type, **options)


@dataclass(frozen=True, slots=True)
class Link:
    """A declared reference; `owned` records go with their owner."""

    entity: str
    label: str
    owned: bool
    reached: bool = False  # a record is reached from the one that it points at, as from its owner


def link(entity: str, label: str, *, owned: bool = False, reached: bool = False) -> MappedColumn[Any]:
    """Declare that a record belongs to (`owned`) or points at a record of `entity`, from which it may be `reached`."""
    key = ForeignKey(f"{entity}.id", ondelete="CASCADE" if owned else "SET NULL")
    return mapped_column(key, info={"link": Link(entity, label, owned, reached)}, index=True)


def derived(  # noqa: PLR0913 - each is a word of the declaration
    name: str, kind: Kind[Any], label: str, sql: str, *, depends: tuple[str, ...], listed: bool = False
) -> Field:
    """Declare a fact computed from other records: `sql` is one expression over the entity's table.

    Kept in the entity's facts table and refreshed when it or one of `depends` changes.
    """
    return Field(kind, label, name=name, listed=listed, stored=False, sql=sql, depends=depends, editable=False)


def spread(name: str, kind: Kind[Any], label: str, *, also: str = "", hint: str = "") -> Field:
    """Declare a text that is read into several fields at once, as a whole address is.

    The value of `kind` is a mapping of field name to value.
    """
    return Field(kind, label, also, name=name, stored=False, hint=hint)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across fields: `check(values)` gives a note (at field `at`) or None."""

    at: str
    check: Callable[[Mapping[str, Any]], Note | None]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a part is reached from its owner: `mobile=` is a channel whose `by` field is `mobile`.

    With `by` each option of that choice is a name of its own; without, the entity's name is, and
    `value` is the field it stands for. With `over`, the field that says when such a record was done with, it is no
    part but a record of its own, with sheets and lists of its own, that its owner's sheet may bring too, under
    `label` and `also`; only one that is not over is reached.
    """

    value: str
    by: str = ""
    over: str = ""
    label: str = ""
    also: str = ""


class Entity(DeclarativeBase):
    """A kind of record. `id` is never reused; `uid` stays the same in every copy of the record."""

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own way to say it

    label: ClassVar[str]
    label_many: ClassVar[str]
    counted: ClassVar[tuple[str, str]]  # one and many, with their number: `base.i18n.counted` says it
    also: ClassVar[str] = ""  # what sheets of such records are called besides, between bars
    icon: ClassVar[str] = "file-text"
    title: ClassVar[str] = "name"  # the field that names a record
    told_by: ClassVar[str] = ""  # the field by which sheets tell which record they mean, where it is not the title
    layout: ClassVar[Form] = Form()
    facts: ClassVar[tuple[Field, ...]] = ()
    spreads: ClassVar[tuple[Field, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    reach: ClassVar[Reach | None] = None
    stream: ClassVar[tuple[Stream, ...]] = ()  # where it stands in its customer's stream
    stamps: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # field: what was said of its value, and goes with it
    searched: ClassVar[bool] = False  # has hits of its own; else its words are found at its owner

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    uid: Mapped[str] = mapped_column(String(36), default=lambda: new_uid(), sort_order=-2)  # noqa: PLW0108 - defined below
    custom: Mapped[str] = mapped_column(
        default="{}", server_default=text("'{}'"), sort_order=90
    )  # the user's own fields, as JSON


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562): sorted by time, unique in every file."""
    bits = time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | secrets.randbits(76) & ~(0x3 << 62) | 0x2 << 62
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@follows_declarations
def fields_of(entity: type[Entity]) -> dict[str, Field]:
    """Give the entity's declared fields by name: stored ones, then the user's own, then facts, then spreads."""
    name = entity.__tablename__
    stored = {
        column.key: replace(column.info["field"], name=column.key, entity=name, nullable=bool(column.nullable))
        for column in entity.__table__.columns
        if "field" in column.info
    }
    others = {each.name: replace(each, entity=name) for each in (*entity.facts, *entity.spreads)}
    own = {each.key: _own(each) for each in declarations.now().of(name) if each.key not in stored | others}
    return stored | own | others


def _own(declared: declarations.OwnField) -> Field:
    kind = kind_of(declared)
    return Field(
        kind, declared.name, declared.label_en, declared.key, declared.entity,
        required=bool(declared.rules.get("required")), listed=declared.listed,
        search=cast("Search", OWN_KINDS[declared.kind].search if declared.kind in OWN_KINDS else ""),
        default=default_of(declared, kind), own=True,
    )  # fmt: skip


@follows_declarations
def stored_fields(entity: type[Entity]) -> dict[str, Field]:
    """Give the fields that are kept in the entity's own table: its columns, and the user's own fields."""
    return {name: each for name, each in fields_of(entity).items() if each.stored}


@follows_declarations
def layout_of(entity: type[Entity], shorter: Form | None = None) -> Form:
    """Give the form of an entity, the declared or a `shorter` one, and a section of the user's own fields."""
    own = [name for name, each in fields_of(entity).items() if each.own]
    declared = shorter or entity.layout
    return Form(*declared.sections, Section(OWN_FIELDS, *own)) if own else declared


def links_of(entity: type[Entity]) -> dict[str, Link]:
    """Give the entity's references by column name."""
    return {column.key: column.info["link"] for column in entity.__table__.columns if "link" in column.info}


def field_named(entity: type[Entity], name: str) -> Field:
    """Give one field; raises `UnknownFieldError`."""
    try:
        return fields_of(entity)[name]
    except KeyError:
        labels = {each.name: each.label for each in fields_of(entity).values()}
        raise UnknownFieldError(no_such_field(name, labels)) from None
