"""The options of open choices, such as the class of customers: own ones, and built-in ones made one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import N_, _, said_in
from crm_desktop.entities import all_entities
from crm_desktop.fields.declare import Field, stored_fields
from crm_desktop.fields.kind import Option, OwnOption
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.services.option_uses import give_instead, uses
from crm_desktop.services.option_words import english_of, free_key, read_text, read_tone, refuse_known
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import choice_option


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A choice whose options may be changed: its list (`customer.class`), its field, and the kind of an option."""

    name: str
    field: Field
    choice: Choice

    def built_in(self) -> dict[str, int]:
        """Give the place of each option that the program declares, by key."""
        return {option.key: place for place, option in enumerate(self.choice.options)}


@dataclass(frozen=True, slots=True)
class ListedOption:
    """An option as it stands in its list; `uses` counts records.

    `label` is as typed (Chinese where it is built in), `label_en` may be empty where it is the user's.
    """

    key: str
    label: str
    label_en: str
    tone: str
    hidden: bool
    built_in: bool
    uses: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal did: the piece of work, how many records changed, and whether a built-in option is hidden now."""

    work_id: int
    moved: int
    hidden: bool


def open_choices() -> Mapping[str, ChoiceList]:
    """Give every choice whose options may be changed, by list name; those of own fields too."""
    found: dict[str, ChoiceList] = {}
    for entity in all_entities().values():
        for field in stored_fields(entity).values():
            kind = field.kind.each if isinstance(field.kind, MultiChoice) else field.kind
            if isinstance(kind, Choice) and not kind.fixed:
                found.setdefault(kind.list_name, ChoiceList(kind.list_name, field, kind))
    return found


def choice_named(list_name: str) -> ChoiceList:
    """Give one list; raises `UnknownFieldError`."""
    lists = open_choices()
    if list_name not in lists:
        message = _("There is no list of choices “{name}”. Known: {known}.")
        raise UnknownFieldError(message.format(name=list_name, known=", ".join(lists)))
    return lists[list_name]


def listed_options(session: Session, list_name: str) -> list[ListedOption]:
    """Give the options of a list in their order, hidden ones too."""
    chosen = choice_named(list_name)
    built_in, used = chosen.built_in(), uses(session, chosen.field)
    return [
        ListedOption(
            key=each.key,
            label=said_in("zh_CN", each.label),
            label_en=english_of(each),
            tone=each.tone,
            hidden=each.hidden,
            built_in=each.key in built_in,
            uses=used.get(each.key, 0),
        )
        for each in chosen.choice.all_options()
    ]


def add_option(workspace: Workspace, list_name: str, label: str, *, label_en: str = "", tone: str = "") -> Option:
    """Add an option to a choice; its text is its key. Raises `InvalidValueError` when it is empty or there."""
    with workspace.read():
        chosen = choice_named(list_name)
        text = read_text(label)
        key = free_key(chosen.choice.all_options(), text)
        option = OwnOption(key, text, read_text(label_en, needed=False), read_tone(tone))
        _refuse_known(chosen, option)
    with workspace.work(N_("New option “{text}”"), text=text) as work:
        put_option(work.connection, list_name, option)
    return option.over(None)


def change_option(  # noqa: PLR0913 - each is a word for it
    workspace: Workspace,
    list_name: str,
    key: str,
    *,
    label: str | None = None,
    label_en: str | None = None,
    tone: str | None = None,
    hidden: bool | None = None,
) -> int:
    """Call an option otherwise, give it another tone, hide or offer it; None leaves a word as it is. Gives the work.

    A built-in one whose label is emptied is called as the program calls it. Raises `InvalidValueError` and
    `NotFoundError`.
    """
    with workspace.read():
        chosen = choice_named(list_name)
        before, known = _present(workspace, chosen, key), _option(chosen, key)
        option = replace(
            before,
            tone=before.tone if tone is None else read_tone(tone),
            hidden=before.hidden if hidden is None else hidden,
        )
        if label is not None or label_en is not None:
            own = key not in chosen.built_in()
            typed = said_in("zh_CN", known.label) if label is None else read_text(label, needed=own)
            english = english_of(known) if label_en is None else read_text(label_en, needed=False)
            option = replace(option, label=typed, label_en=english if typed and english != typed else "")
        _refuse_known(chosen, option)
    with workspace.work(N_("Option changed: {text}"), text=_(known.label)) as work:
        if option != before:
            _write(work.connection, list_name, [option])
    return work.id if work.kept else 0


def move_option(workspace: Workspace, list_name: str, key: str, position: int) -> int:
    """Put an option at a place of its list, counted from 0; the others keep their order. Gives the work."""
    with workspace.read():
        chosen = choice_named(list_name)
        moving = _option(chosen, key)
        keys = [each.key for each in chosen.choice.all_options() if each.key != key]
        keys.insert(max(0, position), key)
        rows = [replace(_present(workspace, chosen, each), position=at) for at, each in enumerate(keys)]
        same = [each.key for each in chosen.choice.all_options()] == keys
    with workspace.work(N_("Option moved: {text}"), text=_(moving.label)) as work:
        _write(work.connection, list_name, () if same else rows)
    return work.id if work.kept else 0


def remove_option(workspace: Workspace, list_name: str, key: str, instead: str | None = None) -> Removed:
    """Remove an option; records that have it get `instead` (a key, "" for none) in the same piece of work.

    A built-in one is hidden, as imports still know its words. Raises `InvalidValueError` where records have it and
    nothing is said for them, and `NotFoundError`.
    """
    with workspace.read() as session:
        chosen = choice_named(list_name)
        option, own = _option(chosen, key), key not in chosen.built_in()
        used = uses(session, chosen.field).get(key, 0)
        if used and instead is None:
            message = _("Records have “{text}” ({n}). Say which option they get instead.")
            raise InvalidValueError(message.format(n=used, text=_(option.label)))
        if instead and (instead == key or _option(chosen, instead).hidden):
            raise InvalidValueError(_("“{text}” cannot take its place; choose another.").format(text=instead))
        if used and not instead and not chosen.field.nullable:
            raise InvalidValueError(_("“{label}” must not be empty.").format(label=_(chosen.field.label)))
        hidden = replace(_present(workspace, chosen, key), hidden=True)
    with workspace.work(N_("Option removed: {text}"), text=_(option.label)) as work:
        moved = give_instead(work, chosen.field, key, instead or None) if used else 0
        if own:
            row = (choice_option.c.list_name == list_name, choice_option.c.key == key)
            work.connection.execute(delete(choice_option).where(*row))
        else:
            _write(work.connection, list_name, [hidden])
    return Removed(work.id if work.kept else 0, moved, hidden=not own)


def put_option(connection: Connection, list_name: str, option: OwnOption) -> None:
    """Add an option to a choice, at the end unless it has a place, inside a piece of work."""
    last = select(func.max(choice_option.c.position)).where(choice_option.c.list_name == list_name)
    chosen = open_choices().get(list_name)
    behind = max(len(chosen.built_in()) if chosen else 0, (connection.scalar(last) or 0) + 1)
    _write(connection, list_name, [replace(option, position=behind) if option.position is None else option])


def _write(connection: Connection, list_name: str, options: Iterable[OwnOption]) -> None:
    for each in options:
        values = {"label": each.label, "label_en": each.label_en, "tone": each.tone, "hidden": int(each.hidden)}
        values["position"] = each.position or 0
        row = insert(choice_option).values(list_name=list_name, key=each.key, **values)
        connection.execute(row.on_conflict_do_update(index_elements=["list_name", "key"], set_=values))


def _present(workspace: Workspace, chosen: ChoiceList, key: str) -> OwnOption:
    """Give what the user made of an option so far."""
    own = {each.key: each for each in workspace.declared.options.get(chosen.name, ())}
    return own.get(key) or OwnOption(key, position=chosen.built_in().get(key))


def _option(chosen: ChoiceList, key: str) -> Option:
    for each in chosen.choice.all_options():
        if each.key == key:
            return each
    known = ", ".join(each.key for each in chosen.choice.all_options())
    raise NotFoundError(_("There is no option “{key}” in this list. Known: {known}.").format(key=key, known=known))


def _refuse_known(chosen: ChoiceList, option: OwnOption) -> None:
    refuse_known(chosen.choice.all_options(), option, of_several=isinstance(chosen.field.kind, MultiChoice))
