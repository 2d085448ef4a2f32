"""Whether a guardian's name on a signed paper was proven, read together with the consents that the paper made.

No statement of its own: a query of consents asks for it as two more columns.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import Case, CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.domain.guardians import Power, Relation
from cairn.privacy.domain.papers import Says
from cairn.privacy.domain.proofs import SignedForThem, proofs_for
from cairn.privacy.domain.signing import POWER_FOR, Signer, power_for
from cairn.privacy.models import Consent, GuardianPaper, PaperSignature

UNPROVEN, PROVEN = "unproven", "proven"


def with_guardian(rows: QuerySet[Consent], on: date, place: str) -> QuerySet[Consent]:
    """Each consent with the relation of the guardian who signed its paper, if one did, and whether that was proven by today."""
    return rows.annotate(
        guardian_relation=Subquery(_signatures().values("guardian__relation")[:1]),
        guardian_proof=Case(
            When(_proven(proving_papers(on, place)), then=Value(PROVEN)),
            default=Value(UNPROVEN),
            output_field=CharField(max_length=8),
        ),
        guardian_day=Value(on, output_field=DateField()),
    )


def proven_rows(papers: list[str]) -> Q:
    """The consents that no guardian signed, or one whose right was proven: part of a query of consents."""
    return ~Q(Exists(_signatures())) | Q(_proven(papers))


def signed_for_them(row: Consent, place: str) -> SignedForThem | None:
    """What `with_guardian` found; None where no guardian signed, and for a row that is only being written."""
    relation = getattr(row, "guardian_relation", None)
    if relation is None:
        return None
    on: date = row.guardian_day  # type: ignore[attr-defined]
    is_proven: bool = row.guardian_proof == PROVEN  # type: ignore[attr-defined]
    return SignedForThem(
        Relation(relation), is_proven, proofs_for(power_for(ConsentKind(row.kind)), rules_on(on, place))
    )


def proving_papers(on: date, place: str) -> list[str]:
    """What the pack takes, as "power.relation.evidence": handed to queries that are worked out once and asked on many days."""
    return list(_proving_papers(on, place))


@lru_cache(maxsize=64)  # a day and a place, nobody's
def _proving_papers(on: date, place: str) -> list[str]:
    rules = rules_on(on, place)
    found = ((power, pair) for power in Power for pair in proofs_for(power, rules).enough)
    return sorted(f"{power.value}.{relation.value}.{evidence.value}" for power, (relation, evidence) in found)


def _signatures() -> QuerySet[PaperSignature]:
    return PaperSignature.objects.filter(
        paper_id=OuterRef("paper_id"), signer=Signer.GUARDIAN.value, says=Says.AGREES.value, guardian__isnull=False
    )


def _proven(papers: list[str]) -> Exists:
    """Whether the guardian's name on the paper was proven by one of these, looked at before or after."""
    special = (When(paper__kind=kind.value, then=Value(power.value)) for kind, power in POWER_FOR.items())
    power = Case(*special, default=Value(Power.SHARING.value))
    seen, later = (
        Concat(power, Value("."), "guardian__relation", Value("."), name, output_field=CharField())
        for name in ("guardian__evidence", "guardian__proof")
    )
    pair = Concat(
        OuterRef("power"), Value("."), OuterRef("guardian__relation"), Value("."), "evidence", output_field=CharField()
    )
    further = GuardianPaper.objects.filter(guardian_id=OuterRef("guardian_id")).annotate(pair=pair)
    signatures = _signatures().annotate(power=power, seen=seen, later=later)
    return Exists(signatures.filter(Q(seen__in=papers) | Q(later__in=papers) | Exists(further.filter(pair__in=papers))))
