"""The archive: one SQLite file. `Archive.open(path)` is the way in."""

from archive.store.archive import Archive, Page
from archive.store.connection import register_functions
from archive.store.errors import ArchiveError

__all__ = ["Archive", "ArchiveError", "Page", "register_functions"]
