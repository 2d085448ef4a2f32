"""The only place that reads the clock. Everything else gets the time as an argument.

A demo stands on a fixed day (`cairn demo --today 2026-11-21`): its clock is the real one, moved by a whole number of days.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from cairn.kernel.instants import Instant


def now() -> Instant:
    """This instant, in UTC, as this installation counts it."""
    return Instant(datetime.now(UTC) + timedelta(days=settings.CAIRN_CLOCK_OFFSET_DAYS))
