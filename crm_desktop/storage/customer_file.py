"""A customer file: made, opened, kept open for this process alone, and closed again."""

import contextlib
import hmac
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlcipher3 import dbapi2

from crm_desktop.base.errors import DamagedFileError, FileInUseError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import private_folder
from crm_desktop.storage.change_key import change_key, checkpoint
from crm_desktop.storage.driver_errors import NOTADB, damaged, primary_code, spoken
from crm_desktop.storage.engine import connect, reading_engine, unlocked, writing_engine
from crm_desktop.storage.identity import Identity, read_identity
from crm_desktop.storage.keys import SALT_BYTES, Key, derive, salt_of
from crm_desktop.storage.known_keys import remember
from crm_desktop.storage.lock import FileLock
from crm_desktop.storage.new_file import build
from crm_desktop.storage.openable import check_header, check_there, make_private, why_not
from crm_desktop.storage.page_proof import proves_right
from crm_desktop.storage.recovery_code import new_code, public_half
from crm_desktop.storage.recovery_sidecar import Sidecar, make_sidecar, read_sidecar, unsealed_keys, write_sidecar

WAIT_FOR_OTHERS = 10.0  # seconds that a change of password waits for work under way


class CustomerFile:
    """An open customer file: its lock, its key and its connections.

    `engine` is for changes (each transaction holds the write lock from its beginning), `reading` for
    everything else. Both may be used from any thread; one connection by one thread at a time.
    """

    def __init__(self, path: Path, key: Key, lock: FileLock, identity: Identity) -> None:
        self.path = path
        self._key = key
        self._lock = lock
        self._identity = identity
        self._closed = False
        self._key_in_use = threading.Lock()  # held while the key changes: nobody connects meanwhile
        self.engine = writing_engine(path, self._connection)
        self.reading = reading_engine(path, self._connection)
        self._connections: set[int] = set()
        for engine in (self.engine, self.reading):
            event.listen(engine, "close", lambda connection, _record: self._connections.discard(id(connection)))

    @property
    def file_id(self) -> str:
        """Tell the id that this file and its copies carry."""
        return self._identity.file_id

    @contextlib.contextmanager
    def connected(self) -> Iterator[tuple[Any, Key]]:
        """Lend a driver's connection that may write, and a copy of the key, which cannot change meanwhile."""
        with spoken(self.path):
            pooled = self.engine.raw_connection()
            key = Key(bytearray(self._key.raw), self._key.salt)
            try:
                yield pooled.driver_connection, key
            finally:
                key.wipe()
                pooled.close()

    def sidecar(self, key: Key) -> Sidecar:
        """Seal `key`, the present one, to the recovery code, for a copy that leaves this folder."""
        return make_sidecar(self.file_id, self._identity.recovery_public, [key])

    @property
    def recovery_public(self) -> bytes:
        """Tell the public half of the recovery code that is good now."""
        return self._identity.recovery_public

    def key_matches(self, password: str) -> bool:
        """Tell whether `password` is the file's."""
        key = derive(password, self._key.salt)
        try:
            return hmac.compare_digest(key.raw, self._key.raw)
        finally:
            key.wipe()

    def checkpoint(self) -> None:
        """Bring every change into the file itself, so that even a naive copy of it holds all."""
        with spoken(self.path):
            connection = self.engine.raw_connection()
            try:
                checkpoint(connection.driver_connection)
            finally:
                connection.close()

    def change_password(self, new: str) -> None:
        """Give the file a new password; after a power cut exactly one of the old and the new opens it.

        The recovery code stays good. Waits for work under way and raises FileInUseError if it does not end.
        """
        new_key = derive(new, self._key.salt)
        with self._key_in_use, spoken(self.path):
            self._wait_for_others()
            self._seal([self._key, new_key])  # a power cut from here on leaves the recovery code good
            remember(self.path, self._key, new_key)
            change_key(self.path, self._key, new_key)
            self._key, old = new_key, self._key
            old.wipe()
            self._seal([new_key])
            remember(self.path, new_key)

    def close(self) -> None:
        """Bring every change into the file, forget the key and let others have the file; twice is harmless."""
        with self._key_in_use:
            if self._closed:
                return
            self._closed = True
            self.engine.dispose()
            self.reading.dispose()
            # What a failing disk keeps from being moved stays safe in the -wal.
            with contextlib.suppress(dbapi2.Error):
                connection = connect(self.path, self._key)
                try:
                    checkpoint(connection)
                finally:
                    connection.close()
            self._key.wipe()
            self._lock.release()

    def renew_sidecar(self) -> None:
        """Write the recovery file again unless it is whole and fits."""
        sidecar = read_sidecar(self.path)
        if sidecar is None or not sidecar.is_current(self.file_id, self._identity.recovery_public, self._key):
            self._seal([self._key])

    def replace_recovery_key(self, public: bytes) -> None:
        """Let only the code with the public half `public` recover the file from now on."""
        old = self._identity
        self._identity = Identity(old.file_id, public)
        try:
            # The recovery file first: after a power cut in between, the next unlock makes the old code good again.
            self._seal([self._key])
            with self.engine.begin() as connection:
                connection.execute(text("UPDATE file_identity SET recovery_public = :public"), {"public": public})
        except BaseException:
            self._identity = old
            self._seal([self._key])
            raise

    def _connection(self) -> Any:
        with self._key_in_use:
            if self._closed:
                raise UserFacingError(_("The customer file has been closed."))
            with spoken(self.path):
                connection = connect(self.path, self._key)
            self._connections.add(id(connection))  # here, where no change of the key can come in between
            return connection

    def _seal(self, keys: Sequence[Key]) -> None:
        write_sidecar(self.path, make_sidecar(self.file_id, self._identity.recovery_public, keys))

    def _wait_for_others(self) -> None:
        """Close all connections, those in use when their work ends; new ones wait for the new key."""
        deadline = time.monotonic() + WAIT_FOR_OTHERS
        while True:
            # The pools stay the same: a new pool (`Engine.dispose`) would leave the old one, with what is made in it
            # by those who wait for the new key, to nobody who could close it at the next change.
            for engine in (self.engine, self.reading):
                engine.pool.dispose()
            if not self._connections:
                return
            if time.monotonic() > deadline:
                raise FileInUseError(_("The file is still being worked on: wait for the work to end and try again."))
            time.sleep(0.01)


