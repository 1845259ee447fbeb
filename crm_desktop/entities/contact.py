"""A contact: a person at a customer."""

from sqlalchemy.orm import Mapped

from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.declare import Entity, Reach, derived, field, link
from crm_desktop.fields.kind import Option
from crm_desktop.fields.kinds.birthday import Birthday
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.name import Name
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.layout import Form, Section

GENDERS = (
    Option("female", N_("Female"), also="女 | 女士 | f | ms | mrs | woman"),
    Option("male", N_("Male"), also="男 | 先生 | m | mr | man"),
    Option("other", N_("Other"), also="其他 | x"),
)


class Contact(Entity):
    """A person at a customer, with channels of their own."""

    __tablename__ = "contact"
    label = N_("Contact")
    label_many = N_("Contacts")
    counted = NN_("{n} contact", "{n} contacts")
    also = "通讯录 | 客户联系人 | people"
    icon = "user"
    reach = Reach(value="name")

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    name: Mapped[str] = field(
        Name(), N_("Contact"), required=True, listed=True, search="name",
        also="联系人 | 客户联系人 | 联系人姓名 | 姓名 | 负责人 | 老板 | 经办人 | 采购 | 采购员 | 收货人 | 收货人姓名 | contact | contact name | contact person | contactName | full name",
    )
    job_title: Mapped[str | None] = field(Text(60), N_("Job title"), listed=True, search="text", also="职务 | 职位 | 岗位 | 头衔 | 联系人职务 | title | contact title | position | contactTitle | role")
    department: Mapped[str | None] = field(Text(60), N_("Department"), also="部门 | 所在部门 | dept")
    gender: Mapped[str | None] = field(Choice("contact.gender", GENDERS, fixed=True), N_("Gender"), also="性别 | sex")
    birthday: Mapped[str | None] = field(Birthday(), N_("Birthday"), also="生日 | 出生日期 | 联系人生日 | date of birth | birth date | birthdate")
    occupation: Mapped[str | None] = field(Text(60), N_("Occupation"), also="职业 | 工作 | profession")
    hobbies: Mapped[str | None] = field(Text(200), N_("Hobbies"), search="text", also="爱好 | 兴趣 | 兴趣爱好 | interests | hobby")
    is_main: Mapped[bool] = field(YesNo(), N_("Main contact"), default=False, listed=True, also="主联系人 | 主要联系人 | 首要联系人 | primary contact")
    remark: Mapped[str | None] = field(LongText(), N_("Remark"), search="text", also="联系人备注 | contact note | contact notes")

    layout = Form(
        Section(N_("Contact"), "name", "job_title | department", "gender | birthday", "is_main", "occupation", "hobbies", "remark"),
    )

    facts = (derived("sort_name", Text(200), N_("Sorting name"), depends=(), sql="SELECT sort_key(contact.name)"),)
