"""PDF pages turned by 90°, frames that are filled and not drawn, who signs under a table without lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import pdfplumber
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from archive.model import Table
from archive.read import read

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDE, STEP = 180.0, 24.0
HEADS = ("统计指标", "单位", "统计数")
LABELS = (
    "（一）召开政府信息公开工作会议或专题会议数", "（二）举办各类培训班数", "（三）接受培训人员数",
    "（一）政府信息公开工作专门机构数", "（二）设置政府信息公开查阅点数", "六、举报投诉数量",
)  # fmt: skip


def sheet_of(seed: int) -> list[tuple[str, ...]]:
    random = Random(seed)
    return [HEADS, *((label, "个", str(random.randint(10, 99_999))) for label in LABELS)]


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setFont(FONT, 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def put(canvas: Canvas, sheet: list[tuple[str, ...]], top: float, *, frames: str = "drawn") -> None:
    """The words of a table from a height downwards, with the frames of its cells or none."""
    for i, row in enumerate(sheet):
        x = 40.0
        for j, text in enumerate(row):
            width = WIDE * (1.5 if j == 0 else 0.5)
            y = top - i * STEP
            if frames == "drawn":
                canvas.rect(x, y - STEP, width, STEP)
            if frames == "filled":
                path = canvas.beginPath()
                path.rect(x + 0.5, y - STEP + 0.5, width - 1, STEP - 1)
                path.rect(x, y - STEP, width, STEP)
                canvas.drawPath(path, fill=1, stroke=0, fillMode=FILL_EVEN_ODD)
            canvas.drawString(x + 4, y - 16, text)
            x += width


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table.rows]


def box_holds(body: bytes, table: Table) -> bool:
    """Whether each figure stands in the box of its cell, on the page as any viewer gives its places."""
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        chars = pdf.pages[0].chars
    for cell in (cell for cell in table.cells() if cell.text.isdigit()):
        assert cell.box is not None
        x0, top, x1, bottom = cell.box
        inside = [
            c["text"]
            for c in chars
            if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        ]
        if sorted(inside) != sorted(cell.text):
            return False
    return True


@pytest.mark.parametrize("frames", ["drawn", "none"])
@pytest.mark.parametrize(("turn", "move"), [(90, (0.0, -595.0)), (-90, (-842.0, 0.0))])
def test_a_table_turned_either_way_is_read_as_it_is_meant(
    frames: str, turn: int, move: tuple[float, float]
) -> None:
    sheet = sheet_of(turn)

    def draw(canvas: Canvas) -> None:
        canvas.rotate(turn)
        canvas.translate(*move)
        put(canvas, sheet, 500, frames=frames)

    body = drawn(draw, (595, 842))
    (table,) = read(body).tables
    assert texts(table) == sheet
    assert box_holds(body, table)


def test_a_page_that_is_to_be_turned_is_read_as_it_is_meant() -> None:
    sheet = sheet_of(3)

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        put(canvas, sheet, 500)

    body = drawn(draw)
    (table,) = read(body).tables
    assert texts(table) == sheet
    assert box_holds(body, table)


def test_frames_filled_between_two_rectangles_are_lines() -> None:
    sheet = sheet_of(4)
    wrapped = [*sheet[:1], ("统计", "", ""), *sheet[1:]]  # without lines a head over nothing would be lost
    (table,) = read(drawn(lambda canvas: put(canvas, wrapped, 700, frames="filled"))).tables
    assert texts(table) == wrapped


@pytest.mark.parametrize(
    "foot", ["单位负责人：王某某　审核人：李某某", "填报日期：2017年1月20日", "注：数据截至年底"]
)
def test_what_is_signed_under_a_table_is_no_part_of_its_last_label(foot: str) -> None:
    sheet = sheet_of(len(foot))

    def draw(canvas: Canvas) -> None:
        put(canvas, sheet, 700, frames="none")
        canvas.drawString(44, 700 - len(sheet) * STEP - 14, foot)

    document = read(drawn(draw))
    (table,) = document.tables
    assert texts(table) == sheet
    assert document.text.endswith(foot.replace("　", ""))


def test_upright_lines_alone_make_no_rows() -> None:
    sheet = sheet_of(5)

    def draw(canvas: Canvas) -> None:
        put(canvas, sheet, 700, frames="none")
        for x in (36, 40 + 1.5 * WIDE, 40 + 2 * WIDE, 40 + 2.5 * WIDE):
            canvas.line(x, 700, x, 700 - len(sheet) * STEP)

    (table,) = read(drawn(draw)).tables
    assert texts(table) == sheet


def test_a_fraction_set_figure_by_figure_is_one_number() -> None:
    sheet = [*sheet_of(6), ("七、依申请公开信息收取的费用", "万元", "665.")]

    def draw(canvas: Canvas) -> None:
        put(canvas, sheet, 700, frames="none")
        y, x = 700 - (len(sheet) - 1) * STEP - 16, 44 + 2 * WIDE + canvas.stringWidth("665.", FONT, 10)
        for i, figure in enumerate("99"):
            canvas.drawString(x + 2.6 + i * 5, y, figure)

    (table,) = read(drawn(draw)).tables
    assert texts(table)[-1] == ("七、依申请公开信息收取的费用", "万元", "665.99")
