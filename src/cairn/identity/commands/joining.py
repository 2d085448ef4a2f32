"""Taking up an invitation. Nobody is signed in yet, so no actor is asked for: the link itself is the permission.

Each runs in one transaction with a ledger entry in the inviting organization's chain. The link is used up first, in a
single conditional statement, so that two people who open it at once cannot both get in.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cairn.identity.domain.invitations import digest_of
from cairn.identity.domain.passwords import NAMED, is_mostly_names
from cairn.identity.models import Account, Engagement, Invitation
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation


def accept_invitation(*, token: str, name: str, password: str, now: Instant) -> UUID:
    """Choose a password: makes the account, or, when the link is for getting back in, renews it without its second steps.

    Returns the account's id. Raises NotFound for a link that does not work, BadInput for a password that is too weak.
    """
    with scope_of_installation(), transaction.atomic():
        invitation = _use_up(token, now)
        engagement = invitation.engagement
        account = Account.objects.filter(person_id=engagement.person_id).first()
        recovers = account is not None
        if recovers and _works_elsewhere(engagement, now):
            raise NotFound
        if account is None:
            if Account.objects.filter(email__iexact=invitation.email).exists():
                raise BadInput({"password": "You sign in to Cairn already. Sign in, then open your link again."})
            account = Account(person_id=engagement.person_id, email=invitation.email.lower())
        _check_password(password, account, name)
        account.password = make_password(password)
        account.is_active = True
        account.save()
        Authenticator.objects.filter(user_id=account.id).delete()
        if name.strip() and not recovers:
            Engagement.objects.filter(id=engagement.id).update(name=name.strip()[:120])
        _write(
            invitation, account.id, "identity.account.recovered" if recovers else "identity.invitation.accepted", now
        )
    return account.id


def take_up_invitation(*, token: str, account_id: UUID, now: Instant) -> UUID:
    """Somebody who signs in already puts the new role beside their others. Returns the engagement's id."""
    with scope_of_installation(), transaction.atomic():
        invitation = _use_up(token, now)
        account = Account.objects.get(id=account_id)
        if Account.objects.filter(person_id=invitation.engagement.person_id).exists():
            raise NotFound  # it is for getting back in, not for taking up a role
        if Engagement.objects.filter(person_id=account.person_id, role=Role.CLIENT.value).exists():
            raise NotFound  # the sign-in of a person served stays theirs alone: at work they are somebody else
        Engagement.objects.filter(id=invitation.engagement_id).update(person_id=account.person_id)
        _write(invitation, account_id, "identity.invitation.accepted", now)
    return invitation.engagement_id


def stop_recovery(*, account_id: UUID, now: Instant) -> None:
    """The owner of an account says that they did not ask for a new link: every open one stops working."""
    with scope_of_installation(), transaction.atomic():
        for invitation in Invitation.objects.filter(
            engagement__person__account__id=account_id, accepted_at__isnull=True, expires_at__gt=now
        ):
            Invitation.objects.filter(id=invitation.id).update(expires_at=now)
            _write(invitation, account_id, "identity.recovery.stopped", now)


def _use_up(token: str, now: Instant) -> Invitation:
    usable = Invitation.objects.filter(
        Q(opens_at__isnull=True) | Q(opens_at__lte=now),
        token_digest=digest_of(token),
        accepted_at__isnull=True,
        expires_at__gt=now,
        engagement__ended_at__isnull=True,
    )
    invitation = usable.select_related("engagement").first()
    if invitation is None or not Invitation.objects.filter(id=invitation.id, accepted_at__isnull=True).update(
        accepted_at=now
    ):
        raise NotFound
    return invitation


def _works_elsewhere(engagement: Engagement, now: Instant) -> bool:
    """Whether the person holds a role in another organization: then one organization alone may not renew their sign-in."""
    goes_on = Q(ends_on__isnull=True) | Q(
        ends_on__gte=now.date() - timedelta(days=1)
    )  # in whichever zone the day ends last
    others = Engagement.objects.filter(goes_on, person_id=engagement.person_id, ended_at__isnull=True)
    return others.exclude(organization_id=engagement.organization_id).exists()


def _check_password(password: str, account: Account, name: str) -> None:
    """`name` is the one just typed: it is not on record yet."""
    problems = []
    try:
        validate_password(password, account)
    except ValidationError as weak:
        problems = weak.messages
    if NAMED not in problems and is_mostly_names(password, [name]):
        problems.append(NAMED)
    if problems:
        raise BadInput({"password": " ".join(problems)})


def _write(invitation: Invitation, account_id: UUID, action: str, now: Instant) -> None:
    acts = [{"action": action, "engagement": str(invitation.engagement_id), "account": str(account_id)}]
    ledger.write(ledger.Gathering(acts=acts), now=now, organization_id=invitation.organization_id)
