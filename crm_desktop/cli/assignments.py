"""The words field=value, by which commands are told what a record or a sheet is to have."""

from collections.abc import Iterable

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _


def read_assignments(said: Iterable[str]) -> dict[str, str]:
    """Read “field=value”, the value as it stands; raises `InvalidValueError`."""
    values: dict[str, str] = {}
    for word in said:
        name, equals, value = word.partition("=")
        if not equals:
            raise InvalidValueError(_("“{word}” is no field=value.").format(word=word))
        values[name.strip()] = value
    return values
