"""Mails that are dropped on a customer: read whatever wrote them, kept once, with their files."""

import datetime as dt
import time
from pathlib import Path

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError, TooLargeError
from crm_desktop.exchange.dropped import CONTENT, take_in
from crm_desktop.exchange.mail.html_text import html_text
from crm_desktop.exchange.mail.read_eml import LARGEST, parse_mail, read_eml
from crm_desktop.services import records
from crm_desktop.services.attachments import Incoming, bytes_of
from crm_desktop.services.timeline import Entry, timeline
from crm_desktop.services.workspace import Workspace
from tests.exchange.mails import DATES, NESTED, NO_MAILS, READABLE, mail, with_files


def saved(folder: Path, data: bytes, name: str = "mail.eml") -> Incoming:
    path = folder / name
    path.write_bytes(data)
    return Incoming.at(path)


def said(workspace: Workspace, customer: int = 4) -> Entry:
    with workspace.read() as session:
        return max(timeline(session, customer, "interaction"), key=lambda entry: entry.record_id)


@pytest.mark.parametrize("name", READABLE)
def test_a_mail_is_read_whoever_wrote_it(name: str):
    data, subject, text = READABLE[name]
    read = parse_mail(data)
    assert (read.subject, read.text) == (subject, text)


@pytest.mark.parametrize("name", NO_MAILS)
def test_what_is_no_mail_is_refused(name: str):
    with pytest.raises(InvalidValueError, match="no mail"):
        parse_mail(NO_MAILS[name], "x.eml")


@pytest.mark.parametrize("said_date", DATES)
def test_a_day_is_read_with_its_zone_or_not_at_all(said_date: str):
    read = parse_mail(mail(head=f"From: a@b.com\nSubject: x\nDate: {said_date}")).sent_at
    wanted = DATES[said_date]
    assert read == (None if wanted is None else dt.datetime.fromisoformat(wanted))


def test_a_day_that_cannot_be_read_is_taken_from_the_server(tmp_path: Path):
    head = "Received: from a by b; Tue, 20 Oct 2026 06:08:00 +0000\nFrom: a@b.com\nSubject: x\nDate: gestern"
    assert parse_mail(mail(head=head)).sent_at == dt.datetime(2026, 10, 20, 6, 8, tzinfo=dt.UTC)


def test_files_are_found_wherever_they_hang():
    assert [(each.name, each.data) for each in parse_mail(NESTED).files] == [("1.png", b"\x89PNG\r\n\x1a\n")]
    read = parse_mail(with_files(("九月对账单.pdf", b"%PDF"), ("../../x.exe", b"MZ")))
    assert [(each.name, each.data) for each in read.files] == [("九月对账单.pdf", b"%PDF"), ("x.exe", b"MZ")]


def test_a_mail_of_gigabytes_is_refused_unread(tmp_path: Path):
    path = tmp_path / "huge.eml"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(TooLargeError, match="50 MB"):
        read_eml(path)
    with pytest.raises(NotFoundError):
        read_eml(tmp_path / "gone.eml")


def test_a_mail_becomes_what_was_said_with_its_files(filled: Workspace, tmp_path: Path):
    taken = take_in(filled, 4, [saved(tmp_path, with_files(("九月对账单.pdf", b"%PDF")))])
    assert (taken.mails, taken.said()) == (1, "Added: 1 mail.")
    entry = said(filled)
    assert (entry.values["channel"], entry.values["direction"]) == ("email", "in")
    assert entry.text == "对账单\n\n见附件"
    assert entry.at == dt.datetime(2026, 10, 20, 6, 8, tzinfo=dt.UTC)
    assert [each.values["name"] for each in entry.under] == ["九月对账单.pdf"]
    with filled.read() as session:
        assert bytes_of(session, entry.under[0].values["id"]) == b"%PDF"
    assert filled.history(limit=1)[0].title == "Added by drop: 对账单"
    before = entry.record_id
    filled.undo()
    assert said(filled).record_id != before


def test_the_same_mail_is_told_and_not_doubled(filled: Workspace, tmp_path: Path):
    one, again = saved(tmp_path, mail(), "1.eml"), saved(tmp_path, mail(), "2.eml")
    assert take_in(filled, 4, [one, again]).said() == "Added: 1 mail. 1 mail was here already."
    works = len(filled.history())
    assert take_in(filled, 4, [one]).said() == "1 mail was here already."
    assert len(filled.history()) == works
    without = mail(head="From: a@b.com\nSubject: x\nDate: Tue, 20 Oct 2026 14:08:00 +0800")
    for turn in (1, 0):
        assert take_in(filled, 4, [saved(tmp_path, without, "3.eml")]).mails == turn


