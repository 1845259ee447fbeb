"""Files kept inside the customer file."""

import io
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import func, select

from crm_desktop.base.errors import CancelledError, NotFoundError, ReadOnlyError, TooLargeError
from crm_desktop.base.paths import cache_folder
from crm_desktop.base.progress import Stoppable
from crm_desktop.fields.file_names import starts_a_program
from crm_desktop.services import attachments, private_copies, records
from crm_desktop.services.attachments import Incoming
from crm_desktop.services.private_copies import PrivateCopies
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import blob


@pytest.fixture
def customer(workspace: Workspace) -> int:
    return records.add(workspace, "customer", {"name": "禾木家具行"}).id


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "2026 框架合同.pdf"
    path.write_bytes(b"%PDF-1.7 \x00 the words")
    return path


def kept(workspace: Workspace) -> int:
    with workspace.read() as session:
        return session.scalar(select(func.count()).select_from(blob)) or 0


def test_an_attachment_gives_its_bytes_back(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == contract.read_bytes()
        assert records.get(session, "attachment", attached)["name"] == "2026 框架合同.pdf"


def test_many_files_are_one_piece_of_work(workspace: Workspace, customer: int, contract: Path):
    files = [Incoming.at(contract), Incoming("照片.png", data=b"\x89PNG"), Incoming("空.txt", data=b"")]
    ids = attachments.attach_files(workspace, customer, files)
    assert workspace.history(limit=1)[0].title == "Attached 3 files"
    with workspace.read() as session:
        assert [attachments.bytes_of(session, each) for each in ids] == [contract.read_bytes(), b"\x89PNG", b""]
    workspace.undo()
    with workspace.read() as session:
        assert attachments.attachments_of(session, customer) == []


def test_the_same_file_is_kept_once(workspace: Workspace, customer: int, contract: Path):
    for _turn in range(2):
        attachments.attach(workspace, customer, contract)
    assert kept(workspace) == 1


def test_a_removed_customer_comes_back_with_its_attachment(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    records.remove(workspace, "customer", [customer])
    workspace.undo()
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == contract.read_bytes()


def test_bytes_stay_as_long_as_undo_could_bring_them_back(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    records.remove(workspace, "attachment", [attached])
    assert kept(workspace) == 1
    workspace.undo()
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == contract.read_bytes()


def test_what_cannot_be_kept_is_said_before_a_byte_is_read(workspace: Workspace, customer: int, tmp_path: Path):
    with pytest.raises(NotFoundError, match="no file"):
        attachments.attach(workspace, customer, tmp_path / "gone.pdf")
    with pytest.raises(NotFoundError, match="no file"):
        attachments.attach(workspace, customer, tmp_path)
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(TooLargeError, match="200 MB; files up to 100 MB"):
        attachments.attach(workspace, customer, large)
    with workspace.read() as session, pytest.raises(NotFoundError):
        attachments.bytes_of(session, 77)
    assert kept(workspace) == 0


def test_one_bad_file_keeps_all_of_a_work_out(workspace: Workspace, customer: int, contract: Path, tmp_path: Path):
    files = [Incoming.at(contract), Incoming.at(tmp_path / "gone.pdf")]
    with pytest.raises(NotFoundError):
        attachments.attach_files(workspace, customer, files)
    assert kept(workspace) == 0


def test_a_cancelled_attachment_leaves_nothing(workspace: Workspace, customer: int):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(CancelledError):
        attachments.attach_files(workspace, customer, [Incoming("a.bin", data=b"x" * 10)], progress=progress)
    assert kept(workspace) == 0


def test_an_edit_goes_through_while_a_slow_file_is_attached(workspace: Workspace, customer: int):
    asked, go_on = threading.Event(), threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.set()
            assert go_on.wait(60)
            return super().read(size)

    class FromSlow(Incoming):
        def opened(self) -> IO[bytes]:
            return Slow(self.data)

    with ThreadPoolExecutor(1) as pool:
        attaching = pool.submit(attachments.attach_files, workspace, customer, [FromSlow("a.bin", data=b"x" * 10)])
        assert asked.wait(60)
        records.change(workspace, "customer", customer, {"remark": "typed meanwhile"})
        assert attachments.sweep(workspace) == 0
        assert not attaching.done()
        go_on.set()
        attached = attaching.result()[0]
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == b"x" * 10


HOSTILE = {
    "../../etc/passwd": "passwd",
    "C:\\Windows\\System32\\cmd.exe": "cmd.exe",
    "invoice\u202efdp.exe": "invoicefdp.exe",
    "NUL": "_NUL",
    "com1.txt": "_com1.txt",
    "a\x00b\nc.txt": "abc.txt",
    "..": "file",
    "x" * 300 + ".pdf": "x" * 196 + ".pdf",
    "emoji 🪑.pdf": "emoji 🪑.pdf",
}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_are_made_harmless(workspace: Workspace, customer: int, name: str):
    attached = attachments.attach_files(workspace, customer, [Incoming(name, data=b"1")])[0]
    with workspace.read() as session:
        assert records.get(session, "attachment", attached)["name"] == HOSTILE[name]
    copies = PrivateCopies()
    copy = copies.copy(workspace, attached, HOSTILE[name])
    assert copy.is_relative_to(cache_folder())
    copies.close()


def test_what_may_start_a_program_is_known_by_its_ending():
    assert all(starts_a_program(name) for name in ("a.EXE", "b.bat", "c.js", "e.lnk", "f.pdf.scr"))
    assert not any(starts_a_program(name) for name in ("d.pdf", "exe", "照片.png", "table.xlsx"))


def test_saving_replaces_a_file_only_when_the_new_one_is_whole(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    out = contract.with_name("out.pdf")
    out.write_bytes(b"old")
    out.with_name("out.pdf.part").write_bytes(b"of the user")
    with pytest.raises(NotFoundError):
        attachments.save_as(workspace, attached + 1, out)
    assert out.read_bytes() == b"old"
    attachments.save_as(workspace, attached, out)
    assert out.read_bytes() == contract.read_bytes()
    assert sorted(path.name for path in out.parent.glob("*.part")) == ["out.pdf.part"]
    with pytest.raises((ReadOnlyError, NotFoundError)):
        attachments.save_as(workspace, attached, contract.with_name("nowhere") / "out.pdf")


def test_a_copy_is_private_and_read_only_and_goes_away(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    copies = PrivateCopies()
    copy = copies.copy(workspace, attached, contract.name)
    assert copy.read_bytes() == contract.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert all(stat.S_IMODE(folder.stat().st_mode) == 0o700 for folder in list(copy.parents)[:3])
    copies.remove_old()
    assert copy.exists()  # the program that opens it may still be starting
    copies.close()
    assert not copy.exists()


def test_what_a_crash_leaves_is_swept_and_what_is_in_use_stays(workspace: Workspace, customer: int, contract: Path):
    attached = attachments.attach(workspace, customer, contract)
    crashed, running = PrivateCopies(), PrivateCopies()
    left = crashed.copy(workspace, attached, contract.name)
    used = running.copy(workspace, attached, contract.name)
    assert crashed._lock is not None
    crashed._lock.release()  # as the system does when a process ends
    private_copies.sweep()
    assert not left.exists()
    assert used.exists()
    running.close()
