"""Finds the pairs of customers that may be one, best first, in the whole file."""

from dataclasses import dataclass

from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.services.duplicates.blocking import candidates
from crm_desktop.services.duplicates.remembered import remembered_pairs
from crm_desktop.services.duplicates.score import Level, Reason, Score, score
from crm_desktop.services.duplicates.traits import Traits, read_traits
from crm_desktop.services.workspace import Workspace

REPORT_EVERY = 5_000  # compared pairs
MOST_TOLD = 10_000  # pairs; nobody looks at more


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers that may be one: the older record first, `score` 0 to 1, the strongest reason first."""

    first_id: int
    second_id: int
    score: float
    level: Level
    reasons: tuple[Reason, ...]
    first_title: str
    second_title: str
    first_number: str
    second_number: str


def find_duplicates(workspace: Workspace, *, progress: Progress | None = None) -> list[Pair]:
    """Give the pairs that may be one customer, best first (10,000 at most), without those that were said to be two.

    Changes nothing. Reports its stages to `progress`, which may stop it.
    """
    watched = progress or Silent()
    watched.report(0, 0, _("Reading customers"))
    with workspace.read() as session:
        everyone = read_traits(session)
        two = remembered_pairs(session)
    watched.report(0, 0, _("Looking for similar customers"))
    pairs = sorted(candidates(everyone) - two)
    found: list[tuple[Score, Traits, Traits]] = []
    for done, (first, second) in enumerate(pairs):
        if done % REPORT_EVERY == 0:
            watched.report(done, len(pairs), _("Comparing"))
        weighed = score(everyone[first], everyone[second])
        if weighed.level is not None:
            found.append((weighed, everyone[first], everyone[second]))
    watched.report(len(pairs), len(pairs), _("Comparing"))
    found.sort(key=lambda each: (-each[0].points, each[1].id, each[2].id))
    return [pair for weighed, one, other in found[:MOST_TOLD] if (pair := _pair(weighed, one, other))]


def chosen_pair(workspace: Workspace, first_id: int, second_id: int) -> Pair | None:
    """Give two customers that a person holds for one, whatever speaks for it; None where one of them is gone."""
    with workspace.read() as session:
        everyone = read_traits(session, (first_id, second_id))
    if len(everyone) < 2:
        return None
    one, other = everyone[min(everyone)], everyone[max(everyone)]
    weighed = score(one, other)
    return _pair(weighed, one, other, level=weighed.level or "maybe")


def compare(workspace: Workspace, first_id: int, second_id: int) -> Pair | None:
    """Weigh two customers against each other; None where hardly anything speaks for their being one."""
    with workspace.read() as session:
        everyone = read_traits(session, (first_id, second_id))
    if len(everyone) < 2:
        return None
    one, other = everyone[first_id], everyone[second_id]
    return _pair(score(one, other), one, other)


def _pair(weighed: Score, one: Traits, other: Traits, *, level: Level | None = None) -> Pair | None:
    level = level or weighed.level
    if level is None:
        return None
    titles = (one.title, other.title, one.number, other.number)
    return Pair(one.id, other.id, weighed.points / 100, level, weighed.told(), *titles)
