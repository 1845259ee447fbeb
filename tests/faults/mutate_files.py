"""Changes files as bad disks, broken downloads and tinkerers do: bytes, blocks, tags, texts."""

import io
import random
import zipfile
import zlib

SPLINTERS = (
    *(b"\x00", b"\xff", b'"', b"\n", b"<", b">", b"&", b"</row>", b"<table", b"<![x[", b"<!DOCTYPE a>", b"]]>", b"&#0;"),
    *(b"99999999999", b"-1", b"XFD1048576", b"\xef\xbb\xbf", b"\xff\xfe", b"rowspan=9999", b't="e"', b"colspan=70000"),
    *(b'hidden="1"', b"#N/A", b"\xb9\xfa", b"e" * 40_000, b"\r", b"\t", b"1e999", b"NaN", b"\x1a"),
)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Give a file with one to six changes, in a zipped one mostly inside its parts."""
    if data.startswith(b"PK") and dice.random() < 0.8:
        return _inside_the_parts(data, dice)
    for _change in range(dice.randint(1, 6)):
        data = _changed(data, dice)
    return data


def _changed(data: bytes, dice: random.Random) -> bytes:
    at, other = (dice.randrange(len(data) + 1) for _each in range(2))
    size = dice.choice((1, 2, 16, 200, 4000))
    match dice.randrange(7):
        case 0 if at < len(data):
            return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + size :]
        case 2:
            return data[:at] + data[other : other + size] + data[at:]
        case 3:
            return data[:at] + data[other : other + size] + data[at + size :]
        case 4:
            return data[:at] + dice.randbytes(size) + data[at + size :]
        case 5:
            return data[: max(at, 1)]
    return data[:at] + dice.choice(SPLINTERS) + data[at:]


def _inside_the_parts(data: bytes, dice: random.Random) -> bytes:
    """Change parts of a zipped file and zip it again, so that the readers of its XML get to see the damage."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            names = source.namelist()
            broken = set(dice.sample(names, min(len(names), dice.randint(1, 3))))
            for name in names:
                part = source.read(name)
                if name not in broken or dice.random() > 0.1:
                    target.writestr(name, _changed(part, dice) if name in broken and part else part)
    except (zipfile.BadZipFile, zlib.error):
        return _changed(data, dice)
    return out.getvalue()
