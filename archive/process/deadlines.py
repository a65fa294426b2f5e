"""By when a yearly report must be published.

Reports for years up to 2018: 31 March of the next year, every body (条例 of 2007, art. 31). From 2019: the
departments of governments from the county up 31 January, these governments themselves 31 March (条例 of
2019, art. 49). The office of a government, which mostly publishes the report of the whole, is given the later
day. For towns, streets, vertical agencies, zones and institutions no rule is named since; party organs never
reported under the 条例.
"""

from __future__ import annotations

FIRST_YEAR = 2008
NEW_RULES = 2019


def due(kind: str, level: str | None, year: int) -> str | None:
    """The last day (YYYY-MM-DD) for the report of a year, None where no rule names one."""
    if kind == "party" or year < FIRST_YEAR:
        return None
    if year < NEW_RULES:
        return f"{year + 1}-03-31"
    if level == "town":
        return None
    return {
        "department": f"{year + 1}-01-31",
        "office": f"{year + 1}-03-31",
        "government": f"{year + 1}-03-31",
    }.get(kind)
