"""Changes files as bad disks, broken downloads and tinkerers do: bytes, blocks, tags, texts."""

import io
import random
import zipfile
import zlib

SPLINTERS = (
    *(
        b"\x00",
        b"\xff",
        b'"',
        b"\n",
        b"<",
        b">",
        b"&",
        b"</row>",
        b"<table",
        b"<![x[",
        b"<!DOCTYPE a>",
        b"]]>",
        b"&#0;",
    ),
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
    before, after = data[:at], data[at:]
    ways = (
        before + bytes([after[0] ^ (1 << dice.randrange(8))]) + after[1:] if after else before,  # a bit
        before + after[size:],
        before + data[other : other + size] + after,
        before + data[other : other + size] + after[size:],
        before + dice.randbytes(size) + after[size:],
        before or data,  # the end is lost
        before + dice.choice(SPLINTERS) + after,
    )
    return dice.choice(ways)


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
