"""Whether the house is ready: many people's answers as they spread, what they say together, and which steps mend what is weak.

The guide counts the yes answers of one sheet. Several people answer here, each for themselves; no answer is averaged away: every statement
keeps how many said yes, were not sure, said no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.instruments.answers import read_answers, scores_of
from cairn.instruments.questionnaires import Instrument
from cairn.kernel.actors import Role
from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.instants import in_words, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

INSTRUMENT = "program-readiness"
YES, NOT_SURE, NO = "yes", "not_sure", "no"
FEWEST = 3  # people of each side before sides are shown apart: fewer would point at somebody
LONGEST_PLAN = 600


class Side(StrEnum):
    """From where somebody looks at the house."""

    LEADERSHIP = "leadership"
    STAFF = "staff"
    PEERS = "peers"

    @property
    def label(self) -> str:
        return {"peers": "Peer supporters"}.get(self.value, self.value.capitalize())


SIDES = {
    Role.PROGRAM_MANAGER: Side.LEADERSHIP,
    Role.SYSTEM_OWNER: Side.LEADERSHIP,
    Role.CLINICAL_SUPERVISOR: Side.STAFF,
    Role.BILLER: Side.STAFF,
    Role.PEER_SUPPORTER: Side.PEERS,
}


class Area(StrEnum):
    """What the statements are about, as scores of the questionnaire; the grouping is Cairn's."""

    COMMUNITY = "community"
    CULTURE = "culture"
    PEER_SUPPORT = "peer_support"
    SERVICES = "services"
    STAFF = "staff"

    @property
    def label(self) -> str:
        return AREAS[self]


