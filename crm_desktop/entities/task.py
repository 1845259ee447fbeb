"""A task: what comes next with a customer, and when."""

import datetime as dt

from sqlalchemy.orm import Mapped

from crm_desktop.base.i18n import N_, NN_, _
from crm_desktop.fields.declare import Entity, Reach, field, link
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.time_of_day import TimeOfDay
from crm_desktop.fields.layout import Form, Section
from crm_desktop.fields.stream import Stream


class Task(Entity):
    """Something to do for a customer; open until it is done. Without a day it is to be done some time."""

    __tablename__ = "task"
    label = N_("Task")
    label_many = N_("Tasks")
    counted = NN_("{n} task", "{n} tasks")
    also = "待办 | 待办事项 | 任务 | 跟进计划 | 日程 | to-dos | to do | reminders"
    icon = "calendar-check"
    title = "what"
    searched = True
    stream = (
        Stream(at="done_at", title=N_("Task done"), icon="calendar-check", tone="ok", text="what", due="due_on", done="done_at", under="interaction_id"),
    )
    reach = Reach(
        value="due_on", over="done_at", label=N_("Next follow-up"),
        also="下次联系时间 | 下次联系 | 下次跟进 | 下次跟进时间 | 下次回访 | 下次回访时间 | next follow up | next contact | follow up date | next activity date",
    )

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    contact_id: Mapped[int | None] = link("contact", N_("Contact"))
    interaction_id: Mapped[int | None] = link("interaction", N_("Interaction"), reached=True)
    what: Mapped[str] = field(
        Text(200), N_("Task"), required=True, listed=True, search="text", default=lambda: _("Follow up"),
        also="待办 | 待办事项 | 下一步 | 下次跟进内容 | 下一步计划 | to do | next step | next action",
    )
    due_on: Mapped[dt.date | None] = field(Date(), N_("Due on"), listed=True, index=True, also="计划日期 | 到期日 | 截止日期 | due date | due")
    due_at: Mapped[dt.time | None] = field(TimeOfDay(), N_("Due at"), listed=True, also="计划时间 | 几点 | due time")
    done_at: Mapped[dt.datetime | None] = field(Moment(), N_("Done at"), listed=True, also="完成时间 | 完成日期 | done | completed at")
    remark: Mapped[str | None] = field(LongText(), N_("Remark"), search="text", also="任务备注 | task note")

    layout = Form(Section(N_("Task"), "what", "due_on | due_at", "done_at", "remark"))
