"""A mentor before the treatment court: a consent for attendance, eight weeks of coming, one report, and a study that waits."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.court.models import CourtAttendance, CourtRelationship, CourtReport, CourtStudy
from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import ZONE, House
from cairn.kernel.instants import in_words
from cairn.privacy.models import Consent
from cairn.support.models import Client, Relationship

COURT, MORNING = "Cascade County Treatment Court", 9 * 60
WEEKS, UNTIL = 8, timedelta(days=300)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    walked = Relationship.objects.filter(peer=house.staff["Ana"], ended_on__isnull=True).exclude(client__name="Gil")
    person = walked.select_related("client").order_by("started_on", "id")[0].client
    began = max(house.ago(7 * WEEKS), person.started_on)
    consent = _consent(house, rows, person, began)
    relationship = rows.add(
        CourtRelationship(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=person,
            mentor=house.staff["Ana"],
            court=COURT,
            started_on=began,
            made_at=moment(began, MORNING),
            made_by_id=house.staff["Faye"].id,
        )
    )
    days = [began + timedelta(days=7 * n) for n in range(WEEKS) if began + timedelta(days=7 * n) < house.today]
    for n, day in enumerate(days):
        _day(house, rows, relationship, day, came=n != 3)
    _report(house, rows, relationship, consent, days[: len(days) // 2])
    rows.add(
        CourtStudy(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            title="Does a mentor help before the court?",
            lead=house.staff["Faye"],
            opened_at=moment(house.ago(20), MORNING),
        )
    )
    return rows.write()


def _consent(house: House, rows: Rows, client: Client, on: date) -> Consent:
    made: Consent = rows.add(
        Consent(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client_id=client.id,
            kind="legal_proceedings",
            recipient=COURT,
            recipient_class="court",
            scope="attendance",
            purpose="So that the court hears that I come",
            expires_on=house.today + UNTIL,
            form_version="2024",
            signed_at=moment(on, MORNING),
            signed_zone=ZONE,
            taken_by_id=house.staff["Ana"].id,
        )
    )
    return made


def _day(house: House, rows: Rows, relationship: CourtRelationship, day: date, *, came: bool) -> None:
    rows.add(
        CourtAttendance(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            relationship=relationship,
            on=day,
            occasion="mentor",
            came=came,
            recorded_at=moment(day, MORNING + 400),
            recorded_by_id=house.staff["Ana"].id,
        )
    )


def _report(house: House, rows: Rows, relationship: CourtRelationship, consent: Consent, days: list[date]) -> None:
    """The first half was told to the court."""
    rows.add(
        CourtReport(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            relationship=relationship,
            court=COURT,
            since=days[0],
            until=days[-1],
            told=[[day.isoformat(), "mentor", n != 3] for n, day in enumerate(days)],
            consent_id=consent.id,
            consent_words=f"Signed {in_words(days[0])}. To: {COURT}. What: That I come here, and when. For: {consent.purpose}. "
            f"Until: {in_words(house.today + UNTIL)}.",
            notice_source="42 CFR 2.32 as amended 2024",
            sent_at=moment(days[-1], MORNING + 420),
            sent_by_id=house.staff["Ana"].id,
        )
    )
