"""Fonts that say of themselves what is not so: pdfminer is told better.

Where the map of a font says that code 0x35 is 3 and does not know another code, pdfminer takes that code for
ASCII. In a font whose codes are numbers of glyphs this makes another digit of a digit.

pdfminer places a character by the descent of its font. Some writers (cairo) give that of the deepest sign in
the whole font: every character then stands a line too low against the lines drawn around it. Where letters
are drawn upside down, as cairo does with those that it took over, they seem not to hang but to float.
"""

from __future__ import annotations

from collections.abc import Mapping

from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFUnicodeNotDefined

_known = PDFSimpleFont.to_unichr
_told = PDFFont.get_descent
# In heights of the type: no letter hangs deeper; the usual depth of type for Chinese.
_DEEPEST, _USUAL = -0.5, -0.2


def name_of(font: PDFSimpleFont, code: int) -> str:
    """The character of a code: by the map, or by the encoding where the map nowhere contradicts it."""
    named: Mapping[int, str] = getattr(font.unicode_map, "cid2unichr", {})
    if named and code not in named and any(font.cid2unicode.get(c, n) != n for c, n in named.items()):
        raise PDFUnicodeNotDefined(None, code)
    return _known(font, code)


def depth_of(font: PDFFont) -> float:
    """How far letters hang below their line, in heights of the type (negative)."""
    told = _told(font)
    return told if _DEEPEST <= told <= 0 else _USUAL


def distrust_fonts() -> None:
    setattr(PDFSimpleFont, "to_unichr", name_of)  # noqa: B010 (mypy lets no method be assigned)
    setattr(PDFFont, "get_descent", depth_of)  # noqa: B010
