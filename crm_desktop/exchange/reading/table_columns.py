"""Tells which columns belong to a table where others stand beside it: a second table, a legend, a few sums."""

from collections.abc import Callable

from crm_desktop.exchange.reading.cells import filled, normal_heading
from crm_desktop.exchange.reading.workbook import Row


def columns_of(headings: list[str], rows: list[Row]) -> list[int]:
    """Give the columns in which something stands."""
    width = max([len(headings), *map(len, rows)], default=0)
    named = [at for at, text in enumerate(headings) if text]
    unnamed = sorted(set(range(width)) - set(named))
    return sorted([*named, *(at for at in unnamed if any(filled(row, at) for row in rows))])


def beside(columns: list[int], headings: list[str], rows: list[Row], is_known: Callable[[str], bool]) -> list[int]:
    """Give the columns that are no part of the table, because a blank column parts them and they go their own way.

    Blank columns inside a table are common too; so what stands behind one is another table only if it has
    headings of the first again, has none at all, or has rows of its own.
    """
    blocks = _blocks(columns)
    if len(blocks) < 2:
        return []
    names = [{normal_heading(headings[at]) for at in block if at < len(headings) and headings[at]} for block in blocks]
    known = [sum(map(is_known, each)) for each in names]
    main = known.index(max(known))
    ours = set(blocks[main])
    apart: list[int] = []
    for block, named, count in zip(blocks, names, known, strict=True):
        if block is blocks[main]:
            continue
        again = any(is_known(name) and name in names[main] for name in named)
        if again or not named or (not count and _has_own_rows(block, ours, rows)):
            apart += block
    return apart


def _blocks(columns: list[int]) -> list[list[int]]:
    blocks: list[list[int]] = []
    for at in columns:
        if blocks and at == blocks[-1][-1] + 1:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return blocks


def _has_own_rows(block: list[int], ours: set[int], rows: list[Row]) -> bool:
    """Tell whether there are rows in which only the block has something."""
    return any(
        any(filled(row, at) for at in block) and not any(filled(row, at) for at in ours)
        for row in rows
        if row.count(None) + len(block) >= len(row)
    )
