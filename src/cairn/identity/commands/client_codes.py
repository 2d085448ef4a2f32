"""The second way in of a person served: their name and the six digits of their app. A name that nobody has costs the same work."""

from __future__ import annotations

import functools
import uuid
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt

from cairn.identity.commands.sign_ins import note_sign_in
from cairn.identity.domain.client_names import address_as_typed
from cairn.kernel.instants import Instant

APP = Authenticator.Type.TOTP
LONGEST_CODE = 12


def check_client_code(*, name: str, code: str, now: Instant) -> UUID | None:
    """The account that these two open, or None: unknown name, wrong code, used code and closed account are one answer.

    Only accounts of people served are asked: whoever works here needs their password too.
    """
    rows = Authenticator.objects.filter(type=APP, user__email=address_as_typed(name), user__is_active=True)
    found = rows.first()
    fits = (found or _nobodys()).wrap().validate_code(code[:LONGEST_CODE])
    if found is None or not fits:
        note_sign_in("identity.second_step.failed", account_id=found.user_id if found else None, now=now)
        return None
    found.record_usage()
    note_sign_in("identity.account.signed_in", account_id=found.user_id, now=now, by="totp")
    return found.user_id


@functools.cache
def _nobodys() -> Authenticator:
    """A sealed secret that belongs to nobody and is never stored: an unknown name is checked against it."""
    return Authenticator(user_id=uuid.UUID(int=0), type=APP, data={"secret": encrypt(generate_totp_secret())})
