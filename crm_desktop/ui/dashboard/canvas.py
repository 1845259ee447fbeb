"""Shows one figure of matplotlib, and a quiet sketch of bars until there is one."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.charts.declare import Chart, draw
from crm_desktop.charts.series import Series
from crm_desktop.ui.look.paint import rounded
from crm_desktop.ui.look.theme import on_theme_change, token

RESIZED_MS = 120
SKETCH = (0.45, 0.6, 0.35, 0.8, 0.7, 0.5, 0.9, 0.65)
TOKENS = (
    "surface",
    "line",
    "line-strong",
    "text",
    "secondary",
    "muted",
    *(f"chart-{number}" for number in range(1, 7)),
)


class ChartCanvas(QWidget):
    """Draws a chart's series at its own size, in the theme in force.

    The drawing is made by matplotlib's Qt canvas, which must have been loaded before (see
    `crm_desktop.charts.style.prepare`), so that the window does not wait for it.
    """

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._series: Series | None = None
        self._drawn: QWidget | None = None
        self._drawn_of: tuple[Series, dict[str, str], tuple[int, int]] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZED_MS)
        self._resized.timeout.connect(self._draw)
        end = on_theme_change(self._draw)
        self.destroyed.connect(lambda _gone: end())

    def show_series(self, series: Series) -> None:
        """Show these numbers instead of what was there."""
        self._series = series
        self.setAccessibleName(_(self._chart.label))
        pairs = zip(series.labels, series.values, strict=True)
        self.setAccessibleDescription(", ".join(f"{label} {value:,}" for label, value in pairs))
        self._draw()

    @property
    def ready(self) -> bool:
        """Tell whether a figure is shown."""
        return self._drawn is not None

    def _draw(self) -> None:
        if self._series is None or not self.isVisible() or self.width() < 80 or self.height() < 80:
            return
        tokens, size = {name: token(name).name() for name in TOKENS}, (self.width(), self.height())
        if self._drawn is not None and self._drawn_of == (self._series, tokens, size):
            return
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        figure = draw(self._chart.name, self._series, tokens, size)
        self._drawn_of = (self._series, tokens, size)
        canvas: QWidget = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call] # matplotlib says no types here
        # The page scrolls and the card is what is clicked; the picture takes no part in it.
        canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._drawn is not None:
            self._layout.removeWidget(self._drawn)
            self._drawn.hide()
            self._drawn.deleteLater()
        self._layout.addWidget(canvas)
        self._drawn = canvas

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again at the new size, once it stays."""
        super().resizeEvent(event)
        if self._series is not None:
            self._resized.start()

    def showEvent(self, event: object) -> None:
        """Draw what came while the canvas was hidden."""
        if self._series is not None:
            self._resized.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sketch bars while there is no figure."""
        if self._drawn is not None:
            return
        painter = QPainter(self)
        step = self.width() / len(SKETCH)
        for place, share in enumerate(SKETCH):
            tall = (self.height() - 40) * share
            box = QRectF(place * step + step * 0.22, self.height() - 20 - tall, step * 0.56, tall)
            rounded(painter, box, 3, token("hover"))
        painter.end()
