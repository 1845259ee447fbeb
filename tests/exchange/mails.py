"""Mails as programs write them, whole and broken, as data."""

from email.message import EmailMessage

FROM, TO, SENT = "From: hello3@example.com", "To: me@shop.example", "Date: Tue, 20 Oct 2026 14:08:00 +0800"
HEAD = f"{FROM}\n{TO}\nSubject: Hello\n{SENT}\nMessage-ID: <1@x>"


def mail(
    body: str | bytes = "Please call me.",
    *,
    head: str = HEAD,
    sort: str = "text/plain; charset=utf-8",
) -> bytes:
    text = body.encode() if isinstance(body, str) else body
    return head.encode() + f"\nMIME-Version: 1.0\nContent-Type: {sort}\n\n".encode() + text


def with_files(*files: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "陈女士 <hello3@example.com>", "me@shop.example"
    made["Subject"], made["Date"], made["Message-ID"] = "对账单", "Tue, 20 Oct 2026 14:08:00 +0800", "<files@x>"
    made.set_content("见附件")
    made.add_alternative("<p>见<b>附件</b></p>", subtype="html")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


NESTED = b"""From: a@example.com
To: b@example.com
Subject: outer
Date: Mon, 1 Jun 2026 08:00:00 +0000
Message-ID: <outer@x>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=AA

--AA
Content-Type: multipart/alternative; boundary=BB

--BB
Content-Type: text/plain; charset=gb2312
Content-Transfer-Encoding: base64

xPq6ww==
--BB
Content-Type: text/html

<p>never seen</p>
--BB--
--AA
Content-Type: message/rfc822

From: c@example.com
Subject: inner
Date: Mon, 1 Jun 2026 07:00:00 +0000

the mail inside
--AA
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--AA--
"""

# (the mail, what its subject and text are read as)
READABLE: dict[str, tuple[bytes, str, str]] = {
    "plain": (mail(), "Hello", "Please call me."),
    "gb2312 body": (mail("您好，镕先生".encode("gb18030"), sort="text/plain; charset=gb2312"), "Hello", "您好，镕先生"),
    "no charset said": (mail("您好".encode("gb18030"), sort="text/plain"), "Hello", "您好"),
    "unknown charset": (mail("您好", sort="text/plain; charset=x-unheard"), "Hello", "您好"),
    "encoded subject": (
        mail(head="From: a@b.com\nDate: x\nSubject: =?gb2312?B?ttTVy7Wl?= =?utf-8?Q?_10=E6=9C=88?="), "对账单 10月",
        "Please call me.",
    ),
    "bare bytes in the subject": (
        b"From: a@b.com\nTo: c@d.com\nSubject: " + "对账单".encode("gb18030") + b"\n\nhi", "对账单", "hi",
    ),
    "broken encoded word": (
        mail(head="From: a@b.com\nDate: x\nSubject: =?utf-8?B?###?="), "=?utf-8?B?###?=", "Please call me.",
    ),
    "html": (
        mail("<html><head><style>p{}</style></head><body><p>一&nbsp;&amp; 二</p><script>alert(1)</script><div>三</div>"
             "<table><tr><td>a</td><td>b</td></tr></table>", sort="text/html"),
        "Hello", "一 & 二\n\n三\n\na b",
    ),
    "html never closed": (mail("<p>one<br>two<style>x", sort="text/html"), "Hello", "one\ntwo"),
    "nested": (NESTED, "outer", "您好\n\nthe mail inside"),
    "boundary never closed": (
        mail("--AA\nContent-Type: text/plain\n\ncut off", sort="multipart/mixed; boundary=AA"), "Hello", "cut off",
    ),
    "no boundary": (mail("whatever", sort="multipart/mixed"), "Hello", "whatever"),
    "bad base64": (
        mail("###", sort="text/plain\nContent-Transfer-Encoding: base64"), "Hello", "###",
    ),
    "folded header": (mail(head="From: a@b.com\nDate: x\nSubject: one\n two"), "one two", "Please call me."),
}  # fmt: skip
NO_MAILS = {
    "empty": b"",
    "text": b"Dear all, this is a letter.",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "one header": b"Subject: x\n\nhi",
    "workbook": b"PK\x03\x04" + b"\x00" * 200,
}
DATES = {
    "Tue, 20 Oct 2026 14:08:00 +0800": "2026-10-20T06:08:00+00:00",
    "20 Oct 2026 14:08:00 -0000": "2026-10-20T14:08:00+00:00",
    "Tue, 20 Oct 2026 14:08:00 GMT": "2026-10-20T14:08:00+00:00",
    "Tue, 32 Oct 2026 14:08:00 +0800": None,
    "gestern": None,
    "Tue, 20 Oct 9999999 14:08:00 +0800": None,
    "": None,
}
