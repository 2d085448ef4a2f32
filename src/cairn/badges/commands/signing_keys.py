"""Keys of an issuer: made with its first badge, changed when somebody may have seen the private half."""

from __future__ import annotations

import json
import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from joserfc.jwk import ECKey

from cairn.badges import policy  # noqa: F401 - declares who may
from cairn.badges.models import Issuer, IssuerKey
from cairn.badges.policy import CHANGE_KEY
from cairn.badges.queries.issuers import seal
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.command import command


@command(permission=CHANGE_KEY)
def change_signing_key(*, actor: Actor, now: Instant) -> str:
    """Sign with a new key from now on. The old one stays published, so that what it signed can still be checked.

    Returns the new thumbprint. Raises Conflict when nothing was ever signed here.
    """
    issuer = _locked(actor).first()
    if issuer is None:
        raise Conflict("There is no key yet. It is made with the first certificate.")
    IssuerKey.objects.filter(issuer=issuer, retired_at__isnull=True).update(retired_at=now)
    key = _new_key(issuer, now)
    ledger.record("badges.key.changed", key=key.id)
    return key.thumbprint


def signing_key_of(actor: Actor, now: Instant) -> IssuerKey:
    """The key that signs for the actor's organization, with its issuer locked until the transaction ends; made when missing."""
    issuer = _locked(actor).first() or _first(actor, now)
    key = IssuerKey.objects.get(issuer=issuer, retired_at__isnull=True)
    key.issuer = issuer
    return key


def _first(actor: Actor, now: Instant) -> Issuer:
    """Two first badges at once make one issuer: the second waits and finds it."""
    made = {"public_id": drawn_id(), "made_at": now}
    with transaction.atomic():
        issuer, is_new = Issuer.objects.get_or_create(organization_id=actor.organization_id, defaults=made)
        if is_new:
            _new_key(issuer, now)
    return _locked(actor).get()


def drawn_id() -> UUID:
    """An id that tells nothing, not even when it was drawn: for what strangers see."""
    return UUID(bytes=secrets.token_bytes(16), version=4)


def _locked(actor: Actor) -> QuerySet[Issuer]:
    return Issuer.objects.select_for_update().filter(organization_id=actor.organization_id)


def _new_key(issuer: Issuer, now: Instant) -> IssuerKey:
    pair = ECKey.generate_key("P-256")
    return IssuerKey.objects.create(
        organization_id=issuer.organization_id,
        issuer=issuer,
        thumbprint=pair.thumbprint(),
        public_jwk=json.dumps(pair.as_dict(private=False), sort_keys=True),
        sealed_jwk=seal().encrypt(json.dumps(pair.as_dict(private=True)).encode()).decode(),
        made_at=now,
    )
