"""A customer: a company or a person that one sells to."""

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.declare import Entity, derived, field
from crm_desktop.fields.kind import Option
from crm_desktop.fields.kinds.bank_account import BankAccount
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.credit_code import CreditCode
from crm_desktop.fields.kinds.currency import Currency
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.kinds.money import Money
from crm_desktop.fields.kinds.name import Name
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.serial import Serial
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.layout import Form, Section

KINDS = (
    Option("company", N_("Company"), also="企业 | 公司 | 单位 | 对公 | business | organisation | organization"),
    Option("person", N_("Person"), also="个人 | 自然人 | 散客 | individual | private"),
)
CLASSES = (
    Option("potential", N_("Potential"), also="潜在客户 | 意向 | 意向客户 | 线索 | lead | prospect", tone="info"),
    Option("current", N_("Current"), also="现有客户 | 合作中 | 成交客户 | active | customer", tone="ok"),
    Option("prime", N_("Prime"), also="优质客户 | 重点 | 重点客户 | VIP | 大客户 | key account | key", tone="accent"),
    Option("quiet", N_("Quiet"), also="沉默客户 | 沉睡 | 休眠 | dormant | inactive", tone="warning"),
    Option("lost", N_("Lost"), also="流失客户 | 已流失 | churned | former", tone="danger"),
)
LEVELS = (
    Option("A", N_("A"), also="A类 | A级 | a | 甲 | 一级", tone="accent"),
    Option("B", N_("B"), also="B类 | B级 | b | 乙 | 二级", tone="info"),
    Option("C", N_("C"), also="C类 | C级 | c | 丙 | 三级 | 普通", tone="neutral"),
)
SOURCES = (
    Option("referral", N_("Referral"), also="老客户介绍 | 转介绍 | 朋友介绍 | 介绍 | word of mouth"),
    Option("fair", N_("Trade fair"), also="展会 | 展览 | exhibition | trade show"),
    Option("shop", N_("Walk-in"), also="门店 | 门店自来 | 上门 | 自来 | walk in | store"),
    Option("online", N_("Online shop"), also="电商 | 电商店铺 | 网店 | 淘宝 | 微店 | ecommerce"),
    Option("web", N_("Web site"), also="网站 | 官网 | 网络 | website | internet"),
    Option("visit", N_("Field visit"), also="上门拜访 | 地推 | 陌拜 | cold visit"),
    Option("call", N_("Cold call"), also="电话 | 电话营销 | 电销 | telemarketing"),
    Option("advert", N_("Advertising"), also="广告 | 推广 | advertisement | ads"),
    Option("other", N_("Other"), also="其它 | 别的"),
)


