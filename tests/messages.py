"""Brings the catalogue of Chinese texts up to the sources: `python -m tests.messages`.

Extracts every message, keeps the translations that are there, drops what is no longer said,
compiles the .mo, and names what has no translation yet.
"""

import string
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "crm.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}
Id = str | tuple[str, ...]


@cache
def said() -> frozenset[Id]:
    """Give every message of the sources; one with a plural as (one, many)."""
    found = extract_from_dir(ROOT / "crm_desktop", [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(message for _file, _line, message, _comments, _context in found if message)


def catalogue() -> Catalog:
    """Read the .po."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def compiled() -> Catalog:
    """Read the .mo."""
    with MO.open("rb") as stream:
        return read_mo(stream)


def translations(read: Catalog) -> dict[Id, str]:
    """Give what each message is translated as; Chinese has one plural form."""
    return {_id(message): translation(message) for message in read if message.id}


def _id(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def translation(message: Message) -> str:
    """Give a message's translation, empty where there is none."""
    return message.string if isinstance(message.string, str) else message.string[0]


def places(text: str) -> set[str]:
    """Give the names of the places in a message: {file}, {n}."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def update() -> list[Id]:
    """Write .po and .mo anew; gives the messages that have no translation."""
    known = translations(catalogue())
    new = Catalog(locale="zh_CN", project="Kebu", fuzzy=False)
    for message in said():
        text = known.get(message, "")
        new.add(message, (text,) if isinstance(message, tuple) else text)
    with PO.open("wb") as stream:
        write_po(stream, new, sort_output=True, width=120, no_location=True, omit_header=True)
    written = PO.read_bytes()
    PO.write_bytes(HEADER.encode() + written)
    with MO.open("wb") as stream:
        write_mo(stream, catalogue())
    return [message for message, text in translations(new).items() if not text]


# Without dates: the same messages give the same file.
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Kebu\\n"
"Language: zh_CN\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


if __name__ == "__main__":
    missing = update()
    print(f"{len(said())} messages, {len(missing)} without a translation")
    for each in missing:
        print("  ", each)
    sys.exit(bool(missing))
