"""A process that opens a customer file of an earlier version and stops before a statement, where it is killed.

Lines of stdin: the path, the password, and the number of the statement; tells on stdout “there” or how many there were.
"""

import itertools
import sys
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from crm_desktop.services.open_file import open_file


def main() -> None:
    path, password, wanted = (sys.stdin.readline().rstrip("\n") for _line in range(3))
    numbers = itertools.count(1)

    def stop_at_one(*_what: object) -> None:
        if next(numbers) == int(wanted):
            print("there", flush=True)
            sys.stdin.read()

    event.listen(Engine, "before_cursor_execute", stop_at_one)
    open_file(Path(path), password).close()
    print(next(numbers) - 1, flush=True)


if __name__ == "__main__":
    main()
