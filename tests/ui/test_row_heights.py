"""Rows of any height: guessed until they are seen, and what is looked at stays where it is."""

from crm_desktop.ui.timeline.row_heights import TOP, RowHeights


def test_only_rows_in_view_are_measured():
    rows, asked = RowHeights([10] * 1000), []
    rows.measure(TOP + 5000, 35, lambda row: asked.append(row) or 10)
    assert asked == [500, 501, 502, 503]


def test_rows_below_the_upper_edge_grow_downwards():
    rows = RowHeights([10] * 100)
    assert rows.measure(TOP + 500, 30, lambda _row: 25) == 0
    assert (rows.top(50), rows.top(51), rows.whole) == (TOP + 500, TOP + 525, TOP + 1000 + 2 * 15)


def test_a_row_that_begins_above_keeps_its_lower_edge():
    rows = RowHeights([10] * 100)
    moved = rows.measure(TOP + 505, 10, lambda _row: 50)
    assert moved == 40
    assert rows.top(51) - (TOP + 505 + 40) == 5  # as far below the upper edge as before


def test_nothing_is_measured_twice_until_it_is_forgotten():
    rows = RowHeights([10] * 3)
    assert rows.measure(0, 100, lambda _row: 20) == 0
    assert rows.measure(0, 100, lambda _row: 30) is None
    rows.forget(1)
    rows.measure(0, 100, lambda _row: 30)
    assert [rows.height(row) for row in range(3)] == [20, 30, 20]


def test_a_list_of_nothing_has_no_rows():
    rows = RowHeights()
    assert (rows.row_at(50), rows.measure(0, 100, lambda _row: 1), rows.whole) == (-1, None, TOP)
