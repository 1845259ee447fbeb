"""The question behind every page of an import: what all rows would come to, and what words columns of choices hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.base.progress import Progress
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.importing.value_maps import ChoiceText, choice_texts
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.fields.declarations import declared
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.workspace import Workspace

Spot = tuple[str, int]  # sheet and column


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a dry run, and the different texts of each column of choices."""

    result: ImportResult
    texts: Mapping[Spot, Sequence[ChoiceText]]


def check_all(workspace: Workspace, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Checked:
    """Do the whole import and keep nothing of it."""
    result = run_import(workspace, workbook, choices, dry_run=True, progress=progress)
    context = workspace.context
    with declared(result.sheets[0].declared or workspace.declared):
        texts = {
            (sheet.table.sheet, match.column): choice_texts(sheet, match.column, context)
            for sheet in result.sheets
            for match in sheet.matches
            if match.target and isinstance(sheet.place(match.target).kind, Choice)
        }
    return Checked(result, texts)
