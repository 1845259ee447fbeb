"""Settings are read by their kinds, kept where they belong, and never leave the program without what it needs."""

from pathlib import Path

import pytest

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.services.settings import SETTINGS, MachineSettings, setting_named
from crm_desktop.services.workspace import Workspace


def test_several_settings_are_one_piece_of_work(workspace: Workspace):
    work = workspace.settings.set(business_name="栖木文化用品商行", business_phone="0571-88000218")
    assert workspace.can_undo().id == work
    workspace.undo()
    assert (workspace.settings["business_name"], workspace.settings["business_phone"]) == ("", "")


def test_what_is_kept_already_is_no_work(workspace: Workspace):
    workspace.settings.set(business_name="栖木")
    assert workspace.settings.set(business_name="栖木") == 0


def test_the_region_is_a_country_by_any_of_its_names(workspace: Workspace):
    workspace.settings.set(region="Deutschland")
    assert workspace.settings["region"] == workspace.context.region == "DE"


def test_a_region_of_two_letters_from_an_earlier_version_is_understood(workspace: Workspace):
    workspace.settings.set(region="US")
    assert workspace.settings["region"] == "US"


@pytest.mark.parametrize("name", ["region", "currency"])
def test_what_reading_depends_on_cannot_be_emptied(workspace: Workspace, name: str):
    with pytest.raises(InvalidValueError):
        workspace.settings.set(**{name: ""})


def test_a_credit_code_with_a_wrong_check_digit_is_kept_only_as_unverified(workspace: Workspace):
    with pytest.raises(InvalidValueError):
        workspace.settings.set(business_credit_code="91330102MA0000000Y")
    workspace.settings.set(business_credit_code="91330102MA0000000Y (unverified)")
    assert workspace.settings["business_credit_code"] == "91330102MA0000000Y"


def test_a_damaged_line_of_this_computer_counts_for_nothing(tmp_path: Path):
    path = tmp_path / "kebu.ini"
    path.write_text("[kebu]\nauto_lock_minutes = soon\ntheme = \nprivacy = ja\n", encoding="utf-8")
    machine = MachineSettings(path)
    assert (machine["auto_lock_minutes"], machine["theme"], machine["privacy"]) == (10, "system", False)


def test_no_number_of_minutes_means_never(tmp_path: Path):
    machine = MachineSettings(tmp_path / "kebu.ini")
    machine.set("auto_lock_minutes", "0")
    assert MachineSettings(tmp_path / "kebu.ini")["auto_lock_minutes"] == 0


def test_every_default_is_what_its_kind_would_give():
    for each in SETTINGS:
        if each.default not in ("", None):
            assert each.kind.read(each.default).value == each.default, each.name


def test_an_unknown_setting_is_told():
    with pytest.raises(UnknownFieldError):
        setting_named("no_such")
