"""Where the rows of a long list stand when their heights are known only for those that were in view."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

TOP = 4  # room above the first row


class RowHeights:
    """Guessed heights that become measured ones as their rows come into view; all in pixels."""

    def __init__(self, guessed: Sequence[int] = ()) -> None:
        self._heights = list(guessed)
        self._measured = [False] * len(self._heights)
        self._tops = [TOP]
        self._add_up()

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def whole(self) -> int:
        """The height of all rows."""
        return self._tops[-1]

    def top(self, row: int) -> int:
        """Tell where a row begins; one more than the last is where all end."""
        return self._tops[row]

    def height(self, row: int) -> int:
        """Tell how high a row is, as far as is known."""
        return self._heights[row]

    def row_at(self, height: int) -> int:
        """Give the row at a height of the whole list; -1 where there is none."""
        return min(max(bisect_right(self._tops, height) - 1, 0), len(self._heights) - 1)

    def forget(self, row: int | None = None) -> None:
        """Measure a row anew when it is seen next, or all; until then they stay as they were."""
        if row is None:
            self._measured = [False] * len(self._heights)
        elif 0 <= row < len(self._heights):
            self._measured[row] = False

    def measure(self, offset: int, seen: int, measured: Callable[[int], int]) -> int | None:
        """Measure the rows in view; None when all were as guessed.

        Gives how far the list must be scrolled so that a row that begins above the view keeps its lower edge.
        """
        row, changed, moved = self.row_at(offset), False, 0
        top = self._tops[row] if row >= 0 else 0
        bottom = offset + seen
        while 0 <= row < len(self._heights) and top < bottom:
            if not self._measured[row]:
                self._measured[row] = True
                more = measured(row) - self._heights[row]
                if more and top < offset:  # the first one only
                    moved = more
                    bottom += more
                self._heights[row] += more
                changed = changed or bool(more)
            top += self._heights[row]
            row += 1
        if not changed:
            return None
        self._add_up()
        return moved

    def _add_up(self) -> None:
        self._tops = list(accumulate(self._heights, initial=TOP))
