"""Referrals with how they stand, told by the rows themselves: nothing about the standing is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.referrals.domain.kinds import Way
from cairn.referrals.domain.states import Facts, State, Terms, is_due, state_of
from cairn.referrals.domain.steps import CLOSING, Heard, Reason
from cairn.referrals.models import HandOver, Referral, ReferralStep

CLOSED = [heard.value for heard in CLOSING]


def with_standing(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """Adds `heard`, `word_on`, `asked_about_on` and `handed_on` to each referral."""
    corrections = ReferralStep.objects.filter(corrects=OuterRef("pk"))
    steps = ReferralStep.objects.filter(~Exists(corrections), referral=OuterRef("pk")).exclude(heard=Heard.NOT_SO.value)
    newest = steps.order_by("-on", "-stage", "-recorded_at", "-id")
    word = newest.exclude(heard=Heard.NOT_KNOWN.value)
    handed = HandOver.objects.filter(referral=OuterRef("pk")).order_by("-on").values("on")[:1]
    rows = rows.annotate(heard=Subquery(word.values("heard")[:1]), handed_on=Subquery(handed))
    return rows.annotate(
        word_on=_first(Subquery(word.values("on")[:1])), asked_about_on=_first(Subquery(newest.values("on")[:1]))
    )


def _first(found: Subquery) -> Coalesce:
    """That day, else the handing over, else the asking."""
    return Coalesce(found, F("handed_on"), F("asked_on"), output_field=DateField())


def counted(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """Without those that were written down by mistake: they were no referrals."""
    corrections = ReferralStep.objects.filter(corrects=OuterRef("pk"))
    mistakes = ReferralStep.objects.filter(
        ~Exists(corrections), referral=OuterRef("pk"), heard=Heard.STOPPED.value, reason=Reason.MISTAKE.value
    )
    return rows.filter(~Exists(mistakes))


def facts_of(row: Any) -> Facts:
    """The facts of a row that `with_standing` gave."""
    handed = row.handed_on is not None or row.way == Way.CARD.value
    return Facts(Heard(row.heard) if row.heard else None, row.word_on, row.asked_about_on, handed)


def state_and_due(row: Any, today: date, terms: Terms) -> tuple[State, bool]:
    facts = facts_of(row)
    state = state_of(facts, today, terms)
    return state, is_due(facts, state, today, terms)


def closed() -> Q:
    return Q(heard__in=CLOSED)


def not_closed() -> Q:
    return Q(heard__isnull=True) | ~Q(heard__in=CLOSED)


def forgotten(today: date, terms: Terms) -> Q:
    """Handed over, and no word for so long that nobody knows."""
    begun = Q(heard__isnull=False) | Q(handed_on__isnull=False) | Q(way=Way.CARD.value)
    return not_closed() & begun & Q(word_on__lt=terms.known_since(today))


def waiting(today: date, terms: Terms) -> Q:
    """On the way, or not handed over yet."""
    begun = Q(heard__isnull=False) | Q(handed_on__isnull=False) | Q(way=Way.CARD.value)
    return not_closed() & (~begun | Q(word_on__gte=terms.known_since(today)))


def due(today: date, terms: Terms) -> Q:
    """Those of the waiting about which it is time to ask. The same as `is_due` says of each."""
    listed = terms.ask_if_silent_since(today, State.WAITING_LIST)
    others = terms.ask_if_silent_since(today, State.NO_WORD_YET)
    is_listed = Q(heard=Heard.WAITING_LIST.value)
    silent = (is_listed & Q(asked_about_on__lte=listed)) | (
        (Q(heard__isnull=True) | ~is_listed) & Q(asked_about_on__lte=others)
    )
    return waiting(today, terms) & silent
