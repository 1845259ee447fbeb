"""The lines of vCards (RFC 2426, RFC 6350 and the 2.1 of older phones): unfolded, with parameters and encodings."""

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

FOLD = 75  # octets of a line without its end
NUMBER, ACCOUNT = "X-KEBU-NUMBER", "X-KEBU-ACCOUNT"  # of a customer, and of a service that has no name of its own here
_LINE = re.compile(rb'(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^";:]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: its name, its parameters (upper-cased names), its value as text, still escaped."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """Give what sort it is, such as CELL and HOME."""
        return frozenset(word.strip() for word in self.parameters.get("TYPE", "").upper().split(",") if word.strip())

    @property
    def text(self) -> str:
        """Give the value of a property that holds one text."""
        return unescaped(self.value).strip()

    def parts(self, by: str = ";") -> list[str]:
        """Give the components of a structured value; there is always one."""
        pieces: list[list[str]] = [[]]
        for token in re.finditer(rf"\\.|{by}|[^\\{by}]+|\\", self.value, re.DOTALL):
            if token[0] == by:
                pieces.append([])
            else:
                pieces[-1].append(token[0])
        return [unescaped("".join(piece)).strip() for piece in pieces]


def unescaped(value: str) -> str:
    """Take the backslashes of a value away; a backslash before an n is a new line."""
    text = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value) if "\\" in value else value
    return _BREAK.sub("\n", text)


def escaped(text: str) -> str:
    """Write a text as a value."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _BREAK.sub(r"\\n", text)


def folded(line: str) -> str:
    """Write a line with its end, broken after 75 octets and never inside a character."""
    data = line.encode()
    pieces = []
    room = FOLD
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # inside a character of UTF-8
            cut -= 1
        pieces.append(data[:cut].decode())
        data = data[cut:]
        room = FOLD - 1  # a space leads what goes on
    pieces.append(data.decode())
    return "\r\n ".join(pieces) + "\r\n"


def read_cards(data: bytes) -> Iterator[tuple[list[Property], bool]]:
    """Give the properties of each card, and whether its end stands in the file."""
    card: list[Property] = []
    depth = 0
    for line in _unfolded(data):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        read = _property(found)
        if read.name == "BEGIN" and read.value.strip().upper() == "VCARD":
            depth += 1
        elif read.name == "END" and depth:
            depth -= 1
            if not depth:
                yield card, True
                card = []
        elif depth == 1:  # deeper lies the card of an agent, who is somebody else
            card.append(read)
    if card:
        yield card, False


def _unfolded(data: bytes) -> Iterator[bytes]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    parts: list[bytes] = []
    for line in data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if parts and line[:1] in {b" ", b"\t"}:
            parts.append(line[1:])
        elif parts and parts[-1][-1:] == b"=" and b"QUOTED-PRINTABLE" in parts[0][:200].upper():
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        else:
            yield b"".join(parts)
            parts = [line]
    yield b"".join(parts)


def _property(found: re.Match[bytes]) -> Property:
    name = found[1].decode().upper()
    parameters = dict(_parameters(_PARAMETER.findall(_decoded(found[2], ""))))
    value = found[3]
    if name in _BINARY:
        return Property(name, parameters, "")
    if parameters.get("ENCODING", "").upper() in {"QUOTED-PRINTABLE", "Q"}:
        value = quopri.decodestring(value)
    return Property(name, parameters, _decoded(value, parameters.get("CHARSET", "")))


def _parameters(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give names and values; what has no name, as in 2.1, is an encoding or a type, and types are put together."""
    types: list[str] = []
    for each in said:
        name, named, value = each.partition("=")
        if not named:
            name, value = ("ENCODING" if each.strip().upper() in _ENCODINGS else "TYPE"), each
        name, value = name.strip().upper(), value.strip().strip('"')
        if name == "TYPE":
            types.append(value)
        else:
            yield name, value
    yield "TYPE", ",".join(types)


def _decoded(value: bytes, charset: str) -> str:
    """Read bytes as the card says, else as UTF-8, else as phones in China write."""
    said = charset.strip().lower()
    for codec in ("gb18030" if said in {"gb2312", "gbk"} else said, "utf-8", "gb18030"):
        try:
            return value.decode(codec) if codec else value.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("latin-1")
