"""A recovery code as people write it: any case, any gaps."""

LENGTH = 40
_GROUP = 5


def letters_of(text: str) -> str:
    """Give the letters and digits alone, in capitals."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def grouped(text: str) -> str:
    """Write a code, or the beginning of one, in groups of five."""
    letters = letters_of(text)[:LENGTH]
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
