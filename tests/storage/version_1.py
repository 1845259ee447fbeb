"""A customer file of schema version 1, as the program of then left it: `version_1.sql` holds its tables and rows."""

from pathlib import Path

from sqlalchemy import Connection

from crm_desktop.storage.customer_file import create_file
from tests.conftest import PASSWORD

SCRIPT = Path(__file__).with_name("version_1.sql")


def make_version_1(path: Path) -> Path:
    """Make the closed file: customers 1 and 3 with follow-ups, customer 2 and interaction 4 removed with theirs."""
    file, _code = create_file(path, PASSWORD, _fill)
    file.close()
    return path


def _fill(connection: Connection) -> None:
    for statement in SCRIPT.read_text("utf-8").splitlines()[1:]:
        connection.exec_driver_sql(statement)
