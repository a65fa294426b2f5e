"""What bodies are in charge of, and who took over from whom: functions.csv read as data.

    function_of("青岛市国土资源局")  -> Named("青岛市", land_resources, "国土资源", "局")
    function_of("青岛市卫健委")      -> Named("青岛市", health, "卫健", "委")

`names` are the words that stand for one function, the usual one first; `short` those that are short for it,
or, with `=`, for another of its names.
`since` and `until` are reporting years. `successors` took over the whole, `partly` a part of the work.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

SHORT_CLASSES = ("局", "厅", "委员会", "委", "办公室", "办", "部")
CLASSES = (*SHORT_CLASSES, "署", "总局", "管理局", "管理办公室", "委员会办公室", "领导小组办公室")
WHOLE_CLASS = {"委": "委员会", "办": "办公室"}
PLACE_END = re.compile(r"(?:^|[省市区县旗州盟乡镇]|地区|街道|共和国|国家|特区|新区|开发区|本|我|全)$")


@dataclass(frozen=True, slots=True)
class Function:
    """One function. Empty `since` or `until`: before or after all that is looked at."""

    code: str
    names: tuple[str, ...]
    short: Mapping[str, str]
    since: int | None
    until: int | None
    successors: tuple[str, ...]
    partly: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: what stands before, the function, the words that say it, the class word."""

    place: str
    function: Function
    words: str
    ending: str

    @property
    def whole(self) -> str:
        """The part after the place, a short form written out: 卫健委 -> 卫生健康委员会."""
        words = self.function.short.get(self.words, self.words)
        if self.ending in WHOLE_CLASS and words != self.function.names[0]:
            # 发展改革委 -> 发展和改革委员会; but 发展改革局 may be a name in full
            fuller = (
                name for name in self.function.names if "和" in name and name.replace("和", "") == words
            )
            words = next(fuller, words)
        return words + WHOLE_CLASS.get(self.ending, self.ending)


@lru_cache(maxsize=1)
def functions() -> Mapping[str, Function]:
    """Every function by its code."""
    text = files("archive.text").joinpath("functions.csv").read_text(encoding="utf-8")
    return {row["code"]: _function(row) for row in csv.DictReader(io.StringIO(text))}


def _function(row: Mapping[str, str]) -> Function:
    def parts(column: str) -> tuple[str, ...]:
        return tuple(row[column].split("|")) if row[column] else ()

    def year(column: str) -> int | None:
        return int(row[column]) if row[column] else None

    return Function(
        row["code"],
        parts("names"),
        {word: written or parts("names")[0] for word, _, written in _pairs(parts("short"))},
        year("since"),
        year("until"),
        parts("successors"),
        parts("partly"),
        row["source"],
    )


def _pairs(shorts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [short.partition("=") for short in shorts]


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, Function], Mapping[str, Function]]:
    """The functions by their full names, and by the short ones."""
    full = {word: f for f in functions().values() for word in f.names}
    return full, {word: f for f in functions().values() for word in f.short}


@lru_cache(maxsize=65536)
def function_of(name: str) -> Named | None:
    """The function that the end of a name says, the longest words first; None where it says none.

    Full names come before short ones: 应急管理局 is 应急管理 + 局, not 应急 + 管理局.
    """
    for words_of, endings in zip(_words(), (CLASSES, SHORT_CLASSES), strict=True):
        for ending in (e for e in endings if name.endswith(e)):
            rest = name[: -len(ending)]
            for length in range(min(18, len(rest)), 1, -1):
                words = rest[-length:]
                function = words_of.get(words)
                if function and PLACE_END.search(rest[:-length]):
                    return Named(rest[:-length], function, words, ending)
    return None


def follows(later: Function, earlier: Function) -> bool:
    """Whether the later function took over all of the earlier one, in one step."""
    return later.code in earlier.successors
