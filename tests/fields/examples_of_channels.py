"""Examples of the format rules: phones, mail and accounts."""

from crm_desktop.fields.kinds.account import Account
from crm_desktop.fields.kinds.by_choice import ByChoice
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.mobile import Mobile
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.qq import QQ
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.wechat import WeChat
from tests.fields.example_words import Accepted, Examples, N, Refused, plain

CHANNELS: dict[str, Examples] = {
    "mobile": Examples(
        Mobile(),
        (
            Accepted("13800138000", "+8613800138000", "138 0013 8000", "138 0013 8000"),
            Accepted("138 0013 8000", "+8613800138000", "138 0013 8000", "138 0013 8000"),
            Accepted("+86-138-0013-8000", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted("(86)13800138000", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted("１３８００１３８０００", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted("13800138000.0", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted(13800138000.0, "+8613800138000", "138 0013 8000", "138 0013 8000"),
            Accepted("\u00a0138\u00a00013\u00a08000", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted("'13800138000", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted('="13800138000"', "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted("013800138000", "+8613800138000", "138 0013 8000", "138 0013 8000", N),
            Accepted(
                "18412345678-1234", "+8618412345678;ext=1234", "184 1234 5678 转 1234", "184 1234 5678 ext. 1234", N
            ),
            Accepted("+46 70 123 45 67", "+46701234567", "+46 70 123 45 67", "+46 70 123 45 67"),
        ),
        (
            Refused("1380013800", "wrong_length"),
            Refused("138001380001", "wrong_length"),
            Refused("12800138000", "not_a_mobile"),
            Refused("0571-88004410", "not_a_mobile"),
            Refused("1.38001E+10", "digits_lost"),
            Refused("138****8000", "masked"),
            Refused("13800138000/13900139000", "several_numbers", "13800138000"),
            Refused("李总13800138000", "not_a_phone", "13800138000"),
        ),
    ),
    "phone": Examples(
        Phone(),
        (
            Accepted("010-88886666", "+861088886666", "010-88886666", "010-88886666"),
            Accepted(
                "010-8888 6666 转 801", "+861088886666;ext=801", "010-88886666 转 801", "010-88886666 ext. 801", N
            ),
            Accepted("(0571)88006666", "+8657188006666", "0571-88006666", "0571-88006666", N),
            Accepted(
                "0571-88004410-801", "+8657188004410;ext=801", "0571-88004410 转 801", "0571-88004410 ext. 801", N
            ),
            Accepted("057188004410", "+8657188004410", "0571-88004410", "0571-88004410"),
            Accepted("400-800-1234", "+864008001234", "400-800-1234", "400-800-1234"),
            Accepted("8008101234", "+868008101234", "800-810-1234", "800-810-1234", N[:0]),
            Accepted("13800138000", "+8613800138000", "138 0013 8000", "138 0013 8000"),
            Accepted("电话：0571-88004410", "+8657188004410", "0571-88004410", "0571-88004410", N),
            Accepted(57188004410.0, "+8657188004410", "0571-88004410", "0571-88004410", N),
            Accepted("95588", "+8695588", "95588", "95588", ("short_number",)),
            Accepted("0399-88004410", "+8639988004410", "0399-88004410", "0399-88004410", ("unknown_area",)),
            Accepted("+46 8 123 456 78", "+46812345678", "+46 8 123 456 78", "+46 8 123 456 78"),
            Accepted("0046 8 123 456 78", "+46812345678", "+46 8 123 456 78", "+46 8 123 456 78", N),
            Accepted(
                "+1 212-555-1234 x12", "+12125551234;ext=12", "+1 212-555-1234 转 12", "+1 212-555-1234 ext. 12", N
            ),
        ),
        (
            Refused("88004410", "no_area_code", "0571-88004410"),
            Refused("+47 123", "wrong_length"),
            Refused("1-800-FLOWERS", "not_a_phone"),
            Refused("0571-88004410/88004411", "several_numbers", "0571-88004410"),
            Refused("5.71880E+10", "digits_lost"),
            Refused("12", "not_a_phone"),
            Refused("0571-8800****", "masked"),
        ),
    ),
    "email": Examples(
        Email(),
        (
            plain("Li.Ming@acme.cn", "Li.Ming@acme.cn"),
            plain("li@ACME.CN", "li@acme.cn", *N),
            plain("hi@bluestone。example", "hi@bluestone.example", *N),
            plain("li＠acme.cn", "li@acme.cn", *N),
            plain("张三@例子.中国", "张三@例子.中国"),
            plain("李明 <li@acme.cn>", "li@acme.cn", *N),
            plain("o'neil@x.ie", "o'neil@x.ie"),
            plain("a@gamil.com", "a@gamil.com", "domain_typo"),
            plain("a@acme.con", "a@acme.con", "domain_typo"),
        ),
        (
            Refused("abc", "no_at"),
            Refused("a b@acme.cn", "space", "ab@acme.cn"),
            Refused("a..b@acme.cn", "double_dot", "a.b@acme.cn"),
            Refused("a@acme", "no_dot"),
            Refused("a@163com", "no_dot", "a@163.com"),
            Refused("a@x.cn; b@y.cn", "several_addresses", "a@x.cn"),
            Refused("a@-b.cn", "not_an_email", "a@b.cn"),
        ),
    ),
    "wechat": Examples(
        WeChat(),
        (
            plain("liming_88", "liming_88"),
            plain(" liming-88 ", "liming-88"),
            plain("13800138000", "13800138000"),
            plain(13800138000.0, "13800138000"),
            plain("abc", "abc", "odd_wechat"),
            plain("李明", "李明", "odd_wechat"),
        ),
        (
            Refused("li****88", "masked"),
            Refused("1.38001E+10", "digits_lost"),
            Refused("x" * 101, "too_long", "x" * 100),
        ),
    ),
    "qq": Examples(
        QQ(),
        (
            plain("12345678", "12345678"),
            plain(12345678.0, "12345678"),
            plain("１２３４５６", "123456", *N),
            plain("12345678.0", "12345678", *N),
            plain("1234", "1234", "odd_qq"),
            plain("12345@qq.com", "12345@qq.com", "odd_qq"),
        ),
        (Refused("1.2E+11", "digits_lost"), Refused("123**678", "masked")),
    ),
    "account": Examples(
        Account(),
        (plain("tb_云杉", "tb_云杉"), plain(" @yunshan ", "@yunshan"), plain("'001", "001", *N)),
        (Refused("x" * 101, "too_long", "x" * 100), Refused("tb***1", "masked"), Refused("1.2E+11", "digits_lost")),
    ),
    "url": Examples(
        Url(),
        (
            plain("https://acme.cn", "https://acme.cn"),
            plain("acme.cn", "https://acme.cn", *N),
            plain("HTTP://ACME.CN/Path?q=1", "http://acme.cn/Path?q=1", *N),
            plain("acme。cn", "https://acme.cn", *N),
            plain("http://例子.中国", "http://例子.中国"),
            plain("acme.cn:8080/x", "https://acme.cn:8080/x", *N),
        ),
        (
            Refused("acme", "no_dot"),
            Refused("ac me.cn", "space", "acme.cn"),
            Refused("ftp://acme.cn", "other_scheme"),
            Refused("javascript:alert(1)", "other_scheme"),
            Refused("li@acme.cn", "not_a_url"),
            Refused("-.cn", "not_a_url"),
        ),
    ),
    "by_choice": Examples(
        ByChoice("type", {"mobile": Mobile(), "email": Email()}),
        (plain("li@acme.cn", "li@acme.cn"), plain("liming_88", "liming_88"), plain(13800138000.0, "13800138000")),
        (Refused("1.38001E+10", "digits_lost"),),
    ),
}
