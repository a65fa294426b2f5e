"""Office files are zip archives: the same entries give the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of (name, content) in this order, with fixed time stamps."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


def settle(body: bytes) -> bytes:
    """The same archive with fixed time stamps."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return pack([(name, archive.read(name)) for name in archive.namelist()])
