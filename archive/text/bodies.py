"""The registry of public bodies, and how any other body is named in full.

bodies.csv has those of the declared sources and of the sample portal, and makes no claim to cover the
country: name, region, level, kind, other names, hosts, years of existence (as reporting years) and the body
that followed. Every other body is known by its full name: 洪泽区财政局 in 320813 -> 淮安市洪泽区财政局.
kinds.csv tells the kind of a body by its name, the first pattern that fits.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from archive.text.functions import function_of
from archive.text.names import CENTRAL, place_of, regions

KINDS = (
    *("government", "office", "department", "township", "vertical", "institution", "party", "zone", "other"),
)
LEVELS = ("central", "province", "city", "county", "town")
_GENERIC = re.compile(r"^(?:本|我|全)?([省市区县州盟旗])(?=[\u4e00-\u9fff]{2})(?!场|政|民|委|域)")
# Words of offices in full, whatever stands before them.
_OFFICES = (
    (re.compile(r"(?:(?:人民)?政府|(?:^|(?<=[省市区县州盟旗]))府)办$"), "人民政府办公室"),
    (re.compile(r"(?:(?<!人民)政府|(?:^|(?<=[省市区县州盟旗]))府)(办公[厅室])$"), r"人民政府\1"),
    (re.compile(r"(?<!人民)政府$"), "人民政府"),
    (re.compile(r"管委会$"), "管理委员会"),
    (re.compile(r"街道办$"), "街道办事处"),
)
_GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?")
_CLASS_OF_LEVEL = {
    "省": ("province",),
    "市": ("city", "county", "province"),
    "州": ("city",),
    "盟": ("city",),
}
_DISTRICTS = ("区", "县", "旗")


@dataclass(frozen=True, slots=True)
class Body:
    """A public body. `since` and `until` are the first and last year it reports for, None where not known."""

    name: str
    region: str | None
    level: str | None
    kind: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    credit_code: str | None = None
    since: int | None = None
    until: int | None = None
    successor: str | None = None
    source: str = ""


@lru_cache(maxsize=1)
def bodies() -> Mapping[str, Body]:
    """The registered bodies by name."""
    text = files("archive.text").joinpath("bodies.csv").read_text(encoding="utf-8")
    return {row["name"]: _body(row) for row in csv.DictReader(io.StringIO(text))}


def _body(row: Mapping[str, str]) -> Body:
    def parts(column: str) -> tuple[str, ...]:
        return tuple(row[column].split("|")) if row[column] else ()

    return Body(
        name=row["name"],
        region=row["region"] or None,
        level=row["level"] or None,
        kind=row["kind"],
        aliases=parts("aliases"),
        hosts=parts("hosts"),
        credit_code=row["credit_code"] or None,
        since=int(row["since"]) if row["since"] else None,
        until=int(row["until"]) if row["until"] else None,
        successor=row["successor"] or None,
        source=row["source"],
    )


@lru_cache(maxsize=1)
def by_alias() -> Mapping[str, tuple[Body, ...]]:
    """The registered bodies by their other names and by their names with short words written out."""
    found: dict[str, list[Body]] = defaultdict(list)
    for body in bodies().values():
        for name in {*body.aliases, written_out(body.name)} - {body.name}:
            found[name].append(body)
    return {name: tuple(known) for name, known in found.items()}


def kind_of(name: str) -> str:
    """The kind of a body by the end of its name."""
    return next((kind for kind, pattern in _kinds() if pattern.search(name)), "other")


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("archive.text").joinpath("kinds.csv").read_text(encoding="utf-8")
    return tuple((row["kind"], re.compile(row["pattern"])) for row in csv.DictReader(io.StringIO(text)))


def written_out(name: str) -> str:
    """The name with its short words in full: 青岛市卫健委 -> 青岛市卫生健康委员会, 市政府 -> 市人民政府."""
    for pattern, whole in _OFFICES:
        if pattern.search(name):
            return pattern.sub(whole, name)
    named = function_of(name)
    return named.place + named.whole if named else name


def full_name(name: str, region: str | None) -> str:
    """The name by which a body is known: short words in full, places as the register of regions has them.

    市财政局 in 370200 -> 青岛市财政局 · 江苏省淮安市洪泽区财政局 -> 淮安市洪泽区财政局
    """
    name = re.sub(r"\s+", "", name)
    known = regions().get(region or "")
    if region == CENTRAL or known is None:
        return written_out(name)
    code, end = place_of(name, within=known.code)
    if code == known.code:
        return (
            written_out(name) if _keeps_place(name, end, code) else full_place(code) + written_out(name[end:])
        )
    name = written_out(name)
    generic = _GENERIC.match(name)
    if code is None and generic and _fits(generic[1], known.code):
        return full_place(known.code) + name[generic.end() :]
    return full_place(known.code) + name if code is None and is_bare(name) else name


def _keeps_place(name: str, end: int, code: str) -> bool:
    """Whether a place without its class word is part of a proper name: 山东大学, 浙江海事局, 新疆兵团.

    广西自然资源厅 and 内蒙古人民政府办公厅 are short for names with 自治区.
    """
    rest = name[end:]
    return name[end - 1] != regions()[code].name[-1] and (not is_bare(rest) or rest.endswith("检验检疫局"))


def is_bare(name: str) -> bool:
    """Whether a name says what a body does and neither where nor of which level: 民政局, 人民政府办公室."""
    name = written_out(name)
    named = function_of(name)
    return bool(_GOVERNMENT.fullmatch(name)) or bool(named and not named.place)


def _fits(sign: str, code: str) -> bool:
    place = regions()[code]
    return place.name.endswith(sign) and place.level in _CLASS_OF_LEVEL.get(sign, ("county",))


def full_place(code: str) -> str:
    """A region with what stands before it in the names of its bodies: 淮安市洪泽区, 昆山市, 河北省."""
    place = regions()[code]
    above = regions().get(place.parent)
    if above and place.name.startswith(above.name[:2]) and len(place.name) > 4:
        return place.name  # 苏州工业园区
    if place.level != "county" or above is None or above.code == CENTRAL or "直辖" in above.name:
        return place.name
    if not place.name.endswith(_DISTRICTS) or (above.level == "province" and above.name.endswith("省")):
        return place.name
    return above.name + place.name
