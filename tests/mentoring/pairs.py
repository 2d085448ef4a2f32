"""Pairs for tests: a mentor with room, a mentee, both signatures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.mentoring.models import MentoringPair, MentoringTalk, MentoringWish
from tests.people import NOW, Cast


def offer(cast: Cast, places: int = 2, **details: Any) -> MentoringWish:
    """Mia offers her time."""
    return MentoringWish.objects.create(
        **{
            "organization_id": cast.organization.id,
            "person_id": cast.mia.engagement_id,
            "topics": "boundaries,story",
            "ways": "phone,video",
            "places": places,
            "told_at": NOW,
            **details,
        }
    )


def pair_up(cast: Cast, mentee: Actor | None = None, days_ago: int = 10, **details: Any) -> MentoringPair:
    """Mia and Ana (or another) have both signed some days ago."""
    then = Instant(NOW - timedelta(days=days_ago))
    return MentoringPair.objects.create(
        **{
            "organization_id": cast.organization.id,
            "mentor_id": cast.mia.engagement_id,
            "mentee_id": (mentee or cast.ana).engagement_id,
            "chosen_at": then,
            "mentor_signed_at": then,
            "mentee_signed_at": then,
            **details,
        }
    )


def talked(cast: Cast, pair: MentoringPair, days_ago: int = 0, **details: Any) -> MentoringTalk:
    return MentoringTalk.objects.create(
        **{
            "organization_id": cast.organization.id,
            "pair": pair,
            "on": NOW.date() - timedelta(days=days_ago),
            "minutes": 30,
            "way": "phone",
            "topics": "story",
            "recorded_at": NOW,
            **details,
        }
    )
