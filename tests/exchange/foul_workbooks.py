"""All foul spreadsheets: `python -m tests.exchange.foul_workbooks FOLDER` writes them and what each is read as."""

import sys
from pathlib import Path

from tests.exchange import foul_cells, foul_formats, foul_layouts  # noqa: F401 - each adds its own
from tests.exchange.foul import FOUL, Foul, Make

__all__ = ["FOUL", "Foul", "Make"]

if __name__ == "__main__":
    for each in FOUL:
        target = Path(sys.argv[1]) / each.__name__
        target.mkdir(parents=True, exist_ok=True)
        made = each(target / "foul.xlsx")
        (target / "foul.xlsx").rename(target / made.name)
        (target / "expected.txt").write_text(f"{made.headings}\n{made.rows}\n{made.told}\n", encoding="utf-8")
