"""The nouns of a source: Site (one host), Column (one of its lists), and what a family of CMS makes of it.

sites/ID.toml -> Site(Column, …) -> Family.first(column) -> Ask -> bytes -> Family.read(…) -> ListPage
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from archive.store.sample import is_sample

Parameter = str | int


class SiteError(ValueError):
    """A source file is not as it must be. The message is one sentence that names file and key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One list of a site. `every` is in days. `item`, `date`, `next`, `article` are CSS selectors.

    `item` finds the links of the list, `date` is looked up in the element around a link, `next` finds the
    link to the next list page, `article` the element of an article page in which attachments are looked for.
    `titles` is a regular expression that the title of an entry must match to be fetched. `browser`: a script
    builds the list. What a healthy run looks like: between `min_items` and `max_items` entries, nine in ten
    with the fields of `filled` (title, date), and one at least of each of the `years`.
    """

    name: str
    kind: str
    address: str
    family: str
    item: str | None = None
    date: str | None = None
    next: str | None = None
    article: str | None = None
    titles: str | None = None
    every: float = 1.0
    pictures: bool | None = None
    browser: bool = False
    min_items: int = 1
    max_items: int | None = None
    filled: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    guess: bool = False
    verified: str = "never"
    recorded: int | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict, hash=False)

    @property
    def wants_pictures(self) -> bool:
        """Pictures are kept of yearly reports, whose tables may be pictures, and where the file says so."""
        return self.kind == "annual_report" if self.pictures is None else self.pictures


@dataclass(frozen=True, slots=True)
class Site:
    """One host with its columns and its pace: `delay` and `gone_after` in s, `max_bytes` per answer,
    `max_files` per article, `max_pages`, `max_lists` and `max_total_bytes` per crawl.

    `hours` (minutes of the day in China) says when the host may be asked. `certificate = "any"` takes one
    that cannot be verified, `tls = "old"` speaks what old servers do. `challenge = "run"` lets a browser pass
    a plain cookie challenge; `reason` says why.
    """

    id: str
    host: str
    name: str
    columns: tuple[Column, ...]
    region: str | None = None
    body: str | None = None
    hosts: tuple[str, ...] = ()
    delay: float = 3.0
    concurrency: int = 1
    max_pages: int = 5000
    max_lists: int = 200
    max_bytes: int = 50_000_000
    max_files: int = 60
    max_total_bytes: int = 5_000_000_000
    timeout: float = 30.0
    gone_after: float = 3 * 86400.0
    hours: tuple[int, int] | None = None
    proxy: str | None = None
    tls: str = "modern"
    certificate: str = "verified"
    challenge: str = "off"
    reason: str | None = None
    verified: str = "never"
    recorded: int | None = None

    @property
    def sample(self) -> bool:
        """Hosts under .test are the sample portal's: invented."""
        return is_sample(self.host)

    @property
    def all_hosts(self) -> tuple[str, ...]:
        return (self.host, *self.hosts)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list. `date` is YYYY-MM-DD, or None where the list prints none."""

    url: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A list page to fetch. `number` counts from 1; a body makes it a POST of a form, or of JSON.

    A `probe` is a page that nothing promised: where it is not there, the list has ended before it.
    """

    url: str
    number: int = 1
    body: bytes | None = None
    probe: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """What a POST says of its body."""
        if self.body is None:
            return {}
        kind = "json" if self.body.startswith(b"{") else "x-www-form-urlencoded"
        return {"Content-Type": f"application/{kind}"}


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one list page says: its entries in order and the list pages that it leads to.

    `total` is the number of entries of the whole column where the site says so.
    """

    entries: tuple[Entry, ...]
    more: tuple[Ask, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """How the sites of one CMS list and page. `parameters` maps each key of its own to what it means.

    `first(column)` are the list pages that are known before any is read; `read(column, ask, body, encoding)`
    is pure and may raise `ListError` (scraper.markup). `required` names the parameters that cannot be left
    out.
    """

    name: str
    title: str
    facts: str
    first: Callable[[Column], tuple[Ask, ...]]
    read: Callable[[Column, Ask, bytes, str | None], ListPage]
    item: str = ""
    date: str = ""
    next: str = ""
    article: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
