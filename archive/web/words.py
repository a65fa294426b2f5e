"""What the codes of the archive are called, for people: (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]

KINDS: Words = {
    "annual_report": ("年度报告", "Annual report"),
    "notice": ("通知公告", "Notice"),
    "policy": ("政策文件", "Policy"),
    "budget": ("预算决算", "Budget"),
    "personnel": ("人事信息", "Personnel"),
    "explanation": ("政策解读", "Explanation"),
    "other": ("其他", "Other"),
}
FORMS: Words = {
    "2008": ("2008 年式（自由行文）", "2008 form (free prose)"),
    "2014": ("2014 年式（统计表）", "2014 form (statistical table)"),
    "2019": ("2019 年式（六部分）", "2019 form (six sections)"),
    "2021": ("2021 年式（六部分）", "2021 form (six sections)"),
}
LEVELS: Words = {
    "central": ("中央", "central"),
    "province": ("省级", "province"),
    "city": ("地级", "prefecture-level city"),
    "county": ("县级", "county"),
    "town": ("乡级", "township"),
}
STATES: Words = {
    "ok": ("正常", "ok"),
    "blocked": ("被拦截", "blocked"),
    "needs_browser": ("需要浏览器", "needs a browser"),
    "tls_refused": ("加密连接被拒", "TLS refused"),
    "refused_here": ("本地拒绝", "refused here"),
    "unreachable": ("无法连接", "unreachable"),
    "robots_disallow": ("robots.txt 不允许", "disallowed by robots.txt"),
    "moved": ("已迁移", "moved"),
    "empty": ("列表为空", "empty"),
    "broken": ("失效", "broken"),
    "never": ("从未采集", "never crawled"),
}
COVERAGE: Words = {
    "on_time": ("按时发布", "on time"),
    "late": ("逾期发布", "late"),
    "date_unknown": ("已发布，日期不明", "published, date unknown"),
    "absent": ("没有（栏目已读到末尾）", "absent (the column was read to its end)"),
    "not_checked": ("未能查证", "not checked"),
    "not_expected": ("无需发布", "not expected"),
}
# Told apart by their shape, so that no colour is needed.
SIGNS: Mapping[str, str] = {
    "on_time": "●",
    "late": "◐",
    "date_unknown": "◌",
    "absent": "✕",
    "not_checked": "?",
    "not_expected": "–",
}
SCOPES: Words = {"own": ("本机关", "the body itself"), "consolidated": ("汇总", "consolidated")}
APPLICANTS: Words = {
    "natural_person": ("自然人", "Natural persons"),
    "commercial_enterprise": ("商业企业", "Commercial enterprises"),
    "research_institution": ("科研机构", "Research institutions"),
    "public_welfare_org": ("社会公益组织", "Public-welfare organisations"),
    "legal_service_org": ("法律服务机构", "Legal-service organisations"),
    "other_org": ("其他", "Other organisations"),
    "total": ("总计", "Total"),
}
QUALIFIERS: Words = {
    "approx": ("约数", "approximate"),
    "stated_zero": ("文字表述为零", "zero in words"),
    "blank": ("空白", "left blank"),
    "not_applicable": ("不适用（“/”）", "not applicable (“/”)"),
    "derived": ("推算", "computed"),
}
MEDIA: Words = {
    "text/html": ("网页", "Web page"),
    "text/plain": ("纯文本", "Plain text"),
    "application/pdf": ("PDF", "PDF"),
    "application/msword": ("Word（doc）", "Word (doc)"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "Word（docx）",
        "Word (docx)",
    ),
    "application/vnd.ms-excel": ("Excel（xls）", "Excel (xls)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("Excel（xlsx）", "Excel (xlsx)"),
    "application/json": ("JSON", "JSON"),
    "application/octet-stream": ("未知格式", "Unknown format"),
}
DOWNLOADS: Words = {
    "csv": ("CSV", "CSV"),
    "excel": ("CSV（给 Excel）", "CSV for Excel"),
    "xlsx": ("XLSX", "XLSX"),
    "parquet": ("Parquet", "Parquet"),
    "jsonl": ("JSON Lines", "JSON Lines"),
}
SOURCES: Words = {
    "table": ("表格", "table"),
    "prose": ("正文", "prose"),
    "derived": ("推算", "computed"),
}
SEVERITIES: Words = {
    "error": ("错误：应当相等的数不相等", "Error: numbers that must agree do not"),
    "warning": ("提醒：值得核对", "Warning: worth checking"),
    "info": ("说明", "Note"),
}
SEVERITY_NAMES: Words = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "info": ("说明", "note")}
ORIGINS: Words = {
    "crawl": ("抓取", "crawled"),
    "saved": ("单独保存", "saved singly"),
    "supplied": ("由人提供", "supplied by a person"),
    "index": ("来自其他网页档案", "from another web archive"),
}
GROUPS: Words = {
    "proactive": ("主动公开", "Proactive disclosure"),
    "website": ("网站", "Website"),
    "rules": ("规章", "Government rules"),
    "normative_docs": ("规范性文件", "Normative documents"),
    "licensing": ("行政许可", "Licensing"),
    "other_services": ("其他对外管理服务事项", "Other services to the public"),
    "penalty": ("行政处罚", "Penalties"),
    "coercion": ("行政强制", "Coercive measures"),
    "admin_fees": ("行政事业性收费", "Administrative fees"),
    "procurement": ("政府集中采购", "Central procurement"),
    "interpretation": ("政策解读", "Interpretation of policy"),
    "response": ("回应关切", "Responses to public concern"),
    "applications": ("依申请公开", "Applications"),
    "reconsideration": ("行政复议", "Administrative reconsideration"),
    "litigation": ("行政诉讼", "Litigation"),
    "appeals": ("行政申诉", "Appeals"),
    "complaints": ("举报投诉", "Complaints"),
    "fees": ("依申请公开收费", "Fees for information"),
    "org": ("机构建设", "Institutions"),
    "staff": ("工作人员", "Staff"),
    "budget": ("经费", "Budget"),
    "meetings": ("会议", "Meetings"),
    "training": ("培训", "Training"),
    "proposals": ("建议提案", "Proposals"),
    "interaction": ("互动交流", "Interaction"),
    "consultation": ("咨询", "Consultation"),
}
# Datasette's ways to filter by a column.
LOOKUPS: Words = {
    "exact": ("等于", "="),
    "not": ("不等于", "!="),
    "contains": ("包含", "contains"),
    "endswith": ("结尾是", "ends with"),
    "startswith": ("开头是", "starts with"),
    "gt": ("大于", ">"),
    "gte": ("大于等于", "≥"),
    "lt": ("小于", "<"),
    "lte": ("小于等于", "≤"),
    "like": ("符合（LIKE）", "like"),
    "notlike": ("不符合（LIKE）", "not like"),
    "glob": ("符合（GLOB）", "glob"),
    "in": ("是其中之一", "in"),
    "notin": ("不在其中", "not in"),
    "arraycontains": ("列表含", "array contains"),
    "arraynotcontains": ("列表不含", "array does not contain"),
    "date": ("日期是", "date"),
    "isnull": ("无值", "is null"),
    "notnull": ("有值", "is not null"),
    "isblank": ("空白", "is blank"),
    "notblank": ("非空白", "is not blank"),
}
VOCABULARIES: Mapping[str, Words] = {
    "kind": KINDS,
    "form": FORMS,
    "scope": SCOPES,
    "coverage": COVERAGE,
    "level": LEVELS,
    "state": STATES,
    "applicant": APPLICANTS,
    "qualifier": QUALIFIERS,
    "source": SOURCES,
    "severity": SEVERITIES,
    "severity_name": SEVERITY_NAMES,
    "origin": ORIGINS,
    "media": MEDIA,
    "download": DOWNLOADS,
    "group": GROUPS,
    "lookup": LOOKUPS,
}


def name(vocabulary: str, code: str | None, language: str) -> str:
    """The code itself where it has no name."""
    if not code:
        return ""
    zh, en = VOCABULARIES[vocabulary].get(code, (code, code))
    return en if language == "en" else zh
