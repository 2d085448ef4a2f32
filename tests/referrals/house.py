"""A place on the list, a consent, a referral; and one row of every kind for `tests/whole_house.py`, all of them High Divide's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.directory.models import Listing
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import Consent
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.referrals.commands.referrals import ReferralDraft, make_referral, tell_place
from cairn.referrals.commands.steps import correct_step, record_step
from cairn.referrals.domain.kinds import Need, Way, Wish
from cairn.referrals.domain.steps import Heard, Step
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.referrals.queries.referrals import ReferralView, get_referral
from tests.people import NOW, TODAY, ZONE, Cast, at

ASKED_ON = TODAY - timedelta(days=20)
EARLIER = at(9)


def place(cast: Cast, **changed: Any) -> UUID:
    """An entry of High Divide's directory, looked at today."""
    told = {
        "kind": "housing", "service_name": "Creekside", "organization_name": "Creekside Homes", "confirmed_on": TODAY,
        "written_at": NOW, "written_by_id": cast.faye.engagement_id, "phones": [{"number": "406-555-0100", "note": ""}],
        **changed,
    }  # fmt: skip
    with scope_of_installation():
        made = new_id()
        Listing.objects.create(id=made, outside_id=made, organization_id=cast.organization.id, **told)
    return made


def consent(cast: Cast, **changed: Any) -> Consent:
    """Gil's: the place that it names may hear that he comes here, and how he is doing."""
    told = {
        "kind": "named_party", "recipient": "Creekside Homes", "recipient_class": "other", "scope": "attendance,progress",
        "purpose": "a room", "expires_on": TODAY + timedelta(days=60), "form_version": "2024",
        "signed_at": at(8, days_ago=30), "signed_zone": ZONE, "taken_by_id": cast.ana.engagement_id, **changed,
    }  # fmt: skip
    with scope_of_installation():
        return Consent.objects.create(organization_id=cast.organization.id, client_id=cast.gil.id, **told)


def refer(cast: Cast, actor: Actor | None = None, **changed: Any) -> UUID:
    """Ana points Gil on, twenty days ago. Without a place: to a free name."""
    actor = actor or cast.ana
    told = {
        "id": new_id(), "client_id": cast.gil.id, "needs": frozenset({Need.HOUSING}), "wish": Wish.ASKED, "way": Way.WARM,
        "asked_on": ASKED_ON, **changed,
    }  # fmt: skip
    if "listing_id" not in changed and "place_name" not in changed:
        told["place_name"] = "Creekside Homes"
    with scope_of(actor):
        return make_referral(actor=actor, draft=ReferralDraft(**told), now=NOW)


def tell(cast: Cast, referral_id: UUID, actor: Actor | None = None, **changed: Any) -> UUID:
    actor = actor or cast.ana
    told = {"hand_over_id": new_id(), "told_at": EARLIER, "told": "", "now": NOW, **changed}
    with scope_of(actor):
        return tell_place(actor=actor, referral_id=referral_id, **told)


def learn(
    cast: Cast, referral_id: UUID, heard: Heard, actor: Actor | None = None, now: Instant = NOW, **changed: Any
) -> UUID:
    """Something learned today; with `corrects` it puts another right."""
    actor = actor or cast.ana
    step = Step(**{"id": new_id(), "heard": heard, "on": TODAY, **changed})
    act = correct_step if step.corrects else record_step
    with scope_of(actor):
        return act(actor=actor, referral_id=referral_id, step=step, now=now)


def read(cast: Cast, referral_id: UUID, actor: Actor | None = None, on: date = TODAY) -> ReferralView:
    actor = actor or cast.ana
    with scope_of(actor):
        return get_referral(actor, referral_id, on)


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    referral = Referral.objects.create(
        client=cast.gil,
        peer_id=ana,
        place_name=CANARY,
        place_contact=CANARY,
        needs="housing",
        hope=CANARY,
        wish="asked",
        way="warm",
        asked_on=TODAY,
        recorded_at=NOW,
        **own,
    )
    HandOver.objects.create(
        referral=referral,
        how="told",
        on=TODAY,
        at=NOW,
        consent_id=new_id(),
        recipient=CANARY,
        told=CANARY,
        recorded_at=NOW,
        by_id=ana,
        **own,
    )
    ReferralStep.objects.create(
        referral=referral, heard="got_there", stage=1, on=TODAY, words=CANARY, recorded_at=NOW, by_id=ana, **own
    )
