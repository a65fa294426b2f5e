"""How many pages a list has, as scripts and pagers say it, and the addresses of the further ones. Pure.

createPageHTML(5, 0, "index", "html");                     TRS: 5 pages, the present one counts from 0
createPageHTML('page_div', 5, 1, 'list', 'shtml', 97);     开普: the present one counts from 1
var countPage = 5;   pageCount: 5   totalpage="5"          others
共5页   第1/5页   页次：1/5                                  what people read
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scraper.source import Ask, Column

_CREATE = re.compile(r"createPageHTML\s*\(([^()]{3,300})\)")
_COUNTS = (
    re.compile(
        r"\b(?:count_?pages?|page_?counts?|total_?pages?|page_?totals?|max_?page|page_?num)"
        r"[\"']?\s*[=:]\s*[\"']?(?:parseInt\(\s*[\"']?)?(\d{1,5})\b(?!\s*[/*])",
        re.IGNORECASE,
    ),
    re.compile(r"共\s{0,9}(?:<[^>]{1,80}>\s{0,9}){0,5}(\d{1,5})\s{0,9}(?:<[^>]{1,80}>\s{0,9}){0,5}页"),
    re.compile(r"(?:第|页次[:：]?|页码[:：]?)(?:<[^>]{1,80}>|&nbsp;|\s){0,9}1\s{0,9}/\s{0,9}(\d{1,5})\b"),
    re.compile(r"id=[\"']index[\"'][^>]*>\s*1\s*/\s*(\d{1,5})\b"),
)
MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class Pager:
    """What createPageHTML is told: pages, the present one (the first is 0 or 1), file name and ending."""

    count: int
    present: int
    stem: str
    ending: str


def pager(text: str) -> Pager | None:
    """The pager's script of a list page (or of an article over several pages), where there is one."""
    if "createPageHTML" not in text:  # tells it of most pages in a tenth of the time
        return None
    for call in _CREATE.finditer(text):
        parts = [part.strip().strip("\"'") for part in call[1].split(",")]
        at = 0 if parts[0].isdecimal() else 1
        numbers, names = parts[at : at + 2], parts[at + 2 : at + 4]
        if len(names) == 2 and all(part.isdecimal() and len(part) < 7 for part in numbers):
            return Pager(
                min(int(numbers[0]), MOST_PAGES), int(numbers[1]), names[0] or "index", names[1].lstrip(".")
            )
    return None


def count_of(text: str, column: Column) -> tuple[int | None, bool]:
    """The number of pages, and whether it is sure: said by the pager's script or by the column's own `count`.

    What other scripts and words say may be about something else, and is tried out at the end.
    """
    own = column.parameters.get("count")
    if own is not None:
        found = re.search(str(own), text)
        return (_sane(found[1]), True) if found and found.groups() else (None, False)
    script = pager(text)
    if script:
        return script.count, True
    for words in _COUNTS:
        if found := words.search(text):
            return _sane(found[1]), False
    return None, False


def _sane(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdecimal() and int(digits) <= MOST_PAGES else None


def further(
    ask: Ask, count: tuple[int | None, bool], found: bool, address: Callable[[int], str]
) -> tuple[Ask, ...]:
    """The list pages after this one, `address(n)` being that of page n.

    All of them where their number is known (a later page only the next: a list may grow while it is read),
    else the next as a probe; where it is not sure, the one after the last is a probe too. A page without
    entries (`found` is false) leads nowhere that nothing promised.
    """
    pages, sure = count
    known: tuple[Ask, ...] = ()
    if pages and (ask.number == 1 or ask.probe):
        known = tuple(
            Ask(address(number), number) for number in range(ask.number + 1, min(pages, MOST_PAGES) + 1)
        )
    elif pages and sure and found and ask.number < pages:
        known = (Ask(address(ask.number + 1), ask.number + 1),)
    if known or sure or not found or (pages or 0) > ask.number:
        return known
    return (Ask(address(ask.number + 1), ask.number + 1, probe=True),)
