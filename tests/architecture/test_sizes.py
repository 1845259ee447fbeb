"""Files stay small, are named for what they hold, and say nothing of the machine that they were written on."""

import ast
import re
import statistics
from pathlib import Path

import pytest

from tests.architecture.sources import PROGRAM, ROOT, TESTS, committed, named, tree

LONGEST, USUAL, LONGEST_INIT = 400, 120, 40
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools", "stuff"}
# Who may catch every exception: what tells of our mistakes, and the child that reads hostile files.
CATCH_ALL = {
    "crm_desktop/app/crash.py",
    "crm_desktop/app/self_test.py",
    "crm_desktop/ui/jobs/runner.py",
    "crm_desktop/exchange/reading/reader_child.py",
}
# In two halves, so that this file does not say them.
HOSTS = (
    *("py" + "pi.org", "python" + "hosted.org", "githubuser" + "content", "releases" + "/download"),
    *("npm" + "js.", "npm" + "mirror", "mirrors" + "."),
)
PLACES = re.compile(r"(?<![\w.~])/(?:work|home|root|Users|tmp|mnt|opt)/[\w.]+|\b[A-Z]:\\\\?(?:Users|work)\b")
ARCHIVES = re.compile(r"https?://\S+\.(?:whl|tar\.gz|zip|exe|msi|deb|rpm|dmg|AppImage)\b")
NO_TEXTS = {".ttf", ".png", ".ico", ".icns", ".xlsx", ".mo", ".csv"}
NOT_OURS = {"resources/fonts/OFL.txt", "resources/THIRD_PARTY.md"}  # they say where things come from


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long():
    assert {named(path): lines_of(path) for path in (*PROGRAM, *TESTS) if lines_of(path) > LONGEST} == {}


def test_the_usual_file_fits_two_screens():
    assert statistics.median(lines_of(path) for path in PROGRAM) <= USUAL


def test_a_package_begins_with_a_sentence_and_little_more():
    packages = [path for path in PROGRAM if path.name == "__init__.py"]
    assert {named(path): lines_of(path) for path in packages if lines_of(path) > LONGEST_INIT} == {}
    assert [named(path) for path in packages if not ast.get_docstring(tree(path))] == []


def test_each_module_says_what_it_is_for():
    assert [named(path) for path in PROGRAM if not ast.get_docstring(tree(path))] == []


def test_no_module_has_a_name_that_says_nothing():
    words = {named(path): {*path.stem.split("_"), path.parent.name} for path in (*PROGRAM, *TESTS)}
    assert {name: sorted(said & SAY_NOTHING) for name, said in words.items() if said & SAY_NOTHING} == {}


def test_the_tree_is_three_deep_at_most():
    assert [named(path) for path in PROGRAM if len(path.relative_to(ROOT / "crm_desktop").parts) > 3] == []


def test_only_those_who_tell_of_our_mistakes_catch_everything():
    found = {named(path) for path in PROGRAM for node in ast.walk(tree(path)) if catches_all(node)}
    assert found - CATCH_ALL == set()


def catches_all(node: ast.AST) -> bool:
    """Tell whether a handler swallows whatever comes; one that raises again does not."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    every = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    again = any(isinstance(each, ast.Raise) and each.exc is None for each in ast.walk(node))
    return every and not again


def texts() -> list[tuple[str, str]]:
    ours = [path for path in committed() if named(path) not in NOT_OURS and path.suffix not in NO_TEXTS]
    return [(named(path), path.read_text(encoding="utf-8")) for path in ours]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("registry hosts", re.compile("|".join(map(re.escape, HOSTS)))),
        ("download addresses", ARCHIVES),
        ("places on one machine", PLACES),
    ],
    ids=["hosts", "downloads", "places"],
)
def test_nothing_committed_names(what: str, pattern: re.Pattern[str]):
    found = {name: hit.group() for name, text in texts() if (hit := pattern.search(text))}
    assert found == {}, what
