"""Examples of the format rules: numbers and amounts."""

from decimal import Decimal

from crm_desktop.fields.kinds.currency import Currency
from crm_desktop.fields.kinds.money import Money
from crm_desktop.fields.kinds.number import Number
from crm_desktop.fields.kinds.percent import Percent
from crm_desktop.fields.kinds.quantity import Quantity
from crm_desktop.fields.kinds.score import Score
from crm_desktop.fields.kinds.whole import Whole
from tests.fields.example_words import Accepted, Examples, N, Refused, number, plain

NUMBERS: dict[str, Examples] = {
    "money": Examples(
        Money("currency"),
        (
            number("1234.5", "1234.5", "1,234.50"),
            number("1,234.5", "1234.5", "1,234.50", *N),
            number("￥1234.50", "1234.5", "1,234.50", *N),
            number("1.2万", "12000", "12,000.00", *N),
            number("(120.00)", "-120", "-120.00", "normalised", "negative"),
            number("CNY 1200", "1200", "1,200.00", *N),
            number("128,730.00元", "128730", "128,730.00", *N),
            number(1234.5, "1234.5", "1,234.50"),
            number(0.1 + 0.2, "0.3", "0.30"),
            number("-5", "-5", "-5.00", "negative"),
        ),
        (
            Refused("12.345", "too_many_places", "12.35"),
            Refused("USD 12", "other_currency"),
            Refused("abc", "not_a_number"),
            Refused("1.234,50", "not_a_number"),
            Refused("1.38001E+10", "digits_lost"),
            Refused(1e16, "digits_lost"),
            Refused("100000000000000", "too_large"),
        ),
    ),
    "quantity": Examples(
        Quantity(),
        (
            number("3", "3", "3"),
            number("3.25", "3.25", "3.25"),
            number("12 箱", "12", "12", *N),
            number("3.5kg", "3.5", "3.5", *N),
            number("1200.0", "1200", "1,200"),
            number(2.0, "2", "2"),
        ),
        (
            Refused("0", "zero"),
            Refused("-3", "negative", "3"),
            Refused("1.23456", "too_many_places", "1.2346"),
            Refused("abc", "not_a_number"),
            Refused("1.2E+12", "digits_lost"),
        ),
    ),
    "percent": Examples(
        Percent(),
        (
            number("15%", "0.15", "15%"),
            number("0.15", "0.15", "15%", *N),
            number("85折", "0.15", "15%", *N),
            number("9折", "0.1", "10%", *N),
            number("15", "0.15", "15%", *N),
            number(0.15, "0.15", "15%"),
            number("１２.５％", "0.125", "12.5%", *N),
        ),
        (
            Refused("120%", "outside"),
            Refused("-5%", "outside"),
            Refused("1", "ambiguous_percent", "1%"),
            Refused("12.345%", "too_many_places", "12.35%"),
            Refused("abc", "not_a_number"),
        ),
    ),
    "whole": Examples(
        Whole(0, 999),
        (
            plain("30", 30),
            plain(30.0, 30),
            plain("30天", 30, *N),
            plain("30 days", 30, *N),
            plain("30.0", 30, *N),
            plain("３０", 30, *N),
        ),
        (
            Refused("1000", "outside"),
            Refused("-1", "outside"),
            Refused("30.5", "not_whole", "30"),
            Refused("net 30", "not_a_number"),
            Refused("3E+1", "digits_lost"),
        ),
    ),
    "number": Examples(
        Number("m²"),
        (
            Accepted("85", Decimal(85), "85 m²", "85 m²"),
            Accepted("85 m²", Decimal(85), "85 m²", "85 m²"),
            Accepted("1,234.5M²", Decimal("1234.5"), "1,234.5 m²", "1,234.5 m²", N),
            Accepted(0, Decimal(0), "0 m²", "0 m²"),
            Accepted("-2.5 m²", Decimal("-2.5"), "-2.5 m²", "-2.5 m²"),
        ),
        (
            Refused("85 kg", "not_a_number"),
            Refused("viel", "not_a_number"),
            Refused("1.23456", "too_many_places", "1.2346"),
        ),
    ),
    "score": Examples(
        Score(1, 5),
        (plain("5", 5), plain(1.0, 1), plain("4分", 4, *N), plain("５", 5, *N)),
        (
            Refused("0", "outside"),
            Refused("6", "outside"),
            Refused("好", "not_a_number"),
            Refused("4.5", "not_whole", "4"),
        ),
    ),
    "currency": Examples(
        Currency(),
        (
            plain("CNY", "CNY"),
            plain("usd", "USD", *N),
            plain("人民币", "CNY", *N),
            plain("RMB", "CNY", *N),
            plain("欧元", "EUR", *N),
            plain("US Dollar", "USD", *N),
        ),
        (
            Refused("人民帀", "unknown_currency", "CNY"),
            Refused("贝壳", "unknown_currency"),
            Refused("12", "unknown_currency"),
        ),
    ),
}
