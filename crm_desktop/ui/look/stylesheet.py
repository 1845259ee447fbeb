"""The one style sheet, made from resources/themes/kebu.qss and the tokens of a theme."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from crm_desktop.base.paths import cache_folder, private_folder, resources

_MARK = re.compile(r"@mark\(([a-z0-9-]+), ([a-z0-9-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"@([a-z][a-z0-9-]*)")


def stylesheet(colours: Mapping[str, str]) -> str:
    """Fill the template: `@accent` is a colour, `@mark(check, on-accent)` a drawn icon in that colour."""
    template = _COMMENT.sub("", resources("themes", "kebu.qss").read_text(encoding="utf-8"))
    drawn = _MARK.sub(lambda found: f'url("{_mark(found[1], colours[found[2]]).as_posix()}")', template)
    return _TOKEN.sub(lambda found: colours[found[1]], drawn)


def svg(name: str, colour: str, stroke: str = "1.75") -> bytes:
    """Give a shipped icon drawn in `colour`; the mock-ups draw Lucide's lines a little thinner than Lucide."""
    return (
        _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()
    )


@cache
def _source(name: str) -> str:
    return resources("icons", f"{name}.svg").read_text(encoding="utf-8")


def _mark(name: str, colour: str) -> Path:
    # QSS can only show a picture that is a file, and only in the colour the file has.
    file = private_folder(cache_folder() / "marks") / f"{name}-{colour.removeprefix('#')}.svg"
    if not file.exists():
        file.write_bytes(svg(name, colour, stroke="2.5"))
    return file
