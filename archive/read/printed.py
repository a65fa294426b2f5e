"""The title that a page prints above its article, where its <title> only names a column or the site.

<title>政府信息公开年报</title> … <div class="report-tit">丙市财政局2022年政府信息公开工作年度报告</div> …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from archive.read.lines import clean
from archive.read.titles import is_title

_SAYS_WHICH = re.compile(r"20\d\d|[二2][〇○零OoＯ]|关于")
_LOOK = 8
_LIST = 4  # titles one below the other are those of other pages


def is_vague(title: str | None) -> bool:
    """Whether a title could be that of many pages: no year in it, and nothing that it is about."""
    return not _SAYS_WHICH.search(title or "")


def printed_title(before: Sequence[str], tree: LexborHTMLParser) -> str | None:
    """The title nearest above the article among the lines before it; a link is the title of another page."""
    near = islice((line for line in reversed(before) if line), _LOOK)
    found = [line for line in near if is_title(line) and not is_vague(line)]
    if len(set(found)) >= _LIST:
        return None
    linked = {clean(node.text()) for node in tree.css("a")} if found else set()
    return next((line for line in found if line not in linked), None)
