"""Lists: views kept and changed, columns, sorting, densities, and the lists of what belongs to customers."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import language
from crm_desktop.services import views
from crm_desktop.services.lists import Condition, Sort
from crm_desktop.services.view_definition import Definition
from crm_desktop.ui.lists import list_popups
from crm_desktop.ui.window.sections import SECTIONS
from tests.scenes.studio import Studio, frame_of, wait

NAMES = {"zh_CN": ("杭州批发客户", "展会线索"), "en": ("Hangzhou wholesale", "Fair leads")}


def lists(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    before = len(workspace.history())
    kept = NAMES[language()]
    near = Definition(where=(Condition("region", "~", "杭州"),), sort=(Sort("sort_name"),))
    views.save_as(workspace, "customer", kept[0], near)
    views.save_as(workspace, "customer", kept[1], Definition(where=(Condition("level", "=", "A"),)))
    views.open_with(workspace, views.view_named(workspace, "customer", kept[0]))
    frame = frame_of(studio)
    page = frame.customers.list
    wait(400)
    yield "list-by-name", frame
    page.state.sort_by((Sort("customer_class"), Sort("sort_name")))
    page.state.set_density("compact")
    page.state.show_columns([*(each.key for each in page.state.columns[:4]), "credit_limit", "created_on", "source"])
    wait(200)
    yield "list-changed", frame
    frame.resize(1024, 680)
    wait(200)
    yield "list-changed-small", frame
    frame.resize(1360, 860)
    page.kept.ask_name()
    wait(100)
    yield "list-naming", frame
    page._views_bar.put_name_away()
    page.state.set_density("relaxed")
    wait(100)
    yield "list-relaxed", frame
    chooser = list_popups.choose_columns(page.state, page._views_bar.columns)
    wait(100)
    yield "list-columns", chooser
    chooser.close()
    panel = list_popups.choose_sort(page.state, page._views_bar.sort)
    wait(100)
    yield "list-sort", panel
    panel.close()
    for name in ("contact", "interaction", "channel", "attachment", "task", "tasks"):
        if name not in [each.name for each in SECTIONS]:
            continue
        frame.show_section(name)
        shown = frame.stack.page(name).list
        wait(300)
        if shown.model.ids:
            shown.table.go_to(shown.model.ids[1])
            wait(200)
        yield f"list-{name}", frame
    frame.resize(1024, 680)
    frame.show_section("contact")
    wait(200)
    yield "list-contact-small", frame
    for _each in range(len(workspace.history()) - before):
        workspace.undo()
