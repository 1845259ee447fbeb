"""Writes the formats that no library of ours writes: old xls (BIFF8 in a compound file), ods, xlsb."""

import struct
import zipfile
from pathlib import Path

SECTOR = 512
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _long_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """Make a NUMBER record."""
    return _record(0x203, struct.pack("<3Hd", row, column, style, value))


def label(row: int, column: int, text: str) -> bytes:
    """Make a LABEL record."""
    return _record(0x204, struct.pack("<3H", row, column, 0) + _long_text(text))


def error(row: int, column: int, code: int) -> bytes:
    """Make a BOOLERR record."""
    return _record(0x205, struct.pack("<3HBB", row, column, 0, code, 1))


def hidden_row(row: int) -> bytes:
    """Make a ROW record."""
    return _record(0x208, struct.pack("<6HI", row, 0, 5, 255, 0, 0, 0x20))


def hidden_column(column: int) -> bytes:
    """Make a COLINFO record."""
    return _record(0x7D, struct.pack("<6H", column, column, 2048, 0, 1, 0))


def merged(*cells: tuple[int, int, int, int]) -> bytes:
    """Make a MERGEDCELLS record: first row, last row, first column, last column."""
    return _record(0xE5, struct.pack("<H", len(cells)) + b"".join(struct.pack("<4H", *each) for each in cells))


def write_xls(path: Path, sheets: dict[str, bytes], *, password: bool = False) -> None:
    """Write sheets of records; style 1 is a percentage, style 2 a date."""
    styles = b"".join(_record(0xE0, struct.pack("<HH", 0, code) + bytes(16)) for code in (0, 9, 14))
    head = _record(0x809, struct.pack("<4HII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200)) + styles
    head += _record(0x2F, bytes(54)) if password else b""
    bodies = [
        _record(0x809, struct.pack("<4HII", 0x600, 0x10, 0, 0, 0, 0)) + each + _record(0x0A) for each in sheets.values()
    ]
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    start = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x85, struct.pack("<IBB", start, 0, 0) + name)
        start += len(body)
    path.write_bytes(_compound(head + _record(0x0A) + b"".join(bodies)))


def _compound(stream: bytes) -> bytes:
    """Put a stream named Workbook into a compound file."""
    stream += bytes(max(4096, -(-len(stream) // SECTOR) * SECTOR) - len(stream))
    count = len(stream) // SECTOR
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    assert len(table) == 128, "the stream is too long for one sector of the table"
    root = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    directory = root + _entry("Workbook", 2, 2, len(stream)) + _entry("", 0, 0, 0) * 2
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    )  # fmt: skip
    return header + struct.pack("<128I", *table) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    none = 0xFFFFFFFF
    head = raw + bytes(64 - len(raw)) + struct.pack("<HBB3I", len(raw), kind, 1, none, none, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def write_ods(path: Path, rows: str, *, columns: str = "", name: str = "表") -> None:
    """Write a sheet of rows given as XML, with the usual prefixes."""
    spaces = " ".join(f'xmlns:{each}="{OFFICE}:{each}:1.0"' for each in ("office", "text", "table"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{columns}{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)


def text_cell(text: str, more: str = "") -> str:
    """Make a cell of an ods."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def value_cell(kind: str, value: str, more: str = "") -> str:
    """Make a cell with a value of an ods."""
    name = {"date": "date-value", "time": "time-value"}.get(kind, "value")
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}/>'


def write_xlsb(path: Path, rows: list[list[str | float | None]], hidden: tuple[int, ...] = ()) -> None:
    """Write one sheet; None is the error #N/A, numbers below 1 are percentages, A3 and A4 are merged."""
    cells = b""
    for at, row in enumerate(rows):
        cells += _part(0, struct.pack("<I", at) + bytes(7) + bytes([0x10 if at in hidden else 0]) + bytes(5))
        for column, value in enumerate(row):
            if isinstance(value, str):
                cells += _part(6, struct.pack("<II", column, 0) + _wide(value))
            elif value is None:
                cells += _part(3, struct.pack("<IIB", column, 0, 42))
            else:
                cells += _part(5, struct.pack("<IId", column, int(value < 1), value))
    style = b"".join(_part(47, struct.pack("<HH", 0, code) + bytes(12)) for code in (0, 9))
    styles = _part(278) + _part(617, struct.pack("<I", 2)) + style + _part(618) + _part(279)
    spans = _part(177, struct.pack("<I", 1)) + _part(176, struct.pack("<4I", 2, 3, 0, 0)) + _part(178)
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _part(129) + _part(148, size) + _part(145) + cells + _part(146) + spans + _part(130)
    book = _part(131) + _part(143) + _part(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")) + _part(144)
    package, relations = "http://schemas.openxmlformats.org/package/2006", "officeDocument/2006/relationships"
    kind = f"http://schemas.openxmlformats.org/{relations}"
    links = (
        '<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        '<Relationship Id="rId1" Type="{kind}/{what}" Target="{target}"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{package}/content-types"/>')
        top = links.format(package=package, kind=kind, what="officeDocument", target="xl/workbook.bin")
        archive.writestr("_rels/.rels", top)
        under = links.format(package=package, kind=kind, what="worksheet", target="worksheets/sheet1.bin")
        archive.writestr("xl/_rels/workbook.bin.rels", under)
        archive.writestr("xl/workbook.bin", book + _part(132))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/styles.bin", styles)


def _part(kind: int, body: bytes = b"") -> bytes:
    """Make a record of an xlsb: kind and length in groups of seven bits."""
    return b"".join(_seven_bits(each) for each in (kind, len(body))) + body


def _seven_bits(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F)
    return bytes([*(each | 0x80 for each in groups[:-1]), groups[-1]])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
