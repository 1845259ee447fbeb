"""Lets a long statement be stopped from another thread, through the progress that its caller watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from crm_desktop.base.errors import CancelledError
from crm_desktop.base.progress import Progress

STEPS = 20_000  # of SQLite's machine between two looks: some milliseconds


@contextmanager
def stopped_by(connection: Connection, progress: Progress) -> Iterator[None]:
    """End the statement under way in the block when `progress` says to stop: `CancelledError`.

    SQLite rolls a transaction back that was stopped while it wrote.
    """
    driver = cast("Any", connection.connection.driver_connection)  # sqlcipher3 has no types
    stop: list[CancelledError] = []

    def look() -> int:
        try:
            progress.report(0, 0)
        except CancelledError as error:
            stop.append(error)
        return len(stop)

    driver.set_progress_handler(look, STEPS)
    try:
        yield
    except DBAPIError as error:
        if stop:
            raise stop[0] from error
        raise
    finally:
        driver.set_progress_handler(None, 0)
