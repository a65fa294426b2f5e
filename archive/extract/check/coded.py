"""Sums of the local coded tables of form 2008 in which lines take part that are no indicator of their own:
e-mail beside web forms, other reasons for refusals, fees for what is disclosed proactively.

Such lines become no figures. These sums are of what is printed, whatever people correct afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from archive.extract.check.rules import finding
from archive.extract.check.statistics import CHANNELS, LOCAL_GROUNDS, ONLINE, OTHER_CHANNEL
from archive.extract.check.sums import HANDLED, NEW
from archive.extract.derive import RESULT, exact
from archive.extract.tables.grid import CodedLine
from archive.model import Finding

REFUSED, FEES = f"{RESULT}refused.subtotal", "fees.collected"
EMAIL, WEB = "电子邮件", "网上"
REASONS = re.compile("其[他它]原因")
ALL_FEES = re.compile("收(?:取)?费用?总")
PROACTIVE_FEES = re.compile("主动公开.*收.*费")


def check_coded(lines: Sequence[CodedLine]) -> Iterator[Finding]:
    """What does not add up, each with the printed total and the sum of its lines."""
    named: dict[str, int | float] = {}
    for line in lines:
        named.setdefault(line.code or line.label, line.value)
    yield from _channels(named)
    yield from _refused(lines, named)
    yield from _fees(named)


def _channels(named: Mapping[str, int | float]) -> Iterator[Finding]:
    """Where e-mail and web forms have lines of their own, as the indicator of both has none."""
    split = [key for word in (EMAIL, WEB) for key in named if word in key and "申请" in key]
    known = [code for code in (*CHANNELS, OTHER_CHANNEL) if code in named and code != ONLINE]
    if NEW in named and len(split) == 2 and known:
        yield from _unequal("local.channels", NEW, known, named, split)


def _refused(lines: Sequence[CodedLine], named: Mapping[str, int | float]) -> Iterator[Finding]:
    """All lines from the refusals to the other reasons are their grounds, whatever they are called."""
    start = next((i for i, line in enumerate(lines) if line.code == REFUSED), None)
    if start is None:
        return
    end = next((i for i, line in enumerate(lines) if i > start and REASONS.search(line.label)), None)
    if end is None:
        return
    grounds = lines[start + 1 : end + 1]
    listed = sum(exact(line.value) for line in grounds if line.code in LOCAL_GROUNDS)
    if listed > exact(named[REFUSED]):
        return  # form2008.refused says so
    codes = [line.code for line in grounds if line.code]
    rest = {line.label: line.value for line in grounds if not line.code}
    yield from _unequal("local.refused", REFUSED, codes, {**named, **rest}, list(rest))


def _fees(named: Mapping[str, int | float]) -> Iterator[Finding]:
    totals = [key for key in named if ALL_FEES.search(key)]
    proactive = [key for key in named if PROACTIVE_FEES.search(key)]
    if totals and proactive and FEES in named:
        yield from _unequal("local.fees", totals[0], [FEES], named, proactive[:1])


def _unequal(
    rule: str, total: str, codes: Sequence[str], named: Mapping[str, int | float], labels: Sequence[str]
) -> Iterator[Finding]:
    left, right = exact(named[total]), sum(exact(named[part]) for part in (*codes, *labels))
    if left != right:
        names = [name_of(code) for code in (total, *codes) if "." in code]
        yield finding(rule, left=left, right=right, figures=names)


def name_of(code: str) -> str:
    """The name of the figure of a line: those about applications have the applicant `total`."""
    return f"{code}.total" if code.startswith(RESULT) or code in (NEW, HANDLED) else code
