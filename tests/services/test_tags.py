"""Tags are counted, renamed, joined and taken away, each as one piece of work."""

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.services import records
from crm_desktop.services.tags import UsedTag, remove_tag, rename_tag, used_tags
from crm_desktop.services.workspace import Workspace


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    for name, tags in (("禾木家具", "批发,重点"), ("半山茶舍", "重点、老客"), ("小满花店", "老客"), ("北窗眼镜", "")):
        records.add(workspace, "customer", {"name": name, "tags": tags})
    return workspace


def tags(workspace: Workspace) -> dict[str, int]:
    with workspace.read() as session:
        return {each.text: each.uses for each in used_tags(session)}


def test_tags_in_use_are_counted_the_most_used_first(tagged: Workspace):
    with tagged.read() as session:
        assert used_tags(session)[:2] == [UsedTag("老客", 2), UsedTag("重点", 2)]
    assert tags(tagged) == {"老客": 2, "重点": 2, "批发": 1}


def test_a_tag_is_renamed_where_it_stands(tagged: Workspace):
    done = rename_tag(tagged, "重点", "VIP")
    assert (done.changed, done.joined) == (2, False)
    with tagged.read() as session:
        assert records.get(session, "customer", 1)["tags"] == ["批发", "VIP"]


def test_a_name_that_is_there_joins_both_and_nobody_has_it_twice(tagged: Workspace):
    assert rename_tag(tagged, "老客", "重点").joined
    assert tags(tagged) == {"重点": 3, "批发": 1}


def test_a_tag_is_taken_away_from_all_and_undo_brings_it_back(tagged: Workspace):
    before = tags(tagged)
    assert remove_tag(tagged, "老客").changed == 2
    assert tags(tagged) == {"重点": 2, "批发": 1}
    tagged.undo()
    assert tags(tagged) == before


def test_a_tag_is_one_word_and_somebody_has_it(tagged: Workspace):
    with pytest.raises(InvalidValueError):
        rename_tag(tagged, "重点", "a, b")
    with pytest.raises(NotFoundError):
        remove_tag(tagged, "没有的")
