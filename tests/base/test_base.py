"""Language, places and progress."""

import stat
import sys
from pathlib import Path

import pytest

from crm_desktop.base import i18n, logs, paths
from crm_desktop.base.errors import CancelledError, UserFacingError
from crm_desktop.base.progress import Stoppable


def test_texts_follow_the_language_at_once():
    heard: list[str] = []
    end = i18n.on_language_change(lambda: heard.append(i18n.language()))
    i18n.set_language("zh_CN")
    assert i18n._("Customer") == "客户"
    i18n.set_language("en")
    end()
    i18n.set_language("zh_CN")
    assert i18n.ngettext("{n} record", "{n} records", 2) == "2 条记录"
    assert heard == ["zh_CN", "en"]


@pytest.mark.parametrize(
    ("environment", "expected"), [("zh_CN.UTF-8", "zh_CN"), ("zh_TW", "zh_CN"), ("de_DE.UTF-8", "en"), ("C", "en")]
)
def test_the_system_chooses_the_language(environment: str, expected: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", environment)
    assert i18n.language_of("system") == expected
    assert i18n.language_of("en") == "en"


def test_each_error_has_a_code_of_its_own():
    codes = [each.code for each in UserFacingError.__subclasses__() if each.__module__ == "crm_desktop.base.errors"]
    assert len(codes) == len(set(codes))


def test_what_was_stopped_says_so_at_its_next_report():
    progress = Stoppable()
    progress.report(1, 10, "reading")
    progress.stop()
    with pytest.raises(CancelledError, match="Nothing was changed"):
        progress.report(2, 10)
    assert (progress.done, progress.total) == (2, 10)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_this_computers_settings_and_log_are_its_owners_alone(private_home: Path):
    folder = paths.config_folder()
    assert folder.is_relative_to(private_home)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(logs.start_log().stat().st_mode) == 0o600
