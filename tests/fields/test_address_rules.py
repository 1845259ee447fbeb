"""Rules across the fields of an address."""

import pytest

from crm_desktop.fields.address_rules import district_fits_city, postcode_fits_country, postcode_fits_province


@pytest.mark.parametrize(
    "values",
    [
        {"city": "杭州市", "district": "西湖区"},
        {"province": "北京市", "city": "北京市", "district": "朝阳区"},
        {"city": "东莞市", "district": "长安镇"},
        {"city": "儋州市", "district": "那大镇"},
        {"city": "Berlin", "district": "Mitte"},
        {"country": "US", "city": "杭州市", "district": "Soho"},
        {"city": "杭州市"},
        {"district": "西湖区"},
        {},
    ],
)
def test_a_right_or_unknown_district_is_left_alone(values: dict[str, str]) -> None:
    assert district_fits_city(values) is None


def test_a_district_of_another_city_is_a_warning_that_says_where_it_is() -> None:
    note = district_fits_city({"city": "杭州市", "district": "昆山市"})
    assert note is not None
    assert (note.severity, note.code) == ("warn", "district_not_in_city")
    assert "江苏省苏州市" in note.message


def test_a_misspelt_district_is_a_warning_with_the_right_one() -> None:
    note = district_fits_city({"city": "杭州市", "district": "西胡区"})
    assert note is not None
    assert note.suggestion == "西湖区"


@pytest.mark.parametrize(
    ("values", "suggestion"),
    [
        ({"province": "浙江省", "postcode": "31001"}, None),
        ({"province": "内蒙古自治区", "postcode": "10010"}, "010010"),
        ({"country": "CN", "postcode": "SW1A 1AA"}, None),
        ({"country": "CN", "province": "浙江省", "postcode": "3100122"}, None),
    ],
)
def test_a_chinese_postcode_has_six_digits(values: dict[str, str], suggestion: str | None) -> None:
    note = postcode_fits_country(values)
    assert note is not None
    assert (note.severity, note.code, note.suggestion) == ("refuse", "bad_postcode", suggestion)


@pytest.mark.parametrize(
    "values",
    [
        {"country": "GB", "postcode": "SW1A 1AA"},
        {"country": "GB", "province": "浙江省", "postcode": "SW1A 1AA"},
        {"province": "Bayern", "postcode": "80331"},
        {"postcode": "SW1A 1AA"},
        {"province": "台湾省", "postcode": "106"},
        {"country": "CN", "province": "浙江省", "postcode": "310012"},
        {"country": "CN"},
    ],
)
def test_other_postcodes_are_free(values: dict[str, str]) -> None:
    assert postcode_fits_country(values) is None


def test_a_postcode_of_another_province_is_a_warning() -> None:
    note = postcode_fits_province({"province": "北京市", "postcode": "310012"})
    assert note is not None
    assert (note.severity, note.code) == ("warn", "postcode_of_another_province")
    assert postcode_fits_province({"province": "浙江省", "postcode": "310012"}) is None
    assert postcode_fits_province({"country": "GB", "province": "北京市", "postcode": "310012"}) is None
