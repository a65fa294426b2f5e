"""What a reader asked for: the id in the address and the parameters behind the question mark, checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.text.counts import being, counted
from archive.web.language import Language

LONGEST_WORD = 200
MOST_VALUES = 60
FIRST_YEAR, LAST_YEAR = 1990, 2100


class NoAnswerError(Exception):
    """Why there is no such page, in both languages: shown to the reader with `status`."""

    status = 400

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class BadQuestionError(NoAnswerError):
    """A parameter that makes no sense."""


class NotHereError(NoAnswerError):
    """The archive has no such thing."""

    status = 404


@dataclass(frozen=True, slots=True)
class Question:
    """`args` maps every parameter to all its values, in the order given. An empty value counts as none.
    `base` is the address of the site (no slash at its end), `part` what follows the id in the address."""

    language: Language
    args: Mapping[str, Sequence[str]]
    id: str = ""
    part: str = ""
    base: str = ""

    def word(self, name: str, longest: int = LONGEST_WORD) -> str | None:
        values = self.words(name, longest)
        return values[-1] if values else None

    def words(self, name: str, longest: int = LONGEST_WORD, most: int = MOST_VALUES) -> list[str]:
        values = list(dict.fromkeys(value.strip() for value in self.args.get(name, ()) if value.strip()))
        if len(values) > most:
            raise BadQuestionError(
                f"“{name}”最多选 {most} 个。", f"At most {most} values of “{name}” at a time."
            )
        if any(len(value) > longest or "\0" in value for value in values):
            raise BadQuestionError(
                f"“{name}”太长（至多 {longest} 字）。", f"“{name}” is longer than {longest} characters."
            )
        return values

    def number(self, name: str, lowest: int, highest: int) -> int | None:
        word = self.word(name)
        if word is None:
            return None
        if not (word.isascii() and word.isdecimal() and lowest <= int(word) <= highest):
            raise BadQuestionError(
                f"“{name}”应是 {lowest} 至 {highest} 之间的整数。",
                f"“{name}” should be a whole number from {lowest} to {highest}.",
            )
        return int(word)

    def year(self, name: str = "year") -> int | None:
        return self.number(name, FIRST_YEAR, LAST_YEAR)

    def day(self, name: str) -> str | None:
        """A day as YYYY-MM-DD."""
        word = self.word(name)
        if word is None:
            return None
        try:
            return date.fromisoformat(word).isoformat()
        except ValueError:
            raise BadQuestionError(
                f"“{name}”应是日期，如 2024-01-31。", f"“{name}” should be a day such as 2024-01-31."
            ) from None

    def page(self, most: int = 1000) -> int:
        return self.number("page", 1, most) or 1

    def within(self, count: int, page_size: int) -> None:
        """Says how many pages there are where a later one was asked for."""
        last = max(1, -(-count // page_size))
        if (self.number("page", 1, 10**9) or 1) > last:
            raise NotHereError(f"只有 {last} 页。", f"There {being(last)} only {counted(last, 'page')}.")

    def choice(self, name: str, options: Collection[str]) -> str | None:
        word = self.word(name)
        if word is not None and word not in options:
            raise BadQuestionError(
                f"“{name}”只能是：{'、'.join(options)}。",
                f"“{name}” can only be one of: {', '.join(options)}.",
            )
        return word
