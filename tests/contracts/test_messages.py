"""Every text that a person may see is said in Chinese too; `python -m tests.messages` brings the catalogue up."""

import ast
from pathlib import Path

import pytest

from tests import messages
from tests.architecture.sources import PROGRAM, named, tree

MARKS = {"_", "N_", "ngettext"}
KNOWN = messages.translations(messages.catalogue())


def test_every_message_of_the_sources_is_translated():
    assert sorted(map(str, messages.said() - {each for each, text in KNOWN.items() if text})) == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    assert sorted(map(str, KNOWN.keys() - messages.said())) == []


def test_no_translation_is_only_a_guess():
    assert [message.id for message in messages.catalogue() if message.id and message.fuzzy] == []


def test_a_translation_has_the_places_of_its_message():
    wrong = {}
    for message, text in KNOWN.items():
        wanted = set().union(*map(messages.places, (message,) if isinstance(message, str) else message))
        if text and messages.places(text) != wanted:
            wrong[message] = text
    assert wrong == {}


def test_a_translation_has_no_loose_ends():
    loose = {text for text in KNOWN.values() if text != text.strip() and not text.startswith("\n")}
    assert loose == set()


def test_what_was_compiled_is_what_was_written():
    assert messages.translations(messages.compiled()) == KNOWN


@pytest.mark.parametrize("path", PROGRAM, ids=named)
def test_texts_are_translated_before_they_are_filled(path: Path):
    """`_(f"…")` and `_("…".format(…))` would look up a text that no catalogue can hold."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    marked = [argument for call in calls if call.func.id in MARKS for argument in call.args[:2]]
    filled = [each.lineno for each in marked if isinstance(each, (ast.JoinedStr, ast.BinOp)) or is_format(each)]
    assert filled == []


def is_format(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
