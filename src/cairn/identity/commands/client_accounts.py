"""The sign-in of a person served: an account of its own, never joined with that of somebody at work.

It has no password and no address that anybody could write to: a passkey or an app with codes, on their device, is all that opens it.
The room that knows whose it is calls this inside its own transaction, with the whole installation open, and writes the ledger.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from cairn.identity.domain.client_names import address_for
from cairn.identity.models import Account, Engagement, Person
from cairn.identity.queries.sessions import keys_of_sessions
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant


@dataclass(frozen=True, slots=True)
class Opened:
    """The account that signs in, and the hat that it wears."""

    account_id: UUID
    engagement_id: UUID


def open_client_account(*, organization_id: UUID, name: str, today: date, now: Instant) -> Opened:
    """A new person with the role of a client and an account. What they are called there tells nobody who they are."""
    person = Person.objects.create(created_at=now)
    account = Account.objects.create(
        person=person, email=address_for(secrets.token_hex(4)), password=make_password(None)
    )
    engagement = Engagement.objects.create(
        organization_id=organization_id, person=person, role=Role.CLIENT.value, name=name, starts_on=today
    )
    return Opened(account.id, engagement.id)


def close_client_account(*, engagement_id: UUID, now: Instant) -> None:
    """End it at once: passkeys and the app's secret are forgotten, every place where it is signed in is signed out."""
    engagement = Engagement.objects.select_for_update().get(id=engagement_id, role=Role.CLIENT.value)
    Engagement.objects.filter(id=engagement_id, ended_at__isnull=True).update(ended_at=now)
    account = Account.objects.filter(person_id=engagement.person_id).first()
    if account is None:
        return
    Authenticator.objects.filter(user_id=account.id).delete()
    Account.objects.filter(id=account.id).update(is_active=False)
    Session.objects.filter(session_key__in=keys_of_sessions(account.id, now)).delete()
