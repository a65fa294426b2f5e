"""How one CMS family lists and pages: one module a family, each with a constant `FAMILY`.

A family is pure: it says where a column's list begins, and makes a `ListPage` of a list page's bytes. It does
not fetch, store or look at the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from scraper.source import Family


def _find() -> dict[str, Family]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    families: list[Family] = [module.FAMILY for module in modules]
    return {family.name: family for family in families}


FAMILIES: Mapping[str, Family] = MappingProxyType(_find())