@pytest.mark.parametrize(
    ("sender", "receiver", "direction"),
    [
        ("hello3@example.com", "me@shop.com", "in"),
        ("ME@shop.com", "Hello3@Example.com", "out"),
        ("someone@else.com", "hello3@example.com", "out"),
        ("someone@else.com", "me@shop.com", "in"),
        ("a@else.com", "b@else.com", None),
    ],
)
def test_the_direction_follows_from_who_is_known(
    filled: Workspace, tmp_path: Path, sender: str, receiver: str, direction: str | None
):
    filled.settings.set(business_email="me@shop.com")
    head = f"From: X <{sender}>\nTo: Y <{receiver}>\nSubject: x\nDate: Tue, 20 Oct 2026 14:08:00 +0800"
    take_in(filled, 4, [saved(tmp_path, mail(head=head))])
    assert said(filled).values["direction"] == direction


def test_the_whole_of_a_long_mail_hangs_on_it(filled: Workspace, tmp_path: Path):
    take_in(filled, 4, [saved(tmp_path, mail("长" * (CONTENT + 5)))])
    entry = said(filled)
    assert len(entry.text) == CONTENT + 1
    assert [each.values["name"] for each in entry.under] == ["mail.eml"]


def test_pictures_become_a_note_and_other_files_attachments_in_one_work(filled: Workspace, tmp_path: Path):
    files = [Incoming(f"照片{n}.jpg", data=bytes([n])) for n in range(3)]
    taken = take_in(filled, 4, [*files, Incoming("合同.pdf", data=b"%PDF"), saved(tmp_path, mail())])
    assert taken.said() == "Added: 1 mail, 3 pictures, 1 file."
    with filled.read() as session:
        parts = records.parts(session, "customer", 4)
    note = next(row for row in parts["interaction"] if row["channel"] == "note")
    assert note["content"] == "3 pictures"
    assert [row["interaction_id"] == note["id"] for row in parts["attachment"] if row["name"].endswith(".jpg")] == [
        True
    ] * 3
    works = len(filled.history())
    filled.undo()
    assert len(filled.history()) == works + 1
    with filled.read() as session:
        assert records.parts(session, "customer", 4)["attachment"] == []


def test_what_is_refused_keeps_nothing_else_out(filled: Workspace, tmp_path: Path):
    taken = take_in(filled, 4, [saved(tmp_path, b"no mail", "x.eml"), Incoming("合同.pdf", data=b"%PDF")])
    assert taken.said() == "Added: 1 file. “x.eml” is no mail that can be read."
    with pytest.raises(InvalidValueError):
        take_in(filled, 4, [saved(tmp_path, b"no mail", "x.eml")])


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<", "&#", "<div>", "<a x='", '<a x="', "<style>", "<![CDATA[", "</", "<?", "<aa", "<a b='\"", "x", "&"],
)
def test_hostile_html_is_read_in_time_that_grows_with_its_size(piece: str):
    def seconds(number: int) -> float:
        started = time.process_time()
        html_text("<a " + piece * number)
        return time.process_time() - started

    assert min(seconds(40_000) for _turn in range(3)) < 3 * min(seconds(20_000) for _turn in range(3)) + 0.02


def test_html_is_read_as_a_reader_sees_it():
    html = '<!--[if mso]><p>no</p><![endif]--><a title="1 > 0">a</a> < b<br/>c<svg/>d<SCRIPT>if(a<b)</p></Script >e'
    assert html_text(html) == "a < b\ncde"


@pytest.mark.parametrize("sort", ["multipart", "message"])
def test_a_mail_of_thousands_of_levels_is_refused_and_others_are_taken(filled: Workspace, tmp_path: Path, sort: str):
    levels = {
        "multipart": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1100)),
        "message": b"Content-Type: message/rfc822\n\nFrom: a@b.c\n" * 3000,
    }
    deep = saved(tmp_path, b"From: a@b.c\nTo: d@e.f\n" + levels[sort] + b"\nhi", "deep.eml")
    taken = take_in(filled, 4, [deep, saved(tmp_path, mail())])
    assert taken.mails == 1
    assert taken.refused == (
        "The parts of the mail “deep.eml” lie too deep in each other; attach it as a file instead.",
    )
