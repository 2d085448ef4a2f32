"""A goodbye that is planned; one said well, its summary added to later; one who lost touch, whose record lacks something and is held."""

from __future__ import annotations

from datetime import date
from typing import Any

from cairn.departures.domain.additions import addition_hash
from cairn.departures.domain.summaries import SummaryTexts, content_hash
from cairn.departures.models import Departure, Hold, Summary, SummaryAddition
from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.support.models import Client, Relationship

MORNING = 10 * 60


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    _planned(house, rows)
    _said_well(house, rows)
    _lost_touch(house, rows)
    return rows.write()


def _planned(house: House, rows: Rows) -> None:
    """Kit starts her own business and feels ready; a walk to say goodbye."""
    kit = Client.objects.get(organization_id=house.organization_id, name="Kit")
    rows.add(
        Departure(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=kit,
            came_on=kit.started_on,
            reason="reached",
            reason_words="The business runs, and she has people of her own.",
            planned_for=house.ago(-14),
            goodbye="A walk along the river, and a last coffee with the Tuesday group.",
            their_words="I came in with a garbage bag. I go out with keys.",
            planned_at=moment(house.ago(6), MORNING),
            planned_by_id=house.staff["Ana"].id,
        )
    )


def _said_well(house: House, rows: Rows) -> None:
    left = house.ago(40)
    client = _left(house, rows, "Ada", "Ana", came=house.ago(420), left=left)
    departure = _departure(
        house, rows, client, left, by="Ana", reason="moved", reason_words="Back home to Glasgow, to her mother"
    )
    texts = SummaryTexts(
        together="Here for fourteen months. Walked with Ana through all three phases, twice around.",
        reached="Reached: sleep through the night. Reached: talk to my mother.",
        carries="Mornings outside. Her cousin. The meeting on Thursdays.",
        ahead="The drop-in center in Glasgow knows that she comes. Our door stays open.",
        their_words="You never once looked at your watch.",
    )
    at, by = moment(left, MORNING + 90), house.staff["Ana"].id
    mark = content_hash(departure_id=departure.id, texts=texts, with_client=True, by=by, at=at)
    summary: Summary = rows.add(
        Summary(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            departure=departure,
            together=texts.together,
            reached=texts.reached,
            carries=texts.carries,
            ahead=texts.ahead,
            their_words=texts.their_words,
            with_client=True,
            saved_at=at,
            written_by_id=by,
            signed_at=at,
            signed_by_id=by,
            content_hash=mark,
        )
    )
    _added(house, rows, summary, mark)


def _added(house: House, rows: Rows, summary: Summary, mark: str) -> None:
    """A postcard came a week later."""
    at, by = moment(house.ago(33), MORNING), house.staff["Ana"].id
    reason, text = "Came later", "A postcard: she goes to the Thursday meeting there."
    rows.add(
        SummaryAddition(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            summary=summary,
            n=1,
            author_id=by,
            reason=reason,
            text=text,
            signed_at=at,
            content_hash=addition_hash(summary_hash=mark, n=1, by=by, reason=reason, text=text, at=at),
        )
    )


def _lost_touch(house: House, rows: Rows) -> None:
    left = house.ago(9)
    client = _left(house, rows, "Burt", "Ana", came=house.ago(130), left=left, legal_family_name="")
    _departure(
        house,
        rows,
        client,
        left,
        by="Faye",
        reason="lost_touch",
        reason_words="Three letters, no answer. The door stays open.",
    )
    rows.add(
        Hold(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            reason="The county asks that records of an open case be kept.",
            ends_when="When the county says that the case is closed",
            set_on=house.ago(5),
            set_at=moment(house.ago(5), MORNING),
            set_by_id=house.staff["Faye"].id,
        )
    )


def _left(house: House, rows: Rows, name: str, peer: str, *, came: date, left: date, **changes: Any) -> Client:
    """Somebody who was here, with the relationship that ended on the last day."""
    details = {"legal_given_name": name, "legal_family_name": "Vale", "birth_date": date(1979, 4, 14), **changes}
    client: Client = rows.add(
        Client(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            program=house.program,
            name=name,
            goal="",
            started_on=came,
            ended_on=left,
            created_at=moment(came, MORNING),
            created_by_id=house.staff[peer].id,
            **details,
        )
    )
    rows.add(
        Relationship(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            peer=house.staff[peer],
            started_on=came,
            ended_on=left,
            ended_because="Left the program",
            phase="supporting",
            phase_since=came,
        )
    )
    return client


def _departure(house: House, rows: Rows, client: Client, left: date, *, by: str, **content: Any) -> Departure:
    made: Departure = rows.add(
        Departure(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            came_on=client.started_on,
            left_on=left,
            left_recorded_at=moment(left, MORNING + 60),
            left_by_id=house.staff[by].id,
            **content,
        )
    )
    return made
