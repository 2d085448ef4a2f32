"""When to ask how it went, and when nobody knows any more, from the packs of the day."""

from __future__ import annotations

from datetime import date

from cairn.platform.packs import rules_on
from cairn.referrals.domain.states import Terms
from cairn.rulebook.rivals import PackError

KEYS = ("referral.ask", "referral.ask_waiting_list", "referral.unknown")


def terms_on(on: date, place: str) -> Terms:
    """The three terms with who says so; raises PackError when a pack lost one."""
    rules = rules_on(on, place)
    entries = [(key, rules.find(key)) for key in KEYS]
    found = [entry for _, entry in entries if entry is not None]
    if len(found) < len(KEYS):
        missing = next(key for key, entry in entries if entry is None)
        raise PackError("packs/us/federal/referrals.toml", missing, "value", "it is missing; put it back.")
    ask, waiting, unknown = found
    return Terms(ask.days, waiting.days, unknown.days, tuple(entry.citation for entry in found))
