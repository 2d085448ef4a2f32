"""The Tuesday group of Ana and Cleo, with eight meetings, and one evening open to everybody."""

from __future__ import annotations

from datetime import date, time, timedelta

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import ZONE, House
from cairn.gatherings.models import Attendance, Correction, Gathering, Leader, Meeting, RosterPlace
from cairn.kernel.instants import Instant
from cairn.support.domain.notes import NoteTexts, content_hash
from cairn.support.models import Encounter, EncounterMark, Note, Relationship

EVENING, MINUTES = 18 * 60, 90
COMES_OF_ANA, COMES_OF_CLEO = 3, 2
TOPICS = (
    "Getting through the evening",
    "Whom to call first",
    "What my body tells me",
    "Saying no and meaning it",
    "Good neighbors",
    "When the family asks",
    "Small things that held this week",
    "The holidays",
)
CALLED_OFF = 3  # the third from now: snow


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    last = house.today - timedelta(days=(house.today.isoweekday() - 2) % 7 or 7)  # the last Tuesday before today
    group = _gathering(
        house, rows, name="The Tuesday group", about="Whatever the week was like. Coffee is on.", weekdays="2",
        starts_on=last - timedelta(weeks=len(TOPICS) - 1),
    )  # fmt: skip
    people = [*_people(house, "Ana")[:COMES_OF_ANA], *_people(house, "Cleo")[:COMES_OF_CLEO]]
    for one in people:
        rows.add(RosterPlace(gathering=group, client=one.client, invited_at=group.made_at, invited_by_id=one.peer_id,
                             id=house.seeded.new_id(), organization_id=house.organization_id))  # fmt: skip
    for weeks_ago, topic in enumerate(reversed(TOPICS)):
        on = last - timedelta(weeks=weeks_ago)
        if weeks_ago == CALLED_OFF:
            _meeting(house, rows, group, on, state="canceled", closed_because="The road was closed by snow.")
            continue
        meeting = _meeting(
            house, rows, group, on, topic=topic, walk_ins=weeks_ago % 3, marks=["dimension:community", "support:affiliation"]
        )  # fmt: skip
        for place, one in enumerate(people):
            if (place + weeks_ago) % 4:
                _came(house, rows, meeting, one)
    _event(house, rows)
    return rows.write()


def _event(house: House, rows: Rows) -> None:
    chili = _gathering(
        house, rows, name="Chili night", about="Bring a bowl.", kind="event", event_kind="meal", is_open=True,
        starts_on=house.ago(12), place="community", where_words="Grange hall",
    )  # fmt: skip
    meeting = _meeting(house, rows, chili, house.ago(12), topic="Chili, corn bread, two guitars", walk_ins=43)
    rows.add(
        Correction(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            meeting=meeting,
            was_told="34 counted",
            is_told="43 counted",
            because="Turned the two digits around.",
            at=moment(house.ago(11), EVENING),
            by_id=house.staff["Ana"].id,
        )
    )


def _people(house: House, name: str) -> list[Relationship]:
    walks = Relationship.objects.filter(organization_id=house.organization_id, peer=house.staff[name], ended_on=None)
    long = walks.filter(started_on__lt=house.ago(80)).select_related("client").order_by("client__name")
    return list(long)


def _gathering(house: House, rows: Rows, *, starts_on: date, **content: object) -> Gathering:
    told = {
        "kind": "group", "is_open": False, "starts_at": time(18), "minutes": MINUTES, "place": "office",
        "starts_on": starts_on, "where_words": "The back room", "size_limit": 12 if "kind" not in content else None,
        "made_at": moment(starts_on - timedelta(days=7), EVENING), "made_by_id": house.staff["Ana"].id, **content,
    }  # fmt: skip
    own = {"organization_id": house.organization_id}
    made: Gathering = rows.add(Gathering(id=house.seeded.new_id(), **own, **told))
    for name in ("Ana", "Cleo"):
        rows.add(Leader(id=house.seeded.new_id(), gathering=made, peer=house.staff[name], **own))
    return made


def _meeting(house: House, rows: Rows, gathering: Gathering, on: date, **content: object) -> Meeting:
    told = {"state": "closed", "closed_by_id": house.staff["Ana"].id, **content}
    made: Meeting = rows.add(
        Meeting(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            gathering=gathering,
            on=on,
            started_at=moment(on, EVENING),
            ended_at=moment(on, EVENING + MINUTES),
            opened_at=moment(on, EVENING - 30),
            closed_at=moment(on, EVENING + MINUTES + 10),
            version=2,
            **told,
        )
    )
    return made


def _came(house: House, rows: Rows, meeting: Meeting, walk: Relationship) -> None:
    """Somebody came, and whoever walks with them wrote the contact."""
    at = moment(meeting.on, EVENING + MINUTES + 10)
    contact = _contact(house, rows, meeting, walk, at)
    _note(house, rows, contact, at)
    rows.add(
        Attendance(
            id=house.seeded.new_id(), meeting=meeting, client=walk.client, came=True, recorded_at=at,
            recorded_by_id=house.staff["Ana"].id, contact_id=contact.id, contact_by_id=walk.peer_id,
            organization_id=house.organization_id,
        )
    )  # fmt: skip


def _contact(house: House, rows: Rows, meeting: Meeting, walk: Relationship, at: Instant) -> Encounter:
    own = {"organization_id": house.organization_id}
    contact: Encounter = rows.add(
        Encounter(
            id=house.seeded.new_id(),
            program_id=walk.client.program_id,
            client=walk.client,
            relationship=walk,
            peer_id=walk.peer_id,
            kind="group",
            place="office",
            phase=walk.phase,
            started_at=meeting.started_at,
            ended_at=meeting.ended_at,
            zone=ZONE,
            started_on=meeting.on,
            minutes=MINUTES,
            session_id=meeting.id,
            recorded_at=at,
            recorded_by_id=walk.peer_id,
            **own,
        )
    )
    for mark in meeting.marks:
        family, code = mark.split(":")
        rows.add(EncounterMark(id=house.seeded.new_id(), encounter=contact, family=family, code=code, **own))
    return contact


def _note(house: House, rows: Rows, contact: Encounter, at: Instant) -> None:
    texts, peer = NoteTexts("Came to the group, and stayed.", "", ""), contact.peer_id
    rows.add(
        Note(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            encounter=contact,
            client_id=contact.client_id,
            author_id=peer,
            drafted_at=at,
            saved_at=at,
            data=texts.data,
            signed_at=at,
            signed_by_id=peer,
            content_hash=content_hash(encounter_id=contact.id, author_id=peer, texts=texts, signed_at=at),
        )
    )
