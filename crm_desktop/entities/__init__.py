"""What is kept: one module per kind of record, found by being there."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from crm_desktop.base.discover import load_all
from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.fields.declare import Entity


@cache
def all_entities() -> Mapping[str, type[Entity]]:
    """Give every declared entity by name; finding none is a broken build, so it is an error."""
    load_all(__name__)
    found = {mapper.class_.__tablename__: mapper.class_ for mapper in Entity.registry.mappers}
    return MappingProxyType(dict(sorted(found.items())))


def entity_named(name: str) -> type[Entity]:
    """Give one entity; raises `UnknownFieldError`."""
    entities = all_entities()
    if name not in entities:
        known = ", ".join(entities)
        raise UnknownFieldError(
            _("There is no kind of record “{name}”. Known: {known}.").format(name=name, known=known)
        )
    return entities[name]
