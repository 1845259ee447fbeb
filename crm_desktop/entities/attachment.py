"""An attachment: a file kept inside the customer file, its bytes stored once by their hash."""

import datetime as dt

from sqlalchemy.orm import Mapped

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.declare import Entity, field, link
from crm_desktop.fields.kinds.file_name import FileName
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.layout import Form, Section
from crm_desktop.fields.stream import Stream


class Attachment(Entity):
    """A named file of a customer or of one interaction; `sha256` finds its bytes in the blob table."""

    __tablename__ = "attachment"
    label = N_("Attachment")
    label_many = N_("Attachments")
    counted = NN_("{n} attachment", "{n} attachments")
    icon = "paperclip"
    title = "name"
    stream = (Stream(at="added_at", title=N_("Attached"), text="name", under="interaction_id"),)

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    interaction_id: Mapped[int | None] = link("interaction", N_("Interaction"), owned=True)
    name: Mapped[str] = field(FileName(), N_("File name"), required=True, listed=True, search="text", also="文件名")
    sha256: Mapped[str] = field(Text(64), N_("Content hash"), required=True, index=True, editable=False)
    size: Mapped[int] = field(Whole(0, 2**40), N_("Size in bytes"), required=True, listed=True, editable=False)
    added_at: Mapped[dt.datetime] = field(Moment(), N_("Added"), required=True, default=clock.now, listed=True, editable=False)

    layout = Form(Section(N_("Attachment"), "name"))
