"""How the records of an entity stand in the stream of what happened with the customer they belong to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stream:
    """One moment in the life of a record that is told in the stream; its words name fields and links.

    An entity may declare several: a task stands there when it was planned and when it was done.
    """

    at: str = ""  # the moment or day; without one it never stands by itself
    text: str = ""  # what is told, at any length
    by: str = ""  # a choice whose option gives title, icon, tone and a filter of its own
    title: str = ""  # without `by`: the first words, else what the entity is called
    icon: str = ""  # without `by`: else the entity's
    tone: str = "neutral"
    beside: tuple[str, ...] = ()  # fields and links told behind the title
    below: tuple[str, ...] = ()  # fields told below the text, with their labels
    due: str = ""  # a day for which something is planned …
    done: str = ""  # … and whether, or when, it was done
    under: str = ""  # a link: records that have it stand small under that record's entry and not by themselves
    filter: str = ""  # without `by`: the label of its filter, one for all that say the same; else `label_many`
