"""The sample business: an invented stationer whose messy workbooks are imported as anybody's would be."""

from collections.abc import Iterator
from pathlib import Path

from crm_desktop.base.i18n import language
from crm_desktop.base.paths import resources
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services.workspace import Workspace

PASSWORD = "demo"  # noqa: S105 - of a file with invented customers, told to the user
BUSINESS = {
    "business_name": "栖木文化用品商行",
    "business_name_en": "Qimu Stationery",
    "business_phone": "0571-88000218",
    "business_email": "hello@qimu.example.com",
    "business_address": "浙江省杭州市拱墅区小河路 00 号 1 楼",
    "area_code": "0571",
}


def fill_sample(workspace: Workspace) -> Iterator[tuple[Path, ImportResult]]:
    """Fill an empty file with the sample business; gives each workbook as it has come in."""
    workspace.settings.set(**BUSINESS)
    for sample in sorted(resources("samples").glob("*.xlsx"), reverse=language() == "zh_CN"):
        yield sample, run_import(workspace, read_workbook(sample))
