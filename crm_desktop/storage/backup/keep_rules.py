"""Which backups are kept: all of the last two days, then fewer the older they are.

Kept are those within 48 hours of the newest, and of each of the last 7 days, 5 weeks, 12 months and 3
years *in which there was one* the newest. Which one is newer is told by the sequence number; the clock
only says which day a backup calls its own, so a clock that jumps costs some detail and never the newest.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

RECENT = dt.timedelta(hours=48)
SURELY, AT_MOST = 10, 40  # of the recent ones by number: these whatever the clock says, and no more than these
VERIFIED = 3
TIERS: tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...] = (
    (7, lambda moment: moment.date()),
    (5, lambda moment: moment.isocalendar()[:2]),
    (12, lambda moment: (moment.year, moment.month)),
    (3, lambda moment: moment.year),
)


@dataclass(frozen=True, slots=True)
class Aged:
    """What the rules need to know of a backup."""

    sequence: int
    moment: dt.datetime
    verified: bool


def kept(backups: Sequence[Aged]) -> set[int]:
    """Give the sequence numbers of the backups to keep: at most 70, at least 3 verified ones if there are as many."""
    newest_first = sorted(backups, key=lambda each: each.sequence, reverse=True)
    if not newest_first:
        return set()
    keep = {each.sequence for each in [one for one in newest_first if one.verified][:VERIFIED]}
    last = newest_first[0].moment
    for place, each in enumerate(newest_first[:AT_MOST]):
        if place < SURELY or dt.timedelta(0) <= last - each.moment <= RECENT:
            keep.add(each.sequence)
    for number, bucket in TIERS:
        keep |= _newest_of_each(newest_first, number, bucket)
    return keep


def _newest_of_each(newest_first: Sequence[Aged], number: int, bucket: Callable[[dt.datetime], Hashable]) -> set[int]:
    """Give the newest backup of each of the last `number` days (weeks, …) that have one."""
    found: dict[Hashable, int] = {}
    for each in newest_first:
        if len(found) == number and bucket(each.moment) not in found:
            break
        found.setdefault(bucket(each.moment), each.sequence)
    return set(found.values())
