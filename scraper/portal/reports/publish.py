"""Reports as articles of their sites."""

from __future__ import annotations

from scraper.portal.article import REPORTS, Article, File
from scraper.portal.parts import Paragraph, Parts
from scraper.portal.places import place
from scraper.portal.render import docx, pdf, xlsx
from scraper.portal.reports.plan import Plan, compose, plans

_TABLE = "政府信息公开情况统计表（{}年度）"


def key(plan: Plan) -> str:
    return f"report/{plan.body.id}/{plan.year}"


def articles() -> tuple[Article, ...]:
    """Every report of both states as an article."""
    return tuple(article(plan) for plan in plans())


def article(plan: Plan) -> Article:
    return Article(
        key=key(plan),
        place=place(plan.body.site),
        column=REPORTS,
        title=plan.title,
        source=plan.organ,
        published=plan.published,
        build=lambda state: _page(plan, state),
        files=_files(plan),
        style=plan.pen.html,
        subject="政府信息公开",
        direct=plan.medium == "pdf_list",
    )


def _page(plan: Plan, state: int) -> Parts:
    if plan.medium in ("pdf_page", "docx_page"):
        return (Paragraph("年度报告全文请见附件。"),)
    return compose(plan, state).page


def _files(plan: Plan) -> tuple[File, ...]:
    table = _TABLE.format(plan.year)
    if plan.medium == "docx":
        return (File(table, "docx", lambda: docx.render(table, compose(plan).file)),)
    if plan.medium == "xlsx":
        return (File(table, "xlsx", lambda: xlsx.render(table, compose(plan).file)),)
    if plan.medium == "docx_page":
        return (File(plan.title, "docx", lambda: docx.render(plan.title, compose(plan).file)),)
    if plan.medium in ("pdf_page", "pdf_list"):
        return (File(plan.title, "pdf", lambda: pdf.render(plan.title, compose(plan).file)),)
    return ()
