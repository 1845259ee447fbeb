"""No text of a user becomes HTML: what is not a literal goes into a tooltip through `plain_tooltip`."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import Qt

from crm_desktop.ui.look.tooltip import plain_tooltip
from tests.architecture.sources import PROGRAM, named, tree

WORDS = {"_", "plain_tooltip"}
LITERAL_ROLES = {"crm_desktop/ui/exchange/policies.py"}  # what a policy does, in our own words


def _is_plain(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in WORDS
    return isinstance(node, ast.Constant)


def _raw(path: Path) -> list[int]:
    calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    tips = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "setToolTip")
    return [call.lineno for call in tips if not _is_plain(call.args[0])]


def test_no_tooltip_takes_a_text_raw():
    assert {named(path): lines for path in PROGRAM if (lines := _raw(path))} == {}


def test_no_model_gives_a_text_raw():
    texts = {named(path): path.read_text(encoding="utf-8") for path in PROGRAM}
    giving = {name for name, text in texts.items() if "ToolTipRole" in text and "plain_tooltip(" not in text}
    assert giving == LITERAL_ROLES


@pytest.mark.parametrize("text", ["禾木家具", "a < b & c\n第二行", ""])
def test_most_texts_stay_as_they_are(text: str):
    assert plain_tooltip(text) == text


def test_tags_are_shown_and_not_obeyed():
    tip = plain_tooltip('<img src="x.png"> 禾木\n第二行')
    assert Qt.mightBeRichText(tip)
    assert "<img" not in tip
    assert "&lt;img src=&quot;x.png&quot;&gt; 禾木\n第二行" in tip
