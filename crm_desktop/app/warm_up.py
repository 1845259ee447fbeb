"""Loads beside the window what is needed sooner or later, so that no first note or click waits for it."""

import importlib
import threading

from crm_desktop.fields.kinds.country import country_name
from crm_desktop.fields.pinyin import readings
from crm_desktop.fields.sort_keys import sort_key

# What the sections and dialogs that the window opens are made of; each is imported where it is first shown.
SHOWN_LATER = (
    "crm_desktop.ui.pages.tasks_page",
    "crm_desktop.ui.dashboard.dashboard_page",
    "crm_desktop.ui.settings.settings_page",
    "crm_desktop.ui.history.history_page",
    "crm_desktop.ui.history.bin_page",
    "crm_desktop.ui.duplicates.duplicates_page",
    "crm_desktop.ui.exchange.import_dialog",
    "crm_desktop.ui.exchange.export_dialog",
    "crm_desktop.ui.printing.preview_dialog",
)


def warm_up() -> threading.Thread:
    """Start loading; gives the thread that does it."""
    thread = threading.Thread(target=_load, name="warm-up")
    thread.start()
    return thread


def _load() -> None:
    sort_key("王")  # the tables of pinyin, which the first note and the first search ask
    readings("王")
    country_name("CN")
    for name in SHOWN_LATER:
        importlib.import_module(name)
