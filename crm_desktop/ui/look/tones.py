"""Which tokens a tone stands for: the tag of a class, the disc of a timeline, the badge of a level."""

from typing import NamedTuple


class Tone(NamedTuple):
    """A background and the colour of what is written on it, as names of tokens."""

    back: str
    front: str


TAGS = {name: Tone(f"{name}-bg", name) for name in ("accent", "ok", "info", "warning", "danger", "violet", "neutral")}
# Levels stand out by weight rather than by hue: full, tinted, grey.
BADGES = {
    "accent": Tone("accent", "on-accent"),
    "info": Tone("accent-bg", "accent"),
    "neutral": Tone("neutral-bg", "neutral"),
}


def tag(tone: str) -> Tone:
    """Give the tokens of a tag."""
    return TAGS.get(tone, TAGS["neutral"])


def badge(tone: str) -> Tone:
    """Give the tokens of a level's badge."""
    return BADGES.get(tone) or tag(tone)
