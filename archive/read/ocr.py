"""Pictures of pages, and PDFs that are nothing else: words and tables by text recognition (extra `ocr`).

    picture -> ruling lines -> cells -> each line of a cell, and what stands outside the tables, recognised

A table is found by its lines. What a cell holds is cut into lines by its ink and recognised line by line: the
recogniser is sure of a lone digit, the detector that looks for words on a page often misses it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from archive.model import Box, Document
from archive.read import media
from archive.read.lines import About, Item, clean, compose
from archive.read.ocrcells import cells, lines_in
from archive.read.pdf.breaks import join_tables
from archive.read.pdf.chars import Piece
from archive.read.pdf.lines import PrintedLine, layout, paragraphs
from archive.read.pdf.places import PageTable, Place
from archive.read.titles import marked_title, title_of

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, Any]

MISSING = "reading it needs text recognition (OCR): pip install 'gongkai[ocr]'."
MAX_PAGES = 40
_RESOLUTION = 150
_MAX_SIDE = 4_000
_MIN_SIDE = 1_200
_SURE = 0.5
_DIGITS = str.maketrans("OoQ〇○Il|丨，。．", "00000" + "1111" + ",..")
_LOOKS_LIKE_NUMBER = re.compile(r"[-+]?[\dOoQ〇○Il|丨][\dOoQ〇○Il|丨,，.．。]*")
_DASHES = frozenset("一-—–_－ー")

Content = PageTable | PrintedLine


def is_installed() -> bool:
    return find_spec("rapidocr_onnxruntime") is not None


def read_picture(body: bytes, media_type: str) -> Document:
    """The document that one picture shows; raises Unreadable."""
    if not is_installed():
        raise media.Unreadable(f"The file is a picture; {MISSING}")
    return _document([_opened(body)], media_type)


def read_scan(body: bytes) -> Document:
    """The document that the pictures of a PDF's pages show; raises Unreadable."""
    if not is_installed():
        raise media.Unreadable(f"The PDF has no text, only pictures of pages; {MISSING}")
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(body) as pdf:
            if len(pdf) > MAX_PAGES:
                raise media.Unreadable(f"The PDF has {len(pdf)} pictures of pages, more than {MAX_PAGES}.")
            pages = [page.render(scale=_RESOLUTION / 72, grayscale=True).to_numpy() for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise media.Unreadable("The PDF has no text, and its pages cannot be drawn.") from error
    return _document([page.squeeze() for page in pages], media.PDF, 72 / _RESOLUTION)


def _document(pictures: Sequence[Picture], media_type: str, scale: float = 1.0) -> Document:
    """`scale` makes dots of the pictures the unit in which evidence gives its boxes."""
    contents = [one for page, picture in enumerate(pictures, 1) for one in _contents(picture, page, scale)]
    if not contents:
        raise media.Unreadable("The picture shows no words that could be recognised.")
    items = marked_title(list(_items(contents)))
    return compose(media_type, items, About(title=title_of(items)))


def _items(contents: Sequence[Content]) -> Iterator[Item]:
    lines = [content for content in contents if isinstance(content, PrintedLine)]
    shape = layout(lines)
    run: list[Content] = []
    for content in [*contents, None]:
        if run and type(content) is not type(run[0]):
            tables = [one for one in run if isinstance(one, PageTable)]
            yield from join_tables(tables) if tables else paragraphs(run, shape)  # type: ignore[arg-type]
            run = []
        if content is not None:
            run.append(content)


def _opened(body: bytes) -> Picture:
    """The picture in shades of grey, of a size at which letters are recognised."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = 80_000_000
    try:
        with Image.open(io.BytesIO(body)) as picture:
            grey = picture.convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise media.Unreadable("The picture is damaged, truncated or too large.") from error
    longest = max(grey.size)
    scale = min(1.0, _MAX_SIDE / longest) if longest > _MAX_SIDE else max(1.0, _MIN_SIDE / longest)
    if scale != 1.0:
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))))
    return np.asarray(grey)


def _contents(picture: Picture, page: int, scale: float) -> list[Content]:
    """Tables and lines of one page, from the top down."""
    tables, rest = [], picture.copy()
    for boxes in cells(picture):
        texts = _recognised([lines_in(picture, box) for box in boxes])
        places = tuple(
            Place(box, text, page, _scaled(box, scale), confidence)
            for box, (text, confidence) in zip(boxes, texts, strict=True)
        )
        edges = [f(box[side] for box in boxes) for f, side in ((min, 0), (min, 1), (max, 2), (max, 3))]
        outer: Box = (edges[0], edges[1], edges[2], edges[3])
        rest[int(outer[1]) - 3 : int(outer[3]) + 4, int(outer[0]) - 3 : int(outer[2]) + 4] = 255
        if any(place.text for place in places):
            tables.append(PageTable(places, page, outer))
    return sorted([*tables, *_lines(rest, page)], key=lambda content: content.top)


def _scaled(box: Box, scale: float) -> Box:
    return (
        round(box[0] * scale, 1),
        round(box[1] * scale, 1),
        round(box[2] * scale, 1),
        round(box[3] * scale, 1),
    )


def _lines(picture: Picture, page: int) -> list[PrintedLine]:
    """The lines of words on a page without tables, as the detector finds them."""
    import numpy as np

    found, _ = _engine()(np.stack([picture] * 3, axis=-1), use_cls=False)
    rows: list[list[tuple[Any, str]]] = []
    for corners, text, confidence in sorted(found or [], key=lambda item: item[0][0][1]):
        top, height = corners[0][1], corners[2][1] - corners[0][1]
        if confidence < _SURE or not clean(text):
            continue
        if rows and abs(rows[-1][0][0][0][1] - top) < 0.5 * height:
            rows[-1].append((corners, clean(text)))
        else:
            rows.append([(corners, clean(text))])
    return [_printed_line(sorted(row, key=lambda item: float(item[0][0][0])), page) for row in rows]


def _printed_line(row: Sequence[tuple[Any, str]], page: int) -> PrintedLine:
    pieces = tuple(Piece(text, float(corners[0][0]), float(corners[2][0])) for corners, text in row)
    top, bottom = float(min(c[0][1] for c, _ in row)), float(max(c[2][1] for c, _ in row))
    text = " ".join(piece.text for piece in pieces)
    # Heights of recognised lines differ by a few dots; as letters of one size they make up one paragraph.
    size = 12.0 * round((bottom - top) / 12.0) or 12.0
    return PrintedLine(text, page, top, bottom, pieces[0].x0, pieces[-1].x1, size, pieces)


def _recognised(cells: Sequence[Sequence[Picture]]) -> list[tuple[str, float | None]]:
    """For each cell, given as pictures of its lines, its words and how sure the least sure line is."""
    lines = [line for cell in cells for line in cell]
    read = iter(_engine().text_rec(lines)[0] if lines else [])
    texts: list[tuple[str, float | None]] = []
    for cell in cells:
        parts = [next(read) for _ in cell]
        words = "".join(clean(part[0]) for part in parts)
        texts.append((_as_value(words), round(min(float(p[1]) for p in parts), 3) if parts else None))
    return texts


def _as_value(words: str) -> str:
    """Letters read for digits, and a lone stroke read as 一: what stands alone in a cell of figures."""
    if words in _DASHES:
        return "—"
    return words.translate(_DIGITS) if _LOOKS_LIKE_NUMBER.fullmatch(words) else words


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
