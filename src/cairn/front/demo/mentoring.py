"""What the mentoring room has to show in the demo: a pair whose talk is overdue, one in rhythm, one that waits for a signature."""

from __future__ import annotations

from datetime import date

from cairn.front.demo import people
from cairn.front.demo.people import House
from cairn.front.demo.rows import Rows, moment
from cairn.kernel.actors import Role
from cairn.mentoring.models import (
    Dues,
    MentoringPair,
    MentoringTalk,
    MentoringWish,
    SkillsAttendance,
    SkillsSession,
)

MORNING = 9 * 60
WISHES = (
    ("Mia", "first_months,boundaries,story,hard_moments", "phone,video", 4),
    ("Tess", "boundaries,groups", "video", 0),
    ("Ivo", "first_months,story", "phone", 0),
    ("Petra", "story,self_care", "phone,in_person", 0),
    ("Omar", "hard_moments,first_months", "video", 0),
)
SESSIONS = ((75, "communication", ("Tess", "Ivo")), (45, "suicide_awareness", ("Tess",)), (12, "boundaries", ("Ivo",)))


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    house, rows = houses["training_body"], Rows()
    people.hire(house, "Tess Rowan", Role.PEER_SUPPORTER, title="Peer supporter", days_ago=400)
    credential = people.certify(house, "Tess", number="BBH-PEER-1222", years_ago=2)
    people.teach(house, credential, ((90, "Trauma and the body", 6, "general"), (30, "Ethics refresher", 3, "ethics")))
    for name, topics, ways, places in WISHES:
        rows.add(
            MentoringWish(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                person=house.staff[name],
                topics=topics,
                ways=ways,
                places=places,
                told_at=moment(house.ago(24), MORNING),
            )
        )
    tess = _pair(house, rows, "Tess", days_ago=100)
    for days_ago, topics, step in (
        (70, "boundaries", "Write down what I say no to"),
        (38, "boundaries,groups", "Sit in on one group"),
    ):
        _talk(house, rows, tess, house.ago(days_ago), topics, step)
    _talk(house, rows, _pair(house, rows, "Ivo", days_ago=20), house.ago(5), "story", "Tell it in five minutes")
    _pair(house, rows, "Petra", days_ago=2, is_signed=False)
    for days_ago, skill, came in SESSIONS:
        _session(house, rows, house.ago(days_ago), skill, came)
    rows.add(
        Dues(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            person=house.staff["Ivo"],
            for_year=house.today.year,
            waived_because="not_working",
            recorded_at=moment(house.ago(15), MORNING),
            recorded_by_id=house.staff["Kay"].id,
        )
    )
    return rows.write()


def _pair(house: House, rows: Rows, mentee: str, *, days_ago: int, is_signed: bool = True) -> MentoringPair:
    chosen_at = moment(house.ago(days_ago), MORNING)
    row: MentoringPair = rows.add(
        MentoringPair(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            mentor=house.staff["Mia"],
            mentee=house.staff[mentee],
            chosen_at=chosen_at,
            mentee_signed_at=chosen_at,
            mentor_signed_at=moment(house.ago(days_ago), MORNING + 90) if is_signed else None,
        )
    )
    return row


def _talk(house: House, rows: Rows, pair: MentoringPair, on: date, topics: str, next_step: str) -> None:
    rows.add(
        MentoringTalk(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            pair=pair,
            on=on,
            minutes=house.seeded.pick((30, 45, 60)),
            way=house.seeded.pick(("phone", "video")),
            topics=topics,
            next_step=next_step,
            recorded_at=moment(on, 17 * 60),
        )
    )


def _session(house: House, rows: Rows, on: date, skill: str, came: tuple[str, ...]) -> None:
    session = rows.add(
        SkillsSession(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            on=on,
            minutes=60,
            skill=skill,
            led_by=house.staff["Mia"],
            recorded_at=moment(on, 18 * 60),
        )
    )
    for name in came:
        rows.add(
            SkillsAttendance(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                session=session,
                person=house.staff[name],
            )
        )
