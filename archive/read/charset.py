"""Bytes into characters: byte order mark, then the declared character sets and the usual ones, by validity.

Pages declare gb2312 and use GB18030, declare UTF-8 and send GBK, or declare two different sets. A set is
taken when all bytes are valid in it; a page cut or spoiled in a few places is taken in the set that spoils
least.
"""

from __future__ import annotations

import codecs
import re

# How markup begins in UTF-16: <, then a letter, ! or ?, each with its NUL. Nothing else begins so.
_MARKUP_IN_UTF16 = (
    (re.compile(rb"(?:[ \t\r\n]\0)*<\0[A-Za-z!?]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[ \t\r\n])*\0<\0[A-Za-z!?]"), "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Everything a page calls Latin-1 or simplified Chinese is read as its superset.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "hz": "gb18030",
    "big5": "big5hkscs",
}


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of `body`. `content_type` is the HTTP header, where there is one."""
    bom, encoding = shown_by_start(body)
    if encoding:
        return body[len(bom) :].decode(encoding, "replace")
    candidates = _candidates(body, content_type)
    for encoding in candidates:
        text = _strictly(body, encoding)
        if text is not None:
            return text
    return min((body.decode(encoding, "replace") for encoding in candidates), key=_spoiled)


def shown_by_start(body: bytes) -> tuple[bytes, str | None]:
    """The byte order mark and the encoding that the first bytes show: UTF-16 of markup without a mark too."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return bom, encoding
    return b"", next((encoding for start, encoding in _MARKUP_IN_UTF16 if start.match(body)), None)


def _candidates(body: bytes, content_type: str | None) -> list[str]:
    """UTF-8 first: no other text of some length is valid UTF-8 by chance. Latin-1 declarations come last."""
    names = ["utf-8", *_declared(body, content_type), "gb18030"]
    unique = list(dict.fromkeys(names))
    return [n for n in unique if n != "cp1252"] + [n for n in unique if n == "cp1252"]


def _declared(body: bytes, content_type: str | None) -> list[str]:
    header = _HEADER.search(content_type or "")
    names = [header[1]] if header else []
    for pattern in (_DECLARED, _XML_DECLARED):
        found = pattern.search(body[:8192])
        names += [found[1].decode("ascii")] if found else []
    return [encoding for name in names if (encoding := _known(name))]


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return _WIDER.get(found, found) if codecs.lookup(found)._is_text_encoding else None


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        # A page cut in the middle of its last character is still in that set.
        whole = error.start >= len(body) - 3 and error.start > 0
        return body[: error.start].decode(encoding) if whole else None
    except UnicodeError:
        return None


def _spoiled(text: str) -> int:
    """Replacement characters, and the rare characters that one set read as another gives."""
    return text.count("\ufffd") + sum("\ue000" <= c <= "\uf8ff" or "\x80" <= c <= "\x9f" for c in text)
