"""The exports of shops and other programs are told by their headings; the people in them are invented."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.choices import ImportChoices
from crm_desktop.exchange.import_result import ImportResult
from crm_desktop.exchange.run_import import run_import
from crm_desktop.exchange.workbook import Row, Sheet, Workbook
from crm_desktop.services.workspace import Workspace

QIANNIU = """
订单编号,买家会员名,买家支付宝账号,买家应付货款,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,运送方式,联系电话,联系手机,订单创建时间,宝贝标题,物流单号,订单备注,宝贝总数量,店铺名称
3001,青石tb,***,12.0,12.0,12.0,交易成功,,陈小燕,浙江省 杭州市 上城区 青石巷18号,快递,null,13800138000,2024-03-05 10:00:00,铅笔,SF1,,1,文具小店
3002,青石tb,***,9.0,9.0,9.0,交易成功,,陈小燕,浙江省 杭州市 上城区 青石巷18号,快递,null,13800138000,2024-03-09 10:00:00,橡皮,SF2,,1,文具小店
3003,禾木2010,***,9.0,9.0,9.0,交易成功,,李**,北京市 海淀区 **路**号,快递,null,139****0000,2024-03-09 11:00:00,尺子,SF3,,1,文具小店
"""
SHOPIFY_CUSTOMERS = """
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
'7001,Anna,Berg,anna@example.com,yes,,Main Road 5,,Stockholm,,SE,111 22,,+46 8 123 456 78,no,120.00,2,Likes blue,no,"vip, paper"
'7002,Bo,Lind,bo@example.com,no,Lind Paper AB,Kungsgatan 1,2 tr,Uppsala,,SE,753 18,,,no,0.00,0,,no,
"""
SHOPIFY_ORDERS = """
Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Id,Tags
#1001,anna@example.com,paid,2024-03-05,fulfilled,yes,SEK,10,0,0,10,2024-03-05,1,Pencil,10,Anna Berg,"Main Road 5, ",Main Road 5,,,Stockholm,'111 22,,SE,,Anna Berg,Main Road 5,Main Road 5,,,Stockholm,'111 22,,SE,,,9001,
#1001,anna@example.com,,,,,,,,,,2024-03-05,3,Rubber,2,,,,,,,,,,,,,,,,,,,,,,,
#1002,bo@example.com,paid,2024-03-06,,no,SEK,5,0,0,5,2024-03-06,1,Ruler,5,Bo Lind,Kungsgatan 1,Kungsgatan 1,,Lind Paper AB,Uppsala,753 18,,SE,,Bo Lind,Hamngatan 9,Hamngatan 9,,,Uppsala,753 20,,SE,,,9002,
"""
WOO_CUSTOMERS = """
Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code
Anna Berg,anna,2024-03-05,2023-01-09,anna@example.com,2,120,60,SE,Stockholm,,111 22
"""
WOO_USERS = """
ID,customer_id,user_login,user_email,user_registered,display_name,first_name,last_name,roles,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,billing_state,billing_country
4,4,anna,anna@example.com,2023-01-09 10:00:00,Anna,Anna,Berg,customer,Anna,Berg,,anna@example.com,+46 8 123 456 78,Main Road 5,,111 22,Stockholm,,SE
"""
WOO_ORDERS = """
order_id,order_number,date,status,order_total,customer_id,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_address_1,billing_postcode,billing_city,billing_state,billing_country,shipping_first_name,shipping_address_1,shipping_postcode,shipping_city,shipping_country,customer_note,order_item_1
11,11,2024-03-05,completed,10,4,Bo,Lind,Lind Paper AB,bo@example.com,+46 18 123 456,Kungsgatan 1,753 18,Uppsala,,SE,Bo,Kungsgatan 1,753 18,Uppsala,SE,,Pencil
"""
ZOHO_CONTACTS = """
Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Mobile,Fax,Email Opt Out,Created Time,Tag,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Description
zcrm_1,zcrm_9,Me,Employee Referral,Bo,Lind,zcrm_5,Lind Paper AB,bo@example.com,Buyer,Office,+46 18 123 456,,,false,2023-01-09 10:00:00,,Kungsgatan 1,Uppsala,,753 18,Sweden,Calls on Mondays
zcrm_2,zcrm_9,Me,-None-,Anna,Berg,,,anna@example.com,,,,,,true,2023-01-10 10:00:00,,,,,,,
"""
ZOHO_ACCOUNTS = """
Record Id,Account Owner.id,Account Owner,Rating,Account Name,Phone,Account Site,Fax,Website,Account Type,Industry,Employees,Annual Revenue,Billing Street,Shipping Street,Billing City,Shipping City,Billing State,Shipping State,Billing Code,Shipping Code,Billing Country,Shipping Country,Description
zcrm_5,zcrm_9,Me,Active,Lind Paper AB,+46 18 123 456,,,www.example.com,Customer,Retail,12,0,Kungsgatan 1,Hamngatan 9,Uppsala,Uppsala,,,753 18,753 20,Sweden,Sweden,Old friend
"""
HUBSPOT_CONTACTS = """
Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Last Activity Date,Lead Status,Marketing contact status,Create Date,Lifecycle Stage,Original Source,Job Title,City,Country/Region
901,Bo,Lind,bo@example.com,+46 18 123 456,Me,Lind Paper AB,2024-03-05 09:14,NEW,Marketing contact,2023-01-09 09:14,Sales Qualified Lead,Organic Search,Buyer,Uppsala,Sweden
902,Anna,Berg,anna@example.com,,Me,,,,,2023-01-10 09:14,Customer,Referrals,,,
"""
HUBSPOT_COMPANIES = """
Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Website URL,Company Domain Name,Lifecycle Stage
801,Lind Paper AB,Me,2023-01-09 09:14,+46 18 123 456,,Uppsala,Sweden,RETAIL,https://example.com,example.com,Customer
"""
EXPORTS = {
    "Taobao / Qianniu": (QIANNIU,), "Shopify": (SHOPIFY_CUSTOMERS, SHOPIFY_ORDERS),
    "WooCommerce": (WOO_CUSTOMERS, WOO_USERS, WOO_ORDERS), "Zoho CRM": (ZOHO_CONTACTS, ZOHO_ACCOUNTS),
    "HubSpot": (HUBSPOT_CONTACTS, HUBSPOT_COMPANIES),
}  # fmt: skip
EACH = [(program, text) for program, texts in EXPORTS.items() for text in texts]


def take(workspace: Workspace, text: str) -> ImportResult:
    rows: list[Row] = [[cell or None for cell in row] for row in csv.reader(io.StringIO(text.strip()))]
    return run_import(workspace, Workbook(Path("export.csv"), "csv", "utf-8", (Sheet("export", rows),)))


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


@pytest.mark.parametrize(("program", "text"), EACH)
def test_an_export_is_recognised_taken_in_whole_and_adds_nothing_again(program: str, text: str, workspace: Workspace):
    result = take(workspace, text)
    assert result.sheets[0].preset == program
    assert "preset" in {problem.code for problem in result.problems}
    assert (result.rejected, result.added > 0) == (0, True)
    again = take(workspace, text)
    assert (again.added, again.updated, again.batch) == (0, 0, 0)


def test_buyers_of_a_shop_are_told_apart_and_masked_numbers_are_no_keys(workspace: Workspace):
    result = take(workspace, QIANNIU)
    assert customers(workspace) == [("青石tb", "person", "online"), ("禾木2010", "person", "online")]
    assert (contacts(workspace), channels(workspace)) == (["陈小燕"], {"+8613800138000"})
    assert [problem.code for problem in result.problems if problem.severity == "warn"].count("masked") == 2
    with workspace.read() as session:
        remark = session.scalar(select(Customer.remark).where(Customer.name == "禾木2010"))
        assert remark == "收货人姓名: 李**\n联系手机: 139****0000"
        assert session.scalar(select(Address.type)) == "delivery"


def test_a_buyer_without_a_company_is_the_customer(workspace: Workspace):
    take(workspace, SHOPIFY_CUSTOMERS)
    assert customers(workspace) == [("Anna Berg", "person", "online"), ("Lind Paper AB", "company", "online")]
    assert contacts(workspace) == ["Bo Lind"]
    with workspace.read() as session:
        streets = list(session.scalars(select(Address.street).order_by(Address.id)))
    assert streets == ["Main Road 5", "Kungsgatan 1, 2 tr"]


def test_further_lines_of_an_order_add_nobody_and_one_address_is_said_once(workspace: Workspace):
    result = take(workspace, SHOPIFY_ORDERS)
    assert [name for name, _kind, _source in customers(workspace)] == ["Anna Berg", "Lind Paper AB"]
    assert (result.rows, result.added) == (3, 2)
    with workspace.read() as session:
        assert len(list(session.scalars(select(Address.id)))) == 3


def test_the_words_of_another_program_are_read_as_ours(workspace: Workspace):
    take(workspace, HUBSPOT_CONTACTS)
    take(workspace, ZOHO_CONTACTS)
    with workspace.read() as session:
        found = session.execute(
            select(Customer.name, Customer.customer_class, Customer.source, Customer.do_not_contact)
        )
        kept = {name: rest for name, *rest in found}
    assert kept["Lind Paper AB"] == ["potential", "web", False]
    assert kept["Anna Berg"] == ["current", "referral", True]


def test_what_a_person_chooses_goes_before_a_preset(workspace: Workspace):
    rows: list[Row] = [[cell or None for cell in row] for row in csv.reader(io.StringIO(HUBSPOT_COMPANIES.strip()))]
    sheet = Workbook(Path("export.csv"), "csv", "utf-8", (Sheet("export", rows),))
    chosen = ImportChoices(mapping={"Industry": "tags"}, constants={"source": "fair"})
    result = run_import(workspace, sheet, chosen)
    reasons = {match.heading: (match.target, match.reason) for match in result.mapping}
    assert reasons["Industry"] == ("tags", "asked")
    assert reasons["Company name"] == ("name", "preset")
    assert customers(workspace) == [("Lind Paper AB", "company", "fair")]
