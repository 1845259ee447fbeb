"""Says which columns may bring one field together, and joins their texts: 姓 and 名, two lines of an address."""

import re
from collections.abc import Sequence

from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place
from crm_desktop.exchange.reading.find_header import normal_heading
from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.name import Name
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.kinds.text import Text

_FAMILY = ("姓", "姓氏", "lastname", "familyname", "surname")
_GIVEN = ("名", "名字", "firstname", "givenname", "forename")
_UNSPACED = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def name_piece(heading: str) -> str:
    """Tell whether a heading names the `family` or the `given` part of a person's name; else it is empty."""
    words = normal_heading(heading)
    for piece, known in (("family", _FAMILY), ("given", _GIVEN)):
        # “Billing first name” is one too; a Chinese 品名 is none.
        if words in known or any(words.endswith(each) for each in known if each.isascii()):
            return piece
    return ""


def may_join(place: Place, headings: Sequence[str], owner: str) -> bool:
    """Tell whether these columns may be joined in one field.

    Two names of people are two people, unless one is the family name and one the given.
    """
    if isinstance(place.kind, Name) and place.entity != owner:
        return {name_piece(heading) for heading in headings} == {"family", "given"}
    return isinstance(place.kind, (LongText, Tags, Name, Text, AddressText))


def joined_before_reading(place: Place) -> bool:
    """Tell whether the cells are one text before it is read; remarks and tags are joined as values."""
    return isinstance(place.kind, (Name, Text, AddressText))


def join_texts(texts: Sequence[tuple[str, str]], place: Place) -> str:
    """Join texts, each with its heading; what is said twice is said once.

    Chinese is written without spaces and with the family name first, other languages the other way round.
    """
    pieces = list(dict.fromkeys(texts))
    together = "".join(text for _heading, text in pieces)
    unspaced = _UNSPACED.search(together) is not None
    if isinstance(place.kind, Name):
        wanted = "family" if unspaced else "given"
        pieces.sort(key=lambda piece: name_piece(piece[0]) not in {wanted, ""})
        glue = "" if unspaced and all(name_piece(heading) for heading, _text in pieces) else " "
    else:
        glue = "" if unspaced and entity_named(place.entity).spreads else ", " if _of_place(place) else " "
    return glue.join(dict.fromkeys(text for _heading, text in pieces))


def _of_place(place: Place) -> bool:
    return bool(entity_named(place.entity).spreads)
