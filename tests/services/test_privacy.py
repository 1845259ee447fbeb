"""Privacy on the screen hides how people are reached; paper, sheets and the command line have it in full."""

from collections.abc import Iterator

import pytest

from crm_desktop.base import privacy
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.masked import mask_text, text_on_screen
from crm_desktop.services import records, recycle_bin
from crm_desktop.services.conditions.text import parse_condition
from crm_desktop.services.conditions.words import in_words
from crm_desktop.services.history import record_history
from crm_desktop.services.work_details import details
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.values.shown import Shown


@pytest.fixture
def hidden() -> Iterator[None]:
    privacy.set_on(True)
    yield
    privacy.set_on(False)


CHANNELS = (
    ("mobile", "13800001207", "138****1207"),
    ("phone", "0571-88004410", "057****4410"),
    ("phone", "+46 8 123 456 78", "+46 8****56 78"),
    ("email", "hello@bluestone.example.com", "h****@bluestone.example.com"),
    ("wechat", "bluestone_4410", "bl****10"),
    ("qq", "88004410", "88****10"),
)


@pytest.mark.parametrize(("type_", "typed", "seen"), CHANNELS)
@pytest.mark.usefixtures("hidden")
def test_a_way_to_reach_somebody_is_hidden_on_the_screen(type_: str, typed: str, seen: str):
    kind = field_named(Channel, "value").kind.within({"type": type_})
    assert kind.on_screen(kind.read(typed).value) == seen


@pytest.mark.parametrize(("type_", "typed", "_seen"), CHANNELS)
@pytest.mark.usefixtures("hidden")
def test_paper_sheets_and_editors_take_all_of_it(type_: str, typed: str, _seen: str):
    kind = field_named(Channel, "value").kind.within({"type": type_})
    value = kind.read(typed).value
    assert "*" not in kind.show(value) + str(kind.cell(value).value)


def test_nothing_is_hidden_while_privacy_is_off_or_somebody_peeks():
    kind = field_named(Channel, "value").kind.within({"type": "mobile"})
    assert kind.on_screen("+8613800001207") == "138 0000 1207"
    privacy.set_on(True)
    privacy.peek(True)
    assert kind.on_screen("+8613800001207") == "138 0000 1207"
    privacy.peek(False)
    assert kind.on_screen("+8613800001207") == "138****1207"
    privacy.set_on(False)


@pytest.mark.usefixtures("hidden")
def test_a_bank_account_shows_its_last_four_digits(workspace: Workspace):
    shown = Shown.of(field_named(Customer, "bank_account"), workspace.context)
    assert shown.text("6222 0000 0000 4410") == "****4410"
    assert shown.whole("6222 0000 0000 4410") == "6222 0000 0000 4410"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("老板换号 13600004410，打这个", "老板换号 136****4410，打这个"),
        ("call 138 0000 1207 after 2026-11-24", "call 138****1207 after 2026-11-24"),
        ("发到 hello@qimu.example.com。", "发到 h****@qimu.example.com。"),
        ("座机 0571-88000218 转 801", "座机 057****0218 转 801"),
        ("订单 XS-2611-034，20261124 发货 12000 元", "订单 XS-2611-034，20261124 发货 12000 元"),
    ],
)
def test_numbers_in_running_text_are_hidden_and_other_figures_stay(said: str, seen: str):
    assert mask_text(said) == seen


def test_what_is_kept_is_never_masked(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具", "mobile": "13800001207"}).id
    with workspace.read() as session:
        channel = records.parts(session, "customer", customer)["channel"][0]["id"]
    privacy.set_on(True)
    records.change(workspace, "channel", channel, {"value": "13800009999"})
    with workspace.read() as session:
        newest = record_history(session, "customer", customer)[0]
        assert newest.changes[0].seen[1] == "138****9999"
        assert newest.changes[0].after == "138 0000 9999"
        shown = details(session, workspace.history()[-1], limit=9).changes
        assert [each.after for each in shown if each.label == "Mobile"] == ["138****1207"]
    assert "138****9999" in workspace.history(limit=1)[0].title
    privacy.set_on(False)
    assert "138 0000 9999" in workspace.history(limit=1)[0].title
    with workspace.read() as session:
        assert records.get(session, "channel", channel)["value"] == "+8613800009999"


def test_texts_of_the_command_line_stay_whole():
    assert text_on_screen("13800001207") == "13800001207"


@pytest.mark.usefixtures("hidden")
def test_a_removed_channel_is_as_hidden_as_a_living_one(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具", "mobile": "13800001207"}).id
    with workspace.read() as session:
        channel = records.parts(session, "customer", customer)["channel"][0]["id"]
    records.change(workspace, "channel", channel, {"value": "13800009999"})
    records.remove(workspace, "channel", [channel])
    with workspace.read() as session:
        edit = next(each for each in record_history(session, "customer", customer) if each.changes)
        (gone,) = recycle_bin.removed(session)
        fields = dict(recycle_bin.content(session, gone).fields)
    assert edit.changes[0].seen == ("138****1207", "138****9999")
    assert edit.changes[0].after == "138 0000 9999"
    assert gone.seen == "138****9999"
    assert "138****9999" in fields.values()
    assert recycle_bin.restore(workspace, [gone]).work_id
    privacy.set_on(False)
    assert "138 0000 9999" in workspace.history(limit=1)[0].title


@pytest.mark.parametrize(
    ("filter_", "seen"), [("mobile=13800001207", "138****1207"), ("mobile~13800001207", "138****1207")]
)
def test_a_filter_says_a_number_as_the_list_shows_it(workspace: Workspace, filter_: str, seen: str):
    tree = parse_condition(filter_, "customer", workspace.context)
    assert "+86" not in in_words(tree, "customer", workspace.context).says
    privacy.set_on(True)
    assert seen in in_words(tree, "customer", workspace.context).says
    privacy.set_on(False)
