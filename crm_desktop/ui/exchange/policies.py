"""What may become of values that are here already, in words, as the choices of a list."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.importing.choices import POLICIES, Policy

POLICY_TEXTS: Mapping[Policy, str] = {
    "fill": N_("fill what is empty"),
    "overwrite": N_("overwrite with the sheet"),
    "append": N_("add to what is there"),
    "keep": N_("leave as it is"),
}


def policy_combo(name: str) -> QComboBox:
    """Make a list of all policies for a screen reader called `name`."""
    made = QComboBox()
    made.setProperty("fit", "row")
    made.setAccessibleName(name)
    for policy in POLICIES:
        made.addItem(_(POLICY_TEXTS[policy]), policy)
    return made


def chosen_policy(combo: QComboBox) -> Policy:
    """Give the policy that is chosen."""
    chosen: Policy = combo.currentData()
    return chosen
