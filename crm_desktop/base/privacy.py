"""Whether the window hides how people are reached, so that who looks over a shoulder reads no phone number."""

from collections.abc import Callable
from contextlib import suppress

_on = False
_peeking = False
_listeners: list[Callable[[], None]] = []


def is_on() -> bool:
    """Tell whether values are hidden on the screen now; always False on the command line and on paper's side."""
    return _on and not _peeking


def set_on(on: bool) -> None:
    """Hide values, or show them again, and tell those who show some."""
    global _on, _peeking
    was, _on, _peeking = is_on(), on, False
    _tell(was)


def peek(looking: bool) -> None:
    """Show everything for a moment, as long as a key or a button is held."""
    global _peeking
    was, _peeking = is_on(), looking
    _tell(was)


def on_privacy_change(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` whenever values are to be said anew; returns a function that ends it."""
    _listeners.append(listener)

    def end() -> None:
        with suppress(ValueError):  # a page may be stopped twice
            _listeners.remove(listener)

    return end


def _tell(was: bool) -> None:
    if is_on() != was:
        for listener in tuple(_listeners):
            listener()
