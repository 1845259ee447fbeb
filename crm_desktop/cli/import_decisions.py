"""Reads how the command line says what becomes of single fields and single rows of an import."""

import re
from collections.abc import Iterable
from typing import get_args

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.choices import POLICIES, Decision, Policy, RowChoice

_ROW = re.compile(r"(?:(?P<sheet>.+)!)?(?P<row>\d+)=(?P<decision>[a-z]+)(?::(?P<record>\d+))?")


def read_policies(said: Iterable[str]) -> dict[str, Policy]:
    """Read what becomes of single fields: “level=overwrite”. Raises `InvalidValueError`."""
    policies: dict[str, Policy] = {}
    for word in said:
        place, equals, named = word.partition("=")
        policy = next((each for each in POLICIES if each == named.strip()), None)
        if not equals or policy is None:
            message = _("“{word}” is no field=policy. Known policies: {known}.")
            raise InvalidValueError(message.format(word=word, known=", ".join(POLICIES)))
        policies[place.strip()] = policy
    return policies


def read_rows(said: Iterable[str], sheet: str) -> dict[tuple[str, int], RowChoice]:
    """Read what becomes of single rows: “12=skip”, “客户!12=update:34”. Raises `InvalidValueError`."""
    rows: dict[tuple[str, int], RowChoice] = {}
    for word in said:
        match = _ROW.fullmatch(word)
        decision = next((each for each in get_args(Decision) if match and each == match["decision"]), None)
        if match is None or decision is None or (match["record"] and decision != "update"):
            message = _("“{word}” is no row=decision. Known decisions: {known}.")
            raise InvalidValueError(message.format(word=word, known=", ".join(get_args(Decision))))
        record = int(match["record"]) if match["record"] else None
        rows[match["sheet"] or sheet, int(match["row"])] = RowChoice(decision, record)
    return rows
