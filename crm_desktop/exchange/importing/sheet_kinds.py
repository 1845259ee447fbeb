"""Says which kinds of record a sheet may hold, and which of them its own name speaks of."""

import re
from collections.abc import Iterator
from functools import cache

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.exchange.headings import in_both_languages
from crm_desktop.exchange.reading.find_header import normal_heading
from crm_desktop.fields.declare import links_of
from crm_desktop.fields.kind import split_words
from crm_desktop.services.targets import is_part

OWNER = "customer"
_BETWEEN = re.compile(r"[/、,，;；&+]|与|和|及")
_AROUND = re.compile(
    r"^(?:我的|全部|所有|all|my)|(?:(?:信息|资料|明细|清单|名单|列表|记录|档案|数据)?表?|lists?|sheet|data)?\d*$"
)


@cache
def importable() -> tuple[str, ...]:
    """Give the kinds of record that a sheet may hold, owners first: customers, and what belongs to them."""
    found = [
        name
        for name, entity in all_entities().items()
        if name == OWNER or (f"{OWNER}_id" in links_of(entity) and (entity.searched or entity.reach is not None))
    ]
    return tuple(sorted(found, key=lambda name: (name != OWNER, _depth(name), is_part(name))))


def _depth(name: str) -> int:
    """Tell how far below the customer a record stands: rows come after those that they name."""
    return max((1 + _depth(each.entity) for each in links_of(entity_named(name)).values()), default=0)


def is_named(sheet: str, entity: str) -> bool:
    """Tell whether a sheet's name speaks of records of a kind: “联系人表”, “渠道/联系方式”, “Contacts 2”."""
    return any(_bare(piece) in _names(entity) for piece in _BETWEEN.split(sheet) if piece.strip())


@cache
def _names(entity: str) -> frozenset[str]:
    return frozenset(bare for said in _said(entity) if (bare := _bare(said)))


def _said(entity: str) -> Iterator[str]:
    declared = entity_named(entity)
    for word in (declared.label, declared.label_many, *split_words(declared.also)):
        yield from in_both_languages(word)


def _bare(name: str) -> str:
    """Give a name without what says only that it is a table, and without the owner before it."""
    text = _AROUND.sub("", normal_heading(name))
    for owner in in_both_languages(entity_named(OWNER).label):
        text = text.removeprefix(normal_heading(owner)) or text
    return text
