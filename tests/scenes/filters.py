"""Filters: chips, the panels under them, groups of rows and totals."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from crm_desktop.services.lists import parse_condition
from tests.scenes.studio import Studio, frame_of, wait

CHIPS = ("level=A|B", "last_contact=last_90_days", "any(level=A; tags=VIP; no interaction(happened_at=this_month))")


def filters(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    context = studio.workspace.context
    frame = frame_of(studio)
    page = frame.customers.list
    row = page.filters.row
    page.state.set_where(tuple(parse_condition(said, "customer", context) for said in CHIPS))
    wait(300)
    yield "filter-chips", frame
    row.add()
    yield "filter-pick", _with(frame, row.popup)
    row.popup.close()
    for place, name in enumerate(("level", "days", "group")):
        row.edit(place)
        wait(100)
        yield f"filter-{name}", _with(frame, row.popup)
        row.popup.close()
    page.state.set_where(page.filters.where()[:1])
    page.state.show_columns([*(each.key for each in page.state.columns), "credit_limit"])
    page.state.set_group("customer_class")
    wait(300)
    page.table.fold(0)
    wait(100)
    yield "list-groups", frame
    frame.resize(1024, 680)
    wait(200)
    yield "list-groups-small", frame


def _with(frame: QWidget, popup: QWidget | None) -> QWidget:
    """Give a picture of the window with its panel, which is a window of its own."""
    assert popup is not None
    picture = frame.grab()
    painter = QPainter(picture)
    painter.drawPixmap(frame.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0))), popup.grab())
    painter.end()
    shown = QLabel()
    shown.setPixmap(picture)
    return shown
