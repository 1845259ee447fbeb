"""Examples of the format rules: names, texts and choices."""

from crm_desktop.entities.customer import LEVELS, SOURCES
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.customer_number import CustomerNumber
from crm_desktop.fields.kinds.file_name import FileName
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.fields.kinds.name import Name
from crm_desktop.fields.kinds.serial import Serial
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.yes_no import YesNo
from tests.fields.example_words import Accepted, Examples, N, Refused, no, plain, yes

TEXTS: dict[str, Examples] = {
    "name": Examples(
        Name(),
        (
            plain("杭州云杉科技有限公司", "杭州云杉科技有限公司"),
            plain(" 杭州\u3000云杉  科技 ", "杭州 云杉 科技", *N),
            plain("杭州云杉（上海）", "杭州云杉(上海)", *N),
            plain("ＡＢＣ贸易", "ABC贸易", *N),
            plain("O'Neil & Söhne", "O'Neil & Söhne"),
            plain("Cafe\u0301 Noir", "Café Noir", *N),
            plain("李", "李"),
            plain(123.0, "123"),
        ),
        (
            Refused("---", "only_punctuation"),
            Refused("。。", "only_punctuation"),
            Refused("云杉\n科技", "control_characters", "云杉 科技"),
            Refused("云" * 101, "too_long", "云" * 100),
            Refused("1.38001E+10", "digits_lost"),
            Refused("#N/A", "spreadsheet_error"),
        ),
    ),
    "file_name": Examples(
        FileName(),
        (
            plain("2026 框架合同.pdf", "2026 框架合同.pdf"),
            plain("..\\..\\windows\\合同.pdf", "合同.pdf", *N),
            plain("/etc/passwd", "passwd", *N),
            plain("合同\u202efdp.exe", "合同fdp.exe", *N),
            plain("CON.txt", "_CON.txt", *N),
            plain("what? <v2>.pdf. ", "what_ _v2_.pdf", *N),
            plain("云" * 100 + ".pdf", "云" * 65 + ".pdf", *N),
            plain("...", "file", *N),
        ),
        (Refused("#N/A", "spreadsheet_error"),),
    ),
    "text": Examples(
        Text(10),
        (
            plain("第一，第二", "第一，第二"),
            plain("云杉\n科技", "云杉 科技", *N),
            plain("１２３", "123", *N),
            plain(12345.0, "12345"),
            plain("'00123", "00123", *N),
            plain('="0571"', "0571", *N),
        ),
        (
            Refused("x" * 11, "too_long", "x" * 10),
            Refused("1.38001E+10", "digits_lost"),
            Refused(1.38e17, "digits_lost"),
        ),
    ),
    "long_text": Examples(
        LongText(),
        (
            plain("第一行\n第二行", "第一行\n第二行"),
            plain("第一行\r\n第二行\r", "第一行\n第二行"),
            plain("  缩进", "  缩进"),
            plain("a\x00b", "ab", *N),
        ),
        (Refused("字" * 100_001, "too_long", "字" * 100_000), Refused("#REF!", "spreadsheet_error")),
    ),
    "serial": Examples(
        Serial("KH-"),
        (plain("KH-00012", "KH-00012"), plain(12.0, "12"), plain(" KH  12 ", "KH 12", *N), plain("'0012", "0012", *N)),
        (Refused("K" * 41, "too_long", "K" * 40), Refused("1.2E+12", "digits_lost")),
    ),
    "tags": Examples(
        Tags(),
        (
            Accepted("展会,老客户", ["展会", "老客户"], *["展会、老客户"] * 2),
            Accepted("展会，老客户；VIP、大单;", ["展会", "老客户", "VIP", "大单"], *["展会、老客户、VIP、大单"] * 2),
            Accepted("VIP, vip , 展会", ["VIP", "展会"], *["VIP、展会"] * 2, N),
            Accepted(["展会", "VIP"], ["展会", "VIP"], *["展会、VIP"] * 2),
        ),
        (Refused("标" * 101, "too_long"),),
    ),
    "choice": Examples(
        Choice("customer.source", SOURCES),
        (
            Accepted("fair", "fair", "展会", "Trade fair"),
            Accepted("Trade fair", "fair", "展会", "Trade fair"),
            Accepted("TRADE FAIR", "fair", "展会", "Trade fair"),
            Accepted("exhibition", "fair", "展会", "Trade fair", N),
            Accepted("展览", "fair", "展会", "Trade fair", N),
            Accepted("朋友介绍", "referral", "转介绍", "Referral", N),
            Accepted("抖音", "抖音", "抖音", "抖音"),
        ),
        (
            Refused("referal", "unknown_option", "Referral"),
            Refused("展会客户", "unknown_option", "Trade fair"),
            Refused("快手", "unknown_option"),
        ),
    ),
    "level": Examples(
        Choice("customer.level", LEVELS, fixed=True),
        (
            Accepted("A", "A", "A", "A"),
            Accepted("a", "A", "A", "A"),
            Accepted("A类", "A", "A", "A", N),
            Accepted("乙", "B", "B", "B", N),
        ),
        (Refused("D", "unknown_option"), Refused("重要", "unknown_option")),
    ),
    "multi_choice": Examples(
        MultiChoice("customer.source"),
        (Accepted("抖音", ["抖音"], "抖音", "抖音"), Accepted("抖音，抖音", ["抖音"], "抖音", "抖音")),
        (Refused("抖音, 快手", "unknown_option"),),
    ),
    "customer": Examples(
        CustomerNumber(),
        (plain("KH-00012", "KH-00012"), plain(" KH-00012\u3000", "KH-00012"), plain(12.0, "12")),
        (Refused("9" * 101, "too_long", "9" * 100),),
    ),
    "yes_no": Examples(
        YesNo(),
        (
            yes("是"),
            yes("有"),
            yes("Y"),
            yes("true"),
            yes(1.0),
            yes("√"),
            yes(True),
            no("否"),
            no("无"),
            no("No"),
            no("0"),
            no("×"),
        ),
        (Refused("也许", "not_yes_or_no"), Refused("2", "not_yes_or_no"), Refused("-", "not_yes_or_no")),
    ),
}
