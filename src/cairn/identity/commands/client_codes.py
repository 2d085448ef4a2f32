"""The second way in of a person served: their name and the six digits of their app. A name that nobody has costs the same work."""

from __future__ import annotations

import functools
import uuid
from uuid import UUID

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.core.cache import cache

from cairn.identity.commands.sign_ins import note_sign_in
from cairn.identity.domain.client_names import address_as_typed
from cairn.kernel.instants import Instant

APP = Authenticator.Type.TOTP
LONGEST_CODE = 12
CODE_FITS = 120  # seconds: longer than any code fits


def check_client_code(*, name: str, code: str, now: Instant) -> UUID | None:
    """The account that these two open, or None: unknown name, wrong code, used code and closed account are one answer.

    Only accounts of people served are asked: whoever works here needs their password too.
    """
    code = code[:LONGEST_CODE]  # once for everything below: what is cut off makes no used code a new one
    rows = Authenticator.objects.filter(type=APP, user__email=address_as_typed(name), user__is_active=True)
    found = rows.first()
    fits = (found or _nobodys()).wrap().validate_code(code)
    if found is None or not fits or not _is_first_use(found, code):
        note_sign_in("identity.second_step.failed", account_id=found.user_id if found else None, now=now)
        return None
    found.record_usage()
    note_sign_in("identity.account.signed_in", account_id=found.user_id, now=now, by="totp")
    return found.user_id


def _is_first_use(found: Authenticator, code: str) -> bool:
    """A code fits for as long as clocks may differ; the library remembers a used one for half a minute only."""
    return cache.add(f"client-code-{found.user_id}-{normalize_user_code(code)}", 1, CODE_FITS)


@functools.cache
def _nobodys() -> Authenticator:
    """A sealed secret that belongs to nobody and is never stored: an unknown name is checked against it."""
    return Authenticator(user_id=uuid.UUID(int=0), type=APP, data={"secret": encrypt(generate_totp_secret())})
