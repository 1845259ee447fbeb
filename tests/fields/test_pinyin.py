import pytest

from crm_desktop.fields.pinyin import MOST_WAYS, readings, toned
from crm_desktop.fields.sort_keys import sort_key


def joined(text: str) -> set[str]:
    return {"".join(way) for way in readings(text)}


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("重庆火锅", "chongqinghuoguo"),
        ("长沙银行", "changshayinhang"),
        ("厦门航空", "xiamenhangkong"),
        ("大厦物业", "dashawuye"),
        ("佛山市", "foshanshi"),
        ("便利店", "bianlidian"),
        ("〇七", "lingqi"),
    ],
)
def test_names_are_read_as_people_read_them(name: str, reading: str):
    assert joined(name) == {reading}


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("曾国强", {"zengguoqiang", "cengguoqiang"}),
        ("单雄信", {"shanxiongxin", "danxiongxin"}),
        ("仇英", {"qiuying", "chouying"}),
        ("乐购超市", {"legouchaoshi", "yuegouchaoshi"}),
        ("禾木家具行", {"hemujiajuhang", "hemujiajuxing"}),
        ("绿地", {"lvdi", "ludi"}),
    ],
)
def test_where_two_readings_are_usual_both_are_found(name: str, both: set[str]):
    assert joined(name) == both


def test_a_compound_surname_is_read_syllable_by_syllable():
    assert ("ling", "hu", "chong") in readings("令狐冲")
    assert ("yu", "chi", "gong") in readings("尉迟恭")


def test_other_letters_stay_together_and_are_folded():
    assert readings("3M中国") == (("3m", "zhong", "guo"),)
    assert readings("Berglünds Ｓnabbköp") == (("berglunds", "snabbkop"),)


def test_the_number_of_readings_is_bounded():
    assert len(readings("朴柏堡泊都行")) == MOST_WAYS


@pytest.mark.parametrize("text", ["", "！？", "  ", "の", "한국", "𠮷", "\ue000"])
def test_what_has_no_reading_does_no_harm(text: str):
    assert readings(text)
    assert isinstance(sort_key(text), str)


def test_tones_are_told_for_sorting():
    assert toned("重庆") == ["chong2", "qing4"]


def test_names_sort_as_in_a_phone_book():
    in_order = ["9号店", "10号店", "A2", "A10", "阿明", "Alice", "Ångström", "Bob"]
    in_order += ["李三", "李四", "连云", "单田芳", "曾国强", "张三"]
    assert sorted(in_order, key=sort_key) == in_order


def test_case_accents_and_widths_do_not_matter_for_sorting():
    assert sort_key("ÅBO") == sort_key("ａｂｏ") == "abo"
    assert sort_key("Øst") == "ost"


def test_nothing_sorts_as_an_empty_text():
    assert sort_key(None) == sort_key("") == ""