class Customer(Entity):
    """A company or person one sells to; contacts, channels, addresses and the timeline belong to it."""

    __tablename__ = "customer"
    label = N_("Customer")
    label_many = N_("Customers")
    counted = NN_("{n} customer", "{n} customers")
    icon = "users"
    searched = True

    number: Mapped[str] = field(
        Serial("KH-"), N_("Number"), unique=True, search="words",
        also="客户编号 | 编号 | 客户代号 | 客户代码 | 档案编号 | 会员号 | customer no | customer number | customer id | customerID | account no | code | id",
        hint=N_("Left empty, the next free number is given."),
    )
    name: Mapped[str] = field(
        Name(), N_("Name"), required=True, listed=True, search="name", index=True,
        also="客户名称 | 客户姓名 | 客户 | 公司 | 公司名称 | 企业名称 | 单位 | 单位名称 | 店名 | 门店名称 | 所属公司 | 名称 | customer | customer name | company | company name | account name | organisation | organization",
    )
    level: Mapped[str | None] = field(
        Choice("customer.level", LEVELS), N_("Level"), listed=True,
        also="级别 | 客户级别 | 客户等级 | 等级 | 意向级别 | 重要程度 | grade | rating | tier",
    )
    kind: Mapped[str] = field(
        Choice("customer.kind", KINDS, fixed=True), N_("Kind"), required=True, default="company",
        also="性质 | 客户性质 | 类型 | 客户类型 | 对公对私 | type",
    )
    customer_class: Mapped[str | None] = field(
        Choice("customer.class", CLASSES), N_("Class"), listed=True,
        also="分类 | 客户分类 | 客户类别 | 类别 | 状态 | 客户状态 | 阶段 | class | status | stage | lifecycle stage",
    )
    aliases: Mapped[list[str] | None] = field(
        Tags(), N_("Aliases"), search="name",
        also="别名 | 简称 | 客户简称 | 曾用名 | 英文名 | 英文名称 | short name | alias | english name | former name | also known as",
        hint=N_("Short, former and English names; they are searched too."),
    )
    salutation: Mapped[str | None] = field(Text(40), N_("Salutation"), also="称呼 | 称谓 | 尊称 | title of address")
    source: Mapped[str | None] = field(
        Choice("customer.source", SOURCES), N_("Source"),
        also="来源 | 客户来源 | 来源渠道 | 渠道来源 | 获客渠道 | lead source | original source",
    )
    industry: Mapped[str | None] = field(
        Text(40), N_("Industry"), search="text", also="行业 | 所属行业 | 行业类别 | sector | trade | line of business",
    )
    tags: Mapped[list[str] | None] = field(Tags(), N_("Tags"), listed=True, search="text", also="标签 | 客户标签 | 标记 | labels | tag")
    preferences: Mapped[str | None] = field(LongText(), N_("Preferences"), search="text", also="偏好 | 喜好 | 客户偏好 | preference | likes")
    credit_code: Mapped[str | None] = field(
        CreditCode(), N_("Credit code"), search="words", index=True,
        also="统一社会信用代码 | 信用代码 | 社会信用代码 | 营业执照号 | unified social credit code | uscc | registration number",
    )
    invoice_title: Mapped[str | None] = field(
        Text(100), N_("Invoice title"), search="text", also="抬头 | 发票抬头 | 开票名称 | 开票抬头 | 开票单位 | billing name | invoice name",
    )
    tax_number: Mapped[str | None] = field(
        Text(30), N_("Tax number"), search="words", also="税号 | 纳税人识别号 | 纳税识别号 | 税务登记号 | vat number | tax id | vat id",
    )
    bank_name: Mapped[str | None] = field(Text(100), N_("Bank"), also="开户行 | 开户银行 | 银行 | bank name")
    bank_account: Mapped[str | None] = field(
        BankAccount(), N_("Bank account"), also="账号 | 银行账号 | 银行帐号 | 帐号 | 银行卡号 | account number | bank account number | iban",
    )
    invoice_contact: Mapped[str | None] = field(
        Text(200), N_("Invoice address and phone"), also="开票地址电话 | 地址电话 | 注册地址电话 | 开票地址 | invoice address",
    )
    payment_days: Mapped[int | None] = field(
        Whole(0, 999), N_("Payment terms (days)"),
        also="账期 | 账期(天) | 账期（天） | 帐期 | 信用期 | 付款天数 | payment terms | terms | net days | credit days",
    )
    credit_limit: Mapped[Decimal | None] = field(
        Money("currency"), N_("Credit limit"), also="信用额度 | 授信额度 | 额度 | 赊销额度 | credit line",
    )
    currency: Mapped[str | None] = field(Currency(), N_("Currency"), also="币种 | 币别 | 货币 | 结算币种")
    language: Mapped[str | None] = field(Text(40), N_("Language"), also="语言 | 语种 | 沟通语言 | preferred language")
    website: Mapped[str | None] = field(
        Url(), N_("Web site"), search="text", also="网址 | 网站 | 公司网站 | 主页 | 官网 | website | url | homepage | web",
    )
    starred: Mapped[bool] = field(YesNo(), N_("Starred"), default=False, also="星标 | 收藏 | 重点关注 | 置顶 | favourite | favorite | star | pinned")
    do_not_contact: Mapped[bool] = field(
        YesNo(), N_("Do not contact"), default=False, also="勿扰 | 请勿联系 | 不再联系 | 拒绝联系 | 免打扰 | dnc | opt out | unsubscribed",
    )
    confirmed_on: Mapped[dt.date | None] = field(
        Date(), N_("Last confirmed on"), also="核对日期 | 最近核对 | 资料核实日期 | 确认日期 | last verified | confirmed",
    )
    created_on: Mapped[dt.date] = field(
        Date(), N_("Customer since"), required=True, default=clock.today,
        also="建档时间 | 建档日期 | 创建时间 | 创建日期 | 登记日期 | 备案日期 | 录入时间 | 合作日期 | created | created at | created on | create date | date added | since",
    )
    remark: Mapped[str | None] = field(LongText(), N_("Remark"), search="text", also="备注 | 说明 | 备注信息 | 客户备注 | 其他 | note | notes | remarks | comment | comments | description")

    layout = Form(
        Section(N_("Customer"), "name", "kind | level", "customer_class | source", "industry", "tags", "aliases", "salutation", "number | created_on"),
        Section(N_("Invoice and payment"), "invoice_title", "credit_code", "tax_number", "bank_name", "bank_account", "invoice_contact", "payment_days | currency", "credit_limit"),
        Section(N_("More"), "preferences", "language | website", "do_not_contact | confirmed_on", "starred", "remark"),
    )

    facts = (
        derived("main_contact", Name(), N_("Contact"), depends=("contact",), listed=True, sql=(
            "SELECT contact.name FROM contact WHERE contact.customer_id = customer.id ORDER BY contact.is_main DESC, contact.id LIMIT 1")),
        derived("main_phone", Phone(), N_("Phone"), depends=("channel",), listed=True, sql=(
            "SELECT channel.value FROM channel WHERE channel.customer_id = customer.id AND channel.type IN ('mobile', 'phone')"
            " ORDER BY channel.is_primary DESC, channel.contact_id IS NOT NULL, channel.id LIMIT 1")),
        derived("region", Text(100), N_("Region"), depends=("address",), listed=True, sql=(
            "SELECT region_name(address.country, address.province, address.city) FROM address WHERE address.customer_id = customer.id"
            " ORDER BY address.is_primary DESC, address.id LIMIT 1")),
        derived("province", Text(40), N_("Province"), depends=("address",), sql=(
            "SELECT coalesce(address.province, address.country) FROM address WHERE address.customer_id = customer.id"
            " ORDER BY address.is_primary DESC, address.id LIMIT 1")),
        derived("last_contact", Moment(), N_("Last contact"), depends=("interaction",), listed=True, sql=(
            "SELECT max(interaction.happened_at) FROM interaction WHERE interaction.customer_id = customer.id")),
        derived("next_step", Date(), N_("Next step"), depends=("task",), listed=True, sql=(
            "SELECT min(task.due_on) FROM task WHERE task.customer_id = customer.id AND task.done_at IS NULL")),
        derived("sort_name", Text(200), N_("Sorting name"), depends=(), sql="SELECT sort_key(customer.name)"),
    )
