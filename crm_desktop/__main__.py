"""The door: `python -m crm_desktop`, the console script, and the frozen program's executable."""

import sys
from pathlib import Path

from crm_desktop.services.workspace import Workspace


class _Roof:
    """What the command line may ask of the window's side; loaded only when it is asked."""

    def show(self, file: Path | None, password: str | None, *, remember: bool = True) -> int:
        """Open the window; where `remember` is said, the next start opens this file."""
        from crm_desktop.app.main import show

        return show(file, password, remember=remember)

    def has_display(self) -> bool:
        """Tell whether a window can be shown."""
        from crm_desktop.app.qt_libraries import has_display

        return has_display()

    def prepare_paper(self) -> None:
        """Make what printing and pictures need of Qt."""
        from crm_desktop.app.paper import prepare_paper

        prepare_paper()

    def pictures(self, workspace: Workspace, folder: Path) -> list[Path]:
        """Take pictures of the windows without a display."""
        from crm_desktop.app.pictures import take_pictures

        return take_pictures(workspace, folder)

    def self_test(self) -> int:
        """Prove the installed program."""
        from crm_desktop.app.self_test import self_test

        return self_test()


def main() -> int:
    """Do what the command line says; gives the exit code."""
    if sys.argv[1:2] == ["--read-sheet"]:  # the frozen program as its own child (exchange.capped_child)
        from crm_desktop.exchange.reading.reader_child import main as read_sheet

        return read_sheet(*sys.argv[2:])
    from crm_desktop.cli.main import run

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Chinese text must never end a command
    try:
        return run(sys.argv[1:], _Roof())
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:  # the reader of our output went away (| head)
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
