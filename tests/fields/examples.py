"""What every kind of value accepts and refuses, as data.

The same examples are read by the kinds, the form, the importer and the command line.
"""

from tests.fields.example_words import CONTEXT, Accepted, Examples, Refused
from tests.fields.examples_of_channels import CHANNELS
from tests.fields.examples_of_codes import CODES
from tests.fields.examples_of_days import DAYS
from tests.fields.examples_of_numbers import NUMBERS
from tests.fields.examples_of_places import PLACES
from tests.fields.examples_of_texts import TEXTS

__all__ = ["CONTEXT", "EXAMPLES", "Accepted", "Examples", "Refused"]

EXAMPLES: dict[str, Examples] = TEXTS | CHANNELS | PLACES | NUMBERS | DAYS | CODES
