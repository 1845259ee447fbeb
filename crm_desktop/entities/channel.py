"""A channel: one way to reach a customer or a contact."""

import datetime as dt
from types import MappingProxyType

from sqlalchemy.orm import Mapped

from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.declare import Entity, Reach, field, link
from crm_desktop.fields.kind import Option
from crm_desktop.fields.kinds.account import Account
from crm_desktop.fields.kinds.by_choice import ByChoice
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.mobile import Mobile
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.qq import QQ
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.wechat import WeChat
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.layout import Form, Section

TYPES = (
    Option("mobile", N_("Mobile"), icon="smartphone", also="手机 | 手机号 | 手机号码 | 联系手机 | 移动电话 | mobile phone | mobile number | cell | cell phone | cellphone"),
    Option("phone", N_("Phone"), icon="phone", also="电话 | 联系电话 | 联系方式 | 座机 | 座机电话 | 固话 | 固定电话 | 办公电话 | telephone | tel | phone number | work phone | business phone"),
    Option("email", N_("E-mail"), icon="mail", also="邮箱 | 电子邮箱 | 电子邮件 | 邮件 | email | e-mail | email address | mail"),
    Option("wechat", N_("WeChat"), icon="message-circle", also="微信 | 微信号 | wechat id | weixin"),
    Option("qq", N_("QQ"), icon="message-circle", also="QQ号 | QQ号码"),
    Option("fax", N_("Fax"), icon="printer", also="传真 | 联系传真 | 传真号码 | fax number"),
    Option("web", N_("Web page"), icon="globe", also="店铺网址 | 社交主页 | profile | linkedin"),
    Option("other", N_("Other account"), icon="link", also="其他账号 | 旺旺 | 旺旺号 | 钉钉 | 抖音 | 抖音号 | 小红书 | whatsapp | skype | telegram | line"),
)
LABELS = (
    Option("work", N_("Work"), also="工作 | 办公 | 公司"),
    Option("home", N_("Home"), also="家庭 | 住宅"),
    Option("finance", N_("Finance"), also="财务 | 对账 | 开票"),
    Option("warehouse", N_("Warehouse"), also="仓库 | 收货"),
    Option("other", N_("Other"), also="其他 | 其它"),
)


class Channel(Entity):
    """A phone number, an address of mail, an account: of a customer, or of one of its contacts."""

    __tablename__ = "channel"
    label = N_("Channel")
    label_many = N_("Channels")
    counted = NN_("{n} channel", "{n} channels")
    also = "渠道 | 联系方式 | 通讯方式 | contact details"
    icon = "phone"
    title = "value"
    reach = Reach(value="value", by="type")
    stamps = MappingProxyType({"value": ("verified_on", "verified_how")})

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    contact_id: Mapped[int | None] = link("contact", N_("Contact"), owned=True)
    type: Mapped[str] = field(Choice("channel.type", TYPES, fixed=True), N_("Type"), required=True, listed=True, also="渠道类型 | 联系方式类型 | channel type")
    value: Mapped[str] = field(
        ByChoice("type", {"mobile": Mobile(), "phone": Phone(), "email": Email(), "wechat": WeChat(), "qq": QQ(), "fax": Phone(), "web": Url(), "other": Account()}),
        N_("Value"), required=True, listed=True, search="digits", index=True, also="渠道内容 | 号码 | 账号内容 | channel value",
    )
    use: Mapped[str | None] = field(Choice("channel.use", LABELS), N_("Use"), listed=True, also="用途 | 号码用途 | label")
    is_primary: Mapped[bool] = field(YesNo(), N_("Primary"), default=False, listed=True, also="首选 | 常用")
    do_not_contact: Mapped[bool] = field(YesNo(), N_("Do not use"), default=False, also="停用 | 勿用")
    verified_on: Mapped[dt.date | None] = field(Date(), N_("Verified on"), also="验证日期 | 核实日期")
    verified_how: Mapped[str | None] = field(Text(100), N_("Verified how"), also="验证方式 | 核实方式")

    layout = Form(
        Section(N_("Channel"), "type", "value", "use", "is_primary | do_not_contact", "verified_on | verified_how"),
    )
