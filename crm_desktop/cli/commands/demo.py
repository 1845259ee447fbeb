"""demo: the main job on the sample business."""

import argparse
import tempfile
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import documents_folder
from crm_desktop.charts.declare import charts
from crm_desktop.charts.save import save
from crm_desktop.cli.declare import Call, Outcome, command
from crm_desktop.cli.import_report import figures
from crm_desktop.exchange.sample_business import PASSWORD, fill_sample
from crm_desktop.exchange.writing.rejects import write_rejects
from crm_desktop.printing.declare import print_pdf
from crm_desktop.services import backups, lists, open_file, search
from crm_desktop.services.file_info import file_info
from crm_desktop.services.workspace import Workspace
from crm_desktop.services.written_file import make_folder

REPORTED = 3


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help=_("where everything is put; else a new temporary folder")
    )
    parser.add_argument(
        "--window", action="store_true", help=_("only the window on a sample business of its own, kept from then on")
    )


@command("demo", N_("the main job on the sample business; opens the window on it"), _arguments)
def demo(call: Call) -> Outcome:
    """Create, import, list, search, draw, print, back up; then the window, or pictures of it without a display."""
    if call.args.window:
        return _only_window(call)
    folder = call.args.dir or Path(tempfile.mkdtemp(prefix="kebu-demo-"))
    make_folder(folder)
    path = folder / "demo.kebu"
    said: list[str] = []
    for old in (path, path.with_name("demo.kebu-recovery")):
        old.unlink(missing_ok=True)  # the demo's own file of an earlier run
    workspace, _recovery = open_file.create(path, PASSWORD)
    try:
        said += _bring_in(workspace, folder)
        said += _look(workspace, folder)
        call.roof.prepare_paper()
        pdf = folder / "customer_report.pdf"
        with workspace.read() as session:
            ids = lists.list_ids(
                session, lists.ListQuery("customer", sort=(lists.Sort("last_contact", descending=True),))
            )
        printed = print_pdf(workspace, "customer_report", pdf, ids=ids[:REPORTED])
        said.append(_("Printed {pages} pages: {file}").format(pages=printed.pages, file=pdf))
        backup = backups.make(workspace).path
        said.append(_("Backed up and verified: {file}").format(file=backup))
        customers = file_info(workspace).counts["customer"]
        windowless = not call.roof.has_display()
        pictures = call.roof.pictures(workspace, folder / "pictures") if windowless else []
    finally:
        workspace.close()
    if windowless:
        said.append(_("No display here: pictures of the windows are in {folder}").format(folder=folder / "pictures"))
    said.append(_("The file is {file}, its password “{password}”.").format(file=path, password=PASSWORD))
    document = {
        "file": str(path),
        "customers": customers,
        "pdf": str(pdf),
        "backup": str(backup),
        "screenshots": [str(each) for each in pictures],
    }
    if not windowless and not call.args.json:
        print("\n".join(said), flush=True)  # noqa: T201 - before the window opens
        call.roof.show(path, PASSWORD, remember=False)
        said = []
    return Outcome(document, "\n".join(said))


def _bring_in(workspace: Workspace, folder: Path) -> list[str]:
    """Import every sample workbook; the refused rows are handed back."""
    said = []
    for sample, result in fill_sample(workspace):
        first, *kinds = figures(result)
        said += [_("Imported {file}: {figures}").format(file=sample.name, figures=first), *kinds]
        if result.rejects:
            refused = folder / f"{sample.stem}_refused.xlsx"
            write_rejects(result, refused)
            said.append(_("Refused rows with reasons: {file}").format(file=refused))
    return said


def _only_window(call: Call) -> Outcome:
    """Open the window on the sample business, which is made the first time and kept."""
    path = documents_folder() / "sample" / "sample-business.kebu"
    if not path.exists():
        make_folder(path.parent)
        workspace, _recovery = open_file.create(path, PASSWORD)
        try:
            for _sample, _result in fill_sample(workspace):
                pass
        finally:
            workspace.close()
    code = call.roof.show(path, PASSWORD, remember=False)
    return Outcome({"file": str(path)}, exit_code=code)


def _look(workspace: Workspace, folder: Path) -> list[str]:
    """List, search and draw."""
    said = []
    with workspace.read() as session:
        ids = lists.list_ids(session, lists.ListQuery("customer", sort=(lists.Sort("name"),)))
        said.append(_("{n} customers, in the order of pinyin").format(n=len(ids)))
        for text in ("文具", "hz", "0136"):
            hits = search.search(session, text)
            said.append(_("Search “{text}”: {n} found").format(text=text, n=len(hits)))
    for name in charts():
        save(workspace, name, folder / f"{name}.png")
        said.append(_("Drawn: {file}").format(file=folder / f"{name}.png"))
    return said
