"""Traditional characters as simplified ones, one for one, so that every offset stays what it is.

"政府信息公開工作年度報告" -> "政府信息公开工作年度报告"
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

_TRADITIONAL = "開報請條務與數關"  # some of them in every report
_ENOUGH = 2
_FIRST_HAN = 0x3400
_VARIANTS = {"谘": "咨"}  # 谘詢: the converter keeps it
_PLANS = (("计画", "计划"), ("规画", "规划"), ("策画", "策划"))  # 畫 alone is 画


class _Simplified(dict[int, str]):
    """What each character becomes, found out once for each."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = _VARIANTS.get(character) or character
        found = str(_converter().convert(found)) if code >= _FIRST_HAN else character
        self[code] = found if len(found) == 1 else character
        return self[code]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


_SIMPLIFIED = _Simplified()


def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    if text.isascii():
        return text
    text = text.translate(_SIMPLIFIED)
    for variant, usual in _PLANS if "画" in text else ():
        text = text.replace(variant, usual)
    return text


def is_traditional(text: str) -> bool:
    """Whether a page is in traditional characters; one alone, in a name, does not make it so."""
    return sum(character in text for character in _TRADITIONAL) >= _ENOUGH
