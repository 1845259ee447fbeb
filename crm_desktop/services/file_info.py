"""What is in the open file and how it is kept; whether it is sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, text

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import all_entities
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import search_index
from crm_desktop.storage.integrity import Finding, check_file

CIPHER_PRAGMAS = ("cipher_version", "cipher_page_size", "kdf_iter", "cipher_hmac_algorithm", "cipher_kdf_algorithm")


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Counts by entity, the size on disk in bytes, and the cipher's settings."""

    path: Path
    counts: Mapping[str, int]
    size_bytes: int
    schema: int
    cipher: Mapping[str, str]


def file_info(workspace: Workspace) -> FileInfo:
    """Look at the open file."""
    with workspace.read() as session:
        counts = {
            name: int(session.scalar(select(func.count()).select_from(entity)) or 0)
            for name, entity in all_entities().items()
        }
        schema = int(session.scalar(text("PRAGMA user_version")) or 0)
        cipher = {
            name.removeprefix("cipher_"): str(session.scalar(text(f"PRAGMA {name}")) or "") for name in CIPHER_PRAGMAS
        }
    return FileInfo(workspace.path, counts, workspace.path.stat().st_size, schema, cipher)


def is_empty(workspace: Workspace) -> bool:
    """Tell whether nothing is kept in the open file yet."""
    with workspace.read() as session:
        return not any(session.scalar(select(entity.id).limit(1)) for entity in all_entities().values())


def check_workspace(workspace: Workspace, *, deep: bool = False) -> list[Finding]:
    """Check file, keys, search index and notes; nothing found means sound."""
    findings = list(check_file(workspace.file, deep=deep))
    # FTS5 proves its own structure by a command that writes nothing but is an INSERT.
    with workspace.file.engine.connect() as connection, connection.begin():
        wrong = search_index.check(connection, deep=deep)
    with workspace.read() as session:
        open_work = session.scalar(text("SELECT count(*) FROM work_now"))
        unowned = session.scalar(text("SELECT count(*) FROM note WHERE id > (SELECT max(last_note) FROM work)"))
    if wrong:
        message = ngettext(
            "{n} record is missing from the search index.", "{n} records are missing from the search index.", wrong
        )
        findings.append(Finding("search_index", message))
    if open_work or unowned:
        findings.append(Finding("notes", _("Notes of changes belong to no piece of work.")))
    return findings
