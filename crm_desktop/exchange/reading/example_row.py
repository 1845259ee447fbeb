"""The row of a template that only shows how: written by the template, left out by every import."""

from crm_desktop.base.i18n import LANGUAGES, N_, _, said_in
from crm_desktop.exchange.reading.workbook import Row

EXAMPLE = N_("Example: {name} (this row is not imported)")
EXAMPLE_WITHIN = 3  # rows under the headings


def example_name(name: str) -> str:
    """Write the name that tells an example from a record, in the current language."""
    return _(EXAMPLE).format(name=name)


def is_example(row: Row) -> bool:
    """Tell whether a row is a template's example, in whichever language it was written."""
    return any(isinstance(value, str) and _says_so(value.strip()) for value in row)


def _says_so(text: str) -> bool:
    said = (said_in(language, EXAMPLE).split("{name}") for language in LANGUAGES)
    return any(text.startswith(before) and text.endswith(behind) for before, behind in said)
