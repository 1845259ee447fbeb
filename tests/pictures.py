"""Takes pictures of every window, in both languages and themes, into the folder pictures/ (to be looked at).

python -m tests.pictures [which …]
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

if "--screen" not in sys.argv:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.i18n import Language, _, set_language
from crm_desktop.base.paths import resources
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.exchange.writing.write_sheets import Lossy
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery
from crm_desktop.services.open_file import create, open_file, recover
from crm_desktop.services.settings import MachineSettings
from crm_desktop.storage.later_work import EVERY
from crm_desktop.ui.exchange.export_dialog import ExportDialog
from crm_desktop.ui.exchange.export_form import LISTED
from crm_desktop.ui.exchange.import_dialog import ALREADY, CHECK, COLUMNS, SHEETS, ImportDialog
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.qt_texts import follow_language
from crm_desktop.ui.look.theme import ThemeName, apply_theme
from crm_desktop.ui.records.listed import Listed
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.new_file_wizard import NewFileWizard
from crm_desktop.ui.unlock.recovery_dialog import RecoveryDialog
from crm_desktop.ui.unlock.unlock_dialog import UnlockDialog
from crm_desktop.ui.window.main_window import MainWindow
from tests.customers import fill

PASSWORD = "竹篮 北风 算盘 2 斤盐"
PICTURES = Path(__file__).parent.parent / "pictures"
DOORS = Doors(open_file, create, recover)


class Studio:
    """What a picture needs: a place on the disk, a runner, a file with customers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.machine = MachineSettings(folder / "kebu.ini")
        self.runner = Runner()
        self.workspace, self.code = create(folder / "customers.kebu", PASSWORD)
        fill(self.workspace)

    def close(self) -> None:
        self.runner.close()
        self.workspace.close()


def wait(milliseconds: int = 60) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(condition: Callable[[], bool]) -> None:
    for _turn in range(100):
        if condition():
            return
        wait(50)
    message = "waited in vain"
    raise RuntimeError(message)


