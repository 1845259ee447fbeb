"""Traditional Chinese characters as the simplified ones that they are written as today."""

import json
from functools import cache

from crm_desktop.base.paths import resources


def simplified(text: str) -> str:
    """Give `text` character by character in simplified Chinese: 廣東國際 is 广东国际."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    document: dict[str, str] = json.loads(resources("data", "simplified.json").read_text("utf-8"))
    pairs = zip(document["traditional"], document["simplified"], strict=True)
    return {ord(one): other for one, other in pairs}
