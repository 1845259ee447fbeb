"""duplicates: pairs of customers that may be one, and those that were said to be two."""

import argparse

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, record_number, table
from crm_desktop.services.duplicates.find import Pair, find_duplicates
from crm_desktop.services.duplicates.remembered import (
    Told,
    forget_not_duplicate,
    not_duplicates,
    remember_not_duplicate,
)

LEVELS = {"likely": N_("likely"), "maybe": N_("maybe")}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=count, default=200, metavar="N")
    instead = parser.add_mutually_exclusive_group()
    for option, help_text in (
        ("--not-duplicate", N_("remember that two customers are two (can be undone)")),
        ("--look-again", N_("forget that, so that they are found again")),
    ):
        instead.add_argument(option, nargs=2, type=record_number, metavar="ID", help=_(help_text))
    instead.add_argument("--remembered", action="store_true", help=_("the pairs that were said to be two"))


@command("duplicates", N_("pairs of customers that may be one, with score and reasons; nothing is merged"), _arguments)
def duplicates(call: Call) -> Outcome:
    """Give `pairs`, best first; or remember or forget that two are no duplicate, or list what is remembered."""
    args = call.args
    with call.workspace() as workspace:
        if args.not_duplicate:
            batch = remember_not_duplicate(workspace, *args.not_duplicate)
            return _told(args.not_duplicate, batch, _("Remembered: customers {ids} are two."))
        if args.look_again:
            batch = forget_not_duplicate(workspace, *args.look_again)
            return _told(args.look_again, batch, _("Customers {ids} may be found as a pair again."))
        if args.remembered:
            return _remembered(not_duplicates(workspace))
        return _found(find_duplicates(workspace), args.limit)


def _told(ids: list[int], batch: int, message: str) -> Outcome:
    return Outcome({"ids": ids, "batch": batch or None}, message.format(ids=_(", ").join(map(str, ids))))


def _remembered(told: list[Told]) -> Outcome:
    pairs = [{"ids": [each.first_id, each.second_id], "titles": [each.first_title, each.second_title]} for each in told]
    rows = [[f"{each.first_id} {each.first_title}", f"{each.second_id} {each.second_title}"] for each in told]
    return Outcome({"pairs": pairs}, table([_("Customer"), _("Customer")], rows))


def _found(found: list[Pair], limit: int) -> Outcome:
    shown = found[:limit]
    document = {
        "total": len(found),
        "likely": sum(each.level == "likely" for each in found),
        "pairs": [
            {
                "ids": [each.first_id, each.second_id],
                "titles": [each.first_title, each.second_title],
                "numbers": [each.first_number, each.second_number],
                "score": each.score,
                "level": each.level,
                "reasons": [{"code": one.code, "text": one.text, "points": one.points} for one in each.reasons],
            }
            for each in shown
        ],
    }
    heads = [_("Score"), _("Level"), _("Customer"), _("Customer"), _("Reasons")]
    rows = [
        [
            f"{each.score:.2f}",
            _(LEVELS[each.level]),
            f"{each.first_id} {each.first_title}",
            f"{each.second_id} {each.second_title}",
            _(", ").join(f"{one.text} {one.points:+d}" for one in each.reasons),
        ]
        for each in shown
    ]
    return Outcome(document, table(heads, rows))
