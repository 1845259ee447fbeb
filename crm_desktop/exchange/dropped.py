"""What is dropped on a customer: mails become interactions, pictures a note, other files attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.errors import CancelledError, UserFacingError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import entity_named
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.interaction import Interaction
from crm_desktop.exchange.mail.read_eml import Mail, read_eml
from crm_desktop.fields.check import check
from crm_desktop.fields.file_names import file_name, is_picture
from crm_desktop.services import attachments, records
from crm_desktop.services.attachments import Incoming, Stored
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage.driver_errors import spoken

MAIL = ".eml"
CONTENT = 20_000  # characters of a mail that are kept as text; the whole of a longer one hangs on it as a file


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of what was dropped; `refused` says in a sentence each why something was not taken."""

    mails: int = 0
    pictures: int = 0
    files: int = 0
    known: int = 0  # mails that were there already
    refused: tuple[str, ...] = ()
    interactions: tuple[int, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was added."""
        return not self.mails + self.pictures + self.files

    def said(self) -> str:
        """Say it in words."""
        parts = [
            ngettext("{n} mail", "{n} mails", self.mails) if self.mails else "",
            ngettext("{n} picture", "{n} pictures", self.pictures) if self.pictures else "",
            ngettext("{n} file", "{n} files", self.files) if self.files else "",
        ]
        told = (
            [_("Added: {what}.").format(what=_(", ").join(part for part in parts if part))] if not self.nothing else []
        )
        if self.known:
            told.append(ngettext("{n} mail was here already.", "{n} mails were here already.", self.known))
        return " ".join((*told, *self.refused))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail that is new to the customer; its files are stored already, so that many large ones need no memory."""

    mail: Mail
    title: str
    files: tuple[Stored, ...]


@dataclass(slots=True)
class _Looked:
    """What was dropped, parted: mails that are new and how many are not, other files, and why something is neither."""

    letters: dict[str, _Letter] = field(default_factory=dict)
    known: int = 0
    fit: list[Incoming] = field(default_factory=list)
    refused: list[UserFacingError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Who is who in the mails of a customer."""

    theirs: Mapping[str, int | None]  # address: the contact that it belongs to
    ours: str


def take_in(
    workspace: Workspace, customer_id: int, files: Sequence[Incoming], *, progress: Progress | None = None
) -> Taken:
    """Keep what was dropped or pasted as one piece of work; what is refused keeps nothing else from being taken.

    Raises `CancelledError`, and the one error where nothing could be taken.
    """
    silent = progress or Silent()
    with attachments.keeping(workspace):
        looked = _looked_at(workspace, customer_id, files, silent)
        if looked.refused and not looked.letters and not looked.known and not looked.fit:
            raise looked.refused[0]
        with workspace.read() as session:
            who = _addresses(session, customer_id, str(workspace.settings["business_email"] or ""))
        new = list(looked.letters.values())
        pictures = [each for each in looked.fit if is_picture(each.name)]
        others = [each for each in looked.fit if not is_picture(each.name)]
        told = tuple(error.message for error in looked.refused)
        taken = Taken(len(new), len(pictures), len(others), looked.known, told)
        if taken.nothing:
            return taken
        shown, stored = (attachments.store_files(workspace, each, silent) for each in (pictures, others))
        first = new[0].title if new else file_name(looked.fit[0].name)
        more = len(new) + len(looked.fit) - 1
        message = N_("Added by drop: {name} and {n} more") if more else N_("Added by drop: {name}")
        with spoken(workspace.path), workspace.work(message, kind="add", name=first, n=more) as work:
            made = [_keep_mail(work, workspace, customer_id, letter, who) for letter in new]
            if shown:
                made.append(_keep_pictures(work, workspace, customer_id, shown))
            attachments.add_rows(work, customer_id, stored, None)
    return replace(taken, interactions=tuple(made))


def _looked_at(workspace: Workspace, customer_id: int, files: Sequence[Incoming], progress: Progress) -> _Looked:
    """Part files into mails, others, and why something is neither; each mail is read here, once."""
    looked = _Looked()
    for each in files:
        try:
            attachments.refuse_large([each])
            if each.path is None or each.path.suffix.lower() != MAIL:
                looked.fit.append(each)
                continue
            mail = read_eml(each.path)
            if mail.message_id in looked.letters or _is_known(workspace, customer_id, mail):
                looked.known += 1
                continue
            hanging = [Incoming(file.name, data=file.data) for file in mail.files]
            if len(_said(mail)) > CONTENT:
                hanging.append(each)
            stored = tuple(attachments.store_files(workspace, hanging, progress))
            title = mail.subject or file_name(each.name)
            looked.letters[mail.message_id] = _Letter(replace(mail, files=()), title, stored)
        except CancelledError:
            raise
        except UserFacingError as error:
            looked.refused.append(error)
    return looked


def _is_known(workspace: Workspace, customer_id: int, mail: Mail) -> bool:
    """Tell whether the customer has this mail already."""
    query = select(Interaction.id).where(
        Interaction.customer_id == customer_id, Interaction.message_id == mail.message_id
    )
    with workspace.read() as session:
        return session.scalar(query.limit(1)) is not None


def _addresses(session: Session, customer_id: int, ours: str) -> _Addresses:
    query = select(Channel.value, Channel.contact_id).where(Channel.customer_id == customer_id, Channel.type == "email")
    return _Addresses({value.lower(): contact for value, contact in session.execute(query)}, ours.lower())


def _said(mail: Mail) -> str:
    return "\n\n".join(part for part in (mail.subject, mail.text) if part) or _("(empty mail)")


def _keep_mail(work: Work, workspace: Workspace, customer_id: int, letter: _Letter, who: _Addresses) -> int:
    mail, text = letter.mail, _said(letter.mail)
    raw = {
        "customer_id": customer_id,
        "channel": "email",
        "happened_at": mail.sent_at or clock.now(),
        "direction": _direction(mail, who),
        "contact_id": next(
            (who.theirs[each] for each in (*mail.senders, *mail.receivers) if who.theirs.get(each)), None
        ),
        "content": text if len(text) <= CONTENT else text[:CONTENT] + "…",
    }
    made = _add(work, workspace, {**raw, "message_id": mail.message_id})
    attachments.add_rows(work, customer_id, letter.files, made)
    return made


def _keep_pictures(work: Work, workspace: Workspace, customer_id: int, pictures: Sequence[Stored]) -> int:
    content = ngettext("{n} picture", "{n} pictures", len(pictures))
    made = _add(
        work, workspace, {"customer_id": customer_id, "channel": "note", "content": content, "happened_at": clock.now()}
    )
    attachments.add_rows(work, customer_id, pictures, made)
    return made


def _direction(mail: Mail, who: _Addresses) -> str | None:
    """Tell who wrote to whom, as far as the addresses are known; None where they are not."""
    if any(each in who.theirs for each in mail.senders) or (who.ours and who.ours in mail.receivers):
        return "in"
    if (who.ours and who.ours in mail.senders) or any(each in who.theirs for each in mail.receivers):
        return "out"
    return None


def _add(work: Work, workspace: Workspace, raw: Mapping[str, object]) -> int:
    """Write an interaction by the rules of its fields."""
    entity = entity_named("interaction")
    checked = check(entity, raw, workspace.context)
    checked.raise_if_refused(entity)
    return records.insert_record(work, entity, checked.values)
