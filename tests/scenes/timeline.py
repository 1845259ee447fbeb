"""The stream of a customer with mails, pictures and files; a search inside it; what a drop looks like."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import language
from crm_desktop.exchange.dropped import take_in
from crm_desktop.services import records
from crm_desktop.services.attachments import Incoming
from tests.exchange.mails import mail
from tests.scenes.studio import Studio, frame_of, wait

COLOURS = (("#dfeee8", "#b5cfc4"), ("#f3e6cb", "#dcc394"), ("#e1e8f3", "#b9c7dd"), ("#f2dfdb", "#dfb5ac"))
SAID = {
    "zh_CN": (
        ("call", "out", "2026-11-19 15:20", "确认 12 月备货：签字笔 40 盒、打印纸 30 箱，12-01 前到货，运费各半。"),
        ("wechat", "out", "2026-11-12 18:05", "发送冬季新品目录，对方表示下周定样。"),
        ("visit", "", "2026-10-28 10:00", "新店装修完，文创区扩到 20 ㎡，想要联名款。带了 3 款样品，照片 4 张。"),
        (
            "note",
            "",
            "2026-10-02 09:30",
            "会议纪要：" + "一、价格按去年执行，满 200 箱再议；二、账期 30 天；三、样品由我方寄出。" * 9,
        ),
    ),
    "en": (
        (
            "call",
            "out",
            "2026-11-19 15:20",
            "Stock for December: 40 boxes of pens, 30 cartons of paper, here before 1 Dec.",
        ),
        ("wechat", "out", "2026-11-12 18:05", "Sent the winter catalogue; they choose samples next week."),
        (
            "visit",
            "",
            "2026-10-28 10:00",
            "The new shop is ready, 20 m² for gifts. Took three samples along, four photos.",
        ),
        (
            "note",
            "",
            "2026-10-02 09:30",
            "Minutes: " + "prices as last year; terms 30 days; samples are sent by us. " * 14,
        ),
    ),
}
MAIL = {
    "zh_CN": ("九月对账单", "您好，附上九月对账单，请财务核对后回签。"),
    "en": ("Statement", "Please find the statement for September."),
}


def stream(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    before = workspace.history(limit=1)[0].id
    for channel, direction, at, content in SAID[language()]:
        raw = {"customer_id": 4, "channel": channel, "direction": direction, "happened_at": at, "content": content}
        records.add(workspace, "interaction", raw)
    subject, text = MAIL[language()]
    letter = studio.folder / "mail.eml"
    head = "From: hello3@example.com\nTo: shop@example.com\nDate: Tue, 20 Oct 2026 14:08:00 +0800\nSubject: "
    letter.write_bytes(mail(text, head=head + subject))
    pictures = [Incoming(f"IMG_{number}.png", path=_picture(studio, number)) for number in range(len(COLOURS))]
    take_in(workspace, 4, [*pictures, Incoming("2026 框架合同.pdf", data=b"%PDF" * 105_000), Incoming.at(letter)])
    records.change(workspace, "customer", 4, {"level": "B", "payment_days": "15"})
    records.change(workspace, "customer", 4, {"level": "A", "payment_days": "30"})
    frame = frame_of(studio)
    frame.customers.open_record(4)
    page = frame.customers.record
    wait(500)
    yield "timeline", frame
    page.timeline.filter.choose("interaction.note")
    yield "timeline-notes", frame
    page.timeline.filter.choose("")
    page.timeline.search.setText("样品" if language() == "zh_CN" else "samples")
    wait(300)
    yield "timeline-found", frame
    page.timeline.search.clear()
    frame.resize(1024, 680)
    wait(200)
    yield "timeline-small", frame
    page.drops[0]._veil.cover()
    yield "timeline-drop", frame
    page.drops[0]._veil.hide()
    while workspace.history(limit=1)[0].id > before and (work := workspace.can_undo()) and work.id > before:
        workspace.undo(work.id)


def _picture(studio: Studio, number: int) -> object:
    image = QImage(800, 550, QImage.Format.Format_RGB32)
    shade = QLinearGradient(QPointF(0, 0), QPointF(800, 550))
    for place, colour in enumerate(COLOURS[number]):
        shade.setColorAt(place, QColor(colour))
    painter = QPainter(image)
    painter.fillRect(QRectF(image.rect()), shade)
    painter.end()
    path = studio.folder / f"IMG_{number}.png"
    image.save(str(path))
    return path
