"""What a reader of an export must know: what it is, of which version, under which licence, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RIGHTS = (
    "数据、指标手册与应报已报表采用 CC BY 4.0；所引文件的权利归其发布机关。"
    " Figures, codebook and coverage are under CC BY 4.0; the documents they were read from stay their"
    " publishers'."
)


@dataclass(frozen=True, slots=True)
class About:
    version: str
    content_hash: str
    rows: int
    reports: int
    wide: bool
    selection: Mapping[str, Any]
    sites: tuple[tuple[str, str], ...]
    sample: bool

    @property
    def title(self) -> str:
        mark = "（样例数据 / sample data）" if self.sample else ""
        zh, en = (
            "政府信息公开工作年度报告面板数据",
            "Figures of Chinese reports on open government information",
        )
        return f"{zh} / {en}{mark}"

    @property
    def description(self) -> str:
        shape = "每份报告一行 / a row a report" if self.wide else "每个数据一行 / a row a figure"
        return f"{self.reports:,} 份报告 / reports; panel: {self.rows:,} 行 / rows, {shape}."

    @property
    def rights(self) -> str:
        return RIGHTS

    @property
    def citation(self) -> str:
        return f"gongkai 公开: {self.title}, version {self.version}, sha256 {self.content_hash}."


def readme(about: About) -> str:
    chosen = "; ".join(f"{name}: {_said(value)}" for name, value in about.selection.items())
    sites = "\n".join(f"* {title} ({host})" for title, host in about.sites)
    return f"""# {about.title}

{about.description}

* 版本 / version: {about.version}
* 内容 / content: sha256 {about.content_hash}
* 选取 / selection: {chosen or "全部 / everything"}
* 许可 / licence: {about.rights}
* 引用 / cite as: {about.citation}

## 文件 / Files

* panel.*: 面板数据；空值表示空白、不适用或未定义，绝不表示 0。 The panel; an empty value is blank, not
  applicable or undefined, never 0. panel-excel.csv 供 Excel 直接打开 / is for a double click in Excel.
* series.csv: 跨四种报表格式的可比数列，只可相接同一 segment 的值。 Harmonised series through the four forms;
  join values of one segment only.
* variables.csv: 常用变量，公式见 codebook.csv。 Ready variables; codebook.csv has their formulas.
* bodies.csv: 机关及其地区、职能与沿革；按 lineage_id 合并机构改革前后。 Bodies, their regions, functions and
  lines of succession; join those before and after a reorganisation by lineage_id.
* codebook.csv: 指标手册与跨期对应。 Indicators, crosswalk, variables, columns.
* coverage.csv: 应报已报。 Who should have published which year, and who did.
* findings.csv: 核查结果。 What does not agree in the reports.
* datapackage.json: 机器可读的说明（Frictionless Data Package）。 The same for programs.

内容 sha256 的算法 / The content hash is that of these lines, whatever the formats:
`sha256sum bodies.csv codebook.csv coverage.csv findings.csv panel.csv series.csv variables.csv | sha256sum`

证据 / Evidence: 每个数据的 evidence 是存档网站上的地址，打开即见所据的句子或单元格。
The `evidence` of a figure is its address in the site of the archive (`gongkai serve`), which shows the
sentence or the cell it was read from.

## 来源 / Sources

{sites or "* —"}
"""


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
