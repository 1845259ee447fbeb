"""Which records a list shows: the ids of its view in order, and of these the ones that a search finds."""

from dataclasses import dataclass, replace

from crm_desktop.services.groups import Head, grouped, picked
from crm_desktop.services.lists import ListQuery, count, found_ids, list_ids
from crm_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Base:
    """All ids of a view and its filters in order; a search only picks from them."""

    query: ListQuery  # without its search
    ids: list[int]
    total: int  # records in the file
    heads: tuple[Head, ...] = ()  # of its groups, where it has any


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: ids in order, what they were picked from, and whether the question was another."""

    ids: list[int]
    base: Base
    new_question: bool
    heads: tuple[Head, ...] = ()


def find(workspace: Workspace, query: ListQuery, known: Base | None, *, new_question: bool) -> Found:
    """Answer a query; `known` spares sorting anew while only the search changes.

    Sorting 20,000 hits of a search takes ten times as long as picking them from what is sorted already.
    """
    plain = replace(query, search="")
    base = known
    with workspace.read() as session:
        if base is None or base.query != plain:
            total = count(session, ListQuery(query.entity))
            in_groups = grouped(session, plain, workspace.context) if plain.group else (list_ids(session, plain), ())
            base = Base(plain, in_groups[0], total, in_groups[1])
        if not query.search.strip():
            return Found(base.ids, base, new_question, base.heads)
        hits = found_ids(session, query.entity, query.search)
    if base.heads:
        ids, heads = picked(base.ids, base.heads, hits)
        return Found(ids, base, new_question, heads)
    return Found([each for each in base.ids if each in hits], base, new_question)
