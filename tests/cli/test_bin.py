"""bin: removed records from the command line."""

from tests.cli.conftest import Kebu


def test_a_removed_customer_is_in_the_bin_and_comes_back(kebu: Kebu):
    removed = kebu("remove", "customer", "4", "7").json
    listed = kebu("bin", "--search", "文具").json
    assert (listed["total"], [each["id"] for each in listed["removed"]]) == (2, [4])
    assert (listed["removed"][0]["batch"], listed["removed"][0]["parts"]["channel"]) == (removed["batch"], 2)
    done = kebu("bin", "restore", "customer", "4")
    assert done.code == 0
    assert kebu("show", "customer", "4").json["name"] == "青石巷文具店"
    assert [each["id"] for each in kebu("bin", "customer").json["removed"]] == [7]
    kebu("undo", done.json["batch"])
    assert kebu("bin").json["total"] == 2


def test_what_is_not_in_the_bin_is_refused(kebu: Kebu):
    for words, error in (
        (("restore", "customer", "4"), "not_found"),
        (("restore", "customer"), "invalid_value"),
        (("customer", "4"), "invalid_value"),
        (("restore", "nonsense", "4"), "unknown_field"),
    ):
        said = kebu("bin", *words)
        assert (said.code, said.error) == (1, error)
