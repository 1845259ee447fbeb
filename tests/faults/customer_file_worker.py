"""A process that works on a customer file until it is killed; told on stdin what, tells on stdout how far it is.

Lines of stdin: the path, the password, the kind of work, and for a change of password the new one.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file
from tests.storage.people import make_tables


def commit_on_and_on(file: CustomerFile, _rest: str) -> None:
    """Commit pairs of rows, and say the number of each pair after it has been acknowledged."""
    with file.reading.begin() as connection:
        number = connection.execute(text("SELECT count(*) FROM person")).scalar_one() // 2
    while True:
        with file.engine.begin() as connection:
            for half in ("a", "b"):
                name = f"{number}{half} " + "x" * (number % 7 * 300)
                connection.execute(text("INSERT INTO person (name) VALUES (:name)"), {"name": name})
        say(str(number))
        number += 1
        if number % 20 == 0:
            file.checkpoint()


def change_password(file: CustomerFile, new: str) -> None:
    say("changing")
    file.change_password(new)
    say("changed")
    sys.stdin.read()


def say(word: str) -> None:
    print(word, flush=True)


WORK: dict[str, Callable[[CustomerFile, str], None]] = {"commit": commit_on_and_on, "password": change_password}


def main() -> None:
    path, password, kind, rest = (sys.stdin.readline().rstrip("\n") for _line in range(4))
    if kind == "create":
        say("creating")
        create_file(Path(path), password, make_tables)
        say("created")
        sys.stdin.read()
        return
    file = open_file(Path(path), password)
    say("open")
    WORK[kind](file, rest)


if __name__ == "__main__":
    main()
