"""What happens at the door, written into the installation's own chain: ids and codes, never an address or a password."""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from cairn.identity.models import Account
from cairn.identity.queries.sessions import keys_of_sessions
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation


def note_sign_in(action: str, *, account_id: UUID | None, now: Instant, **codes: str | int) -> None:
    """One entry: `identity.account.signed_in`, `.sign_in_failed`, `.locked_out`, `.signed_out`, or a second step changed."""
    acts = [{"action": action, "account": str(account_id) if account_id else None, **codes}]
    with scope_of_installation(), transaction.atomic():
        ledger.write(ledger.Gathering(acts=acts), now=now)


def note_failed_sign_in(*, email: str, now: Instant) -> None:
    """A wrong password or an unknown address: the same work for both, so that the time does not tell them apart."""
    account_id = Account.objects.filter(email__iexact=email).values_list("id", flat=True).first()
    note_sign_in("identity.account.sign_in_failed", account_id=account_id, now=now)


def end_other_sessions(*, account_id: UUID, keep: str, now: Instant) -> int:
    """Sign an account out everywhere but here. Returns how many sessions ended."""
    others = [key for key in keys_of_sessions(account_id, now) if key != keep]
    with transaction.atomic():
        Session.objects.filter(session_key__in=others).delete()
        note_sign_in("identity.account.signed_out_everywhere", account_id=account_id, now=now, sessions=len(others))
    return len(others)
