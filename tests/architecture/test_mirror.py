"""The tests stand where the program's parts stand."""

import pytest

from tests.architecture.sources import PROGRAM, ROOT, TESTS

MODULES = [path.relative_to(ROOT / "crm_desktop").parts for path in PROGRAM]
PACKAGES = sorted({parts[0] for parts in MODULES if len(parts) > 1})
BESIDES = {"architecture", "benchmarks", "contracts", "faults", "property", "samples", "stories", "frozen", "scenes"}


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_has_tests_of_its_own(package: str):
    assert list((ROOT / "tests" / package).glob("test_*.py")), package


def test_no_tests_stand_where_nothing_is():
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in TESTS if path.parent.name != "tests"}
    assert folders - BESIDES - set(PACKAGES) == set()
