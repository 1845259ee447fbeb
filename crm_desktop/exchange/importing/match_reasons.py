"""Says to a person why a column of a sheet means what it does."""

from collections.abc import Mapping

from crm_desktop.base.i18n import N_
from crm_desktop.exchange.importing.match_columns import Reason

REASONS: Mapping[Reason, str] = {
    "asked": N_("chosen by you"),
    "remembered": N_("as last time"),
    "preset": N_("a known export"),
    "synonym": N_("by its heading"),
    "fuzzy": N_("by its spelling"),
    "content": N_("by its cells"),
    "leftover": N_("has no place of its own"),
    "": "–",
}
