"""Writes what the user declared, own fields and options, to sheets of a whole export."""

import json
from collections.abc import Mapping

from crm_desktop.base.i18n import _
from crm_desktop.exchange.declared_sheets import FIELD_HEADS, FIELDS, OPTION_HEADS, OPTIONS
from crm_desktop.exchange.writing.table_writer import Column, TableWriter
from crm_desktop.fields.declarations import Declarations
from crm_desktop.fields.kind import Cell
from crm_desktop.fields.own_kinds import rules_said


def write_declared(writer: TableWriter, declared: Declarations) -> None:
    """Write what the user declared, nothing where that is nothing."""
    fields = [
        (each.entity, each.key, each.label, each.label_en, each.kind, _json(rules_said(each)), str(int(each.listed)))
        for each in declared.fields
    ]
    options = [
        (name, each.key, each.label, each.label_en, each.tone, str(int(each.hidden)), str(each.position or 0))
        for name, some in declared.options.items()
        for each in some
    ]
    for name, heads, rows in ((FIELDS, FIELD_HEADS, fields), (OPTIONS, OPTION_HEADS, options)):
        if rows:
            columns = [Column(head, code=True) for head in heads]
            writer.write(_(name), columns, ([Cell(text, "@") if text else None for text in row] for row in rows))


def _json(rules: Mapping[str, object]) -> str:
    return json.dumps(rules, ensure_ascii=False, sort_keys=True) if rules else ""
