"""From stored captures to documents, reports, figures and findings; and the proof that they hold.

    unread captures -> assemble (read, join, extract; several processes) -> store (one transaction a batch)

Needs no network, and running it twice changes nothing.
"""

from archive.process.checking import Problem, check
from archive.process.reading import Summary, read_captures

__all__ = ["Problem", "Summary", "check", "read_captures"]
