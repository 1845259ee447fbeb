"""Promises of every kind of value, on the examples of examples.py."""

import contextlib
import datetime as dt
from typing import Any

import pytest

from crm_desktop.base import i18n
from crm_desktop.fields.kind import RefusedError
from tests.fields.examples import CONTEXT, EXAMPLES, Accepted, Refused

ACCEPTED = [(name, example) for name, each in EXAMPLES.items() for example in each.accepted]
REFUSED = [(name, example) for name, each in EXAMPLES.items() for example in each.refused]
ODD = [0, -1.5, 1e300, float("nan"), float("inf"), True, "\x00", "’", "((", "=", "'", "+", "%", "@", dt.time(1, 2)]


def named(pairs: list[tuple[str, Any]]) -> list[str]:
    return [f"{name}: {str(example.raw)[:40]!r}" for name, example in pairs]


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest, in_english: None) -> str:
    i18n.set_language(request.param)
    return str(request.param)


@pytest.mark.parametrize(("name", "example"), ACCEPTED, ids=named(ACCEPTED))
def test_what_is_accepted_is_read_and_shown_so(name: str, example: Accepted, in_english: None) -> None:
    kind = EXAMPLES[name].kind
    read = kind.read(example.raw, CONTEXT)
    assert read.value == example.value
    assert type(read.value) is type(example.value)
    assert tuple(note.code for note in read.notes) == example.codes
    assert kind.show(read.value) == example.en
    i18n.set_language("zh_CN")
    assert kind.show(read.value) == example.zh


@pytest.mark.parametrize(("name", "example"), ACCEPTED, ids=named(ACCEPTED))
def test_what_is_shown_is_read_as_the_same_value(name: str, example: Accepted, language: str) -> None:
    kind, round_trip = EXAMPLES[name].kind, EXAMPLES[name].round_trip
    if round_trip:
        again = kind.read(kind.show(example.value), CONTEXT)
        assert again.value == example.value
        assert "normalised" not in [note.code for note in again.notes]


@pytest.mark.parametrize(("name", "example"), ACCEPTED, ids=named(ACCEPTED))
def test_a_value_and_its_cell_are_read_as_themselves(name: str, example: Accepted) -> None:
    kind = EXAMPLES[name].kind
    if "unverified" not in example.codes:  # only the mark says that a wrong check digit is meant
        assert kind.read(example.value, CONTEXT).value == example.value
    assert kind.read(kind.cell(example.value).value, CONTEXT).value == example.value


@pytest.mark.parametrize(("name", "example"), ACCEPTED, ids=named(ACCEPTED))
def test_a_value_comes_back_from_the_database(name: str, example: Accepted) -> None:
    from sqlalchemy.dialects import sqlite

    kind, dialect = EXAMPLES[name].kind, sqlite.dialect()
    if name == "address_text":
        return  # spread over other fields, it has no column
    write = kind.column_type.dialect_impl(dialect).bind_processor(dialect)
    kept = write(example.value) if write else example.value
    assert kept is None or isinstance(kept, (str, int))
    assert kind.from_db(kept) == example.value


@pytest.mark.parametrize(("name", "example"), REFUSED, ids=named(REFUSED))
def test_what_is_refused_says_why_and_what_would_be_right(name: str, example: Refused) -> None:
    with pytest.raises(RefusedError) as refusal:
        EXAMPLES[name].kind.read(example.raw, CONTEXT)
    assert (refusal.value.note.code, refusal.value.note.suggestion) == (example.code, example.suggestion)


@pytest.mark.parametrize(("name", "example"), REFUSED, ids=named(REFUSED))
def test_a_refusal_is_said_in_chinese_too(name: str, example: Refused, in_chinese: None) -> None:
    with pytest.raises(RefusedError) as refusal:
        EXAMPLES[name].kind.read(example.raw, CONTEXT)
    note = refusal.value.note
    assert any("\u4e00" <= character <= "\u9fff" for character in note.message.replace(str(example.raw), ""))
    assert "{" not in note.message


@pytest.mark.parametrize(("name", "example"), REFUSED, ids=named(REFUSED))
def test_a_suggestion_is_accepted_when_it_is_taken(name: str, example: Refused) -> None:
    if example.suggestion is not None:
        assert EXAMPLES[name].kind.read(example.suggestion, CONTEXT).value is not None


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000", "\u00a0\t", "\ufeff"])
def test_nothing_is_read_as_nothing(name: str, nothing: str | None) -> None:
    assert EXAMPLES[name].kind.read(nothing, CONTEXT).value is None


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("raw", ODD)
def test_odd_things_are_accepted_or_refused_but_never_break(name: str, raw: object) -> None:
    kind = EXAMPLES[name].kind
    with contextlib.suppress(RefusedError):
        value = kind.read(raw, CONTEXT).value
        assert value is None or kind.show(value)
