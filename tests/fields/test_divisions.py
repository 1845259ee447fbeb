"""Addresses split themselves, and never invent a place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.fields.divisions import every, named, place_of, provinces, short_name
from crm_desktop.fields.kind import Context
from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.fields.kinds.division import Division
from crm_desktop.fields.split_address import split_address

LEVELS = ("province", "city", "district", "street")


def parts(text: str) -> tuple[str, ...]:
    values = split_address(text).values
    return tuple(values.get(level, "") for level in LEVELS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海市上海市浦东新区世纪大道1号", ("上海市", "上海市", "浦东新区", "世纪大道1号")),
        ("北京市市辖区东城区王府井", ("北京市", "北京市", "东城区", "王府井")),
        ("重庆市城口县葛城街道", ("重庆市", "重庆市", "城口县", "葛城街道")),
        ("余杭区文一西路969号", ("浙江省", "杭州市", "余杭区", "文一西路969号")),
        ("昆山市前进中路1号", ("江苏省", "苏州市", "昆山市", "前进中路1号")),
        ("河南省济源市", ("河南省", "济源市", "", "")),
        ("神农架林区木鱼镇", ("湖北省", "神农架林区", "", "木鱼镇")),
        ("嘉峪关市雄关街道", ("甘肃省", "嘉峪关市", "", "雄关街道")),
        ("广东省中山市小榄镇", ("广东省", "中山市", "", "小榄镇")),
        ("儋州市那大镇", ("海南省", "儋州市", "", "那大镇")),
        ("吉林省吉林市船营区", ("吉林省", "吉林市", "船营区", "")),
        ("湖北恩施恩施市舞阳大道", ("湖北省", "恩施土家族苗族自治州", "恩施市", "舞阳大道")),
        ("内蒙古呼和浩特赛罕区", ("内蒙古自治区", "呼和浩特市", "赛罕区", "")),
        ("杭州文三路90号", ("浙江省", "杭州市", "", "文三路90号")),
        ("上海南京东路1号", ("上海市", "上海市", "", "南京东路1号")),
        ("台北市大安区", ("台湾省", "台北市", "大安区", "")),
    ],
)
def test_a_whole_address_is_split(text: str, expected: tuple[str, ...]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "中山路100号",
        "南京东路1号",
        "北京银行大厦",
        "东方明珠",
        "中山纪念堂",
        "大同花园3号楼",
        "解放路1号",
        "山西路8号",
        "西湖文化广场",
    ],
)
def test_a_road_is_not_taken_for_a_city(text: str) -> None:
    assert parts(text) == ("", "", "", text)


@pytest.mark.parametrize("text", ["朝阳区建国路88号", "鼓楼区中山北路", "南山区", "江苏省鼓楼区"])
def test_a_name_of_several_places_is_asked_about(text: str) -> None:
    split = split_address(text)
    assert split.values == {"street": text}
    assert len(split.candidates) > 1


def test_the_owners_own_city_is_suggested_first() -> None:
    read = AddressText().read("朝阳区建国路88号", Context(area_code="010"))
    assert [note.suggestion for note in read.notes] == ["北京市朝阳区建国路88号"]
    assert read.value == {"street": "朝阳区建国路88号"}


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("310012 浙江省杭州市西湖区文三路90号", "310012"),
        ("浙江省杭州市西湖区文三路90号 310012", "310012"),
        ("浙江省杭州市西湖区文三路90号（邮编：310012）", "310012"),
        ("浙江省杭州市西湖区文三路90号邮编310012", "310012"),
        ("浙江省杭州市西湖区文三路123456号", None),
    ],
)
def test_a_postcode_is_found_at_either_end(text: str, postcode: str | None) -> None:
    assert split_address(text).values.get("postcode") == postcode


def test_foreign_addresses_stay_in_the_street_with_their_country_told() -> None:
    read = AddressText().read("Obere Str. 57, 12209 Berlin, Germany")
    assert read.value == {"street": "Obere Str. 57, 12209 Berlin", "country": "DE"}


def test_every_place_is_found_again_by_its_full_name() -> None:
    for province in provinces():
        for city in province.children:
            for place in (city, *city.children):
                expected = {**place.path(), "street": "1号"}
                assert split_address(f"{place.full_name()}1号").values == expected


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(every("province")) + sorted(every("city")) + sorted(every("district"))),
    st.sampled_from(["", " ", "/", "，"]),
    st.text("文三路北京市中山朝阳区西湖号90 县1-", max_size=12),
)
def test_any_address_reads_back_as_it_is_shown(place: str, between: str, street: str) -> None:
    kind = AddressText()
    value = kind.read(f"{place}{between}{street}").value
    assert value is not None
    assert kind.read(kind.show(value)).value == value


def test_short_names_are_what_people_say() -> None:
    said = {
        ("广西壮族自治区", "province"): "广西",
        ("内蒙古自治区", "province"): "内蒙古",
        ("西双版纳傣族自治州", "city"): "西双版纳",
        ("巴音郭楞蒙古自治州", "city"): "巴音郭楞",
        ("锡林郭勒盟", "city"): "锡林郭勒",
        ("赵县", "district"): "赵县",
        ("浦东新区", "district"): "浦东",
    }
    assert {key: short_name(*key) for key in said} == said  # type: ignore[arg-type]


def test_the_levels_above_settle_what_a_short_name_means() -> None:
    changchun = Division("district").within({"province": "吉林省", "city": "长春市"})
    assert changchun.read("朝阳").value == "朝阳区"
    assert Division("city").within({"province": "北京市"}).read("市辖区").value == "北京市"
    elsewhere = Division("city").within({"province": "海南省"}).read("深圳")
    assert elsewhere.value == "深圳"
    assert [note.code for note in elsewhere.notes] == ["unknown_place"]


def test_a_city_is_known_only_inside_its_province() -> None:
    city = place_of({"province": "浙江省", "city": "杭州市"})
    assert city is not None
    assert city.name == "杭州市"
    assert place_of({"province": "广东省", "city": "杭州市"}) is None
    assert [place.name for place in named("province", "Guangdong")] == ["广东省"]
