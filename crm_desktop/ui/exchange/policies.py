"""What may become of values that are here already, in words, as the choices of a list."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.importing.choices import POLICIES, Policy

POLICY_TEXTS: Mapping[Policy, str] = {
    "fill": N_("fill what is empty"),
    "overwrite": N_("overwrite with the sheet"),
    "append": N_("add to what is there"),
    "keep": N_("leave as it is"),
}

POLICY_ABOUT: Mapping[Policy, str] = {
    "fill": N_("Only what is empty is filled; further phones, e-mails and addresses are added."),
    "overwrite": N_("The sheet's values take the place of those here; further phones and the like are added."),
    "append": N_("Remarks and tags are added to; the rest is only filled where it is empty."),
    "keep": N_("Customers that are here already stay as they are."),
}


def policy_combo(name: str) -> QComboBox:
    """Make a list of all policies for a screen reader called `name`."""
    made = QComboBox()
    made.setProperty("fit", "row")
    made.setAccessibleName(name)
    for policy in POLICIES:
        made.addItem(_(POLICY_TEXTS[policy]), policy)
        made.setItemData(made.count() - 1, _(POLICY_ABOUT[policy]), Qt.ItemDataRole.ToolTipRole)
    return made


def chosen_policy(combo: QComboBox) -> Policy:
    """Give the policy that is chosen."""
    chosen: Policy = combo.currentData()
    return chosen
