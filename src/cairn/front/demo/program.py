"""What the program room has to show in the demo: High Divide in operation, its analysis due again; River Bend in the middle of phase 2."""

from __future__ import annotations

from cairn.front.demo import people
from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.kernel.actors import Role
from cairn.program.domain.phases import GATES, Phase
from cairn.program.domain.readiness import INSTRUMENT, SIDES
from cairn.program.models import (
    Acknowledgment,
    ProgramPolicy,
    ReadinessAnswer,
    ReadinessRound,
    ReadinessSheet,
    StepMark,
)
from cairn.program.queries.phases import phases
from cairn.program.queries.readiness import asked

MORNING = 9 * 60
PAPERS = {
    "first_meeting": "Minutes of the first meeting",
    "culture_plan": "Plan for the house, two pages",
    "outline": "Outline of the program",
    "funding_secured": "Contract with the county",
}
# How many yes answers each person gives, in the order of the statements that come hard.
HARD = ("staff_wellness", "flexible_hours", "every_level", "learning", "community_education", "trauma_informed")
POLICIES = (
    ("staff_crisis", "When it gets hard for one of us", "2", 400, 330, ("Ana", "Cleo", "Ben")),
    ("privacy", "Privacy and consent", "2026", 300, 65, ("Ana", "Marty")),
    ("documentation", "Writing notes", "1", 700, -20, ("Cleo",)),
    ("warmline_crisis", "A crisis on the warmline", "1", 120, 245, ("Ana",)),
)  # subject, name, version, in force days ago, review in days, read by

WORDS = {
    "staff_crisis": (
        "Say that you cannot work today. You owe no reason, and the day is paid.\n"
        "Faye or Ben arranges cover; the people served hear only that somebody else comes.\n"
        "Whoever notices it in a colleague asks them first, alone, and brings help if there is danger.\n"
        "Coming back is talked over with Faye: when, and what would make it easier. Nobody asks for a diagnosis."
    ),
    "warmline_crisis": (
        "Stay on the line and say that you are with them.\n"
        "Ask straight whether they think of ending their life.\n"
        "Offer to bring in 988 on the second phone, and stay until they talk.\n"
        "Danger right now: call 911 on the second phone and say where, as far as the caller told you.\n"
        "Call the supervisor on call.\n"
        "Write the call down, and take a break before the next one."
    ),
}  # by subject: the two whose words stand where they are needed


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    return _high_divide(houses["high_divide"]) + _river_bend(houses["river_bend"])


def _high_divide(house: House) -> int:
    rows = Rows()
    for phase, days_ago in ((Phase.PLANNING, 895), (Phase.IMPLEMENTATION, 870), (Phase.OPERATIONAL, 700)):
        for n, step in enumerate(phases()[phase.value].steps):
            if step.key not in ("analysis", "groups", "outreach_goes_on"):
                _mark(house, rows, step.key, "Faye", days_ago=days_ago - n)
    _mark(
        house, rows, "analysis", "Faye", days_ago=97, note="Contacts grew; people without a home were met less often."
    )
    _round(house, rows, 420, {"Faye": 7, "Ben": 6, "Greta": 5, "Ana": 4, "Cleo": 6, "Marty": 5})
    spread = {"Faye": 9, "Noor": 8, "Ben": 8, "Greta": 7, "Jun": 9, "Ana": 6, "Cleo": 8, "Marty": 7, "Ruth": 5}
    _round(
        house, rows, 40, spread, plan="A day of learning each quarter, and evening hours at Main Street.", reach_in=200
    )
    for told in POLICIES:
        _policy(house, rows, *told)
    return rows.write()


def _river_bend(house: House) -> int:
    """A program that began with what it had: people first, papers later."""
    people.hire(house, "Vera Nolan", Role.PROGRAM_MANAGER, title="Program manager", days_ago=390)
    rows = Rows()
    for n, step in enumerate(phases()[Phase.PLANNING.value].steps):
        _mark(house, rows, step.key, "Vera", days_ago=380 - 9 * n)
    for key, days_ago in (
        (GATES[Phase.IMPLEMENTATION], 230),
        ("funding_secured", 220),
        ("pay", 210),
        ("benefits", 205),
    ):
        _mark(house, rows, key, "Vera", days_ago=days_ago)
    _mark(house, rows, "evaluation", "Vera", days_ago=12, is_done=False, due_in=25)
    _round(
        house, rows, 300, {"Vera": 6, "Iris": 7, "Dov": 7}, plan="Write the policies, and train together.", reach_in=60
    )
    return rows.write()


def _mark(
    house: House,
    rows: Rows,
    step: str,
    who: str,
    *,
    days_ago: int,
    note: str = "",
    is_done: bool = True,
    due_in: int = 0,
) -> None:
    person = house.staff[who]
    rows.add(
        StepMark(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            step=step,
            is_done=is_done,
            on=house.ago(days_ago),
            due_on=house.ago(-due_in) if due_in else None,
            whose=person.name,
            paper=PAPERS.get(step, ""),
            note=note,
            marked_at=moment(house.ago(days_ago), MORNING),
            marked_by=person,
        )
    )


def _round(house: House, rows: Rows, days_ago: int, yes: dict[str, int], *, plan: str = "", reach_in: int = 0) -> None:
    leader = next(iter(yes))
    shared_at = moment(house.ago(days_ago), MORNING)
    held = rows.add(
        ReadinessRound(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            instrument=INSTRUMENT,
            instrument_version=asked().version,
            opened_at=moment(house.ago(days_ago + 14), MORNING),
            opened_by_id=house.staff[leader].id,
            shared_at=shared_at,
            shared_by_id=house.staff[leader].id,
            plan=plan,
            reach_by=house.ago(-reach_in) if plan else None,
            planned_at=shared_at if plan else None,
            planned_by_id=house.staff[leader].id if plan else None,
        )
    )
    for who, count in yes.items():
        _sheet(house, rows, held, who, count)


def _sheet(house: House, rows: Rows, held: ReadinessRound, who: str, yes: int) -> None:
    person, questions = house.staff[who], [question.link_id for question in asked().questions]
    hard = HARD[: len(questions) - yes]
    sheet = rows.add(
        ReadinessSheet(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            round=held,
            person=person,
            side=SIDES[Role(person.role)].value,
            answered_at=held.opened_at,
        )
    )
    for link_id in questions:
        code = "yes" if link_id not in hard else house.seeded.pick(("no", "not_sure"))
        rows.add(
            ReadinessAnswer(
                id=house.seeded.new_id(), organization_id=house.organization_id, sheet=sheet, link_id=link_id, code=code
            )
        )


def _policy(
    house: House, rows: Rows, subject: str, name: str, version: str, since: int, review: int, readers: tuple[str, ...]
) -> None:
    held = rows.add(
        ProgramPolicy(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            subject=subject,
            name=name,
            version=version,
            in_force_on=house.ago(since),
            review_on=house.ago(-review),
            kept_at="Shared folder, Policies",
            text=WORDS.get(subject, ""),
            owner=house.staff["Faye"],
            entered_at=moment(house.ago(since), MORNING),
            entered_by_id=house.staff["Faye"].id,
        )
    )
    for n, reader in enumerate(readers):
        rows.add(
            Acknowledgment(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                policy=held,
                person=house.staff[reader],
                at=moment(house.ago(since - 10 - n), MORNING),
            )
        )
