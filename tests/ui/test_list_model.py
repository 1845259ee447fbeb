"""The model of lists: ids in hand, rows by page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.services.lists import ListQuery, Sort, list_ids
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.lists.list_answer import find
from crm_desktop.ui.lists.record_model import PAGE, RecordModel
from crm_desktop.ui.lists.record_table import runs

COLUMNS = (Column("Name", ("name",), look="title"), Column("Reach", ("phone", "contact"), look="two lines"))


class Shelf:
    """Rows that remember how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def rows(self, ids: Sequence[int], fields: Sequence[str]) -> list[tuple[Any, ...]]:
        self.asked.append(len(ids))
        return [tuple(f"{field} {record_id}" for field in fields) for record_id in ids]


def model_of(ids: list[int], shelf: Shelf) -> RecordModel:
    model = RecordModel(COLUMNS, shelf.rows, lambda _column, values: " · ".join(values))
    model.set_ids(ids)
    return model


def test_only_the_page_in_view_is_read(qapp: QApplication):
    shelf = Shelf()
    model = model_of(list(range(1, 100_001)), shelf)
    assert model.rowCount() == 100_000
    assert model.cell(70_000, 1) == ["name 70001"]
    assert model.cell(70_001, 2) == ["phone 70002", "contact 70002"]
    assert shelf.asked == [PAGE]


def test_a_cell_is_said_in_words_for_tooltips_and_screen_readers(qapp: QApplication):
    model = model_of([5], Shelf())
    index = model.index(0, 2)
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) == "phone 5 · contact 5"
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "phone 5 · contact 5"


def test_rows_are_read_again_after_a_change(qapp: QApplication):
    shelf = Shelf()
    model = model_of([1, 2, 3], shelf)
    model.cell(0, 1)
    model.forget_rows()
    model.cell(0, 1)
    assert shelf.asked == [3, 3]


def test_a_record_that_is_gone_is_found_nowhere(qapp: QApplication):
    model = model_of([4, 9], Shelf())
    assert model.row_of(9) == 1
    assert model.row_of(7) == -1


def test_rows_beside_one_another_are_one_span():
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


def test_a_search_picks_from_what_is_sorted_already(filled: Workspace):
    everything = ListQuery(sort=(Sort("sort_name"),))
    base = find(filled, everything, None, new_question=True).base
    found = find(filled, replace(everything, search="杭州"), base, new_question=True)
    assert found.base is base
    with filled.read() as session:
        assert found.ids == list_ids(session, replace(everything, search="杭州"))
    assert len(found.ids) == 4
