"""The numbers of a figure, as drawing, table, JSON and spreadsheet take them."""

from dataclasses import dataclass

Number = int | float


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label; `keys` tell the records behind it, `compared` is an earlier period.

    `ticks` are shorter labels for an axis, where there is one.
    """

    heading: str  # of the labels
    measure: str  # of the values
    labels: tuple[str, ...]
    values: tuple[Number, ...]
    keys: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    compared: tuple[Number, ...] = ()
    compared_measure: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to see."""
        return not any(self.values) and not any(self.compared)

    def as_json(self) -> dict[str, object]:
        """Give the numbers as the command line prints them."""
        said: dict[str, object] = {"labels": list(self.labels), "values": list(self.values)}
        if self.keys:
            said["keys"] = list(self.keys)
        if self.compared:
            said["compared"] = list(self.compared)
        return said

    def rows(self) -> list[list[str | Number]]:
        """Give the numbers as a table, headings first."""
        table: list[list[str | Number]] = [[self.heading, self.measure]]
        table += [[label, value] for label, value in zip(self.labels, self.values, strict=True)]
        if self.compared:
            for row, more in zip(table, (self.compared_measure, *self.compared), strict=True):
                row.append(more)
        return table
