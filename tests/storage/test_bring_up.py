"""A file of an earlier version is brought to the declared tables when it is opened."""

import pytest

from crm_desktop.services import own_fields, records, search
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.open_file import open_file
from crm_desktop.services.tasks import open_tasks
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD

EARLIER = (
    "DROP TABLE saved_view",
    "DROP INDEX choice_option_key",
    "DROP TRIGGER note_choice_option_update",
    "DROP TRIGGER note_choice_option_delete",
    "ALTER TABLE choice_option DROP COLUMN tone",
    "DROP TRIGGER note_contact_update",
    "DROP TRIGGER note_contact_delete",
    "ALTER TABLE contact DROP COLUMN is_main",
    "DROP INDEX customer_fact_next_step",
    "ALTER TABLE customer_fact DROP COLUMN next_step",
    "PRAGMA user_version = 1",
)


@pytest.fixture
def earlier(filled: Workspace) -> Workspace:
    """Make a file of what it would have been before some tables and columns were declared, and open it again."""
    with filled.file.engine.begin() as connection:
        for statement in EARLIER:
            connection.exec_driver_sql(statement)
    filled.close()
    return open_file(filled.path, PASSWORD)


def test_missing_tables_columns_and_facts_are_there_again(earlier: Workspace):
    with earlier.read() as session:
        assert records.get(session, "contact", 1)["is_main"] is False
        assert records.get(session, "customer", 1)["next_step"] is not None
        assert session.connection().exec_driver_sql("PRAGMA user_version").scalar_one() > 1
        assert session.connection().exec_driver_sql("SELECT count(*) FROM saved_view").scalar_one() == 0
    assert check_workspace(earlier, deep=True) == []


def test_own_fields_are_found_after_it(filled: Workspace):
    key = own_fields.add_field(filled, "customer", "Hobby").key
    records.change(filled, "customer", 1, {key: "kitesurfing"})
    with filled.file.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 1")
    filled.close()
    opened = open_file(filled.path, PASSWORD)
    with opened.read() as session:
        assert [each.id for each in search.search(session, "kitesurfing", 5)] == [1]
    assert check_workspace(opened, deep=True) == []


def test_what_changes_in_new_columns_is_noted_and_taken_back(earlier: Workspace):
    records.change(earlier, "contact", 1, {"is_main": "yes"})
    earlier.undo()
    with earlier.read() as session:
        assert not records.get(session, "contact", 1)["is_main"]


FOLLOW_UPS = (
    "DELETE FROM task",
    "DROP TRIGGER note_interaction_update",
    "DROP TRIGGER note_interaction_delete",
    "ALTER TABLE interaction DROP COLUMN minutes",
    "ALTER TABLE interaction ADD COLUMN follow_up_on DATE",
    "ALTER TABLE interaction ADD COLUMN follow_up_done BOOLEAN NOT NULL DEFAULT 0",
    "CREATE INDEX ix_interaction_follow_up_on ON interaction (follow_up_on)",
    "UPDATE interaction SET follow_up_on = '2026-12-01' WHERE id IN (1, 3)",
    "UPDATE interaction SET follow_up_done = 1 WHERE id = 3",
    "PRAGMA user_version = 1",
)


def test_follow_ups_of_an_earlier_file_are_tasks(filled: Workspace):
    with filled.file.engine.begin() as connection:
        for statement in FOLLOW_UPS:
            connection.exec_driver_sql(statement)
    filled.close()
    opened = open_file(filled.path, PASSWORD)
    with opened.read() as session:
        (first,) = open_tasks(session, 1)
        done = records.get(session, "task", first.id + 1)
        assert (first.what, str(first.due_on)) == ("Follow up: 确认备货清单 0", "2026-12-01")
        assert (done["customer_id"], done["interaction_id"], done["done_at"] is None) == (2, 3, False)
        assert str(records.get(session, "customer", 1)["next_step"]) == "2026-12-01"
    records.add(opened, "interaction", {"customer_id": 1, "content": "更新之后", "minutes": "5"})
    opened.undo()
    assert check_workspace(opened, deep=True) == []
