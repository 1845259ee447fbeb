"""The sample business in a window of its own, beside the user's file, which it never touches."""

import os
import subprocess
import sys

from crm_desktop.base.paths import PACKAGE


def open_sample() -> None:
    """Start the program once more, on the sample business; a second time its window is raised."""
    command = ["demo", "--window"] if getattr(sys, "frozen", False) else ["-m", "crm_desktop", "demo", "--window"]
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("CRM_")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PACKAGE.parent), environment.get("PYTHONPATH"))))
    subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # it stays when this window is closed
    )
