"""Pages of six invented sites, each with a template of its own, as big as such pages are (about 45 KB).

What a site's pages share (navigation, styles, scripts, footer) is drawn once a site; what differs (title,
dates, counters, links to neighbours, the article) once a page. Everything follows from the numbers given.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SYLLABLES = (
    "政务公开信息工作制度责任落实推进加强规范管理服务群众企业项目建设发展改革财政预算决算审计监督检查安全生产环境保护"
    "教育卫生医疗社会保障就业住房土地规划交通水利农业林业文化旅游科技创新市场监管行政许可处罚强制征收复议诉讼听证"
    "意见通知办法规定细则方案计划报告统计分析数据平台网站热线窗口申请受理答复期限程序流程公示公告解读回应关切互动"
)
_TAGS = ("div", "section", "ul", "table", "p", "dl")
SITES = 6


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one of its versions."""

    site: int
    number: int
    title: str
    date: str
    paragraphs: tuple[str, ...]
    visits: int = 0

    @property
    def url(self) -> str:
        return f"http://www.s{self.site}.test/art/{self.date[:4]}/{self.number}.html"

    def html(self) -> bytes:
        head, foot = _frames[self.site]
        article = "".join(f"<p style='text-indent:2em'>{text}</p>\n" for text in self.paragraphs)
        meta = (
            f'<meta name="ArticleTitle" content="{self.title}"><meta name="PubDate" content="{self.date}">'
            f'<meta name="ContentId" content="{self.number * 7919 % 10**7:07}">'
        )
        near = "".join(
            f'<li><a href="/art/{self.date[:4]}/{self.number + n}.html">{_near(self, n)}</a></li>'
            for n in (-2, -1, 1, 2)
        )
        return (
            f"<!doctype html><html><head><title>{self.title}</title>{meta}{head}"
            f"<h1>{self.title}</h1><div class='info'>发布日期：{self.date} 浏览：<b>{self.visits}</b></div>"
            f"<div id='zoom'>{article}</div><ul class='near'>{near}</ul>{foot}</body></html>"
        ).encode()


def pages(count: int, sites: int = SITES, seed: int = 1) -> Iterator[Page]:
    """`count` first versions, the sites in turn."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        date = f"{chance.randrange(2008, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        paragraphs = tuple(_words(chance, chance.randrange(60, 260)) for _ in range(chance.randrange(6, 22)))
        yield Page(number % sites, number, _words(chance, 18), date, paragraphs)


def later(page: Page, visit: int) -> Page:
    """The page at a later visit: its counter has moved, and every fourth time a paragraph was put right."""
    chance = random.Random(f"{page.number}/{visit}")
    counted = replace(page, visits=page.visits + chance.randrange(1, 500))
    if visit % 4:
        return counted
    place = chance.randrange(len(page.paragraphs))
    words = page.paragraphs[place][:-9] + _words(chance, 30)
    return replace(counted, paragraphs=(*page.paragraphs[:place], words, *page.paragraphs[place + 1 :]))


def _words(chance: random.Random, length: int) -> str:
    """About as repetitive as official Chinese: short runs taken from a stock, numbers in between."""
    pieces: list[str] = []
    size = 0
    while size < length:
        start = int(len(_SYLLABLES) * chance.random() ** 1.6)
        piece = _SYLLABLES[start : start + chance.choice((2, 2, 2, 3, 4))]
        if chance.random() < 0.06:
            piece += f"{chance.randrange(2, 9000)}件，"
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces)[:length] + "。"


def _near(page: Page, away: int) -> str:
    return _words(random.Random(f"{page.site}/{page.number + away}/title"), 18)


def _frame(site: int) -> tuple[str, str]:
    """What stands before and after the article on every page of a site."""
    chance = random.Random(f"site {site}")
    names = [f"c{chance.randrange(16**5):05x}" for _ in range(60)]
    styles = "".join(
        f".{name}{{margin:{chance.randrange(40)}px;color:#{chance.randrange(16**6):06x};"
        f"background:url(/images/{chance.randrange(10**6)}.png)}}\n"
        for name in names * (1 + site % 3)
    )
    links = "".join(
        f'<li class="{chance.choice(names)}"><a target="_blank" href="/col/{chance.randrange(10**5)}.html">'
        f"{_words(chance, 6)}</a></li>\n"
        for _ in range(120 + 20 * site)
    )
    script = "".join(
        f"function f{chance.randrange(10**6)}(a,b){{if(a>{chance.randrange(999)}){{return "
        f"document.getElementById('{chance.choice(names)}').style.{chance.choice(names)}}}}}\n"
        for _ in range(60 + 10 * (5 - site))
    )
    tag = _TAGS[site]
    head = f"<meta charset=utf-8><style>{styles}</style></head><body><{tag} class='nav'>{links}</{tag}>"
    return head, f"<footer>{_words(chance, 300)}</footer><script>{script}</script>"


_frames = [_frame(site) for site in range(SITES)]
