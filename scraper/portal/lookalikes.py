"""Pages that look like yearly reports of disclosure and are none: guides, orders, other yearly reports."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scraper.portal.article import REPORTS, Article, File, column
from scraper.portal.parts import Grid, Heading, Paragraph, Parts, plain_grid
from scraper.portal.pens import PENS
from scraper.portal.places import PLACES, Body, Place, bodies_of, place
from scraper.portal.render import docx
from scraper.portal.reports import tables
from scraper.portal.reports.ink import Ink


def articles() -> tuple[Article, ...]:
    return tuple(page for site in PLACES for page in _of_site(site))


def _of_site(site: Place) -> Iterator[Article]:
    first, second, *_, last = bodies_of(site.id)
    order = "关于做好2022年政府信息公开工作年度报告编制和发布工作的通知"
    half = f"{last.named(2016)}2016年上半年政府信息公开工作情况"
    form = File("政府信息公开工作年度报告模板", "docx", _template)
    yield _page(first, "guide", f"{first.name}政府信息公开指南", date(2021, 3, 12), _guide(first))
    yield replace(
        _page(first, "order", order, date(2022, 12, 6), _order(first)), column=column("notice"), files=(form,)
    )
    yield _page(second, "law", f"{second.name}2021年法治政府建设年度报告", date(2022, 2, 18), _law(second))
    yield _page(first, "index", "历年政府信息公开工作年度报告目录", date(2020, 4, 2), _index(site))
    yield _page(last, "half", half, date(2016, 7, 9), _half(last))
    yield _page(
        first, "site", f"{site.name}2020年政府网站工作年度报表", date(2021, 1, 22), _site_report(site)
    )


def _page(body: Body, name: str, title: str, day: date, parts: Parts) -> Article:
    return Article(
        key=f"lookalike/{body.site}/{name}",
        place=place(body.site),
        column=REPORTS,
        title=title,
        source=body.named(day.year),
        published=day,
        build=lambda _: parts,
        subject="政府信息公开",
    )


def _guide(body: Body) -> Parts:
    return (
        Paragraph(f"为了便于公民、法人和其他组织获取政府信息，{body.name}编制本指南，每年更新一次。"),
        Heading("一、主动公开"),
        Paragraph(
            "公开范围包括机构职能、规章、规范性文件、规划计划、财政预决算、行政许可和行政处罚等，自信息形成之日起20个工作日内公开。"
        ),
        Heading("二、依申请公开"),
        Paragraph(
            "申请人可以当面、信函或者网络提交申请。本机关收到申请后能够当场答复的当场答复，不能当场答复的在20个工作日内答复。"
        ),
        Paragraph(
            "需要延长答复期限的，延长期限最长不超过20个工作日。申请数量、频次明显超过合理范围的，可以要求说明理由。"
        ),
        Heading("三、年度报告"),
        Paragraph("每年按规定公布上一年度的政府信息公开工作年度报告，可在本栏目查阅。"),
        Heading("四、监督和救济"),
        Paragraph(
            f"认为本机关未按规定公开的，可以向上一级主管部门投诉、举报，或者依法申请行政复议、提起行政诉讼。监督电话{body.phone}。"
        ),
    )


def _order(body: Body) -> Parts:
    return (
        Paragraph("各部门、各乡镇（街道）："),
        Paragraph("为做好2022年度政府信息公开工作年度报告的编制和发布，现将有关事项通知如下。"),
        Paragraph(
            "一、报告须按照统一格式，包括总体情况、主动公开、依申请公开、行政复议和行政诉讼、问题与改进、其他事项六个部分。"
        ),
        Paragraph(
            "二、数据统计期限为2022年1月1日至12月31日，表内数字应符合勾稽关系，没有发生的填“0”，不得留空。"
        ),
        Paragraph("三、部门报告于2023年1月31日前发布，政府报告于3月31日前发布，并报送电子版。"),
        Paragraph(f"联系电话：{body.phone}。"),
        Paragraph(body.name),
    )


def _law(body: Body) -> Parts:
    return (
        Paragraph(f"2021年，{body.name}深入推进依法行政，现将法治政府建设情况报告如下。"),
        Heading("一、主要举措和成效"),
        Paragraph(
            "全年办理行政许可2315件，作出行政处罚决定186件，开展执法检查412次，均通过全过程记录系统留痕。"
        ),
        Paragraph(
            "审查规范性文件9件、合同73份，办理行政复议案件4件、行政应诉案件6件，负责人出庭应诉率100%。"
        ),
        Paragraph("推进政务公开，公开执法信息3270条，组织法治培训8期，参加人员640人次。"),
        Heading("二、存在的不足和下一步安排"),
        Paragraph("执法力量与任务不相适应，案卷质量参差不齐。下一步将加强培训和案卷评查。"),
    )


def _index(site: Place) -> Parts:
    lines = [
        Paragraph(f"{body.named(year)}{year}年政府信息公开工作年度报告")
        for body in bodies_of(site.id)
        for year in (2019, 2018, 2017)
        if year >= body.first
    ]
    return (Paragraph("点击栏目列表可查看各单位历年报告全文，本目录每年四月更新。"), *lines)


def _half(body: Body) -> Parts:
    return (
        Paragraph("今年上半年，按照年初工作要点，政府信息公开工作有序推进，现将有关情况通报如下。"),
        Paragraph(
            "1月至6月，网站共发布信息286条，其中工作动态211条，通知公告52条，政策文件23条；收到依申请公开7件，已答复5件。"
        ),
        Paragraph("下半年将重点补齐栏目短板，加强督促检查。"),
        Paragraph(body.named(2016)),
    )


def _site_report(site: Place) -> Parts:
    rng = random.Random(f"site/{site.id}")
    rows = [
        ["项目", "数量"],
        ["独立用户访问总量（单位：个）", str(rng.randint(90_000, 990_000))],
        ["网站总访问量（单位：次）", str(rng.randint(1_000_000, 9_000_000))],
        ["信息发布（单位：条）总数", str(rng.randint(2000, 9000))],
        ["解读回应：解读材料数量（单位：条）", str(rng.randint(10, 90))],
        ["办事服务：可全程在线办理政务服务事项数量（单位：项）", str(rng.randint(200, 900))],
        ["互动交流：收到留言数量（单位：条）", str(rng.randint(200, 1900))],
        ["移动新媒体：微博、微信信息发布量（单位：条）", str(rng.randint(300, 1900))],
    ]
    return (
        Paragraph(f"填报单位：{site.name}编辑部。统计时间：2020年1月1日至2020年12月31日。"),
        plain_grid(rows, "政府网站工作年度报表（2020年度）", (5, 2)),
    )


def _template() -> bytes:
    """The form with its tables empty: nobody's report."""
    ink = Ink(defaultdict(int), PENS[0], {"rules": "1"}, random.Random(0))
    grids = (*tables.table2(ink, "2021"), tables.table3(ink, "2021"), tables.table4(ink))
    parts: Parts = (
        Paragraph("（机关名称）20××年政府信息公开工作年度报告"),
        Heading("一、总体情况"),
        Paragraph("（概述本年度工作，说明统计期限和联系方式。）"),
        *(_emptied(grid) for grid in grids),
    )
    return docx.render("政府信息公开工作年度报告模板", parts)


def _emptied(grid: Grid) -> Grid:
    rows = tuple(tuple(replace(box, text="") if box.text == "0" else box for box in row) for row in grid.rows)
    return replace(grid, rows=rows)
