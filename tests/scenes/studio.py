"""What a picture needs: a file with customers, a runner, and a way to wait."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from crm_desktop.services.open_file import create
from crm_desktop.services.settings import MachineSettings
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.window.main_window import MainWindow
from tests.customers import fill

PASSWORD = "竹篮 北风 算盘 2 斤盐"


SHEET = """客户名单,,,,,,,
客户名称,联系人,联系电话,微信,E-mail,地址,客户级别,备注,业务员
青石巷文具店,陈女士,13600004410,bluestone_4410,hi@bluestone.example,浙江省杭州市上城区青石巷18号,A,周日不收货,小李
禾木家具行,王女士,13800001207.0,,,浙江省杭州市拱墅区小河路1号,A,,小李
麦田烘焙坊,周先生,13500009063/13500009064,,wheat@field。example,浙江嘉兴,B,,小李
临江五金建材,采购部,88000136,,,,B,,小李
,林女士,15100007315,,,浙江温州,C,没有名字,小李
海棠服饰批发部,吴女士,1360000441,,,,B,,小李
小满花店,林女士,15100007315,xiaoman,xiaoman@flower.example,浙江温州,重点,,小李
春和文具,赵女士,13600007788,,chunhe@shop,浙江省宁波市,普通,找王姐,小李
"""


class Studio:
    """What a picture needs: a place on the disk, a runner, a file with customers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.machine = MachineSettings(folder / "kebu.ini")
        self.runner = Runner()
        self.workspace, self.code = create(folder / "customers.kebu", PASSWORD)
        fill(self.workspace)

    def close(self) -> None:
        self.runner.close()
        self.workspace.close()


def wait(milliseconds: int = 60) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(condition: Callable[[], bool]) -> None:
    for _turn in range(100):
        if condition():
            return
        wait(50)
    message = "waited in vain"
    raise RuntimeError(message)


def frame_of(studio: Studio) -> MainWindow:
    """Show the window of the studio's file."""
    frame = MainWindow(studio.workspace, studio.machine, studio.runner, lock=lambda: None)
    frame.resize(1360, 860)
    frame.show()
    return frame
