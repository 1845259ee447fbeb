"""What a value means can depend on the record, the column and the place."""

import datetime as dt
from decimal import Decimal

import pytest

from crm_desktop.fields.columns import ExactDecimal
from crm_desktop.fields.empty import empty_markers
from crm_desktop.fields.kind import Context, Option, OwnOption, RefusedError
from crm_desktop.fields.kinds.by_choice import ByChoice
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.mobile import Mobile
from crm_desktop.fields.kinds.money import Money
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.postcode import Postcode
from crm_desktop.fields.phone_numbers import split_numbers
from crm_desktop.fields.written_dates import written_orders

DAY_FIRST = Context(date_order="dmy", today=dt.date(2026, 11, 23))
MONTH_FIRST = Context(date_order="mdy", today=dt.date(2026, 11, 23))


def test_the_columns_order_decides_an_ambiguous_date() -> None:
    assert Date().read("01-03-2024", DAY_FIRST).value == dt.date(2024, 3, 1)
    assert Date().read("01-03-2024", MONTH_FIRST).value == dt.date(2024, 1, 3)
    assert Date().read("05/03/24", DAY_FIRST).value == dt.date(2024, 3, 5)
    assert Date().read("2024-3-5", MONTH_FIRST).value == dt.date(2024, 3, 5)


def test_a_column_tells_which_orders_fit_all_of_its_rows() -> None:
    assert written_orders(["01-03-2024", "02-03-2024"]) == {"dmy", "mdy"}
    assert written_orders(["01-03-2024", "25-03-2024"]) == {"dmy"}
    assert written_orders(["01/03/2024 10:00", "03/25/2024"]) == {"mdy"}
    assert written_orders(["25-03-2024", "03-25-2024"]) == frozenset()
    assert written_orders(["2024-03-01", None, 45356.0, "24/3/1"]) is None


def test_the_currency_of_the_record_decides_the_decimal_places() -> None:
    money = Money("currency")
    assert money.needs == "currency"
    assert money.within({"currency": "KWD"}).read("1.234").value == Decimal("1.234")
    assert money.within({"currency": "JPY"}).read("￥1200").value == Decimal(1200)
    assert money.within({"currency": "USD"}).read("$12.50").value == Decimal("12.5")
    with pytest.raises(RefusedError):
        money.within({"currency": "JPY"}).read("12.5")
    assert money.within({}) is money


def test_a_phone_without_country_is_of_the_given_region() -> None:
    assert Phone().read("(212) 555-1234", Context(region="US")).value == "+12125551234"
    assert Phone().read("030-0074321", Context(region="DE")).value == "+49300074321"
    assert Phone().read("+8613800138000", Context(region="US")).value == "+8613800138000"


def test_several_numbers_of_a_cell_can_be_taken_apart() -> None:
    assert split_numbers("13800138000/0571-88004410") == ["13800138000", "0571-88004410"]
    assert split_numbers("13800138000；13900139000") == ["13800138000", "13900139000"]
    assert split_numbers("010-8888 6666 转 801") == ["010-8888 6666 转 801"]


def test_a_channel_is_read_by_the_kind_that_its_type_says() -> None:
    kind = ByChoice("type", {"mobile": Mobile(), "email": Email()})
    assert kind.within({"type": "mobile"}).read("138 0013 8000").value == "+8613800138000"
    assert kind.kind_for("email").name == "email"
    assert kind.kind_for(None) is kind


def test_a_number_cell_of_a_chinese_postcode_gets_its_zero_back() -> None:
    assert Postcode("country").within({"country": "CN"}).read(10010.0).value == "010010"
    assert Postcode("country").within({"country": "DE"}).read(10115.0).value == "10115"


def test_users_own_options_are_read_and_shown_as_themselves() -> None:
    source = Choice("customer.source", (Option("fair", "Trade fair"),))
    own = Context(added={"customer.source": (OwnOption("抖音", "抖音"),)})
    assert source.read("抖音", own).value == "抖音"
    assert source.show("抖音") == "抖音"
    assert [option.key for option in source.all_options(own)] == ["fair", "抖音"]
    with pytest.raises(RefusedError):
        Choice("customer.source", (Option("fair", "Trade fair"),), fixed=True).read("抖音", own)


def test_amounts_are_kept_exactly_or_not_at_all() -> None:
    column = ExactDecimal()
    assert column.process_bind_param(Decimal("1234.5678"), None) == 12345678  # type: ignore[arg-type]
    assert column.process_result_value(12345678, None) == Decimal("1234.5678")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="decimal places"):
        column.process_bind_param(Decimal("0.00001"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "markers"),
    [
        (["云杉", "NULL", "null", " - ", None, 1.0], {"NULL", "null", "-"}),
        (["云杉", "N/A", "NA", "无", "—"], {"N/A", "NA", "无", "—"}),
        (["NULL", "NULL"], {"NULL"}),
        (["有", "无", "有"], set()),
        (["是", "否", "无"], set()),
        (["CN", "NA", "US"], set()),
        (["+", "-"], set()),
        (["云杉", "无锡"], set()),
    ],
)
def test_a_column_tells_which_words_mean_nothing_in_it(cells: list[object], markers: set[str]) -> None:
    assert empty_markers(cells) == markers
