"""Which courses still count, for rooms that made one out of their own records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cairn.credentials import policy_counting
from cairn.credentials.models import ContinuingEducation
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible


def list_courses_that_count(actor: Actor, course_ids: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Those of these courses that were not taken back, nor the certificate under which they stand. One statement."""
    rows = visible(ContinuingEducation, actor, policy_counting.COUNT, on).filter(id__in=list(course_ids))
    standing = rows.filter(taken_back_at__isnull=True, credential__taken_back_at__isnull=True)
    return frozenset(standing.values_list("id", flat=True))
