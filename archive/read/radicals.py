"""Radicals printed for the characters they look like: PDFs name 民 as ⺠ (U+2EA0) and 无 as ⽆ (U+2F46); and
dashes that a font draws as one.
"""

from __future__ import annotations

import re
import unicodedata

# Of the supplement Unicode decomposes hardly any; the pairs are those of its EquivalentUnifiedIdeograph.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻"
    "⺮竹⺯糹⺰纟⺱罓⺲罒⺳罓⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝"
    "⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜"
    "⻲亀⻳龟"
)
ODD = "\u2e3a\u2e3b\u2e80-\u2fd5\uf900-\ufad9"
_ODD = re.compile(f"[{ODD}]")
_PLAIN = {ord(odd): plain for odd, plain in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)} | {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))
}
_PLAIN |= {0x2E3A: "——", 0x2E3B: "———"}


def without_radicals(text: str) -> str:
    """The text with ordinary characters for radicals, joined dashes and the doubles Unicode has."""
    return text.translate(_PLAIN) if _ODD.search(text) else text
