"""Views of lists: kept in the file, taken back like all work, and open after a field of theirs is gone."""

import pytest
from sqlalchemy import update

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_
from crm_desktop.fields.relative_days import days_ago
from crm_desktop.services import own_fields, records, views
from crm_desktop.services.conditions.tree import Condition, Group
from crm_desktop.services.lists import Sort, initials, list_ids, list_rows
from crm_desktop.services.view_definition import Definition, ViewColumn
from crm_desktop.services.views import View
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import own_field

WHERE = (Condition("customer_class", "=", "prime"), Group("any", (Condition("last_contact", "<", days_ago(60)),)))
WHOLE = Definition(
    columns=(ViewColumn("level+name", 240), ViewColumn("region")),
    where=WHERE,
    sort=(Sort("customer_class"), Sort("sort_name", descending=True)),
    density="compact",
    group="level",
)


def labels(workspace: Workspace, entity: str = "customer") -> list[str]:
    return [each.label for each in views.all_views(workspace, entity)]


def kept(workspace: Workspace, *names: str) -> list[View]:
    for name in names:
        views.save_as(workspace, "customer", name, Definition())
    return [each for each in views.all_views(workspace, "customer") if each.kept]


def test_everything_of_a_view_is_kept(filled: Workspace):
    key = views.save_as(filled, "customer", "杭州批发", WHOLE)
    view = views.view_named(filled, "customer", "杭州批发")
    assert (view.key, view.definition, view.kept, view.gone) == (key, WHOLE, True, ())
    assert view.fields() == ("level", "name", "region")


def test_each_saving_is_work_that_can_be_taken_back(filled: Workspace):
    (view,) = kept(filled, "Mine")
    views.save(filled, view, WHOLE)
    assert filled.can_undo().title == "View “Mine” changed"
    filled.undo()
    assert views.view_named(filled, "customer", "Mine").definition == Definition()
    views.remove(filled, view)
    filled.undo()
    assert labels(filled)[-1] == "Mine"


def test_a_view_that_comes_with_the_program_stays_as_it_is(filled: Workspace):
    prime = views.view_named(filled, "customer", "prime")
    for deed in (
        lambda: views.save(filled, prime, WHOLE),
        lambda: views.rename(filled, prime, "Mine"),
        lambda: views.move(filled, prime, 1),
        lambda: views.remove(filled, prime),
    ):
        with pytest.raises(InvalidValueError, match="comes with the program"):
            deed()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "prime CUSTOMERS", "mine"])
def test_names_are_short_and_given_once(filled: Workspace, name: str):
    kept(filled, "Mine")
    with pytest.raises(InvalidValueError):
        views.save_as(filled, "customer", name, Definition())
    assert len(kept(filled)) == 1


def test_views_are_renamed_and_put_in_order(filled: Workspace):
    first, second, third = kept(filled, "One", "Two", "Three")
    views.rename(filled, second, "Second")
    views.move(filled, third, -2)
    views.move(filled, first, 9)
    assert labels(filled)[-3:] == ["Three", "Second", "One"]
    with pytest.raises(NotFoundError):
        views.view_named(filled, "customer", "Two")


def test_a_list_opens_with_the_view_that_was_chosen_for_it(filled: Workspace):
    (view,) = kept(filled, "Mine")
    assert views.first_view(views.all_views(filled, "customer")).key == "all"
    views.open_with(filled, view)
    assert views.first_view(views.all_views(filled, "customer")).label == "Mine"
    assert views.first_view(views.all_views(filled, "contact")).key == "all"
    views.remove(filled, view)
    assert views.first_view(views.all_views(filled, "customer")).key == "all"


def test_a_view_opens_without_a_field_that_is_gone_and_says_so(filled: Workspace):
    own = own_fields.add_field(filled, "customer", "仓位")
    where = (Condition(own.key, "=", "A1"), Condition("level", "=", "A"))
    columns = (ViewColumn("level+name"), ViewColumn(own.key))
    definition = Definition(columns, where, (Sort(own.key), Sort("sort_name")))
    views.save_as(filled, "customer", "Mine", definition)
    own_fields.remove_field(filled, "customer", own.key)
    view = views.view_named(filled, "customer", "Mine")
    assert view.gone == ("仓位",)
    assert view.definition == Definition(columns[:1], where[1:], (Sort("sort_name"),))
    filled.undo()
    assert views.view_named(filled, "customer", "Mine").definition == definition


@pytest.mark.parametrize("kind", ["number", "yes_no", "date", "multi_choice"])
def test_a_view_opens_without_a_filter_that_is_no_value_of_its_field(filled: Workspace, kind: str):
    own = own_fields.add_field(filled, "customer", "仓位")
    where = (Condition(own.key, "=", "A1"), Condition("level", "=", "A"))
    views.save_as(filled, "customer", "Mine", Definition(where=where))
    with filled.work(N_("Odd"), kind="edit") as work:
        work.connection.execute(update(own_field).values(kind=kind))
    view = views.view_named(filled, "customer", "Mine")
    assert (view.gone, view.definition.where) == (("仓位",), where[1:])


def test_every_view_that_comes_along_can_be_asked(filled: Workspace):
    for entity in ("customer", "contact", "interaction", "address", "channel", "attachment"):
        for view in views.all_views(filled, entity):
            with filled.read() as session:
                list_ids(session, view.query())


def test_parts_are_listed_with_their_customer_and_sorted_by_its_pinyin(filled: Workspace):
    query = View("contact", "", "", Definition(sort=(Sort("customer"),))).query()
    with filled.read() as session:
        ids = list_ids(session, query)
        rows = list_rows(session, "contact", ids[:3], ("name", "customer"))
    assert rows == [("李先生", "半山茶社"), ("赵先生", "北窗眼镜行"), ("Ann Berglund", "Bluestone Stationery")]


def test_letters_tell_where_names_begin_both_ways(filled: Workspace):
    records.add(filled, "customer", {"name": "58 同城小店"})
    query = View("customer", "", "", Definition(sort=(Sort("sort_name"),))).query
    with filled.read() as session:
        letters = initials(session, query())
        found = initials(session, query("杭州"))
        turned = initials(session, View("customer", "", "", Definition(sort=(Sort("sort_name", True),))).query())
    assert letters[:4] == [("#", 0), ("B", 1), ("C", 4), ("H", 6)]
    assert found == [("H", 0), ("L", 1), ("Q", 2), ("Y", 3)]
    assert turned[0] == ("Y", 0)
    assert turned[-1] == ("#", 12)
