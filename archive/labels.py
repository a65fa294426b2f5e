"""Printed labels made comparable, and the vocabularies they are looked up in.

`1.属于国家秘密` and `（1） 属于 国家秘密` come to one key; a label with a typo comes to the one label of the
form that is nearest by edit distance, if there is exactly one. The tables are read by them, and where a page
break cut a label in two they say that its halves belong together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from archive.codebook import Label, codebook
from archive.model import FORMS

APPLICANT_HEADS = {
    "自然人": "natural_person",
    "商业企业": "commercial_enterprise",
    "企业": "commercial_enterprise",
    "科研机构": "research_institution",
    "科研院所": "research_institution",
    "社会公益组织": "public_welfare_org",
    "法律服务机构": "legal_service_org",
    "公民": "natural_person",
    "公民个人": "natural_person",
    "其他": "other_org",
    "其他组织": "other_org",
    "总计": "total",
    "合计": "total",
}
NAME_HEADS = frozenset(
    ("统计指标", "指标名称", "指标", "项目", "统计项目", "统计内容", "内容", "名称", "项目名称", "指标内容")
)
ARTICLES = tuple(f"第{article}条第（{item}）项" for article in ("二十", "20") for item in "一五六八九")
BLOCKS = ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
GROUPS = ("本年度办理结果", "不予公开", "无法提供", "不予处理", "其他处理", "法人或其他组织", "申请人情况")

ROW_NUMBER = re.compile(
    r"^(?:其中[:：]?|第?[(\[]?[一二三四五六七八九十]{1,3}[)\]][、.,:]?|[一二三四五六七八九十]{1,3}[、.,:．]"
    r"|[(\[]?\d{1,2}[)\]、.,:]+|\d{1,2}(?=[^\d.,%年月日]))"
)
REMARK = re.compile(
    r"\([^()]*\)|\([^()]*$|^[^()]*\)(?=.)|区分处理.*$|不同渠道和方式公开相同.*$|不同方式回应.*$"
)
SAME_WORDS = (
    (re.compile(r"其[它牠]"), "其他"),
    (re.compile(r"免于"), "免予"),
    (re.compile(r"([上下])一?年度?"), r"\1年"),
    (re.compile(r"本年度"), "本年"),
    (re.compile(r"帐"), "账"),
)
BRACKETS = str.maketrans(dict.fromkeys("〔﹝【[{「『", "(") | dict.fromkeys("〕﹞】]}」』", ")"))
NOT_WORDS = re.compile(r"[^\w%()]|_")
TAIL = re.compile(r"(?<=..)(?:数量|数)$")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The key of a label: no blanks, row numbers, remarks, punctuation; "" where nothing is left."""
    key = unicodedata.normalize("NFKC", text).translate(BRACKETS)
    key = re.sub(r"[\s\u200b-\u200f\ufeff]+", "", key)
    key = strip_number(key)
    bare = REMARK.sub("", key)
    key = strip_number(bare) if re.search(r"\w", bare) else key
    key = NOT_WORDS.sub("", key).replace("(", "").replace(")", "").replace("的", "")
    for pattern, word in SAME_WORDS:
        key = pattern.sub(word, key)
    return "" if key.isdigit() and len(key) < 4 else TAIL.sub("", key)


def strip_number(key: str) -> str:
    """The label without its row numbers; they may be stacked, as in `(三)1.` or `其中:1.`"""
    while True:
        shorter = ROW_NUMBER.sub("", key, count=1)
        if shorter == key or not shorter:
            return key if shorter else re.sub(r"[\d()、.]+", "", key)
        key = shorter


@lru_cache(maxsize=65536)
def distance(a: str, b: str, limit: int) -> int:
    """Edit distance of two keys, or `limit` + 1 where it is larger than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
        if min(row) > limit:
            return limit + 1
        before = row
    return min(before[-1], limit + 1)


class Vocabulary:
    """Labels of one table and what each may mean; `tolerance` is the share of a label that may be wrong."""

    def __init__(self, meanings: Iterable[tuple[str, str]], tolerance: float) -> None:
        self.tolerance = tolerance
        self.meanings: dict[str, tuple[str, ...]] = {}
        self.found: dict[str, tuple[str, ...]] = {}
        for label, meaning in meanings:
            key = normalise(label)
            known = self.meanings.get(key, ())
            self.meanings[key] = known if meaning in known else (*known, meaning)

    def __contains__(self, text: str) -> bool:
        return normalise(text) in self.meanings

    def find(self, text: str) -> tuple[str, ...]:
        """What the label can mean: nothing, one meaning, or several that context must tell apart."""
        key = normalise(text)
        if key not in self.found:
            if len(self.found) > 20000:
                self.found.clear()
            self.found[key] = self.meanings.get(key) or self.nearest(key)
        return self.found[key]

    def nearest(self, key: str) -> tuple[str, ...]:
        """What the nearest label means, if it is near enough and no other meaning is as near."""
        limit = max(int(max(len(key), 4) * self.tolerance + 0.01), len(key) >= 4)
        if len(key) < 3 or limit == 0:
            return ()
        ranked: dict[int, set[tuple[str, ...]]] = {}
        for label, meanings in self.meanings.items():
            if len(label) > 2:
                ranked.setdefault(distance(key, label, limit), set()).add(meanings)
        best = min(ranked, default=limit + 1)
        return next(iter(ranked[best])) if best <= limit and len(ranked[best]) == 1 else ()


def paths(forms: Iterable[str]) -> Iterable[tuple[str, Label]]:
    """(code, label) for every table label of these forms in the codebook."""
    for form in forms:
        for code, indicator in codebook().items():
            for label in indicator.labels.get(form, ()):
                yield code, label


def is_label(text: str) -> bool:
    """Whether a text is a whole label in the table of any form."""
    return text in _all_labels()


def resembles_label(text: str) -> bool:
    """The same with small slips allowed."""
    return bool(_all_labels().find(text))


@lru_cache(maxsize=1)
def _all_labels() -> Vocabulary:
    return Vocabulary(((word, word) for word in form_labels()), 0.2)


def form_labels() -> list[str]:
    """Every label, head and title of the tables, as it is printed in full."""
    words = {word for _, label in paths(FORMS) for word in label}
    words |= {
        *APPLICANT_HEADS,
        *NAME_HEADS,
        *BLOCKS,
        *RESULTS,
        *GROUPS,
        *ARTICLES,
        "信息内容",
        "统计数",
        "计量单位",
    }
    return sorted(words)
