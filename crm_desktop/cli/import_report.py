"""What an import did, for scripts and for people."""

from dataclasses import asdict

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.cli.declare import table
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import Candidate, ImportResult, RowOutcome
from crm_desktop.exchange.importing.match_reasons import REASONS

SHOWN = 20  # problems, and values that differ, that are printed for people; scripts get all
SAME_ONE = frozenset({"same_name", "same_number", "kept_first"})  # warnings about whether rows are one customer
_FIGURES = ("rows", "added", "updated", "unchanged", "skipped", "rejected")


def as_document(result: ImportResult) -> dict[str, object]:
    """Give the result for scripts."""
    return {
        "batch": result.batch or None,
        **{name: getattr(result, name) for name in _FIGURES},
        "by_entity": result.by_entity,
        "mapping": [
            {"sheet": each.table.sheet, "heading": match.heading, "field": match.target, "reason": match.reason}
            for each in result.sheets
            for match in each.matches
        ],
        "problems": [
            {
                "sheet": each.sheet, "row": each.row, "column": each.column, "value": each.value, "code": each.code,
                "severity": each.severity, "message": each.message, "suggestion": each.suggestion,
            }
            for each in result.problems
        ],
        "outcomes": [_outcome(each) for each in result.outcomes],
        "left_out": list(result.left_out),
    }  # fmt: skip


def _outcome(each: RowOutcome) -> dict[str, object]:
    return {
        "sheet": each.table.sheet,
        "row": each.row,
        "outcome": each.outcome,
        "title": each.title,
        "record": None if each.record is None else asdict(each.record),
        "candidates": [asdict(candidate) for candidate in each.candidates],
        "differences": [
            {"field": value.place, "old": value.old, "new": value.new, "settled": value.settled}
            for value in each.differences
        ],
    }


def as_text(result: ImportResult) -> str:
    """Say the result: what the columns mean, the figures, and what there is to look at."""
    columns = [
        [match.heading, match.target or "–", _(REASONS[match.reason])]
        for each in result.sheets
        for match in each.matches
    ]
    lines = [table([_("Heading"), _("Field"), _("Why")], columns), ""]
    told = [each for each in result.problems if not each.row]
    lines += ["  " + _("{sheet}: {message}").format(sheet=each.sheet, message=each.message) for each in told]
    lines += figures(result)
    lines += _first([line for each in result.outcomes for line in _differences(each)])
    lines += _first([_at_row(each) for each in result.problems if each.severity == "refuse" and each.row])
    lines += _first([_at_row(each) for each in result.problems if each.code in SAME_ONE and each.row])
    return "\n".join(lines)


def figures(result: ImportResult) -> list[str]:
    """Say what became of the rows, a line; where they are of several kinds, a line for each kind too."""
    message = _(
        "{rows}: {added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped, {rejected} refused"
    )
    every = {name: getattr(result, name) for name in _FIGURES[1:]}
    lines = [message.format(rows=ngettext("{n} row", "{n} rows", result.rows), **every)]
    if len(result.by_entity) > 1:
        lines += [
            "  " + message.format(rows=_(entity_named(name).label_many), **counts)
            for name, counts in result.by_entity.items()
        ]
    return lines


def _at_row(each: Problem) -> str:
    where = _("{sheet}, row {row}, {column}: {message}") if each.column else _("{sheet}, row {row}: {message}")
    return where.format(sheet=each.sheet, row=each.row, column=each.column, message=each.message)


def _differences(each: RowOutcome) -> list[str]:
    """Say what a row says otherwise than the file, and by which key its record was found."""
    if each.record is None:
        return []
    replaced = _("{sheet}, row {row}, {title}: {label} was “{old}”, is “{new}” now")
    kept = _("{sheet}, row {row}, {title}: {label} stays “{old}”, not “{new}”")
    kept_empty = _("{sheet}, row {row}, {title}: {label} stays empty, not “{new}”")
    filled = _("{sheet}, row {row}, {title}: {label} was empty, is “{new}” now")
    lines = []
    for value in each.differences:
        stays = value.settled == value.old
        text = (kept if value.old else kept_empty) if stays else (replaced if value.old else filled)
        lines.append(
            text.format(
                sheet=each.table.sheet, row=each.row, title=_named(each.record), label=value.label, old=value.old,
                new=value.settled if value.settled != value.old else value.new,
            )
        )  # fmt: skip
    return lines


def _named(record: Candidate) -> str:
    return f"{record.title} ({record.number})" if record.number else record.title


def _first(lines: list[str]) -> list[str]:
    more = [_("… and {n} more.").format(n=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return [f"  {line}" for line in (*lines[:SHOWN], *more)]
