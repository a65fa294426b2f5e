"""A whole invented report: title, a few sentences without figures, tables, and what they hold."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

from dataclasses import dataclass
from random import Random

from invented import figures as f
from invented.forms import table2, table3, table4
from invented.grids import Grid, Key
from invented.oldforms import coded_table, form_2008, statistics_table
from invented.style import Style

PLACES = ("云溪市", "白石县", "临江市青浦区", "河源县柳林镇", "东川省", "安澜市", "望海区")
BODIES = (
    "水利局",
    "教育局",
    "自然资源局",
    "市场监督管理局",
    "卫生健康委员会",
    "人民政府办公室",
    "公安局",
    "司法局",
    "民政局",
)
INTRO = (
    "根据《中华人民共和国政府信息公开条例》有关规定，现公布本年度报告。",
    "本单位认真贯彻落实上级部署，持续推进决策、执行、管理、服务和结果公开，回应群众关切。",
    "健全工作机制，明确责任分工，规范办理流程，提升公开质量和服务水平。",
)
Truth = dict[Key, tuple[float | None, str | None, str | None]]
Part = str | Grid


@dataclass
class Report:
    """`parts` in printed order: headings and paragraphs, and tables."""

    seed: int
    form: str
    year: int
    organ: str
    title: str
    parts: list[Part]
    truth: Truth
    style: Style


def invent(seed: int, form: str | None = None, *, plain: bool = False) -> Report:
    """The report of a seed. `plain` leaves out what only a page can do: columns of its own, tables cut in two."""
    random = Random(seed)
    form = form or random.choice(("2021", "2021", "2019", "2014", "2008"))
    style = Style.choose(random)
    year = {"2021": random.randint(2021, 2025), "2019": random.randint(2019, 2020),
            "2014": random.randint(2014, 2018), "2008": random.randint(2008, 2013)}[form]  # fmt: skip
    organ = random.choice(PLACES) + random.choice(BODIES)
    title = random.choice([
        f"{organ}{year}年政府信息公开工作年度报告", f"{organ}{year}年度政府信息公开工作年度报告",
        f"{year}年{organ}政府信息公开年度报告", f"{organ}关于{year}年政府信息公开工作情况的年度报告",
    ])  # fmt: skip
    if form in ("2019", "2021"):
        parts = new_parts(f.new_form(form, random), style, form, plain)
    else:
        parts = old_parts(form, random, style, plain)
    return Report(seed, form, year, organ, title, parts, style.truth, style)


def new_parts(figures: f.Figures, style: Style, form: str, plain: bool) -> list[Part]:
    two, three, four = table2(figures, style, form), table3(figures, style, form), table4(figures, style)
    headings = style.random.random() < 0.9
    parts: list[Part] = ["一、总体情况", *INTRO] if headings else [*INTRO]
    parts += ["二、主动公开政府信息情况"] * headings
    parts += [dressed(grid, style, plain) for grid in two]
    parts += ["三、收到和处理政府信息公开申请情况"] * headings
    three = dressed(three, style, plain)
    if not plain and style.random.random() < 0.12:
        parts += three.cut(style.random.randint(8, len(three.rows) - 3), repeat=style.random.random() < 0.5)
    else:
        parts.append(three)
    parts += ["四、政府信息公开行政复议、行政诉讼情况"] * headings
    parts.append(dressed(four, style, plain))
    return [
        *parts,
        "五、存在的主要问题及改进情况",
        INTRO[2],
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
    ]


def old_parts(form: str, random: Random, style: Style, plain: bool) -> list[Part]:
    if form == "2014":
        grid, caption = statistics_table(f.form_2014(random), style), "政府信息公开情况统计表"
    else:
        grid, caption = coded_table(form_2008(random), style), "政府信息公开情况统计附表"
    tables = [grid]
    if not plain and random.random() < 0.2:
        tables = grid.cut(random.randint(8, len(grid.rows) - 8), repeat=random.random() < 0.6)
    return ["一、概述", *INTRO, "二、存在的主要问题和改进措施", INTRO[1], f"附表：{caption}", *tables]


def dressed(grid: Grid, style: Style, plain: bool) -> Grid:
    """The table as this body draws it."""
    if not plain and style.remarks and grid.heads:
        grid = grid.with_column("备注", [""])
    if not plain and style.serial and grid.heads == 3 and len(grid.rows) > 10:
        grid = grid.with_column("序号", [str(n) for n in range(1, 40)], at_left=True)
    return grid.with_placeholders() if style.placeholders else grid
