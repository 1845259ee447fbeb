"""Says what becomes of a column that means nothing here: it is left out, or kept as lines of the remark."""

from collections.abc import Iterable
from dataclasses import replace

from crm_desktop.exchange.headings import places
from crm_desktop.exchange.importing.choices import Leftover
from crm_desktop.exchange.importing.match_columns import REMARK, Match, is_of_no_use


def keep_leftovers(matches: Iterable[Match], entity: str, how: Leftover) -> tuple[Match, ...]:
    """Give every column its place after all; one that a person or a preset left out stays out."""
    return tuple(
        match if match.target or match.reason or is_of_no_use(match.heading) else _kept(match, entity, how)
        for match in matches
    )


def _kept(match: Match, entity: str, how: Leftover) -> Match:
    """Give what one such column becomes; fields of the user's own will be one more way."""
    if how == "remark" and REMARK in places(entity):
        return replace(match, target=REMARK, reason="leftover", labelled=bool(match.heading))
    return match
