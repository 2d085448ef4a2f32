"""Who is expected in a group: invited, not taken off, and still served. Who left or died stands on no list of those to come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cairn.gatherings.models import RosterPlace


def expected_after(places: QuerySet[RosterPlace], on: date) -> QuerySet[RosterPlace]:
    """The places of those whose services go on beyond a day."""
    return places.filter(Q(client__ended_on__isnull=True) | Q(client__ended_on__gt=on), withdrawn_at__isnull=True)


def expected_on(places: QuerySet[RosterPlace], on: date) -> QuerySet[RosterPlace]:
    """The same for a meeting on a day: who left on that day may still have come."""
    return expected_after(places, on - timedelta(days=1))
