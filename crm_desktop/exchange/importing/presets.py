"""The exports of shops and of other programs, told by their headings: what each of their columns is for us.

The headings are those of the exports of 千牛 (sold items), Shopify (customers, orders), WooCommerce (its analytics and
the usual export plug-ins), Zoho CRM and HubSpot. Columns of orders are left out as long as there are no orders.
"""

from crm_desktop.base.i18n import N_
from crm_desktop.exchange.importing.export_preset import Columns, Preset, address_columns
from crm_desktop.exchange.reading.cells import normal_heading
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.fields.kind import split_words

_OURS = "Contact Owner.id | Contact Owner | Account Owner.id | Account Owner | Created By.id | Created By"
_ZOHO_LEFT_OUT: Columns = {
    "Record Id | Account Name.id | Vendor Name.id | Vendor Name | Modified By.id | Modified By | Modified Time": None,
    f"{_OURS} | Last Activity Time | Unsubscribed Mode | Unsubscribed Time | Layout.id | Layout | Locked": None,
    "Reporting To.id | Reporting To | Assistant | Asst Phone | Parent Account.id | Parent Account": None,
    "Contact Image | Account Image | Record Image | Currency | Exchange Rate | Rating | Account Type": None,
    "Annual Revenue | Employees | Ticker Symbol | Ownership | SIC Code | Account Site | Full Name | Contact Name": None,
    "Enrich Status | Change Log Time | Last Enriched Time | User Modified Time | System Modified Time": None,
}
_ZOHO_SOURCES = {
    "-None-": "", "Advertisement": "advert", "Cold Call": "call", "Employee Referral": "referral", "Chat": "web",
    "External Referral": "referral", "Online Store": "online", "Partner": "referral", "Public Relations": "other",
    "Sales Email Alias": "other", "Seminar Partner": "fair", "Internal Seminar": "fair", "Trade Show": "fair",
    "Web Download": "web", "Web Research": "web", "X (Twitter)": "web", "Facebook": "web", "Web Cases": "web",
}  # fmt: skip
_HUBSPOT_LEFT_OUT: Columns = {
    "Record ID | Contact owner | Company owner | Lead Status | Last Activity Date | Last Modified Date": None,
    "Marketing contact status | Associated Company IDs | Associated Contact IDs | Associated Deals": None,
    "Number of Employees | Annual Revenue | Number of Associated Contacts | Number of Associated Deals": None,
    "Associated Note | Time Zone | Type | Parent Company | HubSpot Score | Total Revenue | Year Founded": None,
}
_HUBSPOT_STAGES = {
    "Subscriber": "potential", "Lead": "potential", "Marketing Qualified Lead": "potential", "Customer": "current",
    "Sales Qualified Lead": "potential", "Opportunity": "potential", "Evangelist": "prime", "Other": "",
}  # fmt: skip
_HUBSPOT_SOURCES = {
    "Organic Search": "web", "Paid Search": "advert", "Email Marketing": "advert", "Organic Social": "web",
    "Referrals": "referral", "Other Campaigns": "advert", "Direct Traffic": "web", "Offline Sources": "other",
    "Paid Social": "advert", "AI Referrals": "web",
}  # fmt: skip
_HUBSPOT_ADDRESS = address_columns(
    "address", "Street Address | Street Address 2", "City", "State/Region", "Country/Region", "Postal Code"
)
_WOO_ADDRESSES: Columns = {
    **address_columns(
        "address", "billing_address_1 | billing_address_2", "billing_city", "billing_state", "billing_country",
        "billing_postcode",
    ),
    **address_columns(
        "address#2", "shipping_address_1 | shipping_address_2", "shipping_city", "shipping_state",
        "shipping_country", "shipping_postcode",
    ),
}  # fmt: skip

