"""The tags of customers as words in use: how many have each, called otherwise, joined, taken away."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import String, bindparam, exists, func, join, select, true, type_coerce, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.services.workspace import Workspace

LISTED = 2000  # tags that a person may look through


@dataclass(frozen=True, slots=True)
class UsedTag:
    """A tag, and how many customers have it."""

    text: str
    uses: int


@dataclass(frozen=True, slots=True)
class Retagged:
    """What became of a tag: the piece of work, how many customers changed, whether it went into one that was there."""

    work_id: int
    changed: int
    joined: bool = False


def used_tags(session: Session) -> list[UsedTag]:
    """Give the tags that customers have, the most used first; one scan over the customers."""
    beside = join(Customer.__table__, _each.table, true())
    query = select(_each, func.count()).select_from(beside).group_by(_each).order_by(func.count().desc(), _each)
    return [UsedTag(str(text), int(count)) for text, count in session.execute(query.limit(LISTED))]


def rename_tag(workspace: Workspace, tag: str, to: str) -> Retagged:
    """Call a tag otherwise; where some have that one already, both become one.

    Raises `InvalidValueError` for what is no single tag, `NotFoundError` where nobody has `tag`.
    """
    words = field_named(Customer, "tags").kind.read(to, workspace.context).value or []
    if len(words) != 1:
        raise InvalidValueError(_("Type one tag, without commas."))
    (wanted,) = words
    with workspace.read() as session:
        joined = wanted != tag and any(each.text == wanted for each in used_tags(session))
    title = N_("Tag “{tag}” joined with “{to}”") if joined else N_("Tag “{tag}” renamed “{to}”")
    changed, work_id = _retag(workspace, title, tag, lambda word: wanted if word == tag else word, to=wanted)
    return Retagged(work_id, changed, joined)


def remove_tag(workspace: Workspace, tag: str) -> Retagged:
    """Take a tag away from every customer; raises `NotFoundError` where nobody has it."""
    changed, work_id = _retag(workspace, N_("Tag “{tag}” removed"), tag, lambda word: "" if word == tag else word)
    return Retagged(work_id, changed)


def _retag(workspace: Workspace, title: str, tag: str, become: Callable[[str], str], **args: str) -> tuple[int, int]:
    """Change the tags of all who have `tag` as one piece of work; gives how many and the work."""
    with workspace.work(title, tag=tag, **args) as work:
        query = select(Customer.id, Customer.tags).where(exists(select(_each).where(_each == tag)))
        held = work.connection.execute(query).all()
        if not held:
            raise NotFoundError(_("Nobody has the tag “{tag}”.").format(tag=tag))
        rows = [
            {
                "own_id": record_id,
                "words": list(dict.fromkeys(word for each in tags or () if (word := become(each)))) or None,
            }
            for record_id, tags in held
        ]
        words = bindparam("words", type_=Customer.__table__.c.tags.type)
        changed = update(Customer).where(Customer.id == bindparam("own_id")).values(tags=words)
        work.connection.execute(changed, rows)
    return len(held), work.id if work.kept else 0


_each = func.json_each(type_coerce(Customer.__table__.c.tags, String)).table_valued("value").c.value
