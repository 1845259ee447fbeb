"""Makes the hostile spreadsheets of the reliability study: `python hostile_files.py FOLDER`.

Each is small on disk and asks for much, or breaks a rule that a reader trusts.
"""

import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
HONEST_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>客户名称</t></is></c></row>'
HONEST_ROW_2 = '<row r="2"><c r="A2" t="inlineStr"><is><t>青石巷文具店</t></is></c></row>'


def write(path: Path, sheet: Iterable[bytes | str], *, strings: Iterable[bytes | str] = (), prolog: str = HEAD) -> None:
    """Write a workbook of one sheet; `sheet` is what stands inside `<worksheet>`, in pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        _part(archive, "xl/worksheets/sheet1.xml", (prolog, f'<worksheet xmlns="{MAIN}">'), sheet, "</worksheet>")
        _part(archive, "xl/sharedStrings.xml", (HEAD, f'<sst xmlns="{MAIN}">'), strings, "</sst>")


def _part(archive: zipfile.ZipFile, name: str, head: Iterable[str], body: Iterable[bytes | str], end: str) -> None:
    with archive.open(name, "w", force_zip64=True) as stream:
        for piece in _chain(head, body, (end,)):
            stream.write(piece if isinstance(piece, bytes) else piece.encode())


def data(*rows: str) -> tuple[str, ...]:
    """Wrap rows."""
    return ("<sheetData>", *rows, "</sheetData>")


def wide_dimension(path: Path) -> None:
    write(path, ('<dimension ref="A1:XFD1048576"/>', *data(HONEST_ROW, HONEST_ROW_2)))


def one_far_cell(path: Path) -> None:
    write(path, data(HONEST_ROW, HONEST_ROW_2, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def far_cell_in_each_row(path: Path) -> None:
    rows = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 5002))
    write(path, data(HONEST_ROW, *rows))


def million_styled_rows(path: Path) -> None:
    empty = (f'<row r="{n}" ht="15"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(2, 1_000_001))
    write(path, ("<sheetData>", HONEST_ROW, *empty, "</sheetData>"))


def gigabyte_cell(path: Path) -> None:
    _repeated_text(path, b"x")


def gigabyte_of_spaces(path: Path) -> None:
    _repeated_text(path, b" ")


def _repeated_text(path: Path, letter: bytes) -> None:
    pieces = (letter * 2**20 for _ in range(1024))
    head, end = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row></sheetData>"
    write(path, _chain((head,), pieces, (end,)))


def twenty_million_rows(path: Path) -> None:
    pieces = (b"<row><c><v>1</v></c></row>" * 20_000 for _ in range(1000))
    write(path, _chain(("<sheetData>",), pieces, ("</sheetData>",)))


def many_shared_strings(path: Path) -> None:
    strings = (b"<si><t>a</t></si>" * 25_000 for _ in range(100))
    write(path, data('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings)


def external_entity(path: Path) -> None:
    prolog = f'{HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    write(path, data('<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'), prolog=prolog)


def billion_laughs(path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'{HEAD}<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>'
    write(path, data('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'), prolog=prolog)


def impossible_references(path: Path) -> None:
    write(path, data(HONEST_ROW, '<row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'))


def bad_string_index(path: Path) -> None:
    write(path, data('<row r="1"><c r="A1" t="s"><v>99</v></c><c r="B1" s="99"><v>45000</v></c></row>'))


def lying_directory(path: Path) -> None:
    """A part whose directory entry says 10 bytes and that unpacks to 100 MB."""
    write(path, data(HONEST_ROW))
    raw = bytearray(path.read_bytes())
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b" " * 100 * 2**20) + packed.flush()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", body)
    raw = bytearray(buffer.getvalue())
    for at in (raw.find(b"PK\x03\x04"), raw.find(b"PK\x01\x02")):
        offset = at + (8 if raw[at + 2] == 3 else 10)
        raw[offset : offset + 2] = (8).to_bytes(2, "little")
        size = at + (22 if raw[at + 2] == 3 else 24)
        raw[size : size + 4] = (10).to_bytes(4, "little")
    path.write_bytes(raw)


def cut_in_half(path: Path) -> None:
    write(path, data(HONEST_ROW, HONEST_ROW_2))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _chain(*parts: Iterable[bytes | str]) -> Iterable[bytes | str]:
    for part in parts:
        yield from part


# What each may end in: "read", or a stable code of the refusal.
HOSTILE: dict[Callable[[Path], None], tuple[str, ...]] = {
    wide_dimension: ("read",),
    one_far_cell: ("read",),
    far_cell_in_each_row: ("read",),
    million_styled_rows: ("read",),
    gigabyte_cell: ("too_large",),
    gigabyte_of_spaces: ("too_large",),
    twenty_million_rows: ("too_large",),
    many_shared_strings: ("read", "too_large"),
    external_entity: ("unreadable_spreadsheet",),
    billion_laughs: ("unreadable_spreadsheet",),
    impossible_references: ("unreadable_spreadsheet",),
    bad_string_index: ("read", "unreadable_spreadsheet"),
    lying_directory: ("unreadable_spreadsheet", "too_large"),
    cut_in_half: ("unreadable_spreadsheet",),
}


if __name__ == "__main__":
    for make in HOSTILE:
        make(Path(sys.argv[1]) / f"{make.__name__}.xlsx")
