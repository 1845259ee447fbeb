"""The letterhead is what the settings say: logo, style, account, stamp; the same on screen and on paper."""

import io
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from crm_desktop.base.errors import NotFoundError, TooLargeError
from crm_desktop.base.i18n import language, speaking
from crm_desktop.fields.kind import RefusedError
from crm_desktop.fields.kinds.picture import LARGEST, Picture
from crm_desktop.printing import logo
from crm_desktop.printing.declare import print_pdf
from crm_desktop.printing.letterhead import LOGO_WIDTH, letterhead_of
from crm_desktop.printing.logo import dots, logo_from_file, logo_image
from crm_desktop.printing.output import page_image, pdf_bytes
from crm_desktop.printing.sample import sample_sheets
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c00"/></svg>'


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "标志.svg"
    path.write_text(SVG, encoding="utf-8")
    return path


@pytest.fixture
def business(workspace: Workspace, drawing: Path) -> Workspace:
    workspace.settings.set(
        business_logo=logo_from_file(drawing),
        business_name="栖木文化用品商行",
        business_name_en="Qimu Stationery",
        business_phone="0571-88000218",
        business_mobile="13900000218",
        business_province="浙江省",
        business_city="杭州市",
        business_district="拱墅区",
        business_address="小河路 00 号",
        business_invoice_title="杭州栖木文化用品有限公司",
        business_bank="某某银行 拱墅支行",
        business_account="6200 0000 0000 0000",
        business_credit_code="91330102MA0000000Y (unverified)",
    )
    return workspace


def said(workspace: Workspace) -> str:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(sample_sheets(workspace), "x")))
    return "\n".join(page.extract_text() for page in reader.pages)


def red(image: QImage) -> int:
    wanted = QColor("#c00").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_the_test_page_says_who_where_and_to_which_account(business: Workspace):
    text = said(business)
    for fact in (
        "栖木文化用品商行",
        "Qimu Stationery",
        "浙江省杭州市拱墅区小河路 00 号",
        "139 0000 0218",
        "某某银行",
        "6200",
    ):
        assert fact in text


def test_account_stamp_and_credit_code_are_printed_where_the_settings_say_so(business: Workspace):
    assert "91330102MA0000000Y" not in said(business)
    assert "Stamp" in said(business)
    business.settings.set(print_credit_code=True, print_bank_account=False, print_stamp_place=False)
    text = said(business)
    assert "91330102MA0000000Y" in text
    assert "某某银行" not in text
    assert "Stamp" not in text


@pytest.mark.parametrize(("style", "painted"), [("left", True), ("centre", True), ("text", False)])
def test_the_logo_is_painted_in_the_styles_that_have_one(business: Workspace, style: str, painted: bool):
    business.settings.set(letterhead_style=style)
    assert bool(red(page_image(sample_sheets(business)[0], 60))) == painted


def test_a_wide_logo_is_as_wide_as_it_may_be(business: Workspace, tmp_path: Path):
    wide = QImage(1600, 100, QImage.Format.Format_RGB32)
    wide.save(str(tmp_path / "wide.png"))
    business.settings.set(business_logo=logo_from_file(tmp_path / "wide.png"))
    assert letterhead_of(business)._logo_size()[0] == LOGO_WIDTH


def test_an_english_page_names_the_business_in_english_first_and_the_window_keeps_its_language(business: Workspace):
    with speaking("zh_CN"):
        assert letterhead_of(business).name == "栖木文化用品商行"
    assert letterhead_of(business).name == "Qimu Stationery"
    assert language() == "en"


def test_a_letter_is_addressed_to_the_customer(business: Workspace, tmp_path: Path):
    import pypdf

    raw = {"name": "东篱餐饮管理", "contact": "陈女士", "address": "浙江省杭州市西湖区文三路 00 号"}
    customer = records.add(business, "customer", raw).id
    print_pdf(business, "letter", tmp_path / "letter.pdf", ids=[customer])
    text = pypdf.PdfReader(tmp_path / "letter.pdf").pages[0].extract_text()
    for fact in ("东篱餐饮管理", "陈女士", "文三路", "某某银行"):
        assert fact in text


def test_a_large_photo_is_kept_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    grain = bytes(range(251)) * 400
    noise = QImage(grain, 900, 30, 2700, QImage.Format.Format_RGB888).scaled(1800, 1800)
    noise.save(str(tmp_path / "photo.jpg"))
    monkeypatch.setattr(logo, "LARGEST", 1000)
    kept = logo_from_file(tmp_path / "photo.jpg")
    assert dots(kept) == logo.SIDE


def test_what_is_no_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    words = tmp_path / "logo.png"
    words.write_text("not a picture", encoding="utf-8")
    with pytest.raises(RefusedError):
        logo_from_file(words)
    words.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(RefusedError):
        logo_from_file(words)
    with pytest.raises(NotFoundError):
        logo_from_file(tmp_path / "gone.png")
    monkeypatch.setattr(logo, "LARGEST_FILE", 10)
    with pytest.raises(TooLargeError):
        logo_from_file(words)


def test_a_picture_is_kept_as_text_that_is_read_again(drawing: Path):
    kept = logo_from_file(drawing)
    assert Picture().read(kept).value == kept
    assert Picture().show(kept) == "SVG · 1 KB"
    assert logo_image(kept, 300).width() == 300
    for raw in ("", "data:text/plain;base64,QQ==", f"data:image/png;base64,{'A' * LARGEST * 2}"):
        if raw:
            with pytest.raises(RefusedError):
                Picture().read(raw)
