"""What the rooms keep of the signed-in person that other places would ask for too. Sealed words of an application stay sealed.

A candidate's class, exam and hours come from the trail's hats; a peer supporter's continuing education, work and supervision from the
employer's records. `sources` says for each fact where it is from, so that the page can.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from cairn.credentials.domain.continuing_education import Category
from cairn.credentials.queries.standing import get_holder
from cairn.front.pages.trail import find_way
from cairn.journeys.walking import StepState
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Instant, local_date
from cairn.platform.journeys import journeys_of
from cairn.privacy.scope import scope_of
from cairn.supervision.queries.debts import get_debt
from cairn.trails.domain.person import Learned, Person
from cairn.trails.queries.hours import get_ledger
from cairn.trails.queries.own_hats import list_own_hats
from cairn.trails.queries.trails import find_trail
from cairn.training.queries.completions import get_completion
from cairn.training.queries.registrations import list_registrations

TRAINING, LEDGER, NOTE, EMPLOYER = (
    "the training body's records",
    "your ledger of hours",
    "the steps of your trail",
    "your employer's records",
)
Known = tuple[Person, dict[str, str]]
SUBJECTS = {Category.ETHICS: "ethics", Category.SUICIDE_PREVENTION: "suicide_prevention"}


def known_of(actor: Actor | None, now: Instant) -> Known:
    """The person's facts with their sources; nothing for anybody who is neither a candidate nor a peer supporter."""
    person, sources = Person(), dict[str, str]()
    if actor is None or actor.role not in (Role.CANDIDATE, Role.PEER_SUPPORTER):
        return person, sources
    on = local_date(now, actor.zone)
    if actor.role is Role.PEER_SUPPORTER:
        with scope_of(actor):
            person = _from_employer(person, sources, actor, on)
    for hat in list_own_hats(actor, on):
        if hat.role is Role.CANDIDATE:
            with scope_of(hat):
                person = _from_training(person, sources, hat, on)
                person = _from_ledger(person, sources, hat, now)
    return (_from_trail(person, sources, actor, now) if actor.role is Role.CANDIDATE else person), sources


def _from_employer(person: Person, sources: dict[str, str], actor: Actor, on: date) -> Person:
    """Two statements for the certificates, a handful for work and supervision."""
    held = get_holder(actor, actor.engagement_id, on).held
    figures = get_debt(actor, actor.engagement_id, on).decision.figures
    learned = tuple(
        Learned(course.completed_on, course.minutes, SUBJECTS.get(course.category, ""))
        for each in held
        for course in each.courses
    )
    sources.update(dict.fromkeys(("practice_hours", "supervised_hours"), EMPLOYER))
    if held:
        sources.update(dict.fromkeys(("ce_year", "ce_before", "ce_ethics", "ce_suicide"), EMPLOYER))
    return replace(
        person,
        practice_minutes=figures["worked_minutes"],
        supervised_minutes=figures["supervised_minutes"],
        learned=learned if held else None,
    )


def _from_training(person: Person, sources: dict[str, str], hat: Actor, on: date) -> Person:
    """The newest class that was passed: its hours, its last day and its exam as it was scored."""
    for row in list_registrations(hat, on):
        if row.outcome != "yes":
            continue
        passed = get_completion(hat, row.id, on)
        sources.update(dict.fromkeys(("training_hours", "training_ended_on", "exam_passed"), TRAINING))
        person = replace(
            person, training_minutes=passed.attended_minutes, training_ended_on=passed.ends_on, exam_passed=True
        )
        if passed.correct is not None and passed.items:
            sources.update(dict.fromkeys(("exam_correct", "exam_items"), TRAINING))
            person = replace(person, exam_share=Fraction(passed.correct, passed.items))
    return person


def _from_ledger(person: Person, sources: dict[str, str], hat: Actor, now: Instant) -> Person:
    """Further training that somebody confirmed and that counts."""
    trail = find_trail(hat, local_date(now, hat.zone))
    if trail is None or not journeys_of(hat.place):
        return person
    minutes = get_ledger(hat, trail, now).decision.figures["training_minutes"]
    if not minutes:
        return person
    sources["further_hours"] = LEDGER
    return replace(person, further_minutes=minutes)


def _from_trail(person: Person, sources: dict[str, str], actor: Actor, now: Instant) -> Person:
    """The day of the fingerprints, where the trail knows it."""
    way = find_way(actor, now)
    stands = way.walk.stands if way else ()
    for stand in stands:
        if stand.step.key == "fingerprints" and stand.state is StepState.DONE and stand.since:
            sources["fingerprints_on"] = NOTE
            person = replace(person, fingerprints_on=stand.since)
    return person
