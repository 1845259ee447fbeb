"""Takes a stream out of a compound file ([MS-CFB]), the box in which old Office files lie."""

import struct

_END = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY = 128
_ROOT = 5


def stream_named(data: bytes, name: str) -> bytes | None:
    """Give the bytes of a stream, None where there is none; raises `struct.error` or ValueError for a broken box."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    mini_sector = 1 << min(struct.unpack_from("<H", data, 32)[0], 16)
    directory, _signature, cutoff, first_mini = struct.unpack_from("<4I", data, 48)
    table = _table(data, sector)
    entries = _chain(data, table, directory, sector, sector)
    found = {_name(entries, at): at for at in range(0, len(entries) - _ENTRY + 1, _ENTRY) if entries[at + 66]}
    root = next((at for at in found.values() if entries[at + 66] == _ROOT), None)
    if name not in found or root is None:
        return None
    start, size = struct.unpack_from("<2I", entries, found[name] + 116)
    if size >= cutoff:
        return _chain(data, table, start, sector, sector)[:size]
    small = _chain(data, table, struct.unpack_from("<I", entries, root + 116)[0], sector, sector)
    mini_table = _numbers(_chain(data, table, first_mini, sector, sector))
    return _chain(small, mini_table, start, mini_sector, 0)[:size]


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """Give the table that tells which sector follows each."""
    places = [each for each in struct.unpack_from("<109I", data, 76) if each < _END]
    more, count = struct.unpack_from("<2I", data, 68)
    while more < _END and count > 0:
        *further, more = _numbers(data[(more + 1) * sector : (more + 2) * sector])
        places.extend(each for each in further if each < _END)
        count -= 1
    return _numbers(b"".join(data[(each + 1) * sector : (each + 2) * sector] for each in places))


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _chain(data: bytes, table: tuple[int, ...], at: int, size: int, offset: int) -> bytes:
    """Put the sectors of a chain together; `offset` is what lies before the first sector."""
    pieces: list[bytes] = []
    while at < _END:
        if len(pieces) > len(table):
            raise ValueError("a chain of sectors that has no end")
        pieces.append(data[offset + at * size : offset + (at + 1) * size])
        at = table[at] if at < len(table) else _END
    return b"".join(pieces)


def _name(entries: bytes, at: int) -> str:
    length = struct.unpack_from("<H", entries, at + 64)[0]
    return entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
