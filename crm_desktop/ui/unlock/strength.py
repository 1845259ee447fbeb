"""How hard a password is to guess, said in four steps and with reasons."""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from crm_desktop.base.i18n import N_

LEAST_LENGTH = 8
GOOD_LENGTH = 12
# The ones that lists of stolen passwords begin with; enough to tell a careless choice.
_COMMON = frozenset(
    [
        "password",
        "passw0rd",
        "password1",
        "12345678",
        "123456789",
        "1234567890",
        "87654321",
        "11111111",
        "88888888",
        "66666666",
        "00000000",
        "qwertyui",
        "qwertyuiop",
        "qwerty123",
        "asdfghjk",
        "1qaz2wsx",
        "1q2w3e4r",
        "abc12345",
        "a1234567",
        "aa123456",
        "abcd1234",
        "iloveyou",
        "woaini1314",
        "5201314",
        "woaini520",
        "administrator",
        "letmein1",
        "welcome1",
        "zxcvbnm1",
        "kebu2024",
        "changeme",
    ]
)
_BITS_OF_SCORE = (28, 42, 60)
WORDS = (N_("Too weak"), N_("Weak"), N_("Fair"), N_("Strong"), N_("Very strong"))
ADVICE = (
    N_("Take more characters."),
    N_("A few unrelated words work best."),
    N_("One more word would make it strong."),
    N_("Easy to remember, hard to guess."),
    N_("Hard even for a machine."),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0 to 4; 0 is refused. The three reasons are what the reader may mend."""

    score: int
    long_enough: bool
    uncommon: bool
    not_about_you: bool


def strength_of(password: str, about_you: Iterable[str] = ()) -> Strength:
    """Judge a password; `about_you` are names and numbers that a stranger would try first."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    uncommon = plain not in _COMMON and len(set(plain)) > 2
    known = [word.casefold() for word in about_you if len(word) >= 2]
    not_about_you = not any(word in plain for word in known)
    score = 0
    if len(plain) >= LEAST_LENGTH and uncommon:
        bits = _bits(plain)
        score = 1 + sum(bits >= least for least in _BITS_OF_SCORE)
        score = score if not_about_you else min(score, 1)
    return Strength(score, len(plain) >= GOOD_LENGTH, uncommon, not_about_you)


def _bits(text: str) -> float:
    """Estimate how many bits a guesser has to try; runs and repetitions count little."""
    bits = 0.0
    before = ""
    for letter in text:
        step = abs(ord(letter) - ord(before)) if before else 99
        bits += 1.0 if step <= 1 else math.log2(_alphabet(letter))
        before = letter
    return bits


def _alphabet(letter: str) -> int:
    if letter.isdigit():
        return 10
    if letter.isascii() and letter.isalpha():
        return 26
    return 33 if letter.isascii() else 1000  # a common Chinese character is one of about a thousand