AREAS = {
    Area.COMMUNITY: "In the community",
    Area.CULTURE: "Culture and language",
    Area.PEER_SUPPORT: "The place of peer support",
    Area.SERVICES: "How people are served",
    Area.STAFF: "How staff are cared for",
}
# The steps of the phases that mend a statement to which not everybody says yes.
MENDS: dict[str, tuple[str, ...]] = {
    "community_education": ("research", "outreach"),
    "principles": ("culture_plan", "orientation"),
    "recovery_wellness": ("mission", "culture_plan"),
    "recovery_language": ("culture_named", "culture_plan"),
    "added_benefit": ("staff_told", "staff_heard"),
    "every_level": ("outline", "integrated"),
    "flexible_hours": ("outline", "policies"),
    "trauma_informed": ("policies", "orientation"),
    "learning": ("training_planned", "learning_goes_on"),
    "staff_wellness": ("crisis_policy", "leaders_behind"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's answers, without the person."""

    side: Side
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and how many said what; `before` is (yes, people) of the round before."""

    link_id: str
    short: str
    text: str
    yes: int
    not_sure: int
    no: int
    before: tuple[int, int] | None = None
    by_side: tuple[tuple[Side, int, int], ...] = ()  # (side, yes, people); empty where a side is too small

    @property
    def people(self) -> int:
        return self.yes + self.not_sure + self.no

    @property
    def is_agreed(self) -> bool:
        """Whether everybody says yes."""
        return self.yes == self.people


@dataclass(frozen=True, slots=True)
class Picture:
    """What a round says: areas with their statements, and how many yes answers each person counts, from fewest to most."""

    areas: tuple[tuple[Area, tuple[Statement, ...]], ...]
    totals: tuple[int, ...]
    sides: tuple[tuple[Side, int], ...]

    @property
    def people(self) -> int:
        return len(self.totals)

    @property
    def middle(self) -> int:
        """The middle person's count, the lower of two; 0 when nobody answered."""
        return self.totals[(len(self.totals) - 1) // 2] if self.totals else 0

    @property
    def shows_sides(self) -> bool:
        return any(statement.by_side for _, statements in self.areas for statement in statements)

    @property
    def weakest(self) -> tuple[Statement, ...]:
        """Statements to which not everybody says yes, fewest first."""
        found = [each for _, statements in self.areas for each in statements if not each.is_agreed]
        return tuple(sorted(found, key=lambda each: each.yes))


def picture(asked: Instrument, sheets: Sequence[Sheet], before: Sequence[Sheet] = ()) -> Picture:
    """The spread of every statement. Any order of the sheets gives the same picture."""
    said, earlier = _count(sheets), _count(before)
    sides = Counter(sheet.side for sheet in sheets)
    apart = len(sides) > 1 and min(sides.values()) >= FEWEST
    by_side = (
        {side: _count([one for one in sheets if one.side is side]) for side in Side if sides[side]} if apart else {}
    )
    statements = {
        question.link_id: Statement(
            question.link_id,
            question.hint or question.text,
            question.text,
            yes=said[question.link_id, YES],
            not_sure=said[question.link_id, NOT_SURE],
            no=said[question.link_id, NO],
            before=(earlier[question.link_id, YES], len(before)) if before else None,
            by_side=tuple((side, counts[question.link_id, YES], sides[side]) for side, counts in by_side.items()),
        )
        for question in asked.questions
    }
    areas = {score.code: score.over for score in asked.scores}
    return Picture(
        tuple((area, tuple(statements[link_id] for link_id in areas[area.value])) for area in Area),
        tuple(sorted(count_yes(asked, sheet.answers) for sheet in sheets)),
        tuple((side, sides[side]) for side in Side if sides[side]),
    )


def count_yes(asked: Instrument, answers: Mapping[str, str]) -> int:
    """The yes answers of a sheet, by the questionnaire's own score."""
    return next(score.value or 0 for score in scores_of(asked, read_answers(asked, answers)) if score.code == YES)


def _count(sheets: Sequence[Sheet]) -> Counter[tuple[str, str]]:
    return Counter((link_id, code) for sheet in sheets for link_id, code in sheet.answers.items())


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """Counts of a shared round, and the plan that followed, if one did."""

    totals: tuple[int, ...]
    middle: int
    shared_on: date
    reach_by: date | None = None


def last_day_of_plan(shared_on: date, rules: Rules) -> date | None:
    """The last day that a plan may aim at; None where no rule says."""
    within = rules.find("readiness.plan_within")
    return years_after(shared_on, within.years) if within else None


def decide_readiness(facts: ReadinessFacts, rules: Rules, on: date) -> Decision:
    """Ready, ready with a plan, or not yet. Of several people the middle one speaks, of two middle ones the more careful."""
    mark, within = rules.find("readiness.threshold"), rules.find("readiness.plan_within")
    if mark is None or not facts.totals:
        finding = check(
            "readiness.threshold", "Ready for peer support", verdict=Verdict.UNKNOWN,
            required="A mark, and answers", found="No rule of this place sets a mark." if facts.totals else "Nobody answered.",
        )  # fmt: skip
        return Decision("Ready for peer support", "not known", False, (finding,))
    needed, totals = mark.count, facts.totals
    reached = sum(total >= needed for total in totals)
    yes = check(
        "readiness.threshold",
        "Yes answers",
        verdict=facts.middle >= needed,
        required=f"{needed} or more",
        found=f"From {totals[0]} to {totals[-1]}, the middle one {facts.middle}. {reached} of {len(totals)} "
        f"{'counts' if reached == 1 else 'count'} {needed} or more.",
        remedy="Mend what is weak, or make a plan with a day.",
        by=(mark,),
        note="The guide counts one sheet. Where several people answered, the middle one is taken, the lower of two.",
    )
    if yes.is_met:
        return Decision("Ready for peer support", "ready", True, (yes,), {"reached": reached})
    last = last_day_of_plan(facts.shared_on, rules)
    holds = facts.reach_by is not None and last is not None and on <= facts.reach_by <= last
    plan = check(
        "readiness.plan_within",
        "A plan to get there",
        verdict=holds,
        required=f"By {in_words(last)}" if last else "Within the time that the rule gives",
        found=_plan_words(facts.reach_by, on),
        remedy="Write down how you get there, and by when.",
        by=(within,) if within else (),
    )
    outcome = "ready with a plan" if holds else "not ready yet"
    return Decision("Ready for peer support", outcome, holds, (yes, plan), {"reached": reached})


def _plan_words(reach_by: date | None, on: date) -> str:
    if reach_by is None:
        return "No plan yet"
    return f"A plan until {in_words(reach_by)}" + (", which has passed" if reach_by < on else "")
