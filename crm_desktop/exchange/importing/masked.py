"""Values that a shop platform has blacked out, 138****0000 and 王**: they name nobody and must never be keys."""

import re

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import CellValue, Note

_STARS = "*\uff0a\u2022\u25cf\u00d7"
MASKS = re.compile(rf"[{_STARS}]|[xX]{{3}}")  # what a masked value has, and others may have
_NAME = re.compile(rf"[^{_STARS}]{{1,4}}[{_STARS}]{{2,}}[^{_STARS}]{{0,4}}|[^{_STARS}]{{1,2}}[{_STARS}][^{_STARS}]?")
_CODE = re.compile(rf"[{_STARS}]{{2,}}|\d[xX]{{3,}}\d")
# What rows are found again by, and what one must be able to dial or write to.
_NAMES = frozenset({"name"})
_CODES = frozenset({"mobile", "phone", "email", "wechat", "qq", "account", "serial", "credit_code", "by_choice"})
MASKABLE = _NAMES | _CODES


def is_masked(text: str, kind: str) -> bool:
    """Tell whether a value of a kind that can be masked is blacked out in part."""
    return (_NAME.fullmatch(text.strip()) if kind in _NAMES else _CODE.search(text)) is not None


def masked(raw: CellValue, needed: bool) -> Note:
    """Give what is told of such a value; one that a record cannot do without keeps its row out."""
    if needed:
        message = _("“{raw}” is masked and names nobody. Let another column bring the name, or type it in full.")
        return Note("refuse", "masked", message.format(raw=raw))
    message = _("“{raw}” is masked; it is kept in the remark and nothing is matched by it.")
    return Note("warn", "masked", message.format(raw=raw))
