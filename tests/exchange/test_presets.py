"""The exports of shops and other programs are told by their headings; the people in them are invented."""

from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services.workspace import Workspace

EXPORTS = Path(__file__).parent / "exports"
EACH = {
    "qianniu_orders": "Taobao / Qianniu", "shopify_customers": "Shopify", "shopify_orders": "Shopify",
    "woocommerce_customers": "WooCommerce", "woocommerce_users": "WooCommerce", "woocommerce_orders": "WooCommerce",
    "zoho_contacts": "Zoho CRM", "zoho_accounts": "Zoho CRM",
    "hubspot_contacts": "HubSpot", "hubspot_companies": "HubSpot",
}  # fmt: skip


def take(workspace: Workspace, name: str, choices: ImportChoices | None = None) -> ImportResult:
    return run_import(workspace, read_workbook(EXPORTS / f"{name}.csv"), choices)


def customers(workspace: Workspace) -> list[tuple[str, str, str | None]]:
    with workspace.read() as session:
        found = session.execute(select(Customer.name, Customer.kind, Customer.source).order_by(Customer.id))
        return [(name, kind, source) for name, kind, source in found]


def contacts(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.id)))


def channels(workspace: Workspace) -> set[str]:
    with workspace.read() as session:
        return set(session.scalars(select(Channel.value)))


@pytest.mark.parametrize("name", EACH)
def test_an_export_is_recognised_taken_in_whole_and_adds_nothing_again(name: str, workspace: Workspace):
    result = take(workspace, name)
    assert result.sheets[0].preset == EACH[name]
    assert "preset" in {problem.code for problem in result.problems}
    assert (result.rejected, result.added > 0) == (0, True)
    again = take(workspace, name)
    assert (again.added, again.updated, again.batch) == (0, 0, 0)


def test_buyers_of_a_shop_are_told_apart_and_masked_numbers_are_no_keys(workspace: Workspace):
    result = take(workspace, "qianniu_orders")
    assert customers(workspace) == [("青石tb", "person", "online"), ("禾木2010", "person", "online")]
    assert (contacts(workspace), channels(workspace)) == (["陈小燕"], {"+8613800138000"})
    assert [problem.code for problem in result.problems if problem.severity == "warn"].count("masked") == 2
    with workspace.read() as session:
        remark = session.scalar(select(Customer.remark).where(Customer.name == "禾木2010"))
        assert remark == "收货人姓名: 李**\n联系手机: 139****0000"
        assert session.scalar(select(Address.type)) == "delivery"


def test_a_buyer_without_a_company_is_the_customer(workspace: Workspace):
    take(workspace, "shopify_customers")
    assert customers(workspace) == [("Anna Berg", "person", "online"), ("Lind Paper AB", "company", "online")]
    assert contacts(workspace) == ["Bo Lind"]
    with workspace.read() as session:
        streets = list(session.scalars(select(Address.street).order_by(Address.id)))
    assert streets == ["Main Road 5", "Kungsgatan 1, 2 tr"]


def test_further_lines_of_an_order_add_nobody_and_one_address_is_said_once(workspace: Workspace):
    result = take(workspace, "shopify_orders")
    assert [name for name, _kind, _source in customers(workspace)] == ["Anna Berg", "Lind Paper AB"]
    assert (result.rows, result.added) == (3, 2)
    with workspace.read() as session:
        assert len(list(session.scalars(select(Address.id)))) == 3


def test_the_words_of_another_program_are_read_as_ours(workspace: Workspace):
    take(workspace, "hubspot_contacts")
    take(workspace, "zoho_contacts")
    with workspace.read() as session:
        found = session.execute(
            select(Customer.name, Customer.customer_class, Customer.source, Customer.do_not_contact)
        )
        kept = {name: rest for name, *rest in found}
    assert kept["Lind Paper AB"] == ["potential", "web", False]
    assert kept["Anna Berg"] == ["current", "referral", True]


def test_what_a_person_chooses_goes_before_a_preset(workspace: Workspace):
    chosen = ImportChoices(mapping={"Industry": "tags"}, constants={"source": "fair"})
    result = take(workspace, "hubspot_companies", chosen)
    reasons = {match.heading: (match.target, match.reason) for match in result.mapping}
    assert reasons["Industry"] == ("tags", "asked")
    assert reasons["Company name"] == ("name", "preset")
    assert customers(workspace) == [("Lind Paper AB", "company", "fair")]
