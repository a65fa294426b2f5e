"""Fonts that name only some of their characters.

Where the map of a font says that code 0x35 is 3 and does not know another code, pdfminer takes that code for
ASCII. In a font whose codes are numbers of glyphs this makes another digit of a digit.
"""

from __future__ import annotations

from collections.abc import Mapping

from pdfminer.pdffont import PDFSimpleFont, PDFUnicodeNotDefined

_known = PDFSimpleFont.to_unichr


def name_of(font: PDFSimpleFont, code: int) -> str:
    """The character of a code: by the map, or by the encoding where the map nowhere contradicts it."""
    named: Mapping[int, str] = getattr(font.unicode_map, "cid2unichr", {})
    if named and code not in named and any(font.cid2unicode.get(c, n) != n for c, n in named.items()):
        raise PDFUnicodeNotDefined(None, code)
    return _known(font, code)


def distrust_encodings() -> None:
    setattr(PDFSimpleFont, "to_unichr", name_of)  # noqa: B010 (mypy lets no method be assigned)
