"""One input widget per kind of value, found by being there."""

from functools import cache

from crm_desktop.base import discover


@cache
def load_all() -> None:
    """Import every editor, so that each has said for which kinds it is."""
    discover.load_all(__name__)
