"""What one chooses of two records before they are merged: rows with two sides, one of which stays or both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Literal

from crm_desktop.entities import entity_named
from crm_desktop.services.merge import Preview, preview
from crm_desktop.services.merge_fields import Choice, FieldPreview
from crm_desktop.services.merge_parts import Part, PartPreview
from crm_desktop.services.workspace import Workspace

Side = Literal["keep", "drop"]
SIDES: tuple[Side, Side] = ("keep", "drop")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which record stays, whose value a field gets, and which parts are left out."""

    keep_id: int
    drop_id: int
    choices: Mapping[str, Choice] = field(default_factory=dict)
    without: frozenset[Part] = frozenset()

    def turned(self) -> "Wish":
        """Let the other record stay, with the same values chosen."""
        other: dict[Choice, Choice] = {"keep": "drop", "drop": "keep", "both": "both"}
        choices = {name: other[choice] for name, choice in self.choices.items()}
        return Wish(self.drop_id, self.keep_id, choices, self.without)


@dataclass(frozen=True, slots=True)
class Looked:
    """Two records as they are, and what they would be together."""

    wish: Wish
    both: Preview
    result: Preview


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row; only a side that has something is `live` and can be chosen."""

    text: str
    on: bool
    live: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field, or parts of a sort beside each other: choose one, or (`join`) take any of both."""

    key: str
    label: str
    cells: tuple[Cell, Cell]
    join: bool = False
    same: bool = False
    field_name: str = ""
    parts: tuple[Part | None, Part | None] = (None, None)

    @property
    def folded(self) -> bool:
        """Tell whether there is nothing to choose or to compare in it."""
        return self.same and bool(self.field_name)


def look(workspace: Workspace, wish: Wish) -> Looked:
    """Read both records and what the wish makes of them; not for the window's thread."""
    both = preview(workspace, wish.keep_id, wish.drop_id)
    choices, without = wish.choices, wish.without
    return Looked(wish, both, preview(workspace, wish.keep_id, wish.drop_id, choices=choices, without=without))


def rows_of(looked: Looked) -> list[Row]:
    """Give the rows to choose from: fields with one value first, then what can be joined."""
    fields = [_field_row(each, looked.wish) for each in looked.both.fields if each.kept_text or each.dropped_text]
    ones = [row for row in fields if not row.join]
    return [*ones, *_part_rows(looked.both.parts, looked.wish), *(row for row in fields if row.join)]


def chosen(wish: Wish, row: Row, side: Side) -> Wish:
    """Give the wish after a side of a row was clicked."""
    place = SIDES.index(side)
    part = row.parts[place]
    if part is not None:
        return replace(wish, without=wish.without ^ {part})
    choice: Choice = side
    if row.join:
        on = [cell.on for cell in row.cells]
        on[place] = not on[place]
        # Of two that have something one stays; where only one has, leaving it out takes the empty side.
        choice = "both" if all(on) else SIDES[on.index(True)] if any(on) else SIDES[1 - place]
    return replace(wish, choices={**wish.choices, row.field_name: choice})


def by_sort(parts: tuple[PartPreview, ...]) -> dict[tuple[str, str], list[PartPreview]]:
    """Group parts by entity and label; what has a type (numbers, mail) comes first."""
    sorts: dict[tuple[str, str], list[PartPreview]] = {}
    for each in sorted(parts, key=_rank):
        sorts.setdefault((each.entity, each.label), []).append(each)
    return sorts


def _rank(part: PartPreview) -> bool:
    reach = entity_named(part.entity).reach
    return not (reach and reach.by)


def _field_row(each: FieldPreview, wish: Wish) -> Row:
    choice, join = wish.choices.get(each.name, each.choice), "both" in each.options
    texts = (each.kept_text, each.dropped_text)
    kept, dropped = (
        Cell(text, on=bool(text) and choice in {side, "both"}, live=bool(text) and not each.same)
        for side, text in zip(SIDES, texts, strict=True)
    )
    return Row(each.name, each.label, (kept, dropped), join, each.same, each.name)


def _part_rows(parts: tuple[PartPreview, ...], wish: Wish) -> Iterator[Row]:
    """Lay parts of one sort beside each other: what both have alone, the others in pairs."""
    for (entity, label), some in by_sort(parts).items():
        for each in some:
            if each.kept_id and each.dropped_id:
                equal = (Cell(each.kept_text, on=False, live=False), Cell(each.dropped_text, on=False, live=False))
                yield Row(f"{entity} {each.kept_id} {each.dropped_id}", label, equal, join=True, same=True)
        ours = [(each.kept_id, each.kept_text) for each in some if not each.dropped_id]
        theirs = [(each.dropped_id, each.dropped_text) for each in some if not each.kept_id]
        for pair in zip_longest(ours, theirs, fillvalue=(None, "")):
            named = [(entity, part_id) if part_id else None for part_id, _text in pair]
            cells = [
                Cell(text, on=part is not None and part not in wish.without, live=part is not None)
                for part, (_id, text) in zip(named, pair, strict=True)
            ]
            key = f"{entity} {pair[0][0]} {pair[1][0]}"
            yield Row(key, label, (cells[0], cells[1]), join=True, parts=(named[0], named[1]))
