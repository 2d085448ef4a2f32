"""What `meetings` tells of checking in, for the caseload and the page of a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from cairn.meetings.domain.check_ins import due_on
from cairn.meetings.queries.check_ins import rhythm_of
from cairn.support.queries.check_ins import CheckIn


def tell_check_in(kept: Any, last_contact_on: date | None) -> CheckIn:
    """What the two agreed, and when the next one is."""
    rhythm = rhythm_of(kept)
    return CheckIn(rhythm.told, due_on(rhythm, last_contact_on))
