"""Takes pictures of every window, in both languages and themes, into the folder pictures/ (to be looked at).

python -m tests.pictures [which …]
"""

import os
import sys
import tempfile
from pathlib import Path

if "--screen" not in sys.argv:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from crm_desktop.base.i18n import Language, set_language
from crm_desktop.ui.exchange.import_dialog import ImportDialog
from crm_desktop.ui.look.qt_texts import follow_language
from crm_desktop.ui.look.theme import ThemeName, apply_theme
from tests.scenes.filters import filters
from tests.scenes.lists import lists
from tests.scenes.new_customer import adding
from tests.scenes.opening import recovery, unlock, wizard
from tests.scenes.record import record
from tests.scenes.rows import bulk, recycle_bin, rows
from tests.scenes.settings import settings
from tests.scenes.spreadsheets import exporting, importing, sample
from tests.scenes.studio import Studio, wait
from tests.scenes.tasks import to_do
from tests.scenes.timeline import stream
from tests.scenes.window import duplicates, history, typing, window

PICTURES = Path(__file__).parent.parent / "pictures"

SCENES = {
    "unlock": unlock,
    "wizard": wizard,
    "window": window,
    "settings": settings,
    "record": record,
    "adding": adding,
    "lists": lists,
    "import": importing,
    "sample": sample,
    "export": exporting,
    "recovery": recovery,
    "history": history,
    "duplicates": duplicates,
    "filters": filters,
    "to_do": to_do,
    "rows": rows,
    "bulk": bulk,
    "bin": recycle_bin,
    "typing": typing,
    "timeline": stream,
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
