"""The manual: pages of Markdown in each language, found by being there."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crm_desktop.base.i18n import Language
from crm_desktop.base.paths import resources
from crm_desktop.fields.fold import folded


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `name` is what links and sections call it (`import`), the first line of its text its title."""

    name: str
    title: str
    text: str


@cache
def pages(language: Language) -> tuple[Page, ...]:
    """Give the manual in the order of its files; raises RuntimeError where the build has left it out."""
    found = tuple(_read(file) for file in sorted(resources("manual", language).glob("*.md")))
    if not found:
        message = f"the manual in {language} was left out of the build"
        raise RuntimeError(message)
    return found


def pages_about(language: Language, words: str) -> tuple[Page, ...]:
    """Give the pages in which every word stands, those that have it in their title first."""
    wanted = folded(words).split()
    hits = [page for page in pages(language) if all(word in folded(page.text) for word in wanted)]
    return tuple(sorted(hits, key=lambda page: not all(word in folded(page.title) for word in wanted)))


def _read(file: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return Page(file.stem.partition("_")[2], title, text)
