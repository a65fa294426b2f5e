"""Sample data says so wherever it goes: hosts under .test, which nobody can register, are invented."""

from __future__ import annotations

from urllib.parse import urlsplit

MARK = "样例数据 / sample data"


def is_sample(host: str) -> bool:
    return host.endswith(".test")


def sample_mark(url: str) -> str | None:
    """The mark that rows read from this address carry; None for real ones."""
    return MARK if is_sample(urlsplit(url).hostname or "") else None
