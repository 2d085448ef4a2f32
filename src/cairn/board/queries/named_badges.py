"""The badge that a candidate names, checked by the desk itself: against what its issuer signed, now."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.badges.domain.badges import Standing, name_key
from cairn.badges.queries.published import Published, find_published
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant


@dataclass(frozen=True, slots=True)
class NamedBadge:
    """What looking up the number gave. `badge` is None for a number that nobody issued; `is_forged`: not what was signed."""

    number: str
    badge: Published | None
    is_same_name: bool = False
    is_forged: bool = False

    @property
    def is_good(self) -> bool:
        return self.badge is not None and self.badge.standing is Standing.VALID and self.is_same_name


def check_named_badge(number: str, name: str, now: Instant) -> NamedBadge | None:
    """The badge of the number that an application names, beside the name on the application; None when it names none. One statement."""
    if not number.strip():
        return None
    try:
        badge = find_published(number, now)
    except BrokenRecord:
        return NamedBadge(number, None, is_forged=True)
    return NamedBadge(number, badge, badge is not None and name_key(badge.recipient_name) == name_key(name))
