"""The colours of the light and the dark theme, by the names that resources/themes gives them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from crm_desktop.base.paths import resources

ThemeName = Literal["light", "dark"]

# Who asks the system for more contrast gets the stronger neighbour of the two faint colours.
_STRONGER = {"muted": "secondary", "line": "line-strong", "line-row": "line-strong", "disabled": "secondary"}


@cache
def tokens(theme: ThemeName, *, high_contrast: bool = False) -> Mapping[str, str]:
    """Give every token of `theme` as #RRGGBB."""
    plain: dict[str, str] = json.loads(resources("themes", f"{theme}.json").read_text(encoding="utf-8"))
    if not high_contrast:
        return plain
    return plain | {faint: plain[strong] for faint, strong in _STRONGER.items() if faint in plain}
