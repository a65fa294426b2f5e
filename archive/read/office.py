"""Word documents: .docx with python-docx; .doc, .wps and .rtf through LibreOffice where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree  # type: ignore[import-untyped]

from archive.model import Cell, Document, Table
from archive.read import media
from archive.read.grid import resolve
from archive.read.lines import About, Item, clean, compose, line_of
from archive.read.numbering import Numbering
from archive.read.titles import marked_title, title_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _ALTERNATIVE))
_MAX_DEPTH = 200
_CONVERSION_SECONDS = 120
# What python-docx and the zip under it raise on damaged files.
_DAMAGE = (
    PackageNotFoundError, BadZipFile, zlib.error, EOFError, LookupError, ValueError, AttributeError,
    NotImplementedError, OSError, TypeError,
)  # fmt: skip


def read_docx(body: bytes, media_type: str = media.DOCX) -> Document:
    """`media_type` is that of the file the document was converted from, if it was."""
    with media.open_zip(body) as archive:
        media.refuse_entities(archive)
        word = _opened(body)
    walked = _Body(word).items(word.element.body)
    items = marked_title([item for item in walked if isinstance(item, Table) or item.text])
    return compose(
        media_type, items, About(title=title_of(items) or clean(word.core_properties.title) or None)
    )


def read_doc(body: bytes) -> Document:
    """An old Word file, by way of LibreOffice in a folder and with a profile of its own."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise media.Unreadable(
            "An old Word file (.doc, .wps, .rtf) needs LibreOffice, which is not installed."
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(body)
        _convert(program, source, Path(folder))
        result = source.with_suffix(".docx")
        if not result.exists():
            raise media.Unreadable(
                "LibreOffice could not read the old Word file; it may be damaged or protected."
            )
        converted = result.read_bytes()
    return read_docx(converted, media.media_type(body))


def _convert(program: str, source: Path, folder: Path) -> None:
    profile = Path(folder, "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_CONVERSION_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise media.Unreadable(f"LibreOffice did not finish within {_CONVERSION_SECONDS} seconds.") from error


def _opened(body: bytes) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(body))
    except _DAMAGE as error:
        raise media.Unreadable("The Word file is damaged or truncated.") from error
    except etree.XMLSyntaxError as error:
        raise media.Unreadable("The Word file holds XML that is damaged or hostile.") from error


class _Body:
    """Walks paragraphs and tables in the order of the page."""

    def __init__(self, word: WordDocument) -> None:
        self.numbering = Numbering(word)
        self.headings = {
            style.style_id
            for style in word.styles
            if style.name and style.name.lower().startswith(("heading", "title", "标题"))
        }

    def items(self, parent: etree._Element, depth: int = 0) -> Iterator[Item]:
        if depth > _MAX_DEPTH:
            raise media.Unreadable("The Word file nests its parts too deeply.")
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self.paragraph(element, depth)
            elif element.tag == f"{_W}tbl":
                yield from self.table(element, depth)
            elif element.tag in (
                f"{_W}sdt",
                f"{_W}sdtContent",
                f"{_W}ins",
                f"{_W}customXml",
                f"{_W}smartTag",
            ):
                yield from self.items(element, depth + 1)

    def paragraph(self, element: etree._Element, depth: int) -> Iterator[Item]:
        """Its lines, then those of the text boxes anchored in it."""
        label = self.numbering.label(element)
        style = element.find(f"{_W}pPr/{_W}pStyle")
        heading = style is not None and style.get(f"{_W}val") in self.headings
        for i, text in enumerate(_text(element).split("\n")):
            yield line_of(label + text if i == 0 else text, heading=heading)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(a.tag == _ALTERNATIVE for a in box.iterancestors()):
                yield from self.items(box, depth + 1)

    def table(self, element: etree._Element, depth: int) -> Iterator[Item]:
        """A grid; a table of one cell, or around other tables, is layout."""
        cells = [cell for row in element.iter(f"{_W}tr") for cell in row.iter(f"{_W}tc")]
        nested = next(element.iterdescendants(f"{_W}tbl"), None) is not None
        if len(cells) == 1 or nested:
            for cell in _outer_cells(element):
                yield from self.items(cell, depth + 1)
        elif cells:
            yield Table(0, resolve(self.cells(element)))

    def cells(self, element: etree._Element) -> Iterator[Cell]:
        """Cells with their places; a vMerge that continues lengthens the cell above it."""
        open_merges: dict[int, Cell] = {}
        finished: list[Cell] = []
        for row_number, row in enumerate(element.iter(f"{_W}tr"), 1):
            column = 1 + _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            for tc in row.iter(f"{_W}tc"):
                span = max(1, _number(tc.find(f"{_W}tcPr/{_W}gridSpan")))
                merge = tc.find(f"{_W}tcPr/{_W}vMerge")
                above = open_merges.get(column)
                if merge is not None and merge.get(f"{_W}val") != "restart" and above is not None:
                    text = above.text + self.cell_text(tc)
                    grown = Cell(above.row, column, text, row_number - above.row + 1, above.column_span)
                    open_merges[column] = grown
                else:
                    finished += _ended(open_merges, column, span)
                    open_merges[column] = Cell(row_number, column, self.cell_text(tc), 1, span)
                column += span
        return iter([*finished, *open_merges.values()])

    def cell_text(self, tc: etree._Element) -> str:
        """Words of all paragraphs of a cell on one line; two numbers in two paragraphs stay apart."""
        text = ""
        for paragraph in tc.iter(f"{_W}p"):
            piece = clean((self.numbering.label(paragraph) + _text(paragraph)).replace("\n", ""))
            apart = (
                text[-1:].isascii() and text[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
            )
            text += " " + piece if apart else piece
        return text


def _ended(merges: dict[int, Cell], column: int, span: int) -> list[Cell]:
    """Takes out the cells above that a new cell at these columns ends."""
    return [merges.pop(c) for c in list(merges) if column <= c < column + span]


def _outer_cells(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            yield from (tc for tc in row.iter(f"{_W}tc") if next(tc.iterancestors(f"{_W}tbl")) is table)


def _text(element: etree._Element) -> str:
    """Printed words of a paragraph: no deleted or hidden ones, no field codes, no text boxes."""
    pieces: list[str] = []
    for child in element:
        if child.tag in _SKIPPED or _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif child.tag == f"{_W}tab":
            pieces.append("\t")
        elif child.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif child.tag != f"{_W}pPr":
            pieces.append(_text(child))
    return "".join(pieces)


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _number(element: etree._Element | None) -> int:
    value = element.get(f"{_W}val") if element is not None else None
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
