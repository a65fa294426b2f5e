"""Source files as text: what `sites new` and `sites discover` write for a person to finish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from scraper.source import SiteError

Value = str | int | float | bool


def identifier_of(host: str) -> str:
    """An id for a host: the place first, www and gov.cn left out. rsj.km.gov.cn -> km_rsj"""
    parts = host.removesuffix(".gov.cn").split(".")
    kept = [part for part in reversed(parts) if part not in ("www", "com", "org", "net", "cn")]
    return re.sub(r"[^a-z0-9]+", "_", "_".join(kept)).strip("_") or "gov"


def toml_of(
    site: Mapping[str, Value], columns: Iterable[Mapping[str, Value]], notes: Iterable[str] = ()
) -> str:
    """The text of a source file; `notes` are comments at its top."""
    lines = [f"# {_printable(note)}".rstrip() for note in notes]
    lines += [f"{key} = {_quoted(value)}" for key, value in site.items()]
    for column in columns:
        lines += ["", "[[column]]", *(f"{key} = {_quoted(value)}" for key, value in column.items())]
    return "\n".join(lines) + "\n"


def _printable(note: str) -> str:
    """A comment of TOML holds no control character."""
    return "".join(sign if sign.isprintable() else " " for sign in note)


def _quoted(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if ('"' in value or "\\" in value) and "'" not in value and value.isprintable():
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


def write(folder: Path, site_id: str, text: str) -> Path:
    """Writes ID.toml in `folder`; `SiteError` where there is such a file, or the folder takes none."""
    path = folder / f"{site_id}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise SiteError(f"{path}: there is such a file already; it is left as it is.") from error
    except OSError as error:
        raise SiteError(f"{path}: the file cannot be written: {error.strerror}.") from error
    return path
