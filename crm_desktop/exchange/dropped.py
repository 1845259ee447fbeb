"""What is dropped on a customer: mails become interactions, pictures a note, other files attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import entity_named
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.interaction import Interaction
from crm_desktop.exchange.mail.read_eml import Mail, read_eml
from crm_desktop.fields.check import check
from crm_desktop.fields.file_names import file_name, is_picture
from crm_desktop.services import attachments, records
from crm_desktop.services.attachments import Incoming
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
    """A mail that was looked at; it is read again when it is kept, so that many large ones need no memory."""

    message_id: str
    title: str
    source: Incoming
    path: Path


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
    letters, fit, refused = _looked_at(files)
    if refused and not letters and not fit:
        raise refused[0]
    with workspace.read() as session:
        new = _unknown(session, customer_id, letters)
        who = _addresses(session, customer_id, str(workspace.settings["business_email"] or ""))
    pictures = [each for each in fit if is_picture(each.name)]
    others = [each for each in fit if not is_picture(each.name)]
    told = tuple(error.message for error in refused)
    taken = Taken(len(new), len(pictures), len(others), len(letters) - len(new), told)
    if taken.nothing:
        return taken
    first = new[0].title if new else file_name(fit[0].name)
    more = len(new) + len(fit) - 1
    message = N_("Added by drop: {name} and {n} more") if more else N_("Added by drop: {name}")
    with spoken(workspace.path), workspace.work(message, kind="add", name=first, n=more) as work:
        silent = progress or Silent()
        made = [_keep_mail(work, workspace, customer_id, letter, who, silent) for letter in new]
        if pictures:
            made.append(_keep_pictures(work, workspace, customer_id, pictures, silent))
        attachments.keep_files(work, customer_id, others, None, silent)
    return replace(taken, interactions=tuple(made))


def _looked_at(files: Sequence[Incoming]) -> tuple[list[_Letter], list[Incoming], list[UserFacingError]]:
    """Part files into mails, others, and why something is neither."""
    letters: list[_Letter] = []
    fit: list[Incoming] = []
    refused: list[UserFacingError] = []
    for each in files:
        try:
            attachments.refuse_large([each])
            if each.path is not None and each.path.suffix.lower() == MAIL:
                mail = read_eml(each.path)
                letters.append(_Letter(mail.message_id, mail.subject or file_name(each.name), each, each.path))
            else:
                fit.append(each)
        except UserFacingError as error:
            refused.append(error)
    return letters, fit, refused


def _unknown(session: Session, customer_id: int, letters: Sequence[_Letter]) -> list[_Letter]:
    """Give the mails that the customer has not yet, each once."""
    query = select(Interaction.message_id).where(
        Interaction.customer_id == customer_id, Interaction.message_id.in_({each.message_id for each in letters})
    )
    known = set(session.scalars(query))
    new: dict[str, _Letter] = {}
    for each in letters:
        if each.message_id not in known:
            new.setdefault(each.message_id, each)
    return list(new.values())


def _addresses(session: Session, customer_id: int, ours: str) -> _Addresses:
    query = select(Channel.value, Channel.contact_id).where(Channel.customer_id == customer_id, Channel.type == "email")
    return _Addresses({value.lower(): contact for value, contact in session.execute(query)}, ours.lower())


def _keep_mail(  # noqa: PLR0913, PLR0917 - what a mail is kept with
    work: Work, workspace: Workspace, customer_id: int, letter: _Letter, who: _Addresses, progress: Progress
) -> int:
    mail = read_eml(letter.path)
    text = "\n\n".join(part for part in (mail.subject, mail.text) if part) or _("(empty mail)")
    whole = len(text) <= CONTENT
    raw = {
        "customer_id": customer_id,
        "channel": "email",
        "happened_at": mail.sent_at or clock.now(),
        "direction": _direction(mail, who),
        "contact_id": next(
            (who.theirs[each] for each in (*mail.senders, *mail.receivers) if who.theirs.get(each)), None
        ),
        "content": text if whole else text[:CONTENT] + "…",
    }
    made = _add(work, workspace, {**raw, "message_id": mail.message_id})
    files = [Incoming(each.name, data=each.data) for each in mail.files] + ([] if whole else [letter.source])
    attachments.keep_files(work, customer_id, files, made, progress)
    return made


def _keep_pictures(
    work: Work, workspace: Workspace, customer_id: int, pictures: Sequence[Incoming], progress: Progress
) -> int:
    content = ngettext("{n} picture", "{n} pictures", len(pictures))
    made = _add(
        work, workspace, {"customer_id": customer_id, "channel": "note", "content": content, "happened_at": clock.now()}
    )
    attachments.keep_files(work, customer_id, pictures, made, progress)
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
