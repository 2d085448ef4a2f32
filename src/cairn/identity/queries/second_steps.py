"""Whether an account has a second step, and which."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """`codes_left` counts the unused recovery codes."""

    has_app: bool
    passkeys: int
    codes_left: int

    @property
    def is_set_up(self) -> bool:
        return self.has_app or self.passkeys > 0


def has_second_step(account_id: UUID) -> bool:
    return Authenticator.objects.filter(user_id=account_id, type__in=SECOND).exists()


def is_sign_in_set_up(engagement_id: UUID) -> bool:
    """Whether whoever wears this hat made a passkey, or keeps codes in an app, that opens their pages. One statement."""
    return Authenticator.objects.filter(user__person__engagements__id=engagement_id, type__in=SECOND).exists()


def get_second_steps(account_id: UUID) -> SecondSteps:
    rows = list(Authenticator.objects.filter(user_id=account_id))
    kinds = [row.type for row in rows]
    codes = [row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    return SecondSteps(
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )
