"""setting: listed, read and changed by the rules of the settings page."""

from pathlib import Path

from tests.cli.conftest import Kebu

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>'


def test_a_setting_of_the_file_is_set_read_and_undone(kebu: Kebu):
    done = kebu("setting", "set", "business_name=栖木文化用品商行", "region=Germany")
    assert done.json["batch"] > 0
    (name, region) = kebu("setting", "get", "business_name", "region").json["settings"]
    assert (name["value"], region["value"], name["place"]) == ("栖木文化用品商行", "DE", "FILE")
    kebu("undo")
    assert kebu("setting", "get", "business_name").json["settings"][0]["value"] == ""


def test_a_setting_of_this_computer_needs_no_file(kebu: Kebu):
    assert kebu("setting", "set", "theme=dark").json["batch"] == 0
    assert kebu("setting", "get", "theme").json["settings"][0]["value"] == "dark"


def test_all_settings_are_listed_with_what_they_are_called(kebu: Kebu):
    listed = {each["name"]: each for each in kebu("setting", "list").json["settings"]}
    assert {"business_name", "letterhead_style", "customer_prefix", "privacy"} <= listed.keys()
    assert "window_geometry" not in listed
    assert listed["customer_digits"]["value"] == 5


def test_what_is_refused_changes_nothing(kebu: Kebu):
    said = kebu("setting", "set", "business_name=x", "currency=")
    assert (said.code, said.json["error"]["code"]) == (1, "invalid_value")
    assert kebu("setting", "get", "business_name").json["settings"][0]["value"] == ""
    assert kebu("setting", "get", "no_such").json["error"]["code"] == "unknown_field"
    assert kebu("setting", "get").json["error"]["code"] == "invalid_value"


def test_a_logo_is_named_as_a_file(kebu: Kebu, tmp_path: Path):
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    assert kebu("setting", "set", f"business_logo=@{tmp_path / 'logo.svg'}").code == 0
    assert kebu("setting", "get", "business_logo").json["settings"][0]["value"].startswith("data:image/svg+xml")
