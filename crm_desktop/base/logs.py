"""The program's log: event codes and row ids, never a customer's data."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from crm_desktop.base.paths import config_folder, private_folder

LARGEST, KEPT = 1_000_000, 5


def start_log() -> Path:
    """Write warnings and errors to a rotating file that only its owner reads; gives its place."""
    path = private_folder(config_folder() / "logs") / "kebu.log"
    path.touch(mode=0o600, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("crm_desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path
