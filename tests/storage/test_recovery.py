"""The printed code opens the file when the password is forgotten, and nothing else does."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.base.errors import DamagedFileError, InvalidValueError, NotFoundError, WrongPasswordError
from crm_desktop.storage.customer_file import (
    CustomerFile,
    create_file,
    new_recovery_code,
    open_file,
    open_with_recovery_code,
)
from crm_desktop.storage.recovery_code import ALPHABET, new_code, private_key, public_half
from crm_desktop.storage.recovery_sidecar import make_sidecar, sidecar_path, write_sidecar
from tests.storage.people import PASSWORD, make_tables, names

Opener = Callable[..., CustomerFile]


def recovered(path: Path, code: str, password: str = "found again") -> int:  # noqa: S107
    """Open by the code, close, open by the new password; give the number of people."""
    open_with_recovery_code(path, code, password).close()
    file = open_file(path, password)
    count = len(names(file))
    file.close()
    return count


def test_a_code_is_eight_groups_without_letters_that_look_alike():
    groups = new_code().split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert not set("".join(groups)) & set("OI01")
    assert len({new_code() for _number in range(50)}) == 50


def test_a_code_may_be_typed_in_any_manner():
    code = new_code()
    typed = [code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code.replace('-', '—')}\n"]
    full_width = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    assert {public_half(each) for each in [*typed, full_width]} == {public_half(code)}


def test_no_slip_of_the_pen_is_accepted():
    dice = random.Random(20261122)  # noqa: S311 - not a secret
    for _trial in range(2000):
        letters = list(new_code().replace("-", ""))
        place = dice.randrange(39)
        if dice.random() < 0.5 and letters[place] != letters[place + 1]:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        else:
            letters[place] = dice.choice([letter for letter in ALPHABET if letter != letters[place]])
        with pytest.raises(WrongPasswordError, match="typing error"):
            private_key("".join(letters))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda code: code[:-1], "40 characters, these are 39"),
        (lambda code: code + "A", "these are 41"),
        (lambda code: "O" + code[1:], "has no O"),
        (lambda code: code[:-2] + "01", "has no 0 1"),
        (lambda _code: "", "these are 0"),
    ],
)
def test_a_code_of_the_wrong_shape_is_refused_with_the_reason(spoil: Callable[[str], str], words: str):
    with pytest.raises(WrongPasswordError, match=words):
        private_key(spoil(new_code()))


def test_the_code_opens_the_file_and_sets_a_password(path: Path, code: str):
    assert recovered(path, code) == 200
    with pytest.raises(WrongPasswordError):
        open_file(path, PASSWORD)


def test_the_code_stays_good_after_changes_of_password_and_after_its_own_use(path: Path, code: str, opened: Opener):
    file = opened(path)
    file.change_password("second")
    file.change_password("third")
    file.close()
    assert recovered(path, code, "fourth") == 200
    assert recovered(path, code, "fifth") == 200


def test_another_files_code_does_not_open_it(path: Path, tmp_path: Path):
    other, code = create_file(tmp_path / "other.kebu", PASSWORD, make_tables)
    other.close()
    with pytest.raises(WrongPasswordError, match="belongs to another file"):
        open_with_recovery_code(path, code, "x")


def test_a_new_code_ends_the_old_one(path: Path, code: str, opened: Opener):
    file = opened(path)
    new = new_recovery_code(file)
    file.close()
    with pytest.raises(WrongPasswordError, match="a newer code has been printed"):
        open_with_recovery_code(path, code, "x")
    assert recovered(path, new) == 200


def test_nothing_is_opened_when_the_new_password_is_empty(path: Path, code: str, opened: Opener):
    with pytest.raises(InvalidValueError):
        open_with_recovery_code(path, code, "")
    opened(path)


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "foreign", "other key"])
def test_a_missing_or_damaged_recovery_file_is_made_again_at_the_next_unlock(
    path: Path, code: str, opened: Opener, damage: str
):
    sidecar = sidecar_path(path)
    told = json.loads(sidecar.read_text())
    if damage == "missing":
        sidecar.unlink()
    elif damage == "other key":
        told["sealed_keys"] = [told["sealed_keys"][0][::-1]]
        sidecar.write_text(json.dumps(told))
    else:
        whole = sidecar.read_bytes()
        flipped = bytes([*whole[:300], whole[300] ^ 1, *whole[301:]])
        sidecar.write_bytes({"empty": b"", "cut": whole[:200], "flipped": flipped, "foreign": b"[1, 2]"}[damage])
    with pytest.raises((NotFoundError, DamagedFileError, WrongPasswordError)):
        open_with_recovery_code(path, code, "x")
    opened(path).close()
    assert recovered(path, code) == 200


def test_a_recovery_file_of_an_earlier_password_is_said_not_to_fit(path: Path, code: str, opened: Opener):
    old = sidecar_path(path).read_bytes()
    file = opened(path)
    file.change_password("second")
    file.close()
    sidecar_path(path).write_bytes(old)
    with pytest.raises(DamagedFileError, match="does not fit"):
        open_with_recovery_code(path, code, "x")


def test_the_code_is_good_when_a_change_of_password_stopped_half_way(path: Path, code: str, opened: Opener):
    file = opened(path)
    new_key = file._key.__class__(bytearray(32), file._key.salt)
    for keys in ([file._key, new_key], [new_key, file._key]):
        write_sidecar(path, make_sidecar(file.file_id, public_half(code), keys))
        half = sidecar_path(path).read_bytes()
    file.close()
    sidecar_path(path).write_bytes(half)
    assert recovered(path, code) == 200


def test_the_code_opens_a_file_whose_first_bytes_are_damaged(path: Path, code: str):
    data = path.read_bytes()
    path.write_bytes(bytes(16) + data[16:])
    with pytest.raises(DamagedFileError):
        open_file(path, PASSWORD)
    assert recovered(path, code) == 200


def test_the_recovery_file_does_not_hold_the_key(file: CustomerFile):
    told = sidecar_path(file.path).read_text()
    assert file._key.raw.hex() not in told
    assert PASSWORD not in told
