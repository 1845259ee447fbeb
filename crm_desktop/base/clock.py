"""The time of day, in one place so that tests can stop it."""

import datetime as dt


def now() -> dt.datetime:
    """Give this moment with the computer's offset from UTC, to the second."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


def today() -> dt.date:
    """Give today's date where the computer stands."""
    return now().date()