def create_file(path: Path, password: str, prepare: Callable[[Connection], None]) -> tuple[CustomerFile, str]:
    """Make a new customer file and give it, open, with its recovery code, which is nowhere written down.

    `prepare` makes the tables. A file of that name is never overwritten; whatever fails, no half file is left.
    """
    path = path.resolve()  # one file, one lock, whatever link leads to it
    with spoken(path):
        private_folder(path.parent)
        with _held(path) as lock:
            code = new_code()
            identity = Identity(uuid.uuid4().hex, public_half(code))
            key = derive(password, os.urandom(SALT_BYTES))
            build(path, key, identity, prepare)
            return _opened(CustomerFile(path, key, lock, identity)), code


def open_file(path: Path, password: str) -> CustomerFile:
    """Open the customer file at `path`; nothing is created where there is none."""
    path = path.resolve()  # one file, one lock, whatever link leads to it
    check_there(path)
    with spoken(path), _held(path) as lock:
        check_header(path)
        key = derive(password, salt_of(path))
        identity = _identify(path, key)
        if identity is None:
            raise why_not(path, password, key)
        return _opened(CustomerFile(path, key, lock, identity))


def open_with_recovery_code(path: Path, code: str, new_password: str) -> CustomerFile:
    """Open the customer file at `path` with its recovery code and give it a new password."""
    path = path.resolve()  # one file, one lock, whatever link leads to it
    check_there(path)
    with spoken(path), _held(path) as lock:
        check_header(path)
        keys = unsealed_keys(path, code)
        for key in keys:
            identity = _identify(path, key)
            if identity is not None:
                return _with_password(_opened(CustomerFile(path, key, lock, identity)), new_password)
        if any(proves_right(path, key) for key in keys):
            raise damaged(path)
        message = _("The recovery file beside “{name}” does not fit it: put back the two as they lie in a backup.")
        raise DamagedFileError(message.format(name=path.name))


def _with_password(file: CustomerFile, new_password: str) -> CustomerFile:
    try:
        file.change_password(new_password)
    except BaseException:
        file.close()
        raise
    return file


def new_recovery_code(file: CustomerFile) -> str:
    """Give the file a new recovery code; the old one opens neither it nor backups made from now on."""
    code = new_code()
    file.replace_recovery_key(public_half(code))
    return code


@contextlib.contextmanager
def _held(path: Path) -> Iterator[FileLock]:
    """Hold the lock of the file at `path`, and let it go if the block fails."""
    lock = FileLock.take(path)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _identify(path: Path, key: Key) -> Identity | None:
    """Read who the file is; None when the key does not fit or the file's beginning is damaged."""
    try:
        connection = unlocked(path, key)
    except dbapi2.Error as error:
        if primary_code(error) == NOTADB:
            return None
        raise
    try:
        return read_identity(connection, path)
    finally:
        connection.close()


def _opened(file: CustomerFile) -> CustomerFile:
    """Do what follows each unlock: note the right key, keep the files private, keep the code good."""
    remember(file.path, file._key)  # noqa: SLF001 - this module's own class
    # A full or slow disk must not keep anybody from their customers.
    with contextlib.suppress(OSError):
        make_private(file.path)
        file.renew_sidecar()
    return file
