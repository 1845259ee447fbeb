"""Files kept inside the customer file."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop.base.errors import NotFoundError, TooLargeError
from crm_desktop.services import attachments, records
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import blob


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "2026 框架合同.pdf"
    path.write_bytes(b"%PDF-1.7 \x00 the words")
    return path


def test_an_attachment_gives_its_bytes_back(workspace: Workspace, contract: Path) -> None:
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    attached = attachments.attach(workspace, customer.id, contract)
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == contract.read_bytes()
        assert records.get(session, "attachment", attached)["name"] == "2026 框架合同.pdf"


def test_the_same_file_is_kept_once(workspace: Workspace, contract: Path) -> None:
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    for _turn in range(2):
        attachments.attach(workspace, customer.id, contract)
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(blob)) == 1


def test_a_removed_customer_comes_back_with_its_attachment(workspace: Workspace, contract: Path) -> None:
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    attached = attachments.attach(workspace, customer.id, contract)
    records.remove(workspace, "customer", [customer.id])
    workspace.undo()
    with workspace.read() as session:
        assert attachments.bytes_of(session, attached) == contract.read_bytes()


def test_what_cannot_be_kept_is_said(workspace: Workspace, tmp_path: Path) -> None:
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    with pytest.raises(NotFoundError, match="no file"):
        attachments.attach(workspace, customer.id, tmp_path / "gone.pdf")
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(attachments.LARGEST + 1)
    with pytest.raises(TooLargeError, match="100 MB"):
        attachments.attach(workspace, customer.id, large)
    with workspace.read() as session, pytest.raises(NotFoundError):
        attachments.bytes_of(session, 77)
