"""The text of a mail that was written in HTML: what a reader sees, without what a browser would do.

Each part of the HTML is looked at once, however it is broken: nothing in a tag is looked for beyond the next `<`,
and what never ends (a comment, a script) takes all the rest.
"""

import re
from html import unescape

MOST = 100_000  # characters of text that are read; more of a mail is never kept as text

_SILENT = frozenset({"head", "title", "template", "svg", "object"})
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"}
)
_INSIDE = r"""(?:"[^"<]*+"|'[^'<]*+'|[^<>])*+>?"""
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(script|style)\b{_INSIDE}.*?(?:</\1{_INSIDE}|\Z)"
    rf"|<(?P<ends>/?)(?P<tag>[a-z][a-z0-9:-]*+)(?P<rest>{_INSIDE})"
    rf"|<[!?/]{_INSIDE}"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL | re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_BLANKS = re.compile(r"[ \t\u00a0\u200b]+")
_MANY_LINES = re.compile(r"\n{3,}")


def html_text(html: str) -> str:
    """Give the readable text, a line for each block; what is far longer than a mail that is kept is cut."""
    said: list[str] = []
    silent = length = 0
    for token in _TOKEN.finditer(html):
        tag = (token["tag"] or "").lower()
        if tag in _SILENT:
            silent = max(silent - 1, 0) if token["ends"] else silent + (not token["rest"].endswith("/>"))
        elif tag in _BLOCKS:
            said.append("\n")
        elif tag in {"td", "th"} and not token["ends"]:
            said.append(" ")
        elif token["text"] and not silent:
            said.append(_SPACES.sub(" ", unescape(token["text"])))
            length += len(said[-1])
        if length > MOST:
            break
    return folded("".join(said))


def folded(text: str) -> str:
    """Take the blanks at the ends of lines and more than one empty line in a row away."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()
