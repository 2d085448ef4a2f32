"""Putting supervision in place: an agreement made, revised, signed by both, ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.domain.agreements import (
    COUNTS,
    AgreementDraft,
    VersionDraft,
    check_agreement,
    check_end,
    check_version,
    handover,
)
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.identity.queries.names import list_who_may_supervise
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

MAKE, SIGN, END = "identity.agreement.make", "identity.agreement.sign", "identity.agreement.end"


@command(permission=MAKE)
def make_agreement(*, actor: Actor, agreement_id: UUID, draft: AgreementDraft, now: Instant) -> UUID:
    """Write down who is to supervise whom. It holds once both have signed. Raises BadInput, Conflict (same id, other content)."""
    today = local_date(now, actor.zone)
    content = {
        "peer_id": draft.peer_id, "supervisor_id": draft.supervisor_id, "kind": draft.kind, "ends_on": draft.ends_on,
        "is_relative": draft.is_relative, "is_own_therapist": draft.is_own_therapist, "supervision": draft.supervision,
        "frequency": draft.frequency.strip(), "duties": draft.duties.strip(), "cosigns_notes": draft.cosigns_notes,
    }  # fmt: skip
    mine = visible(SupervisionAgreement, actor, MAKE, today)
    if draft.peer_id is not None:  # one at a time for one peer
        list(visible(Engagement, actor, MAKE, today).select_for_update().filter(id=draft.peer_id))
    if not mine.filter(id=agreement_id).exists():
        check_agreement(
            draft, today, excludes_near=rules_on(today, actor.place).find("supervisor.excluded") is not None
        )
        _check_people(actor, draft, today)
        _check_no_other(actor, draft, today)
    if create_once(SupervisionAgreement, actor, agreement_id, content, starts_on=draft.starts_on):
        ledger.record(
            "identity.agreement.made", agreement=agreement_id, peer=draft.peer_id, supervisor=draft.supervisor_id
        )
    return agreement_id


@command(permission=MAKE)
def revise_agreement(*, actor: Actor, agreement_id: UUID, version_id: UUID, draft: VersionDraft, now: Instant) -> UUID:
    """Write the next version of an agreement. The old one stays in force until both have signed the new. Raises NotFound,
    BadInput, Conflict (same id, other content)."""
    today = local_date(now, actor.zone)
    mine = visible(SupervisionAgreement, actor, MAKE, today)
    old = mine.filter(id=agreement_id).select_for_update().first()
    if old is None:
        raise NotFound
    content = {
        "replaces_id": old.id, "changes": draft.changes.strip(), "ends_on": draft.ends_on,
        "frequency": draft.frequency.strip(), "duties": draft.duties.strip(), "cosigns_notes": draft.cosigns_notes,
    }  # fmt: skip
    if not mine.filter(id=version_id).exists():
        check_version(draft, today)
        _check_replaceable(old, mine, draft, today)
    kept = {
        name: getattr(old, name)
        for name in ("peer_id", "supervisor_id", "kind", "supervision", "is_relative", "is_own_therapist")
    }
    more = {**kept, "version": old.version + 1, "starts_on": draft.starts_on}
    if create_once(SupervisionAgreement, actor, version_id, content, **more):
        ledger.record("identity.agreement.revised", agreement=version_id, replaces=old.id, version=old.version + 1)
    return version_id


@command(permission=SIGN)
def sign_agreement(*, actor: Actor, agreement_id: UUID, now: Instant) -> UUID:
    """Sign one's own side. With the second signature it is in force, never before that day; the version it replaces then ends.

    Raises NotFound, BadInput (ended)."""
    today = local_date(now, actor.zone)
    rows = visible(SupervisionAgreement, actor, SIGN, today)
    replaced = rows.filter(id=agreement_id).values_list("replaces_id", flat=True).first()
    # What it replaces is locked before it, as ending does: otherwise the two could wait for each other.
    old = rows.filter(id=replaced).select_for_update().first() if replaced else None
    row = rows.filter(id=agreement_id).select_for_update().first()
    if row is None:
        raise NotFound
    own = "peer_signed_at" if row.peer_id == actor.engagement_id else "supervisor_signed_at"
    if getattr(row, own) is not None:
        ledger.unchanged("signed before")
        return agreement_id
    has_ended = row.ended_because or (row.ends_on is not None and row.ends_on < today)
    if has_ended or (old is not None and old.ended_because):
        raise BadInput({"agreement": "This agreement has ended. Ask your program manager for a new one."})
    setattr(row, own, now)
    if row.peer_signed_at is not None and row.supervisor_signed_at is not None:
        _begin(row, old, today)
    row.save(update_fields=[own, "starts_on"])
    ledger.record("identity.agreement.signed", agreement=agreement_id, side=own.removesuffix("_signed_at"))
    return agreement_id


@command(permission=END)
def end_agreement(*, actor: Actor, agreement_id: UUID, ends_on: date | None, because: str, now: Instant) -> UUID:
    """Give an agreement its last day and say why. Raises NotFound, BadInput."""
    today = local_date(now, actor.zone)
    row = visible(SupervisionAgreement, actor, END, today).select_for_update().filter(id=agreement_id).first()
    if row is None:
        raise NotFound
    if (row.ends_on, row.ended_because) == (ends_on, because.strip()) and row.ended_because:
        ledger.unchanged("ended before")
        return agreement_id
    if row.ended_because and row.ends_on is not None and row.ends_on < today:
        raise BadInput({"ends_on": "This agreement has ended already. Make a new one if supervision goes on."})
    row.ends_on, row.ended_because = check_end(ends_on, because, row.starts_on, today), because.strip()
    row.save(update_fields=["ends_on", "ended_because"])
    end_unsigned_versions(actor, [agreement_id], row.ended_because, today)
    ledger.record("identity.agreement.ended", agreement=agreement_id, last_day=row.ends_on)
    return agreement_id


def end_agreements_of(actor: Actor, engagement_id: UUID, last_day: date) -> None:
    """End what somebody who leaves agreed to, on either side, on their last day. Part of the command that ends the role."""
    theirs = Q(peer_id=engagement_id) | Q(supervisor_id=engagement_id)
    SupervisionAgreement.objects.filter(
        theirs,
        Q(ends_on__isnull=True) | Q(ends_on__gt=last_day),
        organization_id=actor.organization_id,
    ).update(ends_on=Greatest("starts_on", Value(last_day)), ended_because="One of the two left")


def end_unsigned_versions(actor: Actor, agreement_ids: Collection[UUID], because: str, today: date) -> None:
    """A version that waits for its signatures falls with the agreement that it was to replace."""
    SupervisionAgreement.objects.filter(
        Q(peer_signed_at__isnull=True) | Q(supervisor_signed_at__isnull=True),
        organization_id=actor.organization_id,
        replaces_id__in=agreement_ids,
        ended_because="",
    ).update(ended_because=because, ends_on=Greatest("starts_on", Value(today)))


def _begin(row: SupervisionAgreement, old: SupervisionAgreement | None, today: date) -> None:
    """Both have signed: from here on it holds, and what it replaces ends the day before."""
    if old is None:
        row.starts_on = max(row.starts_on, today)
        return
    row.starts_on, old.ends_on = handover(row.starts_on, today, old.starts_on, old.ends_on)
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise BadInput(
            {"agreement": "This version would end before it begins. Ask your program manager for a new one."}
        )
    old.ended_because = f"Version {row.version} took its place"
    old.save(update_fields=["ends_on", "ended_because"])


def _check_replaceable(
    old: SupervisionAgreement, mine: QuerySet[SupervisionAgreement], draft: VersionDraft, today: date
) -> None:
    """A new version follows one that both signed and that goes on; and one version waits at a time."""
    problems: dict[str, str] = {}
    if old.peer_signed_at is None or old.supervisor_signed_at is None:
        problems["agreement"] = "This version is not signed by both yet. End it and make another, or let them sign."
    elif old.ended_because or (old.ends_on is not None and old.ends_on < today):
        problems["agreement"] = "This agreement has ended. Make a new one if supervision goes on."
    elif mine.filter(replaces_id=old.id, ended_because="").exists():
        problems["agreement"] = "A new version waits for signatures already. End that one first if it is wrong."
    if old.kind == "cover" and draft.ends_on is None:
        problems["ends_on"] = "Cover has a last day. Give the day until which it is needed."
    if draft.cosigns_notes and old.supervision != COUNTS:
        problems["cosigns_notes"] = "Only a clinical supervisor reads notes."
    if problems:
        raise BadInput(problems)


def _check_people(actor: Actor, draft: AgreementDraft, today: date) -> None:
    problems: dict[str, str] = {}
    peers = list_who_may_supervise(actor, "peer", today)
    peer = next((one for one in peers if one.id == draft.peer_id and one.role is Role.PEER_SUPPORTER), None)
    supervisor = next(
        (one for one in list_who_may_supervise(actor, draft.supervision, today) if one.id == draft.supervisor_id), None
    )
    if peer is None:
        problems["peer"] = "Choose a peer supporter who works here now."
    if supervisor is None:
        problems["supervisor"] = (
            "Choose a clinical supervisor who works here now. Only peer and administrative supervision may be held by others."
            if draft.supervision == COUNTS
            else "Choose a supervisor, peer supporter or program manager who works here now."
        )
    elif peer is not None and supervisor.person_id == peer.person_id:
        problems["supervisor"] = "Nobody supervises themselves, whatever the role. Choose somebody else."
    if problems:
        raise BadInput(problems)


def _check_no_other(actor: Actor, draft: AgreementDraft, today: date) -> None:
    going_on = visible(SupervisionAgreement, actor, MAKE, today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=draft.starts_on),
        peer_id=draft.peer_id,
        supervisor_id=draft.supervisor_id,
        supervision=draft.supervision,
    )
    if draft.ends_on is not None:
        going_on = going_on.filter(starts_on__lte=draft.ends_on)
    if going_on.exists():
        raise BadInput({"supervisor": "These two have an agreement in these days already. End that one first."})
