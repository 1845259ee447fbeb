"""The search inside a customer's stream: which entries hold every word that was typed."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.services.timeline import WORK, Key, Source, entries, sources
from crm_desktop.services.timeline_words import work_words


def found(session: Session, customer_id: int, keys: Sequence[Key], typed: str) -> list[Key]:
    """Give those of `keys` whose entries hold every word of `typed`, in what they tell or what stands under them."""
    words = typed.split()
    hits = {(WORK, each) for each in _work_with(session, customer_id, keys, words)}
    for source in sources():
        hits |= set(_records_with(session, source, customer_id, words))
    return [key for key in keys if (key.sort, key.record_id) in hits]


def _records_with(
    session: Session, source: Source, customer_id: int, words: Sequence[str]
) -> Iterator[tuple[str, int]]:
    table, under = source.entity.__table__, source.stream.under
    query = select(table.c.id, *([table.c[under]] if under else ())).where(
        table.c[source.owner] == customer_id, and_(*(or_(*_holds(source, word)) for word in words))
    )
    for record_id, *above in session.execute(query):
        yield source.sort, record_id
        if above and above[0] is not None:
            yield links_of(source.entity)[under].entity, above[0]


def _holds(source: Source, word: str) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that a record holds a word: in a text that is searched, or in the name of a link beside."""
    table = source.entity.__table__
    for name, declared in stored_fields(source.entity).items():
        if declared.search:
            yield table.c[name].icontains(word, autoescape=True)
    for name, link in links_of(source.entity).items():
        if name in source.stream.beside:
            other = entity_named(link.entity)
            titled = select(other.id).where(other.__table__.c[other.title].icontains(word, autoescape=True))
            yield table.c[name].in_(titled)


def _work_with(session: Session, customer_id: int, keys: Sequence[Key], words: Sequence[str]) -> Iterator[int]:
    """Give the work whose told words hold all; these are composed when shown, so they are read through."""
    folded = [word.casefold() for word in words]
    for entry in entries(session, customer_id, [key for key in keys if key.sort == WORK]):
        said = work_words(entry).casefold()
        if all(word in said for word in folded):
            yield entry.record_id
