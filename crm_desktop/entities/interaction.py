"""An interaction: one call, message, visit or note, the timeline of a customer."""

import datetime as dt

from sqlalchemy.orm import Mapped

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.declare import Entity, field, link
from crm_desktop.fields.kind import Option
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.layout import Form, Section
from crm_desktop.fields.stream import Stream

CHANNELS = (
    Option("call", N_("Call"), also="电话 | 通话 | phone call | phone", tone="info", icon="phone"),
    Option("wechat", N_("WeChat"), also="微信 | QQ | chat | message", tone="ok", icon="message-circle"),
    Option("visit", N_("Visit"), also="拜访 | 上门 | 上门拜访 | 到店", tone="warning", icon="store"),
    Option("email", N_("Mail"), also="邮件 | 电子邮件 | 邮箱 | E-mail | email", tone="violet", icon="mail"),
    Option("meeting", N_("Meeting"), also="会议 | 见面 | 开会", tone="accent", icon="users-round"),
    Option("sms", N_("Text message"), also="短信 | text", tone="info", icon="message-square"),
    Option("note", N_("Note"), also="备注 | 其他 | 记录 | other", tone="neutral", icon="sticky-note"),
)
DIRECTIONS = (
    Option("out", N_("Outgoing"), also="呼出 | 去电 | 发出 | 我方 | outbound", icon="arrow-up"),
    Option("in", N_("Incoming"), also="呼入 | 来电 | 收到 | 对方 | inbound", icon="arrow-down"),
)


class Interaction(Entity):
    """What was said or done with a customer, when, how; what comes next is a task."""

    __tablename__ = "interaction"
    label = N_("Interaction")
    label_many = N_("Interactions")
    counted = NN_("{n} interaction", "{n} interactions")
    also = "联系记录 | 跟进记录 | 沟通记录 | 拜访记录 | 往来 | activities | history"
    icon = "message-circle"
    title = "content"
    told_by = "happened_at"
    searched = True
    stream = (
        Stream(
            at="happened_at",
            by="channel",
            beside=("direction", "minutes", "contact_id"),
            text="content",
            below=("outcome",),
        ),
    )

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    contact_id: Mapped[int | None] = link("contact", N_("Contact"))
    happened_at: Mapped[dt.datetime] = field(
        Moment(),
        N_("When"),
        required=True,
        default=clock.now,
        listed=True,
        also="时间 | 日期 | 联系时间 | 跟进时间 | 沟通时间 | date | time | activity date",
    )
    channel: Mapped[str] = field(
        Choice("interaction.channel", CHANNELS, fixed=True),
        N_("Channel"),
        required=True,
        default="note",
        listed=True,
        also="方式 | 沟通方式 | 跟进方式 | 联系渠道 | activity type",
    )
    direction: Mapped[str | None] = field(
        Choice("interaction.direction", DIRECTIONS, fixed=True), N_("Direction"), also="方向 | 呼叫方向"
    )
    content: Mapped[str] = field(
        LongText(),
        N_("Content"),
        required=True,
        listed=True,
        search="text",
        also="内容 | 沟通内容 | 跟进内容 | 跟进记录 | 联系记录 | subject | body | summary",
    )
    outcome: Mapped[str | None] = field(Text(200), N_("Outcome"), search="text", also="结果 | 沟通结果 | result")
    minutes: Mapped[int | None] = field(
        Whole(0, 10_000, N_("{n} min")), N_("Minutes"), also="时长 | 通话时长 | 时长(分钟) | 时长（分钟） | duration | minutes | duration (min)"
    )
    message_id: Mapped[str | None] = field(Text(200), N_("Mail's own ID"), editable=False)

    layout = Form(
        Section(
            N_("Interaction"),
            "happened_at | channel",
            "direction | minutes",
            "content",
            "outcome",
        ),
    )
