"""What is declared about each kind of record holds together."""

import pytest

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import fields_of, links_of, new_uid
from crm_desktop.storage.facts import watched


def test_every_kind_of_record_is_found():
    assert set(all_entities()) == {"address", "attachment", "channel", "contact", "customer", "interaction", "task"}


def test_an_unknown_kind_of_record_is_told_with_the_known_ones():
    with pytest.raises(UnknownFieldError, match="interaction"):
        entity_named("order")


@pytest.mark.parametrize("name", sorted(all_entities()))
def test_a_title_is_a_field_and_links_lead_somewhere(name: str):
    entity = entity_named(name)
    assert entity.title in fields_of(entity)
    assert {link.entity for link in links_of(entity).values()} <= set(all_entities())


def test_what_facts_are_made_of_is_read_out_of_their_sql():
    assert watched(entity_named("customer"))["contact"] >= {"name", "is_main", "customer_id"}


def test_uids_are_version_7_different_and_in_order():
    made = [new_uid() for _turn in range(2000)]
    assert len(set(made)) == len(made)
    assert {uid[14] for uid in made} == {"7"}
    assert {uid[19] for uid in made} <= set("89ab")
    assert [uid[:13] for uid in made] == sorted(uid[:13] for uid in made)
