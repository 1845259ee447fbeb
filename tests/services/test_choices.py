"""Options of choices: own ones, built-in ones called otherwise, moved, hidden, removed with a replacement."""

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import set_language
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kind import RefusedError
from crm_desktop.services import records
from crm_desktop.services.choices import (
    ListedOption,
    add_option,
    change_option,
    choice_named,
    listed_options,
    move_option,
    open_choices,
    remove_option,
)
from crm_desktop.services.own_fields import add_field
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump

CLASS = "customer.class"


def options(workspace: Workspace, name: str = CLASS) -> dict[str, ListedOption]:
    with workspace.read() as session:
        return {each.key: each for each in listed_options(session, name)}


def value(workspace: Workspace, record_id: int, field: str = "customer_class") -> object:
    with workspace.read() as session:
        return records.get(session, "customer", record_id)[field]


def test_every_open_choice_has_a_list_and_fixed_ones_have_none(shop: Workspace):
    add_field(shop, "customer", "合作", "choice")
    names = set(open_choices())
    assert {CLASS, "customer.level", "customer.source", "channel.use", "address.type", "customer.合作"} <= names
    assert "customer.kind" not in names
    with pytest.raises(UnknownFieldError):
        choice_named("customer.kind")


def test_a_built_in_option_is_called_otherwise_in_both_languages(shop: Workspace, in_english: None):
    change_option(shop, CLASS, "prime", label="战略客户", label_en="Strategic", tone="violet")
    kind = fields_of(Customer)["customer_class"].kind
    assert kind.show("prime") == "Strategic"
    set_language("zh_CN")
    assert kind.show("prime") == "战略客户"
    for word in ("战略客户", "Strategic", "优质", "Prime", "VIP", "prime"):
        assert kind.read(word, shop.context).value == "prime"
    assert options(shop)["prime"].tone == "violet"
    change_option(shop, CLASS, "prime", label="")
    assert kind.show("prime") == "优质"
    shop.undo()
    assert kind.show("prime") == "战略客户"


def test_only_one_language_may_be_changed(shop: Workspace, in_english: None):
    change_option(shop, CLASS, "prime", label="战略客户")
    assert (options(shop)["prime"].label, options(shop)["prime"].label_en) == ("战略客户", "Prime")
    change_option(shop, CLASS, "prime", label_en="Strategic")
    assert (options(shop)["prime"].label, options(shop)["prime"].label_en) == ("战略客户", "Strategic")


def test_own_options_are_added_moved_and_renamed_and_keep_their_key(shop: Workspace):
    key = add_option(shop, CLASS, "试用", tone="info").key
    records.change(shop, "customer", 1, {"customer_class": "试用"})
    move_option(shop, CLASS, key, 0)
    change_option(shop, CLASS, key, label="体验")
    assert next(iter(options(shop))) == key
    assert (options(shop)[key].label, options(shop)[key].uses, options(shop)[key].built_in) == ("体验", 1, False)
    assert value(shop, 1) == key
    records.change(shop, "customer", 2, {"customer_class": "体验"})
    assert value(shop, 2) == key
    assert add_option(shop, CLASS, "试用").key == "试用 2"


@pytest.mark.parametrize("text", ["", " ", "Prime", "优质"])
def test_an_empty_or_known_text_is_refused(text: str, shop: Workspace):
    before = dump(shop)
    with pytest.raises(InvalidValueError):
        add_option(shop, CLASS, text)
    assert changed_tables(before, dump(shop)) == {}


def test_options_of_several_choices_hold_nothing_that_parts_them(shop: Workspace):
    add_field(shop, "customer", "爱好", "multi_choice", options=("茶",))
    with pytest.raises(InvalidValueError):
        add_option(shop, "customer.爱好", "酒，烟")


def test_a_hidden_option_is_shown_where_it_is_used_but_no_longer_offered(shop: Workspace):
    records.change(shop, "customer", 1, {"customer_class": "lost"})
    change_option(shop, CLASS, "lost", hidden=True)
    choice = choice_named(CLASS).choice
    assert "lost" not in [each.key for each in choice.offered(shop.context)]
    assert "lost" in [each.key for each in choice.all_options(shop.context)]
    assert choice.show("lost") == choice.show("lost") != "lost"
    with pytest.raises(RefusedError) as refused:
        choice.read("没有这个", shop.context)
    assert choice.show("lost") not in refused.value.note.message
    change_option(shop, CLASS, "lost", hidden=False)
    assert "lost" in [each.key for each in choice.offered(shop.context)]


def test_removing_a_used_option_asks_for_another_and_gives_it_in_the_same_work(shop: Workspace):
    key = add_option(shop, CLASS, "试用").key
    for record_id in (1, 2):
        records.change(shop, "customer", record_id, {"customer_class": key})
    before = dump(shop)
    with pytest.raises(InvalidValueError, match="2"):
        remove_option(shop, CLASS, key)
    with pytest.raises(NotFoundError):
        remove_option(shop, CLASS, key, "nonsense")
    removed = remove_option(shop, CLASS, key, "current")
    assert (removed.moved, removed.hidden) == (2, False)
    assert (value(shop, 1), key in options(shop)) == ("current", False)
    shop.undo()
    assert changed_tables(before, dump(shop)) == {}
    assert value(shop, 1) == key


def test_a_removed_built_in_option_is_hidden_and_its_words_are_still_read(shop: Workspace):
    records.change(shop, "customer", 1, {"customer_class": "lost"})
    removed = remove_option(shop, CLASS, "lost", "")
    assert removed.hidden
    assert value(shop, 1) is None
    assert choice_named(CLASS).choice.read("流失", shop.context).value == "lost"


def test_an_option_of_several_is_replaced_inside_the_lists_that_have_it(shop: Workspace):
    key = add_field(shop, "customer", "爱好", "multi_choice", options=("茶", "酒", "书")).key
    for record_id, said in ((1, "茶, 酒"), (2, "酒"), (3, "书")):
        records.change(shop, "customer", record_id, {key: said})
    assert options(shop, "customer.爱好")["酒"].uses == 2
    assert remove_option(shop, "customer.爱好", "酒", "茶").moved == 2
    assert [value(shop, each, key) for each in (1, 2, 3)] == [["茶"], ["茶"], ["书"]]
    remove_option(shop, "customer.爱好", "书", "")
    assert value(shop, 3, key) is None
