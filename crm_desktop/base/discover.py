"""Loads what is declared by being there: every module of a package."""

import importlib
import pkgutil
from types import ModuleType


def load_all(package: ModuleType | str) -> None:
    """Import each module of `package`; finding none is a broken build (a frozen one left them out), so an error."""
    found = importlib.import_module(package) if isinstance(package, str) else package
    names = [module.name for module in pkgutil.iter_modules(found.__path__)]
    if not names:
        message = f"nothing was found in {found.__name__}: the build left its modules out"
        raise RuntimeError(message)
    for name in names:
        importlib.import_module(f"{found.__name__}.{name}")
