"""Times as other archives write them, as the archive's own: UTC, ISO 8601, `Z`."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(text: str) -> str:
    """An ISO time with or without fractions and zone (none means UTC); empty stays empty; or ValueError."""
    if not text:
        return ""
    at = datetime.fromisoformat(text.strip())
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return written(at)


def of_digits(text: str) -> str:
    """The time of fourteen digits (or the first of them) that indexes of web archives use."""
    first = "00010101000000"
    digits = text[:14] + first[len(text[:14]) :]
    return written(datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC))


def written(at: datetime) -> str:
    """To the second where it is one, else to the millisecond or finer."""
    precision = "auto" if at.microsecond % 1000 else "milliseconds" if at.microsecond else "seconds"
    return at.isoformat(timespec=precision).replace("+00:00", "Z")
