"""Lines about hiring: applicants who wait for the manager's panel, interviews that a panel member has still to score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from cairn.front.pages.homes.lines import Line, Turn
from cairn.hiring.queries.waiting import Waiting
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date

ANSWER_DAYS = 14  # a habit: whoever applies hears within two weeks
SCORE_DAYS = 3  # a habit: scores are written down while one still hears the voice


def applicant_line(waiting: Waiting, actor: Actor, on: date) -> Iterator[Line]:
    """One line for all who wait, by the one who has waited longest."""
    if waiting.since is None:
        return
    title = f"{waiting.count} {'applicant waits' if waiting.count == 1 else 'applicants wait'} for your panel"
    days = ANSWER_DAYS - (on - local_date(Instant(waiting.since), actor.zone)).days
    yield Line(title, "Nobody has decided, and not all have scored.", "See who", reverse("list_positions"), days)


def interview_line(waiting: Waiting, actor: Actor, on: date) -> Iterator[Line]:
    """One line for all interviews that the actor has not scored yet."""
    if waiting.since is None:
        return
    title = f"{waiting.count} {'interview waits' if waiting.count == 1 else 'interviews wait'} for your scores"
    days = SCORE_DAYS - (on - local_date(Instant(waiting.since), actor.zone)).days
    text, href = "The panel reads on once everybody has handed in.", reverse("list_own_interviews")
    yield Line(title, text, "Score", href, days, turn=Turn.LAST)
