"""What the hiring room has to show in the demo: a job posted, four applicants, one scored by all, one half scored, one not yet."""

from __future__ import annotations

from datetime import datetime, time
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from cairn.front.demo import people
from cairn.front.demo.people import House
from cairn.hiring.models import (
    Applicant,
    ConflictCheck,
    Description,
    Interview,
    Position,
    Round,
    Score,
    Seat,
    Sheet,
)
from cairn.hiring.queries.packs import guides
from cairn.kernel.instants import from_local

Made = TypeVar("Made", bound=Model)

PANEL = ("Ben", "Ana", "Cleo")
APPLICANTS = (
    (10, "Robin Vale", "I ran the front desk of a recovery café for three years and started its Tuesday group."),
    (
        9,
        "Skye Harlan",
        "I have been a volunteer driver for the food bank. People talk in a car, and I learned to listen.",
    ),
    (
        6,
        "Jules Meadow",
        "I care for my grandmother and know what it is to wait for help. I want to be the one who comes.",
    ),
    (2, "Noel Frost", "I taught woodworking at the youth center. I like to see people find out that they can."),
)
ANSWERS = {  # by question: Ben, Ana, Cleo; "" was skipped
    "openness": ("yes", "yes", "yes"),
    "interest": ("4", "5", "4"),
    "balance": ("3", "4", ""),
    "helped": ("5", "4", "4"),
    "taught": ("4", "4", "5"),
    "planning": ("2", "3", "3"),
    "team_scene": ("4", "2", "4"),
    "duties": ("yes", "yes", "yes"),
    "pathways": ("5", "5", "4"),
}
WORDS = {
    "Ben": ("Leaves the choice to the other person", "Little plan for the paperwork"),
    "Ana": ("Warm, and quick to laugh at themselves", "Would have gone over the therapist’s head at first"),
    "Cleo": ("Knows every group in town", ""),
}
DUTIES = [
    "story", "mutual", "wellness_plan", "group", "resources", "listen", "own_goals", "strengths", "self_advocacy",
    "ethics", "team", "confidentiality", "reporting", "supervision", "contact", "notes", "meetings",
]  # fmt: skip
ASKED_FOR = ["lived_experience", "certification", "recovery_time", "background", "driving", "story_skill", "computer"]
WARNING = (
    "Medication (“medication”). A peer supporter does not advise on medication, and neither starts nor stops any. "
    "Source: ARM 24.219.2301(2)(o) and (4)(b)(i), as printed in the Best Practices Guide 2022."
)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    told = Told(houses["high_divide"])
    job = told.position(days_ago=14, is_posted=True)
    told.describe(job, "Peer supporter, mobile team", 14, [], is_posted=True)
    draft = told.position(days_ago=1, is_posted=False)
    own = [["Remind people of their medication", WARNING], ["Keep the coffee corner going", ""]]
    told.describe(draft, "Recovery coach, evenings", 1, own, is_posted=False)
    applicants = [told.apply(job, *each) for each in APPLICANTS]
    told.check(applicants[0])
    held = told.round(job)
    seats = {name: told.seat(held, name) for name in PANEL}
    first, second, _ = (told.hear(held, applicant, 4 - n) for n, applicant in enumerate(applicants[:3]))
    for name in PANEL:
        told.score(first, seats[name], name, days_ago=3, is_handed_in=True)
    told.score(second, seats["Ben"], "Ben", days_ago=2, is_handed_in=True)
    told.score(second, seats["Cleo"], "Cleo", days_ago=2, is_handed_in=False)
    return told.rows


class Told:
    """Rows of one house, with its seeded ids, counted."""

    def __init__(self, house: House) -> None:
        self.house, self.rows = house, 0

    def at(self, days_ago: int) -> datetime:
        return from_local(self.house.ago(days_ago), time(10), people.ZONE)

    def by(self, name: str) -> UUID:
        return self.house.staff[name].id

    def make(self, model: type[Made], **columns: object) -> Made:
        self.rows += 1
        row_id, owner = self.house.seeded.new_id(), self.house.organization_id
        return model._default_manager.create(id=row_id, organization_id=owner, **columns)

    def position(self, *, days_ago: int, is_posted: bool) -> Position:
        return self.make(
            Position,
            public_id=self.house.seeded.new_id(),
            open_from=self.house.ago(days_ago) if is_posted else None,
            open_until=self.house.ago(-16) if is_posted else None,
            created_at=self.at(days_ago),
            created_by_id=self.by("Faye"),
        )

    def describe(self, position: Position, title: str, days_ago: int, own: list[list[str]], *, is_posted: bool) -> None:
        self.make(
            Description,
            position=position,
            n=1,
            title=title,
            setting="Out in the community, from the Main Street office",
            supervisor="Clinical supervisor",
            hours="24 hours a week, flexible, one evening",
            pay_low_cents=1750,
            pay_high_cents=2100,
            overview="You walk with people as they find their own way, at their pace, from your own experience.",
            duties=DUTIES,
            own_duties=own,
            qualifications=ASKED_FOR,
            drafted_at=self.at(days_ago),
            drafted_by_id=self.by("Faye"),
            posted_at=self.at(days_ago) if is_posted else None,
        )

    def apply(self, position: Position, days_ago: int, name: str, statement: str) -> Applicant:
        return self.make(
            Applicant,
            position=position,
            description_n=1,
            name=name,
            reach=f"{name.split()[0].lower()}@example.org",
            statement=statement,
            applied_at=self.at(days_ago),
        )

    def check(self, applicant: Applicant) -> None:
        self.make(
            ConflictCheck, applicant=applicant, talk_first=False, checked_at=self.at(5), checked_by_id=self.by("Faye")
        )

    def round(self, position: Position) -> Round:
        guide = guides()["first"]
        asked = [question for question in guide.questions if question.code in ANSWERS]
        return self.make(
            Round,
            position=position,
            n=1,
            guide=guide.key,
            guide_version=guide.version,
            questions=[{"code": q.code, "theme": q.theme, "kind": q.kind, "text": q.text} for q in asked],
            opened_at=self.at(6),
            opened_by_id=self.by("Faye"),
        )

    def seat(self, held: Round, name: str) -> Seat:
        return self.make(
            Seat, round=held, member=self.house.staff[name], named_at=self.at(6), named_by_id=self.by("Faye")
        )

    def hear(self, held: Round, applicant: Applicant, days_ago: int) -> Interview:
        return self.make(
            Interview, round=held, applicant=applicant, planned_on=self.house.ago(days_ago), asked_at=self.at(6)
        )

    def score(self, interview: Interview, seat: Seat, name: str, *, days_ago: int, is_handed_in: bool) -> None:
        positives, concerns = WORDS[name]
        sheet = self.make(
            Sheet,
            interview=interview,
            seat=seat,
            positives=positives,
            concerns=concerns,
            saved_at=self.at(days_ago),
            handed_in_at=self.at(days_ago) if is_handed_in else None,
        )
        for question, answers in ANSWERS.items():
            answer = answers[PANEL.index(name)]
            if answer:
                number, said = (int(answer), "") if answer.isdigit() else (None, answer)
                self.make(Score, sheet=sheet, question=question, number=number, said=said)