PRESETS: tuple[Preset, ...] = (
    Preset(
        N_("Taobao / Qianniu"),
        "买家会员名 | 收货地址 | 联系手机",
        {
            "买家会员名": "name", "收货人姓名 | 收货人": "contact", "收货地址": "address", "联系电话": "phone",
            "联系手机": "mobile", "发票抬头": "invoice_title",
        },
        constants={"kind": "person", "source": "online", "address.type": "delivery"},
        orders=True,
    ),
    Preset(
        "Shopify",
        "First Name | Last Name | Accepts Email Marketing | Total Spent",
        {
            "First Name | Last Name": "contact", "Email": "contact.email", "Phone": "contact.phone",
            "Company | Default Address Company": "name", "Tags": "tags", "Note": "remark",
            "Default Address Phone": "contact.phone#2",
            **address_columns(
                "address", "Address1 | Address2 | Default Address Address1 | Default Address Address2",
                "City | Default Address City", "Province | Default Address Province",
                "Country Code | Default Address Country Code", "Zip | Default Address Zip",
            ),
            "Customer ID | Province Code | Country | Default Address Province Code | Total Spent | Total Orders": None,
            "Accepts Email Marketing | Accepts SMS Marketing | Tax Exempt": None,
        },
        constants={"source": "online"},
        people=True,
    ),
    Preset(
        "Shopify",
        "Name | Financial Status | Lineitem name | Billing Name",
        {
            "Billing Name": "contact", "Billing Company": "name", "Email": "contact.email",
            "Billing Phone": "contact.phone", "Phone": "contact.phone#2",
            **address_columns(
                "address", "Billing Address1 | Billing Address2", "Billing City", "Billing Province Name",
                "Billing Country", "Billing Zip",
            ),
            **address_columns(
                "address#2", "Shipping Address1 | Shipping Address2", "Shipping City", "Shipping Province Name",
                "Shipping Country", "Shipping Zip",
            ),
        },
        constants={"source": "online"},
        people=True,
        orders=True,
    ),
    Preset(
        "WooCommerce",
        "Name | Username | Last Active | Total Spend | AOV",
        {
            "Name": "name", "Email": "email", "Sign Up | Date registered": "created_on",
            **address_columns("address", "", "City", "Region", "Country / Region", "Postal Code"),
            "Username | Last Active | Orders | Total Spend | AOV": None,
        },
        constants={"kind": "person", "source": "online"},
    ),
    Preset(
        "WooCommerce",
        "user_email | billing_first_name | billing_last_name | billing_phone",
        {
            "billing_first_name | billing_last_name": "contact", "billing_company": "name",
            "billing_email": "contact.email", "user_email": "contact.email#2", "billing_phone": "contact.phone",
            "user_registered": "created_on", "user_url": "website",
            **_WOO_ADDRESSES,
            "ID | customer_id | user_login | user_pass | user_nicename | display_name | first_name | last_name": None,
            "nickname | description | roles | user_status | shipping_first_name | shipping_last_name": None,
            "shipping_company | shipping_phone | wc_last_active | last_update | orders | total_spent | aov": None,
        },
        constants={"source": "online"},
        people=True,
    ),
    Preset(
        "WooCommerce",
        "order_id | billing_first_name | billing_last_name | billing_email",
        {
            "billing_first_name | billing_last_name": "contact", "billing_company": "name",
            "billing_email": "contact.email", "billing_phone": "contact.phone",
            **_WOO_ADDRESSES,
        },
        constants={"source": "online"},
        people=True,
        orders=True,
    ),
    Preset(
        "Zoho CRM",
        "Contact Owner | Account Name | Last Name | Mailing Street",
        {
            "First Name | Last Name": "contact", "Account Name": "name", "Email": "contact.email",
            "Title": "contact.job_title", "Department": "contact.department", "Phone": "contact.phone",
            "Mobile": "contact.mobile", "Fax": "contact.fax", "Home Phone": "contact.phone#2",
            "Other Phone": "contact.phone#3", "Secondary Email": "contact.email#2", "Skype ID": "contact.other",
            "Twitter": "contact.web", "Date of Birth": "contact.birthday", "Salutation": "salutation",
            "Lead Source": "source", "Email Opt Out": "do_not_contact", "Description": "contact.remark", "Tag": "tags",
            "Created Time": "created_on",
            **address_columns(
                "address", "Mailing Street", "Mailing City", "Mailing State", "Mailing Country", "Mailing Zip"
            ),
            **address_columns("address#2", "Other Street", "Other City", "Other State", "Other Country", "Other Zip"),
            **_ZOHO_LEFT_OUT,
        },
        values={"Lead Source": _ZOHO_SOURCES},
        people=True,
    ),
    Preset(
        "Zoho CRM",
        "Account Owner | Account Name | Billing Street",
        {
            "Account Name": "name", "Phone": "phone", "Fax": "fax", "Website": "website", "Industry": "industry",
            "Account Number": "number", "Description": "remark", "Tag": "tags", "Created Time": "created_on",
            **address_columns(
                "address", "Billing Street", "Billing City", "Billing State", "Billing Country", "Billing Code"
            ),
            **address_columns(
                "address#2", "Shipping Street", "Shipping City", "Shipping State", "Shipping Country", "Shipping Code"
            ),
            **_ZOHO_LEFT_OUT,
        },
    ),
    Preset(
        "HubSpot",
        "Record ID | First Name | Last Name | Contact owner",
        {
            "First Name | Last Name": "contact", "Company Name | Associated Company": "name",
            "Email": "contact.email", "Phone Number": "contact.phone", "Mobile Phone Number": "contact.mobile",
            "Fax Number": "contact.fax", "Job Title": "contact.job_title", "Salutation": "salutation",
            "Website URL": "website", "Industry": "industry", "Create Date": "created_on",
            "Lifecycle Stage": "customer_class", "Original Source | Original Traffic Source": "source",
            "Notes | Message": "contact.remark", "Date of birth": "contact.birthday",
            **_HUBSPOT_ADDRESS,
            **_HUBSPOT_LEFT_OUT,
        },
        values={
            "Lifecycle Stage": _HUBSPOT_STAGES,
            "Original Source | Original Traffic Source": _HUBSPOT_SOURCES,
        },
        people=True,
    ),
    Preset(
        "HubSpot",
        "Record ID | Company name | Company owner",
        {
            "Company name": "name", "Phone Number": "phone", "Website URL": "website", "Company Domain Name": "web",
            "LinkedIn Company Page": "web#2", "Industry": "industry", "Create Date": "created_on",
            "Description": "remark", "Lifecycle Stage": "customer_class",
            "Original Source | Original Traffic Source": "source",
            **_HUBSPOT_ADDRESS,
            **_HUBSPOT_LEFT_OUT,
        },
        values={
            "Lifecycle Stage": _HUBSPOT_STAGES,
            "Original Source | Original Traffic Source": _HUBSPOT_SOURCES,
        },
    ),
)  # fmt: skip


def find_preset(table: Table) -> Preset | None:
    """Tell which program wrote a table; of several that fit the one with most marks."""
    headings = {normal_heading(heading) for heading in table.headings}
    fitting = [each for each in PRESETS if all(normal_heading(mark) in headings for mark in split_words(each.marks))]
    return max(fitting, key=lambda each: len(split_words(each.marks)), default=None)
