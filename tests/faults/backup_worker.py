"""A process that backs up or restores a customer file until it is killed.

Lines of stdin: the path, the password, the kind of work, and for a restore the backup.
"""

import sys
from pathlib import Path

from crm_desktop.services import backups, records, restores
from crm_desktop.services.open_file import open_file


def say(word: str) -> None:
    print(word, flush=True)


def main() -> None:
    path, password, kind, backup = (sys.stdin.readline().rstrip("\n") for _line in range(4))
    workspace = open_file(Path(path), password)
    if kind == "backup":
        records.add(workspace, "customer", {"name": "客户"})
        while True:
            say("begun")
            say(backups.make(workspace).path.name)
    say("begun")
    restores.restore_all(workspace, Path(backup))
    say("done")
    sys.stdin.read()


if __name__ == "__main__":
    main()
