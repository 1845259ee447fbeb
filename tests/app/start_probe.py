"""Starts as `python -m crm_desktop` does, until the unlock dialog is painted; tells the time and the modules."""

import json
import sys
import time


def probe() -> int:
    """Paint the unlock dialog instead of waiting in it; prints one JSON document."""
    started = time.perf_counter()
    from crm_desktop.__main__ import main
    from crm_desktop.ui.unlock.unlock_dialog import UnlockDialog

    def tell(dialog: UnlockDialog) -> int:
        dialog.show()
        dialog.grab()
        seconds = time.perf_counter() - started
        print(json.dumps({"seconds": seconds, "shown": dialog.isVisible(), "modules": sorted(sys.modules)}))
        return 0

    UnlockDialog.exec = tell  # type: ignore[method-assign,assignment]
    sys.argv = ["crm-desktop"]
    return main()


if __name__ == "__main__":
    sys.exit(probe())
