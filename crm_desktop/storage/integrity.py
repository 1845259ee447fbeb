"""Looks through an open customer file for damage."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlcipher3 import dbapi2

from crm_desktop.base.i18n import _
from crm_desktop.storage.change_key import checkpoint
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.driver_errors import CORRUPT, IOERR, NOTADB, primary_code, spoken
from crm_desktop.storage.page_proof import PAGE

Code = Literal["size", "page", "structure", "reference", "search_index", "notes"]
CHECKING_CACHE = -65536  # KiB; pages that are compared with one another are decrypted once, not again and again
AT_MOST = 100  # findings of a kind; a broken file has thousands


@dataclass(frozen=True)
class Finding:
    """Something in the file that is not as it must be; the message names no customer."""

    code: Code
    message: str


def check_file(file: CustomerFile, deep: bool = False) -> list[Finding]:
    """Give what is wrong with the file, nothing when it is whole. `deep` also compares each index with its table.

    Takes about 0.3 s per 40 MB. Others may work meanwhile; only when something seems wrong is it
    looked at again with everybody else kept from writing.
    """
    with spoken(file.path):
        pooled = file.engine.raw_connection()
        try:
            connection: Any = pooled.driver_connection
            return _look(file, connection, deep) and _look_undisturbed(file, connection, deep)
        finally:
            pooled.close()


def check_connection(connection: Any) -> list[Finding]:
    """Give what is wrong with the file of a driver's connection that nobody else uses: pages, structure, references."""
    connection.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
    return [*_pages(connection), *_structure(connection, deep=True), *_references(connection)]


def _look_undisturbed(file: CustomerFile, connection: Any, deep: bool) -> list[Finding]:
    """Look while nobody can write, so that a page just being written is not taken for a damaged one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        return _look(file, connection, deep)
    finally:
        connection.execute("ROLLBACK")


def _look(file: CustomerFile, connection: Any, deep: bool) -> list[Finding]:
    try:
        if not connection.in_transaction:
            checkpoint(connection)
        return [
            *_size(file, connection),
            *_pages(connection),
            *_structure(connection, deep),
            *_references(connection),
        ]
    except dbapi2.DatabaseError as error:
        if primary_code(error) not in {CORRUPT, NOTADB, IOERR}:
            raise
        return [*_pages(connection), Finding("structure", _("The file cannot be read to its end."))]


def _size(file: CustomerFile, connection: Any) -> Iterator[Finding]:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    wal = file.path.with_name(file.path.name + "-wal")
    waiting = wal.stat().st_size if wal.exists() else 0
    size = file.path.stat().st_size
    if not waiting and size != pages * PAGE:
        message = _("The file should have {expected} bytes and has {found}.")
        yield Finding("size", message.format(expected=pages * PAGE, found=size))


def _pages(connection: Any) -> Iterator[Finding]:
    """Check each page's own code; this alone does not see a file cut between two pages."""
    for (answer,) in connection.execute("PRAGMA cipher_integrity_check").fetchmany(AT_MOST):
        yield Finding("page", _("A page is damaged: {answer}").format(answer=answer))


def _structure(connection: Any, deep: bool) -> Iterator[Finding]:
    check = "integrity_check" if deep else "quick_check"
    answers = connection.execute(f"PRAGMA {check}({AT_MOST})").fetchall()
    for (answer,) in answers:
        if answer != "ok":
            yield Finding("structure", _("A table or an index is damaged: {answer}").format(answer=answer))


def _references(connection: Any) -> Iterator[Finding]:
    for table, row, parent, _which in connection.execute("PRAGMA foreign_key_check").fetchmany(AT_MOST):
        message = _("Row {row} of “{table}” belongs to a row of “{parent}” that is gone.")
        yield Finding("reference", message.format(row=row, table=table, parent=parent))