def unlock(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = UnlockDialog(DOORS, studio.machine, studio.runner, path=studio.workspace.path, locked=True)
    dialog.show()
    yield "unlock", dialog
    dialog._form.password.setText("wrong password")
    dialog._form.password.caps_lock_seen.emit(True)
    dialog._form.refuse_password("The password is wrong; the file is whole. Look at caps lock and the input method.")
    yield "unlock-wrong", dialog


def wizard(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = NewFileWizard(DOORS, studio.runner)
    dialog.show()
    yield "new-1", dialog
    made = studio.folder / "made"
    made.mkdir(exist_ok=True)
    dialog.where._folder = made
    dialog.where.name.setText(f"shop{len(list(made.iterdir()))}")
    dialog.on_next()
    dialog.password.new_password.first.setText(PASSWORD)
    dialog.password.new_password.second.setText(PASSWORD)
    yield "new-2", dialog
    dialog.on_next()
    until(lambda: dialog.workspace is not None)
    steps = dialog.password.steps
    steps.fields[0].setText(dialog._sheet("").groups[0] and steps._sheet.groups[steps._asked[0]])
    steps.fields[1].setText("9QX")
    steps._look()
    yield "new-3", dialog
    dialog.go(2)
    yield "new-4", dialog
    dialog.go(3)
    yield "new-5", dialog
    dialog.workspace.close()


def window(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    frame = MainWindow(studio.workspace, studio.machine, studio.runner, lock=lambda: None)
    frame.resize(1360, 860)
    frame.show()
    wait(400)
    yield "window", frame
    frame.messages.tell(_("Removed {n} × {entity}").format(n=3, entity=_("Customer")), _("Undo"), lambda: None)
    frame.customers.open_record(1)
    wait(300)
    yield "window-record", frame
    frame.resize(1024, 680)
    wait(100)
    yield "window-record-small", frame
    frame.customers.show_list()
    wait(100)
    yield "window-small", frame
    frame.resize(1360, 860)
    frame.show_section("settings")
    yield "window-settings", frame
    frame._pages["settings"].show_section(3)
    yield "window-password", frame
    frame._pages["settings"].show_section(5)
    yield "window-look", frame
    frame.show_section("today")
    wait(1200)
    yield "window-today", frame


SHEET = """客户名单,,,,,,,
客户名称,联系人,联系电话,微信,E-mail,地址,客户级别,备注,业务员
青石巷文具店,陈女士,13600004410,bluestone_4410,hi@bluestone.example,浙江省杭州市上城区青石巷18号,A,周日不收货,小李
禾木家具行,王女士,13800001207.0,,,浙江省杭州市拱墅区小河路1号,A,,小李
麦田烘焙坊,周先生,13500009063/13500009064,,wheat@field。example,浙江嘉兴,B,,小李
临江五金建材,采购部,88000136,,,,B,,小李
,林女士,15100007315,,,浙江温州,C,没有名字,小李
海棠服饰批发部,吴女士,1360000441,,,,B,,小李
小满花店,林女士,15100007315,xiaoman,xiaoman@flower.example,浙江温州,重点,,小李
春和文具,赵女士,13600007788,,chunhe@shop,浙江省宁波市,普通,找王姐,小李
"""


def importing(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    sheet = studio.folder / "客户名单2026.csv"
    sheet.write_bytes(SHEET.encode("gb18030"))
    dialog = ImportDialog(studio.workspace, studio.runner)
    dialog.show()
    yield "import-1", dialog
    dialog.read(studio.folder / "客户名单.docx")
    until(dialog.file._refused.isVisible)
    yield "import-1-refused", dialog
    dialog.read(sheet)
    until(lambda: dialog.work.workbook is not None)
    yield "import-1-read", dialog
    yield from _steps(dialog, "import")
    studio.workspace.undo(dialog.result_of_import.batch)


def sample(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = ImportDialog(studio.workspace, studio.runner, resources("samples", "文具批发客户.xlsx"))
    dialog.show()
    until(lambda: dialog.work.workbook is not None)
    yield "sample-1", dialog
    yield from _steps(dialog, "sample")
    studio.workspace.undo(dialog.result_of_import.batch)


def _steps(dialog: ImportDialog, name: str) -> Iterator[tuple[str, QWidget]]:
    for step in (SHEETS, COLUMNS, ALREADY, CHECK):
        dialog.next.click()
        until(lambda: dialog.next.isEnabled() and not dialog.work.checking.waiting)
        wait(100)
        yield f"{name}-{step + 1}", dialog
        dialog.resize(1000, 620)
        yield f"{name}-{step + 1}-small", dialog
        dialog.resize(1248, 784)
        if step == ALREADY:
            dialog.already.tabs.setCurrentIndex(1)
            yield f"{name}-{step + 1}-unsure", dialog
    dialog.next.click()
    until(lambda: dialog.result_of_import is not None)
    yield f"{name}-6", dialog
    dialog.accept()


def exporting(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    fields = ("level", "name", "main_phone", "main_contact")
    listed = Listed(ListQuery("customer"), 12, (1, 2, 3), fields, 12)
    dialog = ExportDialog(studio.workspace, studio.runner, listed)
    dialog.form.path.setText(str(studio.folder / "客户 2026-11-24.xlsx"))
    dialog.show()
    yield "export", dialog
    dialog.form.choose(LISTED, "vcard3")
    (studio.folder / "客户 2026-11-24.vcf").touch()
    dialog.form.path.setText(str(studio.folder / "客户 2026-11-24.vcf"))
    yield "export-cards", dialog
    lost = (
        Lossy("客户", 14, _("Remark"), _("Control characters were left out.")),
        Lossy(
            "客户",
            21,
            _("Name"),
            _("The encoding has no “{characters}”; a question mark stands there now.").format(characters="䶮"),
        ),
    )
    dialog._done(ExportResult(studio.folder / "客户 2026-11-24.csv", 12, lost))
    yield "export-lost", dialog


def recovery(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = RecoveryDialog(DOORS, studio.runner, studio.workspace.path)
    dialog.show()
    dialog.code.setText(studio.code[:23])
    dialog._look()
    yield "recovery", dialog


def history(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    sheet = studio.folder / "客户名单2026.csv"
    sheet.write_bytes(SHEET.encode("gb18030"))
    workspace = studio.workspace
    records.remove(workspace, "customer", [11])
    workspace.undo()
    batch = run_import(workspace, read_workbook(sheet), ImportChoices(policy="overwrite")).batch
    edits = ((4, {"level": "B", "wechat": "bluestone_04"}), (1, {"level": "C"}), (2, {"remark": "每周二送货"}))
    for record_id, raw in edits:
        records.change(workspace, "customer", record_id, raw)
    frame = MainWindow(workspace, studio.machine, studio.runner, lock=lambda: None)
    frame.resize(1360, 860)
    frame.show()
    frame.show_section("history")
    page = frame._pages["history"]
    page.show_work(batch)
    page.model.toggle(page.model.row_of(batch))
    until(page.panel.act.isEnabled)
    yield "history", frame
    frame.resize(1024, 680)
    wait(100)
    yield "history-small", frame
    frame.resize(1360, 860)
    page.filter.choose("remove")
    yield "history-removed", frame
    workspace.undo(batch, drop=EVERY)


SCENES = {
    "unlock": unlock,
    "wizard": wizard,
    "window": window,
    "import": importing,
    "sample": sample,
    "export": exporting,
    "recovery": recovery,
    "history": history,
}


def take(app: QApplication, studio: Studio, wanted: list[str], language: Language, theme: ThemeName) -> None:
    set_language(language)
    apply_theme(app, theme)
    for name in wanted:
        print(name, language, theme)
        for picture, widget in SCENES[name](studio):
            wait()
            widget.grab().save(str(PICTURES / f"{picture}-{language[:2]}-{theme}.png"))
        widget.close()


class _Screen:
    def availableSize(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(1920, 1080)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    wanted = [name for name in sys.argv[1:] if name in SCENES] or list(SCENES)
    app = QApplication(sys.argv[:1])
    # The offscreen screen is small; pictures are of windows as they are on a real one.
    ImportDialog.screen = lambda _self: _Screen()  # type: ignore[method-assign, assignment, return-value]
    follow_language(app)
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        for language, theme in (("zh_CN", "light"), ("en", "dark"), ("zh_CN", "dark"), ("en", "light")):
            take(app, studio, wanted, language, theme)
        studio.close()


if __name__ == "__main__":
    main()
