"""The invented province of the sample portal: its regions, public bodies and sites. Nothing here exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["own", "consolidated"]
SAMPLE = "样例数据 / sample data"


@dataclass(frozen=True, slots=True)
class Region:
    """`code` is 99xxxx, which GB/T 2260 does not give out. `level` is province, city or county."""

    code: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A public body that reports every year from `first` to `last` on the site `site`.

    `size` is roughly how much there is to report: 1 a town, 40 a province. `we` is how it speaks of itself.
    `renamed` are its earlier names as (last reporting year, name).
    """

    id: str
    name: str
    region: str
    level: str
    site: str
    size: int
    we: str
    phone: str
    scope: Scope = "own"
    first: int = 2008
    last: int = 2025
    renamed: tuple[tuple[int, str], ...] = ()
    rules: bool = False

    def named(self, year: int) -> str:
        """The name under which the body reports for `year`."""
        return next((name for until, name in self.renamed if year <= until), self.name)


@dataclass(frozen=True, slots=True)
class Place:
    """A site: its id is the name of its source file, `family` how it lists, `code` its 标识码."""

    id: str
    host: str
    name: str
    region: str
    family: str
    charset: str
    code: str
    colour: str


REGIONS = (
    Region("990000", "云河省", "province"),
    Region("990100", "云河市", "city", "990000"),
    Region("990102", "柳汀区", "county", "990100"),
    Region("990121", "安榆县", "county", "990100"),
    Region("990200", "临岫市", "city", "990000"),
    Region("990221", "望桑县", "county", "990200"),
)

PLACES = (
    Place(
        "yunhe", "www.yunhe.test", "云河省人民政府门户网站", "990000", "trs", "utf-8", "9900000001", "#1f5fa8"
    ),
    Place(
        "yunheshi", "www.yunheshi.test", "云河政务网", "990100", "jpage", "gb18030", "9901000003", "#a8261f"
    ),
    Place(
        "liuting",
        "www.liuting.test",
        "柳汀区政府信息公开平台",
        "990102",
        "gkmlpt",
        "utf-8",
        "9901020002",
        "#0f6f6a",
    ),
    Place("anyu", "www.anyu.test", "安榆县人民政府网", "990121", "next", "utf-8", "9901210005", "#7a4a12"),
    Place("linxiu", "www.linxiu.test", "中国临岫", "990200", "single", "utf-8", "9902000004", "#4a3f8f"),
)

BODIES = (
    Body(
        "yh_gov",
        "云河省人民政府",
        "990000",
        "province",
        "yunhe",
        40,
        "我省",
        "0990-8650101",
        "consolidated",
        rules=True,
    ),
    Body("yh_czt", "云河省财政厅", "990000", "province", "yunhe", 12, "我厅", "0990-8650233"),
    Body("yh_jyt", "云河省教育厅", "990000", "province", "yunhe", 14, "我厅", "0990-8650377", first=2009),
    Body(
        "yh_sthjt",
        "云河省生态环境厅",
        "990000",
        "province",
        "yunhe",
        10,
        "本厅",
        "0990-8650412",
        first=2009,
        renamed=((2017, "云河省环境保护厅"),),
    ),
    Body(
        "ys_gov",
        "云河市人民政府",
        "990100",
        "city",
        "yunheshi",
        24,
        "我市",
        "0991-5310021",
        "consolidated",
        rules=True,
    ),
    Body("ys_sfj", "云河市司法局", "990100", "city", "yunheshi", 3, "我局", "0991-5310788"),
    Body(
        "ys_zrzyj",
        "云河市自然资源局",
        "990100",
        "city",
        "yunheshi",
        9,
        "我局",
        "0991-5310650",
        renamed=((2018, "云河市国土资源局"),),
    ),
    Body(
        "ys_wjw",
        "云河市卫生健康委员会",
        "990100",
        "city",
        "yunheshi",
        5,
        "我委",
        "0991-5310919",
        first=2010,
        renamed=((2013, "云河市卫生局"), (2018, "云河市卫生和计划生育委员会")),
    ),
    Body(
        "lt_gov",
        "云河市柳汀区人民政府",
        "990102",
        "county",
        "liuting",
        10,
        "我区",
        "0991-6020011",
        "consolidated",
    ),
    Body(
        "lt_scjgj",
        "柳汀区市场监督管理局",
        "990102",
        "county",
        "liuting",
        4,
        "本局",
        "0991-6020365",
        first=2014,
        renamed=((2018, "柳汀区工商行政管理局"),),
    ),
    Body(
        "lt_sl",
        "柳汀区松萝街道办事处",
        "990102",
        "township",
        "liuting",
        1,
        "本街道",
        "0991-6027102",
        first=2011,
    ),
    Body("ay_gov", "安榆县人民政府", "990121", "county", "anyu", 7, "我县", "0991-7280006", "consolidated"),
    Body("ay_gaj", "安榆县公安局", "990121", "county", "anyu", 3, "我局", "0991-7280110", first=2010),
    Body(
        "ay_bw", "安榆县白苇镇人民政府", "990121", "township", "anyu", 1, "我镇", "0991-7286301", first=2012
    ),
    Body(
        "lx_gov",
        "临岫市人民政府",
        "990200",
        "city",
        "linxiu",
        16,
        "全市",
        "0992-3110008",
        "consolidated",
        rules=True,
    ),
    Body(
        "lx_zjj", "临岫市住房和城乡建设局", "990200", "city", "linxiu", 6, "我局", "0992-3110520", first=2009
    ),
    Body(
        "lx_ws",
        "望桑县人民政府办公室",
        "990221",
        "county",
        "linxiu",
        2,
        "本办公室",
        "0992-4460013",
        first=2013,
    ),
)


def body(body_id: str) -> Body:
    return next(b for b in BODIES if b.id == body_id)


def place(site_id: str) -> Place:
    return next(p for p in PLACES if p.id == site_id)


def region(code: str) -> Region:
    return next(r for r in REGIONS if r.code == code)


def bodies_of(site_id: str) -> tuple[Body, ...]:
    return tuple(b for b in BODIES if b.site == site_id)
