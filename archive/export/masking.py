"""Numbers of people in text that is given away: identity cards and mobile phones.

Each digit becomes an asterisk, so that the text keeps its length and offsets into it stay right. Stored bytes
and the archive's own text are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN = str.maketrans("０１２３４５６７８９ＸｘХх×－–—‑−＋　\xa0\t．", "0123456789XXXXX-----+   .")
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
# Digits in a row, or in groups with a space or a hyphen between them; no part of a code or of a decimal.
_RUN = re.compile(r"(?<![0-9A-Za-z.])\+?\d(?:[- ]?\d){10,}(?:[- ]?[Xx])?(?![0-9A-Za-z]|\.\d)")
_GROUP = re.compile(r"[0-9Xx]+")
_SHAPES = ((3, 4, 4), (6, 8, 4), (6, 4, 4, 4))  # in which such numbers stand among others
_IDENTITY = re.compile(rf"{_PROVINCE}\d{{4}}(?:(?:18|19|20)\d\d{_DATE}\d{{3}}[0-9Xx]|\d\d{_DATE}\d{{3}})")
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
# An amount or a count of eleven digits is no telephone.
_COUNT = re.compile(r"\s*[多余]?[元万亿千百条件人次个项份篇户册页字吨点平]")
# What such a number is where a word before it says so, and no word says that it is a person's.
_OTHER = re.compile(
    r"(?:信用代码|机构代码|账号|帐号|账户|帐户|卡号|[文案]号|索引号|编号|[档备]案号|流水号|登记号|许可证号)\D{0,3}$"
)
_PERSONAL = re.compile(r"身份|证件|手机|电话|联系")


def mask(text: str) -> str:
    plain = text.translate(_PLAIN)
    pieces, at = [], 0
    for start, end in _personal(plain):
        pieces += [text[at:start], re.sub(r"[0-9Xx]", "*", plain[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _personal(plain: str) -> Iterator[tuple[int, int]]:
    """Where numbers of people stand."""
    for run in _RUN.finditer(plain):
        before = plain[max(0, run.start() - 16) : run.start()]
        if _PERSONAL.search(before) or not _OTHER.search(before):
            groups = [found.span() for found in _GROUP.finditer(plain, *run.span())]
            yield from _among(plain, groups)


def _among(plain: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The numbers that are made of one group, of all of them, or of groups in a shape that tells them."""
    at = 0
    while at < len(groups):
        ends = (end for end in range(len(groups), at, -1) if _is_personal(plain, groups, at, end))
        if end := next(ends, None):
            yield groups[at][0], groups[end - 1][1]
        at = end or at + 1


def _is_personal(plain: str, groups: list[tuple[int, int]], first: int, end: int) -> bool:
    chosen = groups[first:end]
    number = "".join(plain[start:stop] for start, stop in chosen)
    shape = tuple(stop - start for start, stop in chosen)
    if shape not in _SHAPES and 1 < len(chosen) < len(groups):
        return False
    if _IDENTITY.fullmatch(number):
        return min(shape[:-1], default=2) > 1
    after = chosen[-1][1]
    return min(shape) > 1 and bool(_MOBILE.fullmatch(number)) and not _COUNT.match(plain, after)
