"""The four trails, each walked in real browsers on a served house: from the first question to an issued license and a verified badge.

Five roles walk, each in a browser of their own and signed in by password and app: the candidate on a phone; training coordinator,
program manager, clinical supervisor and board clerk at desks; and strangers without an account, who confirm by a link and check the
badge. Seeded are three organizations, the people in them and the supervisor's license; everything else is done on the pages. The
server's clock is moved forward between the stages, so that weeks lie between them; each walk begins where the last one ended.
Volunteer hours are written down on one later day, for the days on which they were given.

CAIRN_SHOTS=folder keeps a picture of each page that says something.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from tests.e2e.walkers import application, ground
from tests.e2e.walkers.candidate import AT_BOARD, AT_TRAINING, Candidate
from tests.e2e.walkers.clerk import Clerk
from tests.e2e.walkers.employer import Employer
from tests.e2e.walkers.founding import CANDIDATES, EMPLOYER, TRAINING
from tests.e2e.walkers.stranger import Stranger
from tests.e2e.walkers.supervisor import Supervisor
from tests.e2e.walkers.trainer import COURSE, DAYS, Trainer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
WELL = {"two_years": "yes", "long_stay": "no", "jailed": "no", "convicted": "no"}
LICENSE = "Behavioral health peer support"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trail:
    """One column of the guide's table: what is answered, and what it asks for before the class."""

    key: str
    title: str
    who: str
    answers: dict[str, str]
    funding: str
    notes: tuple[str, ...] = ()  # the candidate's own part before the class
    has_offer: bool = False
    weeks: int = 1  # until the class


TRAILS = (
    Trail("employment", "With a job or an offer", CANDIDATES[0], {"job": "complete"}, "employer",
          ("class_application",), has_offer=True),
    Trail("self_pay", "Paying for the class", CANDIDATES[1], {"job": "none", "other_license": "none", "volunteered": "no",
          "can_pay": "yes"}, "self"),
    Trail("other_state", "With a license of another state", CANDIDATES[2], {"job": "complete", "other_license": "current"},
          "scholarship", ("license_elsewhere", "education_proof"), has_offer=True),
    Trail("volunteer", "Volunteering and training", CANDIDATES[3], {"job": "none", "other_license": "none",
          "volunteered": "willing", "can_pay": "no"}, "grant", ("eligibility",), weeks=6),
)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with ground.laid(tmp_path_factory.mktemp("trails")) as laid:
        yield laid


@pytest.fixture
def people(browser, house):
    """Makes a person of a class, with a browser of their own."""
    return lambda kind, name="": kind(browser, house, name)


@pytest.mark.parametrize("trail", TRAILS, ids=lambda trail: trail.key)
def test_from_the_first_question_to_a_verified_badge(house, people, trail):
    monday = house.next_monday()
    first_day = monday + timedelta(weeks=trail.weeks)
    candidate, trainer, employer = (
        people(Candidate, trail.who),
        people(Trainer, "Kay Brandt"),
        people(Employer, "Faye Lindgren"),
    )

    house.move(monday, 9)
    candidate.ask_the_finder({**trail.answers, **WELL}, trail.key, trail.title)
    candidate.note("questionnaire")
    before_the_class(trail, house, people, candidate, employer, monday, first_day)

    in_class(trail, house, candidate, trainer, first_day)
    badge = candidate.badge(COURSE)
    last_day = first_day + (DAYS - 1) * DAY

    house.move(last_day + 7 * DAY, 10)
    agreement = employed(people, candidate, employer)
    papers = {"certificate": candidate.own_paper(), "agreement": agreement}
    candidate.come_in(AT_BOARD)
    candidate.note("fingerprints", "documents")
    assert candidate.waymarks()["Supervision agreement"] == "Done"
    proof, more, seen = proofs(trail, candidate, first_day)
    application.write(candidate, trail.key, badge, last_day, proof)
    application.add_papers(candidate, papers | more)
    application.send(candidate)
    assert candidate.waymarks()["Application to the board"] == "Under way"

    clerk = people(Clerk, "Hana Weiss")
    clerk.come_in()
    clerk.open_file(trail.who)
    clerk.check(house.today - 2 * DAY, papers=len(papers | more), **seen)
    assert clerk.take_fees() == 2, "the board's and that of the fingerprints"
    clerk.approve()

    licensed(people, candidate, trail)


def before_the_class(trail, house, people, candidate, employer, monday, first_day):
    """What this trail asks for at its head: an offer that the employer confirms, a license elsewhere, or hours given."""
    if trail.key == "employment":
        employer.come_in()
        address = employer.post_job()
        candidate.apply_for_job(address)
        employer.offer_job(trail.who)
    if trail.has_offer:
        people(Stranger).confirm(candidate.ask_employer(first_day + 14 * DAY), "Hourly wage: $17.50")
    if trail.key == "volunteer":
        house.move(monday + 35 * DAY, 9)
        candidate.come_in(AT_BOARD)
        volunteered(people, candidate, monday)
    candidate.note(*trail.notes)
    marks = candidate.waymarks()
    if trail.has_offer:
        assert marks["A job in peer support, or an offer"] == "Done"
    if trail.key == "employment":
        assert marks["The employer confirms it"] == "Done"


