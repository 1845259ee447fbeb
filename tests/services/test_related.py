"""What links to a record is counted kind by kind, whatever kinds there are."""

from crm_desktop.services.related import related
from crm_desktop.services.workspace import Workspace


def test_each_kind_is_counted_with_its_newest(filled: Workspace):
    with filled.read() as session:
        found = {each.entity: each for each in related(session, "customer", 4)}
    assert found["contact"].titles == ("陈女士",)
    assert found["interaction"].count == 2
    assert "attachment" not in found


def test_kinds_with_a_card_of_their_own_are_left_out(filled: Workspace):
    with filled.read() as session:
        found = related(session, "customer", 4, without={"contact", "channel", "address"})
    assert {"interaction"} <= {each.entity for each in found} <= {"interaction", "task"}
