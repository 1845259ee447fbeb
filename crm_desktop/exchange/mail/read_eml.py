"""Reads a mail that was saved as .eml: subject, day, who wrote to whom, its text and its files.

Mails are written by every program there ever was, so nothing is taken for granted: a header that
cannot be read is left out, a text in an unknown encoding is read as well as can be.
"""

import datetime as dt
import email
import email.policy
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError, NotFoundError, ReadOnlyError, TooLargeError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.mail.html_text import folded, html_text
from crm_desktop.fields.file_names import file_name

LARGEST = 50_000_000  # bytes of a mail with all that hangs on it
MOST_PARTS = 500
_HEADERS = ("from", "to", "subject", "date", "message-id", "received", "mime-version")
# What Chinese mail programs call gb2312 is nearly always its superset.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_GUESSES = ("utf-8", "gb18030", "latin-1")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that hangs on a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read; addresses are in small letters, `sent_at` is None where no day can be read."""

    message_id: str
    subject: str
    sent_at: dt.datetime | None
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    text: str
    files: tuple[MailFile, ...]


def read_eml(path: Path) -> Mail:
    """Read the mail at `path`.

    Raises `NotFoundError`, `ReadOnlyError`, `TooLargeError` (over 50 MB, told before it is read), and
    `InvalidValueError` for what is no mail.
    """
    try:
        if path.stat().st_size > LARGEST:
            message = _("The mail “{name}” is larger than {most} MB; attach it as a file instead.")
            raise TooLargeError(message.format(name=path.name, most=LARGEST // 1_000_000))
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(_("There is no file “{name}”.").format(name=path.name)) from None
    except OSError:
        raise ReadOnlyError(_("“{name}” cannot be read; check whose it is.").format(name=path.name)) from None
    return parse_mail(data, path.name)


def parse_mail(data: bytes, name: str = "") -> Mail:
    """Read a mail from its bytes; raises `InvalidValueError` for what is no mail, or too many mails in each other."""
    try:
        return _parsed(data, name)
    except RecursionError:
        message = _("The parts of the mail “{name}” lie too deep in each other; attach it as a file instead.")
        raise InvalidValueError(message.format(name=name)) from None


def _parsed(data: bytes, name: str) -> Mail:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    known = [header for header in _HEADERS if message[header] is not None]
    if len(known) < 2:
        raise InvalidValueError(_("“{name}” is no mail that can be read.").format(name=name))
    text, files = _body(message)
    senders, receivers = _addresses(message, "from"), _addresses(message, "to", "cc", "bcc", "delivered-to")
    subject = folded(_header(message, "subject")).replace("\n", " ")
    sent_at = _sent_at(message)
    said = "\x00".join((subject, str(sent_at), *senders, *receivers, text))
    made_up = hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()
    message_id = (folded(str(message["message-id"] or "")) or f"<{made_up[:32]}@kebu>")[:200]
    return Mail(message_id, subject, sent_at, senders, receivers, text, files)


def _body(message: Message) -> tuple[str, tuple[MailFile, ...]]:
    """Give the text, plain where there is any, and the files."""
    plain: list[str] = []
    html: list[str] = []
    files: list[MailFile] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        sort, name = part.get_content_type(), _file_name(part)
        if sort == "message/rfc822":
            continue  # the mail inside: its own parts are walked too
        if name or part.get_content_disposition() == "attachment" or not sort.startswith(("text/", "multipart/")):
            if data := _decoded(part):
                files.append(MailFile(name or _named_for(sort, len(files) + 1), data))
        elif sort == "text/html":
            html.append(html_text(_text(part)))
        else:
            plain.append(folded(_text(part)))
    text = "\n\n".join(each for each in plain if each) or "\n\n".join(each for each in html if each)
    return text, tuple(files)


def _text(part: Message) -> str:
    return _decode(_decoded(part), (part.get_content_charset() or "").lower())


def _decoded(part: Message) -> bytes:
    """Give the bytes of a part; as they were sent where they do not decode."""
    found: object = None
    with suppress(ValueError, TypeError, LookupError, AssertionError):
        found = part.get_payload(decode=True)
    if isinstance(found, bytes) and found:
        return found
    sent = part.get_payload()
    return sent.encode("utf-8", "surrogateescape") if isinstance(sent, str) else b""


def _header(message: Message, name: str) -> str:
    raw = message.get(name)
    return "" if raw is None else _said(raw)


def _said(raw: object) -> str:
    """Read a header in whatever encoding it says, or does not say."""
    pieces: list[tuple[bytes | str, str | None]] = [(str(raw), None)]
    with suppress(ValueError, LookupError):
        pieces = list(decode_header(raw))  # type: ignore[arg-type] # a text or a Header
    parts = [
        piece if isinstance(piece, str) else _decode(piece, (encoding or "").lower()) for piece, encoding in pieces
    ]
    return "".join(parts) or str(raw)


def _decode(data: bytes, encoding: str) -> str:
    for each in (_WIDER.get(encoding, encoding), *_GUESSES):
        with suppress(LookupError, UnicodeDecodeError):
            if each:
                return data.decode(each)
    return data.decode("utf-8", "replace")


def _addresses(message: Message, *names: str) -> tuple[str, ...]:
    headers = [str(value) for name in names for value in message.get_all(name, ())]
    found = [address.strip().lower() for _name, address in getaddresses(headers)]
    return tuple(dict.fromkeys(address for address in found if "@" in address))


def _sent_at(message: Message) -> dt.datetime | None:
    """Read when it was sent, else when the last server got it; a mail without a zone was written in UTC."""
    received = [str(each).rpartition(";")[2] for each in message.get_all("received", ())]
    for said in (message["date"], *received):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            read = parsedate_to_datetime(str(said).strip())
            read = read if read.tzinfo else read.replace(tzinfo=dt.UTC)
            if 1970 < read.year < 2100:
                return read.astimezone().replace(microsecond=0)
    return None


def _file_name(part: Message) -> str:
    raw = None
    with suppress(ValueError, TypeError, LookupError, IndexError):
        raw = part.get_filename()
    if not raw:
        return ""
    return file_name(_said(raw))


def _named_for(sort: str, number: int) -> str:
    """Name a file that came without a name by its sort."""
    ending = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "application/pdf": "pdf"}.get(sort, "bin")
    return f"{number}.{ending}"
