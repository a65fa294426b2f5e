"""The phrases of codebook.csv, compiled.

A phrase is one of four frames (regular expressions on both sides; <words> stand for the sets below):

    X{N}Y      a printed number after X and before Y; {N:篇件} names the measure words it may have
    {0}X       X said not to be: 未收到X, X均为零
    {Z}X       words that say zero by themselves; the first group of X, else all of it, is the evidence
    {=CODE}X   均X, 全部X: as many as the last figure of CODE; X alone where that is one

`2019,2021:` in front names the forms it counts in. `!` in front makes a phrase strong, `?` weak: of
several values the strongest is taken. `&` in front lets it look back over the numbers before it.
`@applicant` at the end is the applicant column. A phrase counts in the sections its row names; the sections
“ogi” and “ogi said” ask that open government information is meant, or named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.codebook import Indicator, codebook
from archive.model import FORMS

__all__ = ["GLUE", "Phrase", "able", "phrases", "phrases_of"]

_WORDS = {
    "info": r"(?:各[类种项级]|各方面|有关|相关|全部|新增|本级|全区|全市|全县|政府|政务|公共|工作"
    "|本机关|本局|的|属于|主动|公开)*信息"
    r"(?:公开)?(?:内容)?",
    "apply": r"(?:依申请公开(?:政府|政务|的)*(?:信息)?(?:的)?(?:申请)?"
    r"|(?:政府|政务)?信息(?:依申请)?公开(?:的)?(?:书面"
    "|有效)?申请"
    r"|申请(?:政府|政务)?信息公开|(?:政府|政务)?信息依申请公开|依申请(?:政府|政务)?信息公开(?:申请)?|(?:要求|申请)(?:获取|公开)(?:政府|政务|有关|相关|的)*信息(?:的)?(?:申请)?"
    r"|申请公开(?:的)?(?:政府|政务)?(?:事项|信息|项目)|信息公开(?:办件|申请件|受理件)|公开(?:政府|政务)?(?:信息)?(?:的)?申请|(?:政府|政务)信息(?:的)?(?:公开)?申请|依申请)(?:的)?"
    r"(?:办理事项|事项|件|表|书|函|信息|案件|公开|办件|来件|数)*",
    "give": "(?:公开|发布|推送|刊登|刊发|刊载|登载|发送|发文|更新|发表|上传|发稿|编发|公布|播发|播出|推文"
    "|发帖|发博|刊播|推出|编辑|采编|录入|展示|转发|挂出|挂网|信息)",
    "doc": "(?:行政)?规范性文件",
    # Behind the number: not with those carried over from the year before.
    "fresh": "(?![（，]?(?:其中)?(?:包括|包含|含|其中)"
    "[^，。；]{0,6}(?:上年|上一年|去年|◦+)[^，。；]{0,6}(?:结转|转))",
}
GLUE = (
    r"(?:\s|[的了已占为有是达至共计量：:，,“”◦年度—\-]|数量|总量|总数|条数|件数|篇数|份数|次数|人数|人次|数"
    r"|合计|总计|累计|一共|达到"
    r"|全年|全部|本年|今年|年内|年度|各|均|都|又|约|近|超过?|逾|仅|只|其中|突破|大约|不足|总共|情况|增加到"
    r"|增至|上升到|升至|降至|下降到|减少到|减至)*"
)
_ALL = (
    r"(?:均|全部|都|皆|全)(?:已|为|是|系|由|以|属于?|被|获|按照?|按[时期]|按规定|按要求|及时|依法|予以|得到|通过|采取|做到|法院"
    r"|依申请|了|经|作出)*"
)
_ONE = (
    r"(?:已|为|是|系|属于?|经|由|被|获|以|通过|采取|采用|依法|予以|得到|法院|复议机关|一审|二审|判决|裁定|审理"
    r"|申请人|申请者|作出|后|，)*"
)
_REMEDY = r"(?:(?!未|没有|尚|不服)[^，。；（）0-9]){0,20}?"
_ITEMS = frozenset({"条", "件", "项", "篇", "份", "则", "条次", "篇次", "件次", "项次", "余次"})
_UNITS = {
    "条": _ITEMS,
    "件": frozenset(
        {"件", "宗", "起", "例", "只", "条", "项", "份", "次", "人次", "个", "封", "笔", "件次", "桩"}
    ),
    "篇": frozenset({"篇", "条", "件", "份", "个", "则", "项", "期", "篇次", "部"}),
    "次": frozenset(
        {"次", "件次", "条次", "场", "期", "个", "件", "起", "条", "场次", "班次", "届", "轮", "期次", "班"}
    ),
    "人": frozenset({"人", "名", "位"}),
    "人次": frozenset({"人次", "人", "名", "位", "次", "余次", "件"}),
    "份": frozenset({"份", "条", "件", "册", "本"}),
    "个": frozenset({"个", "处", "家", "所"}),
    "项": frozenset({"项", "个"}),
    "元": frozenset({"元", "万元", "亿元", "千元"}),
    "万元": frozenset({"元", "万元", "亿元", "千元"}),
}
_OPENNESS = frozenset({"ogi", "ogi said"})
_FRAME = re.compile(r"\{(N(?::[^}]+)?|0|Z|=[a-z_.]+)\}")
_FORMS = re.compile(r"20[0-9]{2}(?:,20[0-9]{2})*:")
_SPLIT_UNITS = re.compile("人次|万元|.")
_TIMES = {"条": "条次", "篇": "篇次", "件": "件次", "场": "场次", "次": "余次", "班": "班次", "期": "期次"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way in which reports word an indicator. `strength` is -1, 0 or 1.

    `before` is what stands before a number, or else all of the words; `after` what stands behind the number,
    or how the one case of an antecedent is spoken of.
    """

    indicator: Indicator
    applicant: str | None
    frame: str
    sections: frozenset[str]
    strength: int
    before: re.Pattern[str]
    after: re.Pattern[str] | None = None
    units: frozenset[str] = frozenset()
    antecedent: str = ""
    looks_back: bool = False
    forms: frozenset[str] = frozenset(FORMS)

    @property
    def needs(self) -> frozenset[str]:
        """The words on open government information without which the phrase says nothing."""
        return self.sections & _OPENNESS

    @property
    def name(self) -> str:
        return f"{self.indicator.code}.{self.applicant}" if self.applicant else self.indicator.code


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of the codebook, in its order."""
    return tuple(p for indicator in codebook().values() for p in _compiled(indicator))


@lru_cache(maxsize=64)
def phrases_of(form: str, frame: str) -> tuple[Phrase, ...]:
    """The phrases of one frame that count in a form."""
    return tuple(p for p in phrases() if p.frame == frame and form in p.forms)


@lru_cache(maxsize=8192)
def able(
    form: str, unit: str | None, scenes: tuple[str, ...], openness: frozenset[str]
) -> tuple[Phrase, ...]:
    """The phrases with a number that may stand here; `unit` None is a number without a measure word,
    `openness` how the sentence speaks of open government information: "ogi" where it is meant, "ogi said"
    where it is named."""
    about = frozenset(scenes)
    return tuple(
        p
        for p in phrases_of(form, "N")
        if (unit is None or unit in p.units) and not p.sections.isdisjoint(about) and p.needs <= openness
    )


def _compiled(indicator: Indicator) -> Iterator[Phrase]:
    for written in indicator.phrases:
        forms = _FORMS.match(written)
        marked = written[forms.end() if forms else 0 :]
        body, _, column = marked.lstrip("!?&").partition("@")
        marks = marked[: len(marked) - len(marked.lstrip("!?&"))]
        frame = _FRAME.search(body)
        if frame is None:
            raise ValueError(f"codebook.csv, {indicator.code}: no frame in the phrase {written!r}")
        strength = ("!" in marks) - ("?" in marks)
        found = _phrase(indicator, column or indicator.applicants[-1], body, frame, strength)
        found = replace(found, looks_back="&" in marks)
        yield replace(found, forms=frozenset(forms[0][:-1].split(","))) if forms else found


def _phrase(
    indicator: Indicator, applicant: str | None, body: str, frame: re.Match[str], strength: int
) -> Phrase:
    kind, left, right = frame[1], _worded(body[: frame.start()]), _worded(body[frame.end() :])
    sections = frozenset(indicator.sections)
    if kind.startswith("N"):
        return Phrase(
            indicator,
            applicant,
            "N",
            sections,
            strength,
            re.compile(f"(?:{left}){GLUE}$" if left else "$"),
            re.compile(right) if right else None,
            _units(kind, indicator),
        )
    follows = kind.startswith("=")
    return Phrase(
        indicator,
        applicant,
        kind[0],
        sections,
        strength,
        re.compile(f"{_ALL}(?:{right})" if follows else right),
        re.compile(f"{_prefix(indicator)}(?:{right})") if follows else None,
        units=_UNITS[indicator.unit],
        antecedent=kind[1:],
    )


def _prefix(indicator: Indicator) -> str:
    """What may stand before how the one case ended: of remedies right behind their number too."""
    if indicator.code.startswith(("reconsideration.", "litigation.")):
        return f"(?<=[，（：件宗起例]){_REMEDY}"
    return f"(?<=[，（：]){_REMEDY if indicator.code.startswith('applications.result.') else _ONE}"


def _worded(pattern: str) -> str:
    return re.sub(r"<([a-z]+)>", lambda m: _WORDS[m[1]], pattern)


def _units(frame: str, indicator: Indicator) -> frozenset[str]:
    if ":" in frame:
        named = _SPLIT_UNITS.findall(frame.split(":")[1])
        return frozenset((*named, *(_TIMES[u] for u in named if u in _TIMES)))
    return _UNITS[indicator.unit]
