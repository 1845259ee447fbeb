"""How a form is laid out for people: sections of rows, side by side where `|` stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of rows; a row names fields, `"phone | email"` puts two beside each other."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def __init__(self, title: str, *rows: str) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "rows", tuple(tuple(name.strip() for name in row.split("|")) for row in rows))


@dataclass(frozen=True, slots=True)
class Form:
    """The sections of an entity's form, top to bottom."""

    sections: tuple[Section, ...]

    def __init__(self, *sections: Section) -> None:
        object.__setattr__(self, "sections", sections)

    def names(self) -> tuple[str, ...]:
        """Give the field names in the order of the form."""
        return tuple(name for section in self.sections for row in section.rows for name in row)