def volunteered(people, candidate, monday):
    """A hundred hours in ten days, then twelve of training in two; each organization says yes once."""
    for n in range(10):
        candidate.write_hours("volunteering", monday + (1 + n) * DAY, "10", "Open Door")
    for n in range(2):
        candidate.write_hours("training", monday + (14 + n) * DAY, "6", "Prairie College")
    assert candidate.waymarks()["Volunteer"] == "Under way", "hours count once somebody said yes"
    people(Stranger).confirm(candidate.ask_for_hours("Open Door"), "Together: 100 h.")
    people(Stranger).confirm(candidate.ask_for_hours("Prairie College"), "Together: 12 h.")
    marks = candidate.waymarks()
    assert (marks["Volunteer"], marks["Further training"]) == ("Done", "Done")


def in_class(trail, house, candidate, trainer, first_day):
    """Registered, paid where it is one's own, there on each day by code and by roll, the exam sat, decided."""
    trainer.come_in()
    found = trainer.plan_class(first_day)
    own = candidate.register(found, trail.funding)
    trainer.take_payment(found, trail.who)
    marks = candidate.waymarks()
    assert marks["Registration confirmed"] == "Done"
    assert trail.key != "self_pay" or marks["Pay for the class"] == "Done"

    house.move(first_day, 8, 5)
    trainer.come_in()
    letters = trainer.letters(found)
    candidate.come_in(AT_TRAINING)
    candidate.check_in(letters)

    house.move(first_day + (DAYS - 1) * DAY, 16, 30)
    trainer.come_in()
    trainer.call_the_roll(found, trail.who)
    trainer.correct_first_day(found, trail.who)
    candidate.come_in(AT_TRAINING)
    candidate.sit_exam(own, wrong=1)
    trainer.decide(found, trail.who)
    marks = candidate.waymarks()
    assert {
        marks[step] for step in ("Attend the class", "Pass the exam", "Certificate and letter sent to the board")
    } == {"Done"}


def employed(people, candidate, employer):
    """Invited and in; the agreement made and signed by both. As printed."""
    employer.come_in()
    link = employer.invite(candidate.name)
    candidate.come_in(AT_BOARD)
    candidate.take_up_role(link)
    employer.make_agreement(candidate.name, "Ben Hollis")
    printed = candidate.sign_agreement()
    supervisor = people(Supervisor, "Ben Hollis")
    supervisor.come_in()
    supervisor.sign_agreement(candidate.name)
    return printed


def proofs(trail, candidate, first_day: date) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What this trail answers in the application, the papers that show it, and what the clerk sees in them."""
    answers, papers, seen = dict[str, Any](), dict[str, Any](), dict[str, Any]()
    if trail.has_offer:
        candidate.go("/trail/offer/")
        answers, papers = application.offer(first_day + 14 * DAY), {"offer": candidate.paper("offer")}
        seen = {"offer_is_complete": True}
    if trail.key == "other_state":
        answers |= {"other_state": "Idaho", "other_state_number": "ID-4410"}
        papers |= {"other_state": candidate.paper("license")}
        seen |= {"other_state_verified": True}
    if trail.key == "volunteer":
        candidate.go("/trail/hours/")
        answers = {"volunteer_hours": "100", "extra_training_hours": "12"}
        papers, seen = {"hours": candidate.paper("hours")}, dict(answers)
    return answers, papers, seen


def licensed(people, candidate, trail):
    """The license with its number; its badge as anybody sees it, by its signs and, once the holder wants it, by name."""
    candidate.go("/board/application/")
    candidate.reads("Approved")
    short = candidate.page.locator("main h2 a[href*='/board/credentials/']").inner_text().split()[-1]
    marks = candidate.waymarks()
    assert {stand for step, stand in marks.items() if step != "What shows rehabilitation"} <= {
        "Done",
        "Not needed any more",
    }
    assert marks["License issued"] == "Done"
    number = candidate.badge(LICENSE)

    stranger = people(Stranger)
    stranger.verify(number, trail.who, LICENSE, short, "Montana")
    stranger.verify(candidate.badge(COURSE), trail.who, TRAINING)
    by_signs = stranger.look_up(number)
    assert (trail.who in by_signs, short in by_signs, "Valid today" in by_signs) == (True, True, True)
    assert number not in stranger.look_up(trail.who), "nobody is found by name who did not say so"
    candidate.go("/badges/")
    candidate.follow("/listing/")
    candidate.send("listed")
    found = stranger.look_up(trail.who)
    assert (number in found, LICENSE in found) == (True, True)
    assert EMPLOYER not in found
    for person in (candidate, stranger):
        assert [said for said in person.page.complaints if "404" not in said] == []
