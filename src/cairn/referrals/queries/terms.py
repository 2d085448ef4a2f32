"""When to ask how it went, and when nobody knows any more, from the packs of the day."""

from __future__ import annotations

from datetime import date

from cairn.platform.packs import entries_on
from cairn.referrals.domain.states import Terms

KEYS = ("referral.ask", "referral.ask_waiting_list", "referral.unknown")


def terms_on(on: date, place: str) -> Terms:
    """The three terms with who says so; raises PackError when a pack lost one."""
    found = entries_on(on, place, KEYS, source="packs/us/federal/referrals.toml")
    ask, waiting, unknown = found
    return Terms(ask.days, waiting.days, unknown.days, tuple(entry.citation for entry in found))
