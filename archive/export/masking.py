"""Numbers of people in text that is given away: identity cards and mobile phones.

Each digit becomes an asterisk, so that the text keeps its length and offsets into it stay right. Stored bytes
and the archive's own text are never changed.
"""

from __future__ import annotations

import re

_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－＋　", "0123456789Xx-+ ")
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z])[1-9]\d{{5}}[- ]?(?:18|19|20)\d\d{_DATE}[- ]?\d{{3}}[0-9Xx](?![0-9A-Za-z])"
    rf"|(?<![0-9A-Za-z])[1-9]\d{{5}}\d\d{_DATE}\d{{3}}(?![0-9A-Za-z])"
)
# An amount or a count of eleven digits is no telephone.
_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d|\.\d|\s*[元万亿条件人次个项])")


def mask(text: str) -> str:
    plain = text.translate(_PLAIN)
    pieces, at = [], 0
    for found in sorted((*_IDENTITY.finditer(plain), *_MOBILE.finditer(plain)), key=lambda f: f.start()):
        if found.start() < at:
            continue
        pieces += [text[at : found.start()], re.sub(r"[0-9Xx]", "*", plain[found.start() : found.end()])]
        at = found.end()
    return "".join((*pieces, text[at:])) if pieces else text
