"""Tooltips say texts as they are: Qt would read one with tags as a page of HTML, and fetch what it names."""

from html import escape

from PySide6.QtGui import Qt


def plain_tooltip(text: str) -> str:
    """Give a text as a tooltip shows it letter by letter, line breaks too."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<span style="white-space: pre-wrap">{escape(text)}</span>'
