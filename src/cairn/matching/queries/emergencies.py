"""Who began in an emergency against the word of a supervisor, or against a rule: it goes on only once the supervisor has said so."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cairn.matching.domain.conflicts import NEVER
from cairn.matching.domain.service import Word
from cairn.matching.models import Choice, ConflictAnswer, SupervisorWord
from cairn.support.models import Relationship

AGAINST = [Word.ANOTHER.value, Word.STOP.value]


def begun_in_emergency() -> QuerySet[Choice]:
    """Choices by which somebody began in an emergency and goes on. For a query that says whose, or within another one."""
    together = Relationship.objects.filter(id=OuterRef("relationship_id"), ended_on=None)
    return Choice.objects.filter(Exists(together), emergency_at__isnull=False)


def begun_against() -> QuerySet[Choice]:
    """Those of them that the supervisor's word, or a rule, stood against, and about which no supervisor has spoken since.

    A later answer, such as "none of these", takes nothing of that away: the supervisor speaks again.
    """
    pair = ConflictAnswer.objects.filter(client_id=OuterRef("client_id"), peer_id=OuterRef("peer_id"))
    answers = pair.order_by("-answered_at", "-id")  # also those of an earlier choice: the tie is the same
    before = answers.filter(answered_at__lte=OuterRef("emergency_at"))
    words = SupervisorWord.objects.filter(answer_id=OuterRef("before_id"), said_at__lte=OuterRef("emergency_at"))
    since = SupervisorWord.objects.filter(
        answer__client_id=OuterRef("client_id"),
        answer__peer_id=OuterRef("peer_id"),
        said_at__gt=OuterRef("emergency_at"),
    )
    return (
        begun_in_emergency()
        .annotate(
            before_id=Subquery(before.values("id")[:1]),
            before_outcome=Subquery(before.values("outcome")[:1]),
            now_outcome=Subquery(answers.values("outcome")[:1]),
        )
        .annotate(before_word=Subquery(words.order_by("-said_at", "-id").values("verdict")[:1]))
        .filter(Q(before_outcome=NEVER) | Q(now_outcome=NEVER) | Q(before_word__in=AGAINST))
        .filter(~Exists(since))
    )
