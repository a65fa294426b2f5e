"""What a file is, told from its bytes, never from its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from archive.read.charset import shown_by_start

HTML = "text/html"
TEXT = "text/plain"
JSON = "application/json"
XML = "application/xml"
PDF = "application/pdf"
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
RTF = "application/rtf"
OLE = "application/x-ole-storage"
ENCRYPTED = "application/encrypted"
OFD = "application/ofd"
ZIP = "application/zip"
BINARY = "application/octet-stream"

# The files of a zip may unpack to this much in all, and to this many times their packed size.
MAX_UNPACKED = 300_000_000
MAX_RATIO = 250
_HEAD_OF_XML = 2000
MAX_FILES = 10_000

_SIGNATURES = (
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (rb"{\rtf", RTF),
)
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|table|span|h[1-6]|ul|br|a|center|font)\b",
    re.I | re.S,
)
_XML_START = re.compile(rb"\s*<(?:\?xml|[A-Za-z][\w:.-]*[\s>/])")
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")


class Unreadable(Exception):  # noqa: N818 (named for the fact)
    """A file that gives no document. `reason` is one clear sentence for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def media_type(body: bytes) -> str:
    """The media type of `body`; `application/octet-stream` where it is none that is known."""
    if b"%PDF-" in body[:1024]:
        return PDF
    if body.startswith(b"PK\x03\x04") or body.startswith(b"PK\x05\x06"):
        return _zip_type(body)
    if body.startswith(_OLE_SIGNATURE):
        return _ole_type(body)
    for signature, name in _SIGNATURES:
        if body.startswith(signature) and not (signature == b"BM" and _is_text(body)):
            return name
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return _text_type(body)


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The zip in `body`; raises Unreadable where it is damaged or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise Unreadable("The file is a damaged or truncated zip container.") from error
    files = archive.infolist()
    unpacked = sum(file.file_size for file in files)
    if len(files) > MAX_FILES or unpacked > MAX_UNPACKED:
        raise Unreadable(
            f"The file would unpack to {unpacked} bytes in {len(files)} files, which is too much."
        )
    if unpacked > 20_000_000 and unpacked > MAX_RATIO * len(body):
        raise Unreadable(
            f"The file would unpack to {unpacked // len(body)} times its size, as a zip bomb does."
        )
    if any(file.flag_bits & 1 for file in files):
        raise Unreadable("The file is protected by a password.")
    return archive


def unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the zip; raises Unreadable where it is damaged."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(f"The file is damaged: its part {name} cannot be unpacked.") from error


def refuse_entities(archive: zipfile.ZipFile) -> None:
    """Raises Unreadable where an XML part declares a document type: no Office program writes one."""
    for file in archive.infolist():
        if not file.filename.endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(file) as part:
                head = part.read(_HEAD_OF_XML)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            continue
        if b"<!DOCTYPE" in head.replace(b"\0", b""):
            raise Unreadable(f"The part {file.filename} declares entities of its own, as attacks by XML do.")


def _zip_type(body: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(body)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return _torn_zip_type(body)
    for name, kind in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
        if "[Content_Types].xml" in names and any(n.startswith(name) for n in names):
            return kind
    return OFD if "OFD.xml" in names else ZIP


def _torn_zip_type(body: bytes) -> str:
    """A truncated zip has lost its directory; the local headers still name the first files."""
    for name, kind in ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX), (b"OFD.xml", OFD)):
        if name in body:
            return kind
    return ZIP


def _ole_type(body: bytes) -> str:
    """Old Office files name their streams in UTF-16; an encrypted new one is a stream in such a container."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        return ENCRYPTED
    if "WordDocument".encode("utf-16-le") in body:
        return DOC
    if "Workbook".encode("utf-16-le") in body or "Book\0".encode("utf-16-le") in body:
        return XLS
    return OLE


def _text_type(body: bytes) -> str:
    bom, encoding = shown_by_start(body)
    start = body[len(bom) : len(bom) + 4096]
    if encoding and encoding != "utf-8":
        start = start[: len(start) // 2 * 2].decode(encoding, "replace").encode()
    if _HTML_START.match(start):
        return HTML
    if not _is_text(start):
        return BINARY
    if re.search(rb"<(?:html|body)\b", body[:65536], re.I):
        return HTML
    if _XML_START.match(start):
        return XML
    return JSON if re.match(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])', start) else TEXT


def _is_text(body: bytes) -> bool:
    """Text has no control characters but those that break lines and change character sets."""
    start = body[:4096]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in start)
    return b"\0" not in start and controls * 200 <= len(start)
