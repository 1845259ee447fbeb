"""Proves the installed or frozen program: it opens, adds, imports, draws, prints, undoes, backs up."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.app.paper import prepare_paper
from crm_desktop.base.paths import resources
from crm_desktop.services import backups, records, restores
from crm_desktop.services.file_info import check_workspace, file_info
from crm_desktop.services.open_file import create, open_file, recover
from crm_desktop.services.search import search
from crm_desktop.services.workspace import Workspace

Step = tuple[str, Callable[[], object]]


def self_test() -> int:
    """Do each step on a file of its own and print it; gives 0 when all of them went well."""
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        for name, step in _steps(Path(folder)):
            number += 1
            try:
                told = step()
            except Exception as error:  # noqa: BLE001 - a failed step is what this is for
                print(f"{number:2}. {name}: FAILED ({type(error).__name__}: {error})", file=sys.stderr)  # noqa: T201
                return 1
            print(f"{number:2}. {name}: ok{f' ({told})' if told else ''}")  # noqa: T201 - each step is told
    print(f"{number} passed, 0 failed")  # noqa: T201 - the closing line that scripts look for
    return 0


def _steps(folder: Path) -> Iterator[Step]:
    test = _Test(folder)
    yield "create an encrypted file", test.create
    yield "add by the rules", test.add
    yield "import the sample workbook", test.bring_in
    yield "search characters, pinyin and digits", test.search
    yield "export a workbook", test.export
    yield "draw every chart", test.draw
    yield "print every document", test.print
    yield "show the window", test.show
    yield "undo the import", test.undo
    yield "check the file", test.check
    yield "back up, change, restore", test.back_up
    yield "close, open, recover", test.reopen


class _Test:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "self-test.kebu"

    def create(self) -> str:
        self.workspace, self.recovery_code = create(self.file, "self-test")
        return f"SQLCipher {file_info(self.workspace).cipher['version']}"

    def add(self) -> str:
        saved = records.add(self.workspace, "customer", {"name": "客簿自检", "mobile": "13800138000"})
        with self.workspace.read() as session:
            return str(records.get(session, "customer", saved.id)["number"])

    def bring_in(self) -> str:
        from crm_desktop.exchange.importing.run_import import run_import
        from crm_desktop.exchange.read_sheets import read_workbook

        sample = next(iter(sorted(resources("samples").glob("*.xlsx"))))
        self.imported = run_import(self.workspace, read_workbook(sample))
        _expect(self.imported.added > 0)
        return f"{self.imported.added} of {self.imported.rows} rows"

    def search(self) -> str:
        with self.workspace.read() as session:
            for text in ("客", "kbzj", "kebu", "8000"):
                _expect(any(hit.title == "客簿自检" for hit in search(session, text)))
        return ""

    def export(self) -> str:
        from crm_desktop.exchange.writing.export import export_list

        return f"{export_list(self.workspace, self.folder / 'out.xlsx').rows} rows"

    def draw(self) -> str:
        from crm_desktop.charts.declare import charts
        from crm_desktop.charts.save import save

        for name in charts():
            save(self.workspace, name, self.folder / f"{name}.png")
        return f"{len(charts())} charts"

    def print(self) -> str:
        from crm_desktop.printing.declare import documents, print_pdf

        prepare_paper()
        pages = [print_pdf(self.workspace, name, self.folder / f"{name}.pdf", ids=[1]).pages for name in documents()]
        _expect(all(pages))
        return f"{sum(pages)} pages"

    def show(self) -> str:
        from crm_desktop.app.pictures import take_pictures

        return f"{len(take_pictures(self.workspace, self.folder / 'pictures'))} pictures"

    def undo(self) -> str:
        with _count(self.workspace) as counts:
            self.workspace.undo(self.imported.batch)
        _expect(counts[-1] == 1)
        return ""

    def check(self) -> str:
        _expect(not check_workspace(self.workspace, deep=True))
        return ""

    def back_up(self) -> str:
        with _count(self.workspace) as counts:
            made = backups.make(self.workspace)
            records.remove(self.workspace, "customer", [1])
            restores.restore_all(self.workspace, made.path)
        _expect(counts[0] == counts[1])
        _expect(restores.verify(made.path, restores.Secret("self-test")).verified is True)
        return made.path.name

    def reopen(self) -> str:
        self.workspace.close()
        open_file(self.file, "self-test").close()
        recover(self.file, self.recovery_code, "another").close()
        open_file(self.file, "another").close()
        return ""


@contextmanager
def _count(workspace: Workspace) -> Iterator[list[int]]:
    counts = [file_info(workspace).counts["customer"]]
    yield counts
    counts.append(file_info(workspace).counts["customer"])


def _expect(held: bool) -> None:
    if not held:
        message = "not as expected"
        raise AssertionError(message)
