"""The word in which a printed document is declared: found by being in this package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop import printing
from crm_desktop.base.discover import load_all
from crm_desktop.base.errors import NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    from crm_desktop.printing.sheets import Part, Sheet
    from crm_desktop.services.workspace import Workspace

Write = Callable[["Workspace", Sequence[int]], Sequence["Part"]]


@dataclass(frozen=True, slots=True)
class Document:
    """A declared document: `write` makes a part for each record of `entity`."""

    name: str
    label: str
    entity: str
    write: Write


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that was written."""

    file: Path
    pages: int


_declared: dict[str, Document] = {}


def document(name: str, label: str, *, entity: str = "customer") -> Callable[[Write], Write]:
    """Declare a document; the function gets the workspace and the ids of the records it is about."""

    def declare(write: Write) -> Write:
        _declared[name] = Document(name, label, entity, write)
        return write

    return declare


def documents() -> dict[str, Document]:
    """Give every declared document by name; finding none is a broken build, so it is an error."""
    load_all(printing)
    return dict(sorted(_declared.items()))


def document_named(name: str) -> Document:
    """Give one document; raises `UnknownFieldError`."""
    known = documents()
    if name not in known:
        message = _("There is no document “{name}”. Known: {known}.").format(name=name, known=", ".join(known))
        raise UnknownFieldError(message)
    return known[name]


def sheets_of(
    workspace: "Workspace", name: str, ids: Sequence[int], paper: str = "A4", *, landscape: bool = False
) -> list["Sheet"]:
    """Lay a document out: the same pages for preview, printer and PDF."""
    from crm_desktop.printing.letterhead import letterhead_of
    from crm_desktop.printing.page import page_named
    from crm_desktop.printing.sheets import lay_out

    wanted = document_named(name)
    if not ids:
        raise NotFoundError(_("There is nothing to print: no record was chosen."))
    page = page_named(paper, landscape=landscape)
    return lay_out(wanted.write(workspace, ids), page, letterhead_of(workspace))


def title_of(sheets: Sequence["Sheet"]) -> str:
    """Give the title of a document's pages, for the PDF and the printer's queue."""
    first = sheets[0].part
    alone = all(sheet.part is first for sheet in sheets)
    return f"{first.title} {first.about}".strip() if alone else first.title


def print_pdf(  # noqa: PLR0913 - what, about whom, where to, on which paper
    workspace: "Workspace", name: str, path: Path, *, ids: Sequence[int], paper: str = "A4", landscape: bool = False
) -> Printed:
    """Write a document as a PDF: the whole of it or, after an error, nothing."""
    from crm_desktop.printing.output import pdf_bytes
    from crm_desktop.services.written_file import write_file

    sheets = sheets_of(workspace, name, ids, paper, landscape=landscape)
    write_file(path, pdf_bytes(sheets, title_of(sheets)))
    return Printed(path, len(sheets))
