"""Says what becomes of a column that means nothing here: it is left out, lines of the remark, or a new field."""

from collections.abc import Iterable
from dataclasses import replace

from crm_desktop.exchange.headings import places
from crm_desktop.exchange.importing.choices import NEW_FIELD, Leftover
from crm_desktop.exchange.importing.match_columns import REMARK, Match, is_of_no_use


def keep_leftovers(matches: Iterable[Match], entity: str, how: Leftover) -> tuple[Match, ...]:
    """Give every column its place after all; one that a person or a preset left out stays out."""
    return tuple(
        match if match.target or match.reason or is_of_no_use(match.heading) else _kept(match, entity, how)
        for match in matches
    )


def _kept(match: Match, entity: str, how: Leftover) -> Match:
    """Give what one such column becomes; a new field is declared when the sheet is known to be taken."""
    if how == "field" and match.heading:
        return replace(match, target=NEW_FIELD, reason="leftover")
    if how == "remark" and REMARK in places(entity):
        return replace(match, target=REMARK, reason="leftover", labelled=bool(match.heading))
    return match
