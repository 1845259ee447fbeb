"""One sound page proves a key; no other key is ever proved."""

import os
from pathlib import Path

from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.keys import Key, derive, salt_of
from crm_desktop.storage.page_proof import proves_right
from tests.storage.people import PASSWORD, add


def test_the_right_key_is_proved_by_any_page_that_is_left(path: Path):
    key = derive(PASSWORD, salt_of(path))
    data = path.read_bytes()
    assert proves_right(path, key)
    for kept in (0, 1, len(data) // 4096 - 1):
        page = data[kept * 4096 : kept * 4096 + 4096]
        path.write_bytes(os.urandom(kept * 4096) + page)
        assert proves_right(path, key), kept
    path.write_bytes(os.urandom(len(data)))
    assert not proves_right(path, key)


def test_another_key_is_not_proved(path: Path):
    assert not proves_right(path, derive("another", salt_of(path)))
    assert not proves_right(path, Key(bytearray(32), salt_of(path)))


def test_where_changes_wait_the_key_must_fit_them_too(file: CustomerFile):
    add(file, "waiting")
    wal = file.path.with_name(file.path.name + "-wal")
    assert proves_right(file.path, file._key)
    wal.write_bytes(wal.read_bytes()[:32] + os.urandom(8 * 4120))
    assert not proves_right(file.path, file._key)
