"""Every declared chart draws an empty and a full file, in both languages and themes, with no missing character."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import set_language
from crm_desktop.base.paths import resources
from crm_desktop.charts.declare import chart_named, charts, draw, series_of
from crm_desktop.services.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("error:Glyph")
NAMES = sorted(charts())


@pytest.fixture(params=["zh_CN", "en"])
def either_language(request: pytest.FixtureRequest, in_english: None) -> Iterator[None]:
    set_language(request.param)
    yield
    set_language("en")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_gives_a_friendly_sentence(workspace: Workspace, name: str, theme: str, either_language: None):
    with workspace.read() as session:
        series = series_of(session, name)
    drawn = draw(name, series, tokens(theme), (400, 260))
    drawn.canvas.draw()
    assert series.empty
    assert [len(drawn.axes), len(drawn.texts)] == [0, 1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_full_file_is_drawn_in_the_theme_s_colours(filled: Workspace, name: str, theme: str, either_language: None):
    with filled.read() as session:
        series = series_of(session, name)
    drawn = draw(name, series, tokens(theme), (400, 260), titled=True)
    drawn.canvas.draw()
    assert not series.empty
    assert colour_at_corner(drawn) == tokens(theme)["surface"]


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_are_the_same_as_table_and_as_json(filled: Workspace, name: str):
    with filled.read() as session:
        series = series_of(session, name)
    said = series.as_json()
    assert json.loads(json.dumps(said)) == said
    assert [row[0] for row in series.rows()[1:]] == said["labels"]
    assert [row[1] for row in series.rows()[1:]] == said["values"]
    assert len({len(row) for row in series.rows()}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_says_what_it_shows_in_both_languages(name: str):
    from crm_desktop.base.i18n import _

    english = chart_named(name).label
    set_language("zh_CN")
    assert _(english) != english


def test_an_unknown_chart_is_refused_with_the_known_ones():
    with pytest.raises(UnknownFieldError, match="customers_by_class"):
        chart_named("pie_of_everything")


def tokens(theme: str) -> dict[str, str]:
    return json.loads(resources("themes", f"{theme}.json").read_text(encoding="utf-8"))


def colour_at_corner(drawn: Any) -> str:
    red, green, blue = bytes(drawn.canvas.buffer_rgba())[:3]
    return f"#{red:02X}{green:02X}{blue:02X}"


def test_knowing_the_charts_does_not_load_what_draws_them():
    import subprocess
    import sys

    said = "import sys; from crm_desktop.charts.declare import charts; charts(); print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
