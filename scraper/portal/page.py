"""Whole pages: what a site wraps around articles and lists (banner, navigation, sidebars, footer), as bytes.

furniture(place) is made once a site; article_page() and list_page() put the changing part into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scraper.portal import places
from scraper.portal.article import COLUMNS, Article, Column
from scraper.portal.families import Frame, Homes, Listed, Listing
from scraper.portal.places import SAMPLE, Place
from scraper.portal.render import html

TEMPLATES = Path(__file__).with_name("templates")
_SERVICES = (
    *("社会保障", "住房安居", "医疗卫生", "教育入学", "就业创业", "企业开办"),
    *("不动产", "交通出行", "出入境", "公证法援", "水电气暖", "养老助残"),
)
_TOPICS = ("办事指南", "表格下载", "结果查询", "常见问题", "在线预约", "意见反馈", "政策问答", "网点地图")


@dataclass(frozen=True, slots=True)
class FileLink:
    path: str
    text: str


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=50,
    )


@cache
def furniture(place: Place, homes: Homes) -> dict[str, Markup]:
    """The parts of a page that are the same all over the site. `homes` are the columns as (name, path)."""
    names = {
        "place": place,
        "region": places.region(place.region),
        "bodies": places.bodies_of(place.id),
        "others": [p for p in places.PLACES if p != place],
        "homes": homes,
        "services": _SERVICES,
        "topics": _TOPICS,
        "sample": SAMPLE,
    }
    load = _environment().get_template
    return {part: Markup(load(f"{part}.html").render(names)) for part in ("head", "top", "side", "bottom")}


def encode(place: Place, text: str) -> bytes:
    return text.encode(place.charset, "xmlcharrefreplace")


def article_page(
    item: Article, frame: Frame, state: int, files: Sequence[FileLink], near: Sequence[Listed]
) -> bytes:
    """The page of an article in this state. `near` are other articles of the column, for the sidebar."""
    homes = frame.homes
    content = Markup(html.render(item.build(state), item.style))
    text = (
        _environment()
        .get_template(f"{frame.template}_article.html")
        .render(
            **furniture(item.place, homes),
            **_common(item.place, item.column, homes),
            item=item,
            content=content,
            files=files,
            near=near,
            box=_box(item),
        )
    )
    return encode(item.place, text)


def list_page(
    listing: Listing, entries: Sequence[Listed], path: str, *, script: str = "", follows: str = ""
) -> bytes:
    """A list page. `script` is the inline script of the family, `follows` the address of the next page."""
    homes = listing.frame.homes
    text = (
        _environment()
        .get_template(f"{listing.frame.template}_list.html")
        .render(
            **furniture(listing.place, homes),
            **_common(listing.place, listing.column, homes),
            entries=entries,
            path=path,
            script=Markup(script),
            follows=follows,
            redesigned=listing.redesigned,
            total=len(listing.entries),
        )
    )
    return encode(listing.place, text)


def home_page(place: Place, homes: Homes) -> bytes:
    text = _environment().get_template("home.html").render(
        **furniture(place, homes), **_common(place, COLUMNS[0], homes)
    )  # fmt: skip
    return encode(place, text)


def missing_page(place: Place) -> bytes:
    return encode(
        place, f"<html><head><title>404</title></head><body><h1>页面不存在</h1><p>{SAMPLE}</p></body></html>"
    )


def _common(place: Place, column: Column, homes: Homes) -> dict[str, object]:
    return {
        "place": place,
        "column": column,
        "homes": homes,
        "home": dict(homes)[column.name],
        "sample": SAMPLE,
    }


def _box(item: Article) -> Homes:
    """The metadata box: 索引号, 发布机构 and so on."""
    code = f"{item.place.region}{item.column.number}/{item.published.year}-{item.number % 100000:05}"
    return (
        ("索引号", code),
        ("发布机构", item.source),
        ("文号", item.document_number or "无"),
        ("成文日期", f"{item.published}"),
        ("发布日期", f"{item.published}"),
        ("主题分类", item.subject),
        ("公开方式", "主动公开"),
        ("名称", item.title),
    )
