"""Text is broken into lines that fit, and not one character is lost."""

import pytest

from crm_desktop.printing.ink import BODY, printable, text_width, wrap

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    "text",
    [
        "每张发票都要对账，" * 50,
        "The quick brown fox " * 60,
        "a" * 900,
        "𠮷野家与😀客户" * 40,
        "中文 and English 混排 " * 40,
    ],
)
def test_a_long_text_becomes_lines_that_fit_and_loses_nothing(text: str):
    lines = wrap(text, 80)
    assert len(lines) > 1
    assert all(text_width(line) <= 80.1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_each_line_of_the_text_is_a_line_on_paper():
    assert wrap("one\n\ntwo\r\nthree\u2028four", 80) == ["one", "", "two", "three", "four"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 80) == [""]


def test_control_characters_are_not_printed():
    assert printable("a\x00b\x07c\td") == "abc    d"


def test_figures_are_equally_wide():
    assert len({round(text_width(figure * 10, BODY), 3) for figure in "0123456789"}) == 1
