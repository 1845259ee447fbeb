"""Several things in one phrase: “A or B”, “A and B”."""

from collections.abc import Iterable
from functools import reduce

from crm_desktop.base.i18n import _


def any_of(texts: Iterable[str]) -> str:
    """Join texts of which one is enough; nothing for none."""
    return _joined(_("{one} or {other}"), texts)


def all_of(texts: Iterable[str]) -> str:
    """Join texts that are all meant; nothing for none."""
    return _joined(_("{one} and {other}"), texts)


def _joined(template: str, texts: Iterable[str]) -> str:
    said = list(texts)
    return reduce(lambda one, other: template.format(one=one, other=other), said[1:], said[0]) if said else ""
