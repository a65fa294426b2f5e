"""Text PDFs: ruled tables with the places of their cells, paragraphs from the lines outside them."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from archive.model import Document
from archive.read import media
from archive.read.lines import About, Item, Line, compose
from archive.read.ocr import read_scan
from archive.read.pdf.aligned import aligned_tables
from archive.read.pdf.breaks import join_tables
from archive.read.pdf.chars import unmapped
from archive.read.pdf.fonts import distrust_fonts
from archive.read.pdf.lines import PrintedLine, large_lines, layout, lines_of, paragraphs, without_furniture
from archive.read.pdf.places import PageTable, UnreadRow
from archive.read.pdf.ruled import page_tables
from archive.read.pdf.turned import SeenPage, legible, with_original_places
from archive.read.pdf.unruled.levels import Sheet, sheet_of
from archive.read.pdf.unruled.tables import tables_of
from archive.read.titles import is_title, marked_title, title_of

distrust_fonts()
# Its remarks on fonts are addressed to whoever made the file.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_PAGES = 1_000
MAX_CHARACTERS = 5_000_000
# A page of text has some ten thousand bytes of commands; to interpret a megabyte takes 15 seconds.
MAX_COMMANDS = 3_000_000
_MAX_NAMELESS = 0.3
_MOST_PAGES = 60
_NAMELESS = "The PDF has fonts that do not name their characters; reading it needs OCR."
# Without its year a report is taken for something else.
_NAMELESS_YEAR = re.compile("(?=[0-9]*\ufffd)[0-9\ufffd]{4}\\s*年")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")

# What pdfminer raises on damaged files, beside its own exceptions.
_DAMAGE = (
    PDFException, PdfminerException, MalformedPDFException, struct.error, zlib.error, AssertionError,
    AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError, EOFError,
)  # fmt: skip
_REFERENCE = re.compile(rb"\b(\d{1,9})\s+\d{1,5}\s+obj\s+(\d{1,9})\s+\d{1,5}\s+R\s+endobj")
_PROTECTED = (PDFPasswordIncorrect, PDFEncryptionError, PDFTextExtractionNotAllowed)

Content = PageTable | PrintedLine | UnreadRow


def read_pdf(body: bytes) -> Document:
    if _refers_to_itself(body):
        raise media.Unreadable("The PDF has objects that are nothing but references to one another.")
    try:
        contents = _contents(body)
    except _DAMAGE as error:
        if any(
            isinstance(cause, _PROTECTED)
            for cause in (error, *error.args, error.__cause__, error.__context__)
        ):
            raise media.Unreadable("The PDF is protected by a password.") from error
        raise media.Unreadable("The PDF is damaged or truncated.") from error
    if not contents:
        return read_scan(body)
    items = marked_title(list(_items(contents)))
    large = large_lines([content for content in contents if isinstance(content, PrintedLine)])
    about = About(title=next(filter(is_title, large), None) or title_of(items))
    unread = tuple(content.text for content in contents if isinstance(content, UnreadRow))
    document = replace(compose(media.PDF, items, about), unread=unread)
    if _NAMELESS_YEAR.search(document.text) and not _YEAR.search(document.text):
        raise media.Unreadable(_NAMELESS)
    return document


def _refers_to_itself(body: bytes) -> bool:
    """Whether an object is a reference that leads back to itself: pdfminer would follow it for ever."""
    targets = {found[1]: found[2] for found in _REFERENCE.finditer(body)}
    for start in targets:
        seen, at = {start}, targets[start]
        while at in targets and at not in seen:
            seen.add(at)
            at = targets[at]
        if at in seen:
            return True
    return False


def _contents(body: bytes) -> list[Content]:
    """Lines, tables and rows of tables that could not be placed, in reading order."""
    contents: list[Content] = []
    run: list[tuple[Sheet, list[PageTable]]] = []
    heights: dict[int, float] = {}
    seen: dict[int, SeenPage] = {}
    characters = nameless = blank = 0
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise media.Unreadable(
                f"The PDF has {len(pdf.pages)} pages, more than the {MAX_PAGES} that are read."
            )
        if not pdf.pages:
            raise media.Unreadable("The PDF has no pages.")
        for page in pdf.pages:
            if (commands := _size_of_commands(page)) > MAX_COMMANDS:
                raise media.Unreadable(
                    f"Page {page.page_number} of the PDF has {commands} bytes of drawing commands, more than"
                    f" the {MAX_COMMANDS} that are read."
                )
            characters += len(page.chars)
            nameless += unmapped(page.chars)
            if characters > MAX_CHARACTERS:
                raise media.Unreadable(f"The PDF has more than {MAX_CHARACTERS} characters.")
            straight = legible(page)
            tables, rest = page_tables(straight)
            sheet = sheet_of(page.page_number, float(straight.height), rest)
            run.append((sheet, tables))
            heights[page.page_number] = float(straight.height)
            if isinstance(straight, SeenPage):
                seen[page.page_number] = straight
            page.close()
            blank = 0 if sheet.has_figures else blank + 1
            if len(run) >= _MOST_PAGES or blank > 1:  # labels alone may fill a page
                contents += _run_contents(run)
                run = []
        contents += _run_contents(run)
    if nameless > _MAX_NAMELESS * characters:
        raise media.Unreadable(_NAMELESS)
    contents = [with_original_places(c, seen) if isinstance(c, PageTable) else c for c in contents]
    return without_furniture(contents, heights)


def _size_of_commands(page: Any) -> int:
    streams = map(resolve1, page.page_obj.contents)
    return sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))


def _run_contents(run: Sequence[tuple[Sheet, list[PageTable]]]) -> list[Content]:
    """Of pages that follow one another, each with its ruled tables. Tables without lines are read on all
    pages together.
    """
    forms = tables_of([sheet for sheet, _ in run])
    contents: list[Content] = []
    for sheet, tables in run:
        rest = [char for char in sheet.chars if id(char) not in forms.used]
        doubted = [row for row in forms.unread if row.page == sheet.number]
        own = [table for table in forms.tables if table.page == sheet.number]
        lines = aligned_tables(lines_of(rest, sheet.number))
        contents += _page_contents([*tables, *lines, *doubted], own)
    return contents


def _page_contents(contents: list[Content], unruled: Sequence[PageTable]) -> list[Content]:
    contents.sort(key=lambda content: content.top)
    for table in unruled:
        # What is printed beside its rows stands outside, where it does not part it from the page before.
        goes_on = any(place.box[:2] == table.box[:2] for place in table.places)
        at = sum(content.top < (table.box[1] if goes_on else table.box[3]) for content in contents)
        contents.insert(at, table)
    return contents


def _items(contents: Sequence[Content]) -> Iterator[Item]:
    """Runs of lines become paragraphs, runs of tables become tables, joined where a page break cut them."""
    lines: list[PrintedLine] = []
    tables: list[PageTable] = []
    shape = layout([content for content in contents if isinstance(content, PrintedLine)])
    for content in [*contents, None]:
        if not isinstance(content, PageTable) and tables:
            yield from join_tables(tables)
            tables = []
        if not isinstance(content, PrintedLine) and lines:
            yield from paragraphs(lines, shape)
            lines = []
        if isinstance(content, PrintedLine):
            lines.append(content)
        elif isinstance(content, PageTable):
            tables.append(content)
        elif content:
            yield Line(content.text, page=content.page)
