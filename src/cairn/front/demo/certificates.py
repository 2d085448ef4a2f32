"""Each class that was passed in the demo has its signed certificate, as a decision on a page gives it."""

from __future__ import annotations

from datetime import time

from cairn.badges.commands.badges import issue_badge
from cairn.badges.domain.badges import Kind
from cairn.front.demo.badges import acting
from cairn.front.demo.people import ZONE, House
from cairn.kernel.instants import from_local
from cairn.privacy.scope import scope_of
from cairn.training.models import Completion
from cairn.training.queries.completions import certificate_facts


def tell(houses: dict[str, House]) -> int:
    house = houses["training_body"]
    kay = acting(house, "Kay")
    with scope_of(kay):
        passed = list(
            Completion.objects.filter(outcome="yes")
            .order_by("decided_on", "id")
            .select_related("registration__candidate", "registration__course_class__course")
        )
        for row in passed:
            printed = certificate_facts(kay, row.registration_id, house.today)
            issue_badge(
                actor=kay,
                badge_id=row.registration_id,
                kind=Kind.COURSE.value,
                recipient_name=printed.recipient,
                recipient_person_id=row.registration.candidate.person_id,
                title=row.registration.course_class.course.title,
                facts=printed.facts,
                issued_on=row.decided_on,
                expires_on=None,
                now=from_local(row.decided_on, time(12), ZONE),
            )
    return len(passed)
