"""Whose pages these are, how they want them, and, for those who let people in, how a sign-in stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.domain.invitations import digest_of
from cairn.identity.queries.second_steps import is_sign_in_set_up
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.portal import policy
from cairn.portal.domain.choices import Language, Tab, language_of
from cairn.portal.domain.devices import Device
from cairn.portal.domain.signs import Asked, CodeFacts, what_is_asked
from cairn.portal.models import Access, AccessCode, OwnSign, WayOut
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation
from cairn.privacy.subjects import require_client

NEUTRAL = "https://www.weather.gov/"  # until the program chooses another


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """Whose pages, and how they are shown."""

    client_id: UUID
    language: Language
    tab: Tab


@dataclass(frozen=True, slots=True)
class Standing:
    """How the sign-in of a client stands, for whoever may let them in. `code_until` is set while a code waits to be used.

    `opened_at`: a code opened the pages; `is_set_up`: since then they made what they sign in with.
    """

    opened_at: Instant | None
    is_set_up: bool
    device: Device
    code_until: Instant | None
    may_vouch: bool  # whoever asks did not make the code that waits
    is_vouched: bool
    has_sign: bool


def get_own_access(actor: Actor, on: date) -> OwnAccess:
    """The acting client's own; raises NotFound when it was ended, or when the hat never had one. One statement."""
    rows = visible(Access, actor, policy.OPEN, on).filter(engagement_id=actor.engagement_id, ended_at__isnull=True)
    row = rows.first()
    if row is None:
        raise NotFound
    return OwnAccess(row.client_id, language_of(row.language), Tab(row.tab) if row.tab in set(Tab) else Tab.NOTES)


@dataclass(frozen=True, slots=True)
class Opening:
    """One time that a code opened a person's pages: when, with what kind of thing, until when."""

    opened_at: Instant
    device: Device
    ended_at: Instant | None


def list_openings(actor: Actor, client_id: UUID, on: date) -> tuple[Opening, ...]:
    """Every opening by a code, first to last: for the person, who knows which were theirs. One statement."""
    rows = visible(Access, actor, policy.OPEN, on).filter(client_id=client_id).order_by("opened_at", "id")
    return tuple(
        Opening(as_instant(row.opened_at), _device(row.device), as_instant(row.ended_at) if row.ended_at else None)
        for row in rows
    )


def _device(code: str) -> Device:
    return Device(code) if code in set(Device) else Device.UNKNOWN


def get_standing(actor: Actor, client_id: UUID, now: Instant, on: date) -> Standing:
    """Whether this person signs in, and until when a code waits; raises NotFound."""
    require_client(actor, policy.LET_IN, client_id, on)
    access = visible(Access, actor, policy.LET_IN, on).filter(client_id=client_id, ended_at__isnull=True).first()
    codes = visible(AccessCode, actor, policy.LET_IN, on).filter(
        client_id=client_id, used_at__isnull=True, expires_at__gt=now
    )
    code = codes.order_by("-expires_at").first()
    signs = visible(OwnSign, actor, policy.LET_IN, on).filter(client_id=client_id)
    return Standing(
        as_instant(access.opened_at) if access else None,
        access is not None and is_sign_in_set_up(access.engagement_id),
        _device(access.device) if access else Device.UNKNOWN,
        as_instant(code.expires_at) if code else None,
        code is not None
        and code.vouched_at is None
        and actor.person_id != code.made_by_person_id
        and actor.engagement_id != code.made_by_id,
        code is not None and code.vouched_at is not None,
        signs.exists(),
    )


def find_asked(code: str, network: str, now: Instant) -> Asked | None:
    """What a code asks of who types it; None for one that does not work. Unknown, used, run out and withdrawn ones look alike."""
    with scope_of_installation():
        row = AccessCode.objects.filter(code_digest=digest_of(code), used_at__isnull=True, expires_at__gt=now).first()
        return what_is_asked(facts_of(row, network)) if row else None


def facts_of(row: AccessCode, network: str) -> CodeFacts:
    """What is known of a code when it is typed on this network. One statement."""
    sign = OwnSign.objects.filter(organization_id=row.organization_id, client_id=row.client_id).first()
    return CodeFacts(
        sign is not None,
        sign.wrong_tries if sign else 0,
        row.vouched_at is not None,
        bool(network) and network == row.made_from,
    )


def find_sign_day(actor: Actor, on: date) -> Instant | None:
    """Since when the acting client's own word holds; None while they chose none. One statement."""
    rows = visible(OwnSign, actor, policy.OPEN, on).values_list("chosen_at", flat=True)
    chosen = rows.first()
    return as_instant(chosen) if chosen else None


def get_way_out(actor: Actor, on: date) -> str:
    """Where the quick way out leads: a public page that says nothing about anybody."""
    return find_way_out(actor, on) or NEUTRAL


def find_way_out(actor: Actor, on: date) -> str:
    """The page that the program chose; "" while it chose none. One statement."""
    permission = policy.OPEN if actor.role is policy.CLIENT else policy.WAY_OUT
    rows = visible(WayOut, actor, permission, on).order_by("-chosen_at", "-id")
    return rows.values_list("address", flat=True).first() or ""
