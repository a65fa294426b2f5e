"""How many of what, in English."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 figure`, `1,901 figures`, `0 bodies`; `plural` where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def being(number: int) -> str:
    """`is` or `are`."""
    return "is" if number == 1 else "are"
