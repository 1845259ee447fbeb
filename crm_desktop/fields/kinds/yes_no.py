"""Yes or no."""

from sqlalchemy.types import Boolean

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import typed
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError

_YES = "是 有 对 真 已 y yes true t 1 √ ✓ ✔ ☑ on"
_NO = "否 无 没有 不 不是 假 未 n no false f 0 × ✗ ✘ ☐ x off"
_WORDS = {**dict.fromkeys(_YES.split(), True), **dict.fromkeys(_NO.split(), False)}


class YesNo(Kind[bool]):
    """Yes or no, in the words and signs of both languages."""

    name = "yes_no"
    label = N_("Yes or no")
    accepts = N_("Yes or no.")

    def __init__(self) -> None:
        self.column_type = Boolean()

    def parse(self, raw: object, context: Context) -> Read[bool]:
        if isinstance(raw, bool):
            return Read(raw)
        text = typed(raw)
        read = _WORDS.get(text.casefold())
        if read is None:
            message = _("“{raw}” is neither yes nor no.").format(raw=text)
            raise RefusedError("not_yes_or_no", message)
        return Read(read)

    def show(self, value: bool) -> str:
        return _("Yes") if value else _("No")
