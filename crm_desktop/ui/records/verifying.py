"""Saying that a number or an address of mail is right: today, and how one knows."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.icons import icon

WAYS = (N_("by call"), N_("by message"), N_("in person"), N_("by mail"))


def verified_said(channel: Mapping[str, Any]) -> str:
    """Say when and how a channel was verified; empty where it was not."""
    if not channel["verified_on"]:
        return ""
    day, how = channel["verified_on"].isoformat(), channel["verified_how"]
    return _("Verified {day}, {how}").format(day=day, how=how) if how else _("Verified {day}").format(day=day)


def add_verifying(menu: QMenu, workspace: Workspace, channel: Mapping[str, Any], tell: Callable[[str], object]) -> None:
    """Add the ways to verify a channel, and to take that back, to a menu."""
    for way in map(_, WAYS):
        action = QAction(icon("circle-check", "ok"), _("Verified today {how}").format(how=way), menu)
        action.triggered.connect(lambda _on, how=way: verify(workspace, channel, how, tell))
        menu.addAction(action)
    if channel["verified_on"]:
        menu.addAction(_("Take the stamp away"), lambda: _stamp(workspace, channel, None, "", tell))


def verify(workspace: Workspace, channel: Mapping[str, Any], how: str, tell: Callable[[str], object]) -> None:
    """Stamp a channel with today and how it was verified."""
    _stamp(workspace, channel, workspace.context.today, how, tell)


def _stamp(
    workspace: Workspace, channel: Mapping[str, Any], day: object, how: str, tell: Callable[[str], object]
) -> None:
    try:
        records.change(workspace, "channel", channel["id"], {"verified_on": day, "verified_how": how})
    except UserFacingError as error:
        tell(error.message)
