"""Everything that is a person's, gathered at once for the file that they take along. Writing it down in the ledger is part of asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.court.queries.own_studies import OwnStudy, list_own_studies
from cairn.departures.queries.own_record import OwnMove, list_own_moves
from cairn.gatherings.queries.own_record import OwnGroups, list_own_groups
from cairn.intake.queries.own_record import CameIn, SignedFee, list_own_comings, list_own_fees
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.matching.queries.own_record import OwnChoice, SaidWishes, list_own_choices, list_said_wishes
from cairn.meetings.queries.calendar import Meeting, list_own_appointments
from cairn.meetings.queries.own_record import OwnMessage, list_own_history
from cairn.plans.queries.plans import Plan, RevisionView, get_plan, list_revisions
from cairn.portal.queries.looks import OwnLook, list_own_looks
from cairn.portal.queries.own_wishes import PastWish, list_own_wishes
from cairn.portal.queries.own_words import OwnVoice, get_own_voice
from cairn.privacy import ledger
from cairn.privacy.queries.consents import ConsentView, list_consents
from cairn.privacy.queries.signed_papers import SignedPaper, list_signed_papers
from cairn.referrals.queries.own_record import list_whole_referrals
from cairn.referrals.queries.referrals import ReferralView
from cairn.support.queries.clients import ClientView, get_client
from cairn.support.queries.own_surveys import OwnSurvey, list_own_surveys
from cairn.support.queries.story import Told, list_story

STRETCH, MOST_LOOKS = 100, 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """One person's record, as they may read it."""

    made_on: date
    person: ClientView
    plan: Plan
    revisions: tuple[RevisionView, ...]
    contacts: tuple[Told, ...]  # newest first, with signed notes and what was added to them
    appointments: tuple[Meeting, ...]  # those to come
    earlier_appointments: tuple[Meeting, ...]  # up to today, with everybody who ever walked with them
    messages: tuple[OwnMessage, ...]
    groups: OwnGroups
    referrals: tuple[ReferralView, ...]
    surveys: tuple[OwnSurvey, ...]
    said_wishes: tuple[SaidWishes, ...]  # what matters to them in a peer supporter
    choices: tuple[OwnChoice, ...]  # whom they chose, and where it stands; never which tie there is
    moves: tuple[OwnMove, ...]  # from one peer supporter to another
    peer_wishes: tuple[PastWish, ...]  # when they asked for somebody else
    voice: OwnVoice
    permissions: tuple[ConsentView, ...]
    papers: tuple[SignedPaper, ...]  # word for word as signed, a no too
    fees: tuple[SignedFee, ...]  # what coming costs, word for word as signed, a no too
    came_in: tuple[CameIn, ...]  # what they told when they came in
    studies: tuple[OwnStudy, ...]
    looks: tuple[OwnLook, ...]


def take_record(actor: Actor, client_id: UUID, now: Instant) -> Record:
    """All of it; raises NotFound. Some statements for each hundred contacts."""
    on = local_date(now, actor.zone)
    person = get_client(actor, client_id, on)
    ledger.looked("portal.record.taken", clients=[client_id])
    history, coming = list_own_history(actor, on), list_own_appointments(actor, on)
    here = {one.key for one in coming}
    return Record(
        on,
        person,
        get_plan(actor, client_id, on),
        _revisions(actor, client_id, on),
        _contacts(actor, client_id, on),
        coming,
        tuple(one for one in history.meetings if one.key not in here),
        history.messages,
        list_own_groups(actor, on),
        list_whole_referrals(actor, client_id, on),
        list_own_surveys(actor, client_id, on),
        list_said_wishes(actor, client_id, on),
        list_own_choices(actor, client_id, on),
        list_own_moves(actor, client_id, on),
        list_own_wishes(actor, on),
        get_own_voice(actor, client_id, on),
        tuple(list_consents(actor, client_id, now)),
        list_signed_papers(actor, client_id, on),
        list_own_fees(actor, client_id, on),
        list_own_comings(actor, client_id, on),
        list_own_studies(actor, client_id, now),
        list_own_looks(actor, client_id, on, with_own=True, limit=MOST_LOOKS).entries,
    )


def _contacts(actor: Actor, client_id: UUID, on: date) -> tuple[Told, ...]:
    found: list[Told] = []
    before: UUID | None = None
    while True:
        stretch = list_story(actor, client_id, on, before, limit=STRETCH)
        found += stretch.contacts
        before = stretch.older
        if before is None:
            return tuple(found)


def _revisions(actor: Actor, client_id: UUID, on: date) -> tuple[RevisionView, ...]:
    found: list[RevisionView] = []
    below: int | None = None
    while True:
        page = list_revisions(actor, client_id, on, below=below)
        found += page.revisions
        below = page.older
        if below is None:
            return tuple(found)
