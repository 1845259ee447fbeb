"""Files and mails of a customer on the command line."""

from pathlib import Path

from tests.cli.conftest import Kebu
from tests.exchange.mails import mail


def test_files_go_in_are_listed_come_out_and_go(kebu: Kebu, tmp_path: Path):
    contract, out = tmp_path / "合同.pdf", tmp_path / "out.pdf"
    contract.write_bytes(b"%PDF of ours")
    attached = kebu("attach", 1, contract).json
    rows = kebu("attachments", 1).json["rows"]
    assert [(row["id"], row["name"], row["size"]) for row in rows] == [(attached["ids"][0], "合同.pdf", 12)]
    assert kebu("attachment", "save", attached["ids"][0], out).json == {"file": str(out), "size": 12}
    assert out.read_bytes() == contract.read_bytes()
    kebu("detach", attached["ids"][0])
    assert kebu("attachments", 1).json["total"] == 0


def test_mails_are_kept_once(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "mail.eml"
    path.write_bytes(mail())
    assert kebu("mail", 4, path).json["mails"] == 1
    again = kebu("mail", 4, path).json
    assert (again["mails"], again["known"]) == (0, 1)
    assert kebu("show", "customer", 4).json["timeline"][0]["channel"] in {"email", ""}


def test_what_is_not_there_is_said(kebu: Kebu, tmp_path: Path):
    for asked in (("attach", 1, tmp_path / "gone.pdf"), ("attach", 999, tmp_path), ("attachments", 999)):
        assert kebu(*asked).error == "not_found"
    assert kebu("attachment", "save", 7, tmp_path / "x").error == "not_found"
