"""Letting a person in, face to face: a code for minutes, used once. And ending a sign-in at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from cairn.identity.commands.client_accounts import close_client_account, open_client_account
from cairn.identity.domain.invitations import digest_of
from cairn.identity.queries.organizations import zone_of_organization
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.portal import policy
from cairn.portal.commands.signs import hold_word, keep_word
from cairn.portal.domain.choices import Language, Tab
from cairn.portal.domain.codes import CODE_LASTS, LENGTH, SIGNS
from cairn.portal.domain.devices import Device
from cairn.portal.models import Access, AccessCode, WayOut
from cairn.portal.queries.access import get_own_access
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation
from cairn.privacy.subjects import require_client

PUBLIC = URLValidator(schemes=["https"])
PUBLIC.max_length = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """`code` is the secret, known only now; empty when a repeated send changed nothing."""

    code: str
    expires_at: Instant


@dataclass(frozen=True, slots=True)
class LetIn:
    """Who may go on now, to set up their passkey."""

    account_id: UUID
    engagement_id: UUID


@command(permission=policy.LET_IN)
def make_access_code(*, actor: Actor, code_id: UUID, client_id: UUID, now: Instant, network: str = "") -> Handed:
    """A new code for one person; codes made before stop working, a sign-in that works goes on until the code is used. Raises NotFound.

    `network` says from where it was made; empty where that is not known.
    """
    on = local_date(now, actor.zone)
    require_client(actor, policy.LET_IN, client_id, on)
    code, expires_at = "".join(secrets.choice(SIGNS) for _ in range(LENGTH)), Instant(now + CODE_LASTS)
    before = AccessCode.objects.filter(id=code_id, organization_id=actor.organization_id, client_id=client_id).first()
    if before is not None:
        ledger.unchanged("made before")
        return Handed("", Instant(before.expires_at))
    open_ones = AccessCode.objects.filter(organization_id=actor.organization_id, client_id=client_id)
    open_ones.filter(used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    more = {"made_at": now, "made_by_id": actor.engagement_id, "expires_at": expires_at, "code_digest": digest_of(code)}
    more |= {"made_by_person_id": actor.person_id, "made_from": network}
    create_once(AccessCode, actor, code_id, {"client_id": client_id}, **more)
    ledger.record("portal.code.made", client=client_id)
    return Handed(code, expires_at)


@command(permission=policy.VOUCH)
def vouch_for_code(*, actor: Actor, client_id: UUID, now: Instant) -> None:
    """A second person who works here stands beside the person, and vouches for the code that waits. Raises NotFound, Conflict."""
    on = local_date(now, actor.zone)
    require_client(actor, policy.VOUCH, client_id, on)
    codes = visible(AccessCode, actor, policy.VOUCH, on).select_for_update(of=("self",))
    row = codes.filter(client_id=client_id, used_at__isnull=True, expires_at__gt=now).order_by("-made_at").first()
    if row is None:
        raise Conflict("No code waits any more. Make a new one, side by side.")
    if actor.person_id == row.made_by_person_id or actor.engagement_id == row.made_by_id:
        raise Conflict("You made this code. Somebody else who works here vouches for it.")
    if row.vouched_at is not None:
        ledger.unchanged("vouched for before")
        return
    row.vouched_at, row.vouched_by_id = now, actor.engagement_id
    row.save(update_fields=["vouched_at", "vouched_by_id"])
    ledger.record("portal.code.vouched", client=client_id)


def use_access_code(
    *,
    code: str,
    language: Language,
    now: Instant,
    sign: str = "",
    network: str = "",
    device: Device = Device.UNKNOWN,
) -> LetIn:
    """The person types the code and their own word: their old sign-in ends, a new one begins.

    Raises NotFound for a code that does not work, BadInput for a word that is wrong or cannot be chosen, Conflict (the word of `Asked`)
    where somebody else has to vouch first. Nobody is signed in yet, so no actor is asked for: the code is the permission. It is used up
    in one conditional statement, so that of two who type it at once one gets in.
    """
    with scope_of_installation():
        word = hold_word(code=code, sign=sign, network=network, now=now)
        with transaction.atomic():
            same = AccessCode.objects.filter(code_digest=digest_of(code))
            if not same.filter(used_at__isnull=True, expires_at__gt=now).update(used_at=now):
                raise NotFound
            row = same.get()
            if word:
                keep_word(row.organization_id, row.client_id, word, now)
            return _open(row, language, device, now)


def _open(row: AccessCode, language: Language, device: Device, now: Instant) -> LetIn:
    for old in Access.objects.filter(
        organization_id=row.organization_id, client_id=row.client_id, ended_at__isnull=True
    ).select_for_update():
        _close(old, None, now)
    today = local_date(now, zone_of_organization(row.organization_id))
    opened = open_client_account(organization_id=row.organization_id, name="", today=today, now=now)
    Access.objects.create(
        organization_id=row.organization_id,
        client_id=row.client_id,
        engagement_id=opened.engagement_id,
        language=language.value,
        opened_at=now,
        device=device.value,
    )
    engagement, made_by = str(opened.engagement_id), str(row.made_by_id)
    act = {"action": "portal.sign_in.set_up", "engagement": engagement, "made_by": made_by, "device": device.value}
    told = ledger.Gathering(acts=[act], subjects={row.client_id: None})
    ledger.write(told, now=now, organization_id=row.organization_id)
    return LetIn(opened.account_id, opened.engagement_id)


def note_try_at_work(*, code: str, who: Actor | None, now: Instant) -> None:
    """A person's code was tried in a browser of somebody at work: nothing opened, the code stays good, and the person reads of it.

    `who` is signed in there now and works for the same organization; else it is told without a name: another may hold the device.
    """
    with scope_of_installation(), transaction.atomic():
        row = AccessCode.objects.filter(code_digest=digest_of(code)).first()
        if row is None:
            return
        tried = ledger.Gathering(acts=[{"action": "portal.code.tried_at_work"}], subjects={row.client_id: None})
        if who is not None and who.organization_id == row.organization_id:
            ledger.write(tried, actor=who, now=now)
        else:
            ledger.write(tried, organization_id=row.organization_id, now=now)


@command(permission=policy.END)
def end_access(*, actor: Actor, client_id: UUID, now: Instant) -> None:
    """A lost phone, or enough of it: the sign-in and every open code stop at once. What the person wrote stays. Raises NotFound."""
    on = local_date(now, actor.zone)
    require_client(actor, policy.END, client_id, on)
    codes = AccessCode.objects.filter(organization_id=actor.organization_id, client_id=client_id)
    stopped = codes.filter(used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    access = visible(Access, actor, policy.END, on).select_for_update()
    row = access.filter(client_id=client_id, ended_at__isnull=True).first()
    if row is None and not stopped:
        ledger.unchanged("ended before")
        return
    if row is not None:
        _close(row, actor.engagement_id, now)
    ledger.record("portal.access.ended", client=client_id)


@command(permission=policy.CHOOSE)
def choose_appearance(*, actor: Actor, language: Language, tab: Tab, now: Instant) -> None:
    """The language of the pages, and what stands on the browser's tab. Raises NotFound."""
    own = get_own_access(actor, on := local_date(now, actor.zone))
    if (own.language, own.tab) == (language, tab):
        ledger.unchanged("is so already")
        return
    rows = visible(Access, actor, policy.CHOOSE, on).filter(ended_at__isnull=True)
    rows.update(language=language.value, tab=tab.value)
    ledger.record("portal.choice.made", client=own.client_id)


@command(permission=policy.WAY_OUT)
def choose_way_out(*, actor: Actor, way_out_id: UUID, address: str, now: Instant) -> None:
    """Where the quick way out leads, for everybody whom the organization serves. Raises BadInput."""
    try:
        PUBLIC(address)
    except ValidationError:
        raise BadInput(
            {"address": "Give the address of a public page that begins with https://, for example a weather page."}
        ) from None
    more = {"chosen_at": now, "chosen_by_id": actor.engagement_id}
    if create_once(WayOut, actor, way_out_id, {"address": address}, **more):
        ledger.record("portal.way_out.chosen", way_out=way_out_id)


def _close(row: Access, by: UUID | None, now: Instant) -> None:
    row.ended_at, row.ended_by_id = now, by
    row.save(update_fields=["ended_at", "ended_by_id"])
    with scope_of_installation():
        close_client_account(engagement_id=row.engagement_id, now=now)
