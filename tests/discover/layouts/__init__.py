"""Invented portals of unlike structure, in the rounds in which they were written."""

from __future__ import annotations

from layouts import eighth, eighth_more, first, first_more, fourth, fourth_more, recorded, second, second_more, seventh, sixth, third, third_more
from layouts.made import MADE
from sample import Layout

MODULES = (eighth, eighth_more, first, first_more, fourth, fourth_more, recorded, second, second_more, seventh, sixth, third, third_more)


def layouts() -> list[Layout]:
    return [make() for make in MADE] + recorded.layouts()
