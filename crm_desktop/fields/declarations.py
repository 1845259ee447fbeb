"""What the user declared in the open file, own fields and changed choices, beside what the program declares.

The declarations of the file that was opened last hold for the whole process; inside `declared(…)` others hold for
this thread alone, as while a file is read, or an import tries out fields that are not kept yet.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from crm_desktop.base.i18n import Bilingual
from crm_desktop.fields.kind import OwnOption

P = ParamSpec("P")
R = TypeVar("R")

Rules = Mapping[str, Any]  # as JSON has them: required, default, min, max, unit, decimals, longest


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the user declared for records of `entity`; its values stand in their `custom` column under `key`.

    `kind` is a name of `own_kinds.OWN_KINDS`, `rules` are those that the kind has. `id` is 0 until it is in the file.
    """

    entity: str
    key: str
    label: str
    label_en: str = ""
    kind: str = "text"
    rules: Rules = field(default_factory=dict)
    listed: bool = False
    position: int = 0
    id: int = 0

    @property
    def name(self) -> Bilingual:
        """Give what it is called, for `_` to say in the language in use."""
        return Bilingual(self.label, self.label_en)


Options = Mapping[str, tuple[OwnOption, ...]]  # by list name (customer.class)


@dataclass(frozen=True, slots=True, eq=False)
class Declarations:
    """Own fields in their order, and own and changed options by list; `remembered` is what was derived from them."""

    fields: tuple[OwnField, ...] = ()
    options: Options = field(default_factory=dict)
    remembered: dict[Any, dict[Any, Any]] = field(default_factory=dict, repr=False)

    def of(self, entity: str) -> tuple[OwnField, ...]:
        """Give the own fields of one kind of record, in their order."""
        return tuple(each for each in self.fields if each.entity == entity)

    def with_fields(self, *more: OwnField) -> "Declarations":
        """Give these declarations and more fields behind the others."""
        return Declarations((*self.fields, *more), self.options) if more else self


NOTHING = Declarations()
_of_process = NOTHING
_of_thread: ContextVar[Declarations | None] = ContextVar("declarations", default=None)


def now() -> Declarations:
    """Give the declarations that hold here."""
    return _of_thread.get() or _of_process


def declare_all(declarations: Declarations) -> None:
    """Let the declarations of a file hold from now on, in every thread."""
    global _of_process  # noqa: PLW0603 - one file is open in the window; what reads another says so by `declared`
    _of_process = declarations


def forget_all(declarations: Declarations) -> None:
    """Let these declarations hold no longer; those of a file that was opened since stay."""
    if _of_process is declarations:
        declare_all(NOTHING)


@contextmanager
def declared(declarations: Declarations) -> Iterator[None]:
    """Let these declarations hold inside the block, for this thread alone."""
    token = _of_thread.set(declarations)
    try:
        yield
    finally:
        _of_thread.reset(token)


def follows_declarations(derive: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function derives as `functools.cache` does, for as long as the declarations are the same."""

    @wraps(derive)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        known = now().remembered.setdefault(derive, {})
        try:
            found: R = known[args]
        except KeyError:
            found = known[args] = derive(*args, **kwargs)
        return found

    return remembered
