"""The clients of the story: welcomed, with what they signed and what is known of their coverage."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.front.demo.people import PAYER, ZONE, House
from cairn.front.demo.rows import HISTORY_DAYS, Pair, Rows, moment
from cairn.identity.models import Engagement
from cairn.privacy.models import Consent
from cairn.support.models import Client, ClinicalDiagnosis, Coverage, Relationship


def welcome(house: House, rows: Rows, peers: list[str], clients: tuple[tuple[str, str, str, str], ...]) -> list[Pair]:
    """Clients with their consents, coverage and one relationship each. A few papers are missing, as in life."""
    pairs = []
    for number, (name, given, family, goal) in enumerate(clients):
        peer = house.staff[peers[number % len(peers)]]
        since = max(house.ago(house.seeded.between(40, HISTORY_DAYS - 1)), peer.starts_on)
        client = rows.add(
            Client(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                program=house.program,
                name=name,
                legal_given_name=given,
                legal_family_name=family,
                birth_date=None
                if number == 16
                else date(house.seeded.between(1958, 2005), house.seeded.between(1, 12), 14),
                goal=goal,
                started_on=since,
                created_at=moment(since, 600),
                created_by_id=peer.id,
            )
        )
        relationship = rows.add(
            Relationship(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                client=client,
                peer=peer,
                started_on=since,
                phase="engaging",
                phase_since=since,
            )
        )
        _papers(house, rows, client, peer, since, number)
        pairs.append(Pair(client, relationship, peer, since, house.seeded.weighted(((5, 2), (7, 5), (10, 3), (14, 2)))))
    return pairs


def _papers(house: House, rows: Rows, client: Client, peer: Engagement, since: date, number: int) -> None:
    """What is signed and known of a client; by the number, a paper is missing here and there."""
    if number != 11:
        _agree_to_billing(house, rows, client, peer, since, revoked=number == 7)
    if number % 5 == 0:
        _agree_to_family(house, rows, client, peer, since)
    own = {"organization_id": house.organization_id}
    if number not in (3, 19):
        ends_on = house.ago(20) if number == 9 else None
        rows.add(
            Coverage(
                id=house.seeded.new_id(),
                client=client,
                payer=PAYER,
                member_id=f"MT{house.seeded.between(10**8, 10**9 - 1)}",
                starts_on=since - timedelta(days=200),
                ends_on=ends_on,
                **own,
            )
        )
    if number != 13:
        rows.add(
            ClinicalDiagnosis(
                id=house.seeded.new_id(),
                client=client,
                code=house.seeded.pick(("F10.20", "F11.20", "F15.20", "F33.1", "F43.10")),
                recorded_on=since,
                from_clinician="Referring clinic",
                **own,
            )
        )


def _agree_to_billing(
    house: House, rows: Rows, client: Client, peer: Engagement, since: date, *, revoked: bool
) -> None:
    """The consent to treatment, payment and operations; one was taken back not long ago."""
    revoked_at = moment(house.ago(12), 900) if revoked else None
    rows.add(
        Consent(
            id=house.seeded.new_id(),
            client_id=client.id,
            kind="treatment_payment_operations",
            recipient="",  # the whole class, as the form says it
            recipient_class="care_and_payment",
            scope="billing,contacts,plan",
            purpose="for treatment, payment, and health care operations",
            expires_event="end of services",
            form_version="2024",
            signed_at=moment(since, 610),
            signed_zone=ZONE,
            taken_by_id=peer.id,
            revoked_at=revoked_at,
            revoked_by_id=peer.id if revoked else None,
            organization_id=house.organization_id,
        )
    )


def _agree_to_family(house: House, rows: Rows, client: Client, peer: Engagement, since: date) -> None:
    """A consent for one named person, with a last day."""
    rows.add(
        Consent(
            id=house.seeded.new_id(),
            client_id=client.id,
            kind="named_party",
            recipient="My sister",
            recipient_class="family",
            scope="attendance",
            purpose="so that she worries less",
            expires_on=house.today + timedelta(days=120),
            form_version="2024",
            signed_at=moment(since, 612),
            signed_zone=ZONE,
            taken_by_id=peer.id,
            organization_id=house.organization_id,
        )
    )
