"""Pages are filled from top to bottom, and what belongs together stays together."""

from dataclasses import replace

from crm_desktop.printing.flow import flow
from crm_desktop.printing.strips import Strip, kept, white

ROOM = 100.0


def strip(height: float) -> Strip:
    return Strip(height, lambda _ink, _x, _y: None)


def heights(strips: list[Strip]) -> list[list[float]]:
    return [[placed.strip.height for placed in page] for page in flow(strips, lambda _number: ROOM)]


def test_strips_stand_below_one_another_until_the_page_is_full():
    pages = flow([strip(40), strip(40), strip(40)], lambda _number: ROOM)
    assert [[placed.y for placed in page] for page in pages] == [[0, 40], [0]]


def test_a_strip_that_just_fits_stays_on_the_page():
    assert heights([strip(60), strip(40)]) == [[60, 40]]


def test_tied_strips_go_to_the_next_page_together():
    assert heights([strip(70), *kept([strip(20), strip(20)])]) == [[70], [20, 20]]


def test_tied_strips_higher_than_a_page_are_divided_where_they_must_be():
    assert heights([strip(30), *kept([strip(60), strip(60)])]) == [[30, 60], [60]]


def test_white_at_the_head_of_a_page_is_left_out():
    pages = flow([strip(95), white(20), strip(10)], lambda _number: ROOM)
    assert pages[1][0].y == 0


def test_white_alone_makes_no_page():
    assert len(flow([strip(95), white(20)], lambda _number: ROOM)) == 1


def test_a_head_is_said_again_on_each_page_that_begins_with_its_rows():
    head = strip(7)
    rows = [replace(strip(30), head=(head,)) for _number in range(6)]
    assert heights([head, *rows]) == [[7, 30, 30, 30], [7, 30, 30, 30]]


def test_a_page_keeps_room_for_the_row_that_closes_it():
    rows = [replace(strip(30), tail=strip(12) if position else None) for position in range(4)]
    assert heights(rows) == [[30, 30, 12], [30, 30]]


def test_the_first_page_may_have_less_room_than_the_others():
    pages = flow([strip(40)] * 4, lambda number: 50 if number == 0 else 130)
    assert [len(page) for page in pages] == [1, 3]


def test_something_higher_than_a_page_is_placed_all_the_same():
    assert heights([strip(10), strip(250), strip(10)]) == [[10], [250], [10]]
