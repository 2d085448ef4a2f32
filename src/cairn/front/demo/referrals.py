"""Where some of High Divide's people were pointed on to: helped, on a waiting list, turned away, and some of whom nobody knows."""

from __future__ import annotations

from typing import Any

from cairn.directory.models import Listing
from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import ZONE, House
from cairn.privacy.models import Consent
from cairn.referrals.domain.steps import Heard
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.support.models import Client, Relationship

NOON = 12 * 60
AT_THE_PORCH = 22  # people: half of them were helped, half were told of it this week

Learned = tuple[int, str, str, str]  # days ago, what, why, a few words


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    _gil(house, rows)
    _point(house, rows, "Lena", "Medication visits", "treatment", 16)
    _point(house, rows, "Lena", "Rides to appointments", "ride", 120, hope="Not to ask my neighbor every time")
    _point(
        house, rows, "Tom", "", "health", 3, way="warm", place_name="Dr. Ames, dentist", place_contact="406-555-0166"
    )
    _point(house, rows, "Ivy", "Summer lunch truck", "food", 52, ((48, "refused", "closed", "Nobody there, twice."),))
    _porch(house, rows)
    return rows.write()


def _gil(house: House, rows: Rows) -> None:
    """A warm hand-off with his consent that waits for a bed, and papers that were put in order."""
    beds = _point(
        house,
        rows,
        "Gil",
        "Emergency beds",
        "housing",
        34,
        ((33, "waiting_list", "", "Third on the list."),),
        way="warm",
    )
    consent = _consent_to_keep_a_bed(house, rows, beds)
    rows.add(
        HandOver(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            referral=beds,
            how="told",
            on=house.ago(34),
            at=moment(house.ago(34), NOON),
            consent_id=consent.id,
            consent_form="2024",
            recipient=f"{beds.place_name}, {beds.place_runs}",
            told="He sleeps in his truck, and has a dog who is quiet.",
            notice_source="42 CFR 2.32 as amended 2024",
            is_part2=True,
            recorded_at=moment(house.ago(34), NOON),
            by_id=beds.peer_id,
        )
    )
    helped = ((12, "got_there", "", ""), (6, "helped", "", "The old fine is paid off. He can get his license back."))
    _point(house, rows, "Gil", "Record clearing help", "legal", 20, helped, wish="asked", needs="papers,legal")


def _consent_to_keep_a_bed(house: House, rows: Rows, beds: Referral) -> Consent:
    """What Gil signed half an hour before the shelter was called."""
    consent: Consent = rows.add(
        Consent(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client_id=beds.client_id,
            kind="named_party",
            recipient=beds.place_runs,
            recipient_class="other",
            scope="attendance,progress",
            purpose="so that they keep a bed for me",
            expires_event="when I have a place of my own",
            form_version="2024",
            signed_at=moment(house.ago(34), NOON - 30),
            signed_zone=ZONE,
            taken_by_id=beds.peer_id,
        )
    )
    return consent


def _porch(house: House, rows: Rows) -> None:
    people = Client.objects.filter(organization_id=house.organization_id).order_by("created_at", "id")
    for number, name in enumerate(people.values_list("name", flat=True)[:AT_THE_PORCH]):
        is_long_ago = number % 2 == 0
        learned = ((26, "got_there", "", ""), (21, "helped", "", "")) if is_long_ago else ()
        _point(house, rows, name, "The Porch", "company", 30 if is_long_ago else 5, learned)


def _point(
    house: House,
    rows: Rows,
    name: str,
    service: str,
    need: str,
    days_ago: int,
    learned: tuple[Learned, ...] = (),
    **more: Any,
) -> Referral:
    """One referral by whoever walks with the person, with what was learned since."""
    own = {"organization_id": house.organization_id}
    client = Client.objects.get(name=name, **own)
    peer_id = Relationship.objects.filter(client=client, **own).order_by("-started_on")[0].peer_id
    if service:
        listing = Listing.objects.get(service_name=service, **own)
        more |= {"listing": listing, "place_name": service, "place_runs": listing.organization_name}
    asked_on = house.ago(days_ago)
    referral: Referral = rows.add(
        Referral(
            id=house.seeded.new_id(),
            client=client,
            peer_id=peer_id,
            asked_on=asked_on,
            recorded_at=moment(asked_on, NOON),
            **{"needs": need, "wish": "offered", "way": "card", **more},
            **own,
        )
    )
    for step in learned:
        rows.add(_step(house, referral, step))
    return referral


def _step(house: House, referral: Referral, learned: Learned) -> ReferralStep:
    ago, heard, reason, words = learned
    return ReferralStep(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        referral=referral,
        heard=heard,
        stage=Heard(heard).stage,
        on=house.ago(ago),
        reason=reason,
        words=words,
        recorded_at=moment(house.ago(ago), NOON),
        by_id=referral.peer_id,
    )
