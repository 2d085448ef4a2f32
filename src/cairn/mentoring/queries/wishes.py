"""What somebody told, and the mentors who would suit them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.mentoring import policy
from cairn.mentoring.domain.wishes import MentorOffer, Suggestion, Topic, Way, Wish, suggest
from cairn.mentoring.models import MentoringWish
from cairn.privacy.policy import visible


def get_wish(actor: Actor, on: date) -> Wish | None:
    """What the actor told; None before they did. One statement."""
    rows = visible(MentoringWish, actor, "mentoring.wish.tell", on).filter(person_id=actor.engagement_id)
    for topics, ways, places in rows.values_list("topics", "ways", "places"):
        return wish_of(topics, ways, places)
    return None


def list_mentors(actor: Actor, on: date) -> tuple[MentorOffer, ...]:
    """The mentors at work who told what they offer, with how many they walk with. One statement."""
    rows = visible(MentoringWish, actor, "mentoring.mentor.see", on).filter(
        Q(person__ends_on__isnull=True) | Q(person__ends_on__gte=on),
        person__role=Role.MENTOR.value,
        person__starts_on__lte=on,
    )
    mentees = Count("person__mentees", filter=Q(person__mentees__ended_on__isnull=True))
    return tuple(
        MentorOffer(person, name, wish_of(topics, ways, places), count)
        for person, name, topics, ways, places, count in rows.annotate(count=mentees)
        .order_by("person__name", "person_id")
        .values_list("person_id", "person__name", "topics", "ways", "places", "count")
    )


def list_suggestions(actor: Actor, wish: Wish, on: date) -> tuple[Suggestion, ...]:
    """Mentors with room and a way in common, with the reasons. One statement."""
    return suggest(wish, list_mentors(actor, on))


def list_mentees_to_be(actor: Actor, permission: str, on: date) -> tuple[tuple[UUID, str], ...]:
    """Everybody at work who may have a mentor or come to a session, by name. One statement."""
    return tuple(mentees_at_work(actor, permission, on).order_by("name", "id").values_list("id", "name"))


def mentees_at_work(actor: Actor, permission: str, on: date) -> QuerySet[Engagement]:
    return visible(Engagement, actor, permission, on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        role__in=[role.value for role in policy.MENTEES],
        starts_on__lte=on,
    )


def wish_of(topics: str, ways: str, places: int) -> Wish:
    return Wish(
        frozenset(Topic(code) for code in topics.split(",") if code),
        frozenset(Way(code) for code in ways.split(",") if code),
        places,
    )
