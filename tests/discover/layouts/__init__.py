"""Invented portals of unlike structure, a module or more for each round in which they were written."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from sample import Layout

from layouts.made import MADE
from layouts.recorded import recorded

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def layouts() -> list[Layout]:
    return [make() for make in MADE] + recorded()
