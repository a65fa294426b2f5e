"""The views for people: the panel, the harmonised series, the ready variables, findings, versions."""

from __future__ import annotations

from dataclasses import dataclass

from archive.store import series


@dataclass(frozen=True, slots=True)
class View:
    """A view for people: `sql` is what stands behind CREATE VIEW … AS."""

    name: str
    en: str
    zh: str
    sql: str


PANEL = f"""
SELECT reports.organ_id AS body_id, reports.organ AS body, reports.region, regions.name AS region_name,
       organs.level, reports.year, reports.scope, reports.form,
       figures.indicator, indicators.zh AS indicator_zh, figures.applicant,
       {series.VALUE} AS value, {series.UNIT} AS unit, {series.QUALIFIER} AS qualifier, figures.bound,
       figures.source,
       figures.correction_id IS NOT NULL AS corrected,
       (SELECT count(*) FROM reports AS edition WHERE edition.report_key = reports.report_key) AS editions,
       EXISTS (SELECT 1 FROM reports AS edition
               JOIN figures AS other ON other.id = edition.id || substr(figures.id, length(reports.id) + 1)
               WHERE edition.report_key = reports.report_key AND edition.id <> reports.id
               AND (other.value IS NOT figures.value OR other.unit IS NOT figures.unit)) AS differs,
       '/report/' || figures.id AS evidence, reports.url AS source_url, captures.sha256 AS capture_sha256,
       captures.fetched_at AS captured_at, reports.id AS report_id, reports.sample
FROM reports
JOIN figures ON figures.report_id = reports.id
LEFT JOIN parts ON parts.document_id = reports.document_id AND parts.number = figures.part
LEFT JOIN captures ON captures.id = parts.capture_id
LEFT JOIN organs ON organs.id = reports.organ_id
LEFT JOIN regions ON regions.code = reports.region
LEFT JOIN indicators ON indicators.code = figures.indicator
WHERE +figures.preferred = 1 AND reports.current = 1"""

FINDINGS = """
SELECT findings.id, findings.severity, findings.rule, findings.message, findings."left",
       findings."right", reports.organ, reports.region, reports.year, reports.form,
       coalesce(reports.url, documents.url) AS url,
       findings.report_id, findings.document_id, documents.sample
FROM findings LEFT JOIN reports ON reports.id = findings.report_id
LEFT JOIN documents ON documents.id = findings.document_id"""

HISTORY = """
SELECT captures.url, captures.fetched_at, captures.id AS capture_id, captures.sha256, captures.size,
       pages.first_seen, pages.last_seen, pages.state, pages.gone_at
FROM captures JOIN pages ON pages.url = captures.url
WHERE captures.kind <> 'list'
ORDER BY captures.url, captures.fetched_at"""

VIEWS: tuple[View, ...] = (
    View(
        "panel",
        "The panel: a row a figure of the current editions, preferred values, corrections in, money in yuan",
        "面板数据：现行版本的每个数据一行，取优先值，已计入人工更正，金额以元计",
        PANEL,
    ),
    View(
        "figure_values",
        "Values to reckon with: corrections in, money in yuan, empty where a sum left out a blank",
        "可用于计算的数值：已计入人工更正，金额以元计；漏计空格的合计为空",
        series.FIGURE_VALUES,
    ),
    View(
        "series",
        "Harmonised series through the four forms; values of one segment may be joined",
        "跨四种报表格式的可比数列；同一 segment 内可以相接",
        series.series_sql(),
    ),
    View(
        "variables_by_report",
        "Ready variables, a row a report; empty where a part is missing or blank",
        "常用变量，每份报告一行；所依据的数据缺失或空白时为空",
        series.variables_sql(),
    ),
    View(
        "findings_view", "Findings with the body and year of their report", "核查结果，附机关与年度", FINDINGS
    ),
    View(
        "history_view", "Every version of every page, oldest first", "各页面的全部版本，按时间先后", HISTORY
    ),
)
