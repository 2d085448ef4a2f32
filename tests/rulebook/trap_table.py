"""The traps 1 to 29 of certification, continuing education and supervision: what goes wrong easily, which case shows it best, and what
would have to be wrong for it to fail.

Every row of the case tables that carries a trap's number is a case of it. `spoilt` are the mistakes themselves: a number of a pack
changed, or a piece of a rule replaced. Each case of a trap has to fail under at least one of its mistakes, or it shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from typing import Any
from unittest import mock

from cairn.credentials.domain.education_years import Category
from cairn.kernel.money import Money
from cairn.platform import packs
from cairn.rulebook.rules import Rulebook
from cairn.rulebook.units import Value
from cairn.trails.domain.answers import Job


@dataclass(frozen=True, slots=True)
class Number:
    """A pack's entries of one key with another value; `label` and `context` where the key has several."""

    key: str
    value: Value
    label: str = ""
    context: str = ""

    @contextmanager
    def spoilt(self) -> Iterator[None]:
        book = packs.the_rulebook()
        entries = [replace(each, value=self.value) if self._is(each) else each for each in book.entries]
        assert entries != list(book.entries), f"{self.key} is {self.value!r} anyway"
        wrong = Rulebook(entries, book.parents)
        with mock.patch.object(packs, "the_rulebook", return_value=wrong):
            yield

    def _is(self, entry: Any) -> bool:
        return (
            entry.full_key == self.key
            and entry.context == self.context
            and (not self.label or entry.label == self.label)
            and type(entry.value) is type(self.value)
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A function of a rule replaced: `make` gets the right one and gives the wrong one."""

    where: str  # module:name, or module:class.name
    make: Callable[[Any], Any]

    @contextmanager
    def spoilt(self) -> Iterator[None]:
        module, _, name = self.where.partition(":")
        owner: Any = import_module(module)
        *above, last = name.split(".")
        for part in above:
            owner = getattr(owner, part)
        with mock.patch.object(owner, last, self.make(getattr(owner, last))):
            yield


@dataclass(frozen=True, slots=True)
class Trap:
    """`case`: the row that shows it best, by file and name; empty where a test shows it. `tests`: module:function."""

    number: int
    words: str
    spoilt: tuple[Number | Piece, ...]
    case: str = ""
    tests: tuple[str, ...] = ()


CE, DEBT, ACCOUNTS = (
    "cairn.credentials.domain.continuing_education",
    "cairn.supervision.domain.debt",
    "cairn.supervision.domain.accounts",
)
RECOVERY, COURSES, APPLY = (
    "cairn.credentials.domain.recovery",
    "cairn.credentials.domain.courses",
    "cairn.credentials.domain.applications",
)
STANDING, SUPERVISORS = "cairn.credentials.domain.standing", "cairn.supervision.domain.supervisors"
SUPERVISION_TESTS = "tests.supervision"


def _years_cut_short(years_after: Any) -> Any:
    def wrong(day: date, years: int) -> date:
        found = years_after(day, years)
        return found - timedelta(days=1) if (day.month, day.day) == (2, 29) else found

    return wrong


def _for_any_reason(right: Any) -> Any:
    """Every admission counts, whatever it was for."""
    return lambda stays, *rest: right(tuple(replace(stay, for_behavioral_health=True) for stay in stays), *rest)


def _own_first(right: Any) -> Any:
    """This year's hours before those carried in."""
    return lambda carried, earned, owed, preparation: right(earned, carried, owed, preparation)


def _forgets_categories(right: Any) -> Any:
    """Carried hours become hours of no kind."""

    def wrong(left: Any, cap: int) -> Any:
        kept = right(left, cap)
        return type(kept)({Category.GENERAL: kept.total()})

    return wrong


def _tightest_first(right: Any) -> Any:
    """The hours that can be used least are carried first."""

    def wrong(left: Any, cap: int) -> Any:
        kept = type(left)()
        for category in Category:
            kept[category] = min(left[category], cap - kept.total())
        return kept

    return wrong


def _everything_kept(right: Any) -> Any:
    """What is left of the carried hours is carried again."""

    def wrong(carried: Any, earned: Any, owed: int, preparation: int) -> int:
        used = right(carried, earned, owed, preparation)
        earned.update(carried)
        return used

    return wrong


def _from_the_first_year(right: Any) -> Any:
    """Hours are owed from the very year of certification on."""
    return lambda first, last, limits, courses: (
        row if row.owed else replace(row, owed=limits.annual, short=limits.annual)
        for row in right(first, last, limits, courses)
    )


TRAPS = (
    Trap(1, "Passing the class is not yet the hours that the license asks for.",
         (Number("us-mt.training.hours", 32), Number("us-mt.training.hours", 41)),
         "courses: Thirty-two of forty hours pass the class and do not license"),
    Trap(2, "Eighty percent is inclusive, and no score is rounded up.",
         (Number("mpn.ps101.pass_mark", Fraction(78, 100)), Number("mpn.ps101.pass_mark", Fraction(81, 100))),
         "courses: 159 of 200 is 79.5 percent and fails: a score is never rounded up"),
    Trap(3, "One attempt in a class; another needs a whole new class, and no attendance comes along.",
         (Number("mpn.ps101.exam_attempts_per_class", 2),
          Piece(f"{COURSES}:_attendance", lambda right: lambda facts, rules: right(
              replace(facts, attended_minutes=facts.attended_minutes + facts.minutes_from_other_classes), rules)),
          Number("mpn.ps101.attendance_min", Fraction(0), label="guide")),
         "courses: A second sitting in the same class does not count, however good"),
    Trap(4, "Attendance is minutes of scheduled instruction, not days.",
         (Number("mpn.ps101.attendance_min", Fraction(79, 100), label="guide"),),
         "courses: One minute short of four fifths is short",
         ("tests.credentials.test_courses:test_trap_04_late_arrival_and_breaks_are_not_attendance",)),
    Trap(5, "More than 72 hours at once, in real time; only for behavioral health; jail of any length; looking back from the application.",
         (Number("us-mt.recovery.max_inpatient", 73, label="guide"), Number("us-mt.recovery.max_inpatient", 71, label="guide"),
          Number("us-mt.recovery.max_inpatient", 45, label="guide"), Number("us-mt.recovery.max_incarceration", 2),
          Number("us-mt.recovery.window", 3), Piece(f"{APPLY}:check_stays", _for_any_reason),
          Number("us-mt.recovery.max_inpatient", 200, label="guide")),
         "applications: One minute more than 72 hours does not"),
    Trap(6, "Two years from 29 February end on 1 March.",
         (Piece(f"{RECOVERY}:years_after", _years_cut_short), Number("us-mt.recovery.window", 3)),
         "applications: Two years from 29 February 2020 are not over on 28 February 2022"),
    Trap(7, "Things have an order and an age: training before applying, results that expire, rules of the day.",
         (Number("us-mt.app.fingerprint_validity", 91), Number("us-mt.app.fingerprint_validity", 89),
          Number("us-mt.app.fingerprint_validity", 10), Number("us-mt.training.hours", 41),
          Number("us-mt.recovery.no_symptoms_but_craving", False),
          Piece(f"{APPLY}:check_fingerprints", lambda right: lambda results_on, rules, on: right(min(results_on, on), rules, on)),
          Piece(f"{COURSES}:_exam", lambda right: lambda facts, rules, on: right(facts, rules, date.max))),
         "applications: Results that arrive after the application are not there yet, nor is a later signature"),
    Trap(8, "Fees differ by payee, by kind and by day.",
         (Number("us-mt.fee.renewal", Money(12600)), Number("us-mt.fee.fingerprint.payee", "Board of Behavioral Health"),
          Number("us-mt.fee.application", Money(9300))),
         "applications: The application fee goes to the board, the fingerprint fee to the Department of Justice"),
    Trap(9, "Year two begins on 1 January, whatever the day of the certificate.",
         (Piece(f"{CE}:list_years", _from_the_first_year), Number("us-mt.ce.annual", 10)),
         "continuing_education: Certified on 31 December: nothing is owed that day"),
    Trap(10, "Hours of year one are not carried, unless the switch says so.",
         (Piece(f"{CE}:_carries_from_first_year", lambda right: lambda facts, rules: True),
          Piece(f"{CE}:_carries_from_first_year", lambda right: lambda facts, rules: False)),
         "continuing_education: Hours of year one are not carried: none were owed, so none were more than owed"),
    Trap(11, "Carried hours are capped, used first, live one year and are never carried again.",
         (Number("us-mt.ce.carry_max", 25), Piece("cairn.credentials.domain.education_years:_use", _everything_kept),
          Piece("cairn.credentials.domain.education_years:_use", _own_first)),
         "continuing_education: Forty-five hours cover the next year exactly and not the one after"),
    Trap(12, "Carried hours keep their category; preparation is capped in the year of use.",
         (Number("us-mt.ce.prep_max", 15), Number("us-mt.ce.suicide_prevention", 1), Number("us-mt.ce.suicide_prevention", 3),
          Piece("cairn.credentials.domain.education_years:_keep", _forgets_categories),
          Piece("cairn.credentials.domain.education_years:_keep", _tightest_first)),
         "continuing_education: What is left over of it and was carried does serve the next, once"),
    Trap(13, "Suicide prevention falls due every two years from a person's own first.",
         (Number("us-mt.ce.suicide_prevention_years", 1),
          Piece(f"{CE}:_at_first_renewal", lambda right: lambda facts, rules: False), Number("us-mt.ce.suicide_prevention", 30)),
         "continuing_education: Suicide prevention falls due every two years from a person's own first, not in even years"),
    Trap(14, "Missing proof never holds a renewal up; an expired license that returns is always audited.",
         (Number("us-mt.ce.proof_at_renewal", True, label="statute"), Number("us-mt.ce.audit_on_reactivation", False)),
         "continuing_education: An expired license that returns owes every year and is audited for certain"),
    Trap(15, "Lapsed through 14 February, expired from the 15th: unlicensed, and unbillable from that day.",
         (Number("us-mt.license.lapsed", 46), Number("us-mt.license.lapsed", 44), Number("us-mt.license.lapsed", 1),
          Number("us-mt.license.terminated_after", 1), Number("us-mt.license.terminated_after", 3), Number("us-mt.license.expiry", "12-30"),
          Number("us-mt.license.expiry", "11-30"),
          Piece(f"{STANDING}:_ladder_on", lambda right: lambda issued_on, renewals, *rest: right(issued_on, (), *rest)),
          Piece(f"{STANDING}:Ladder.rung", lambda right: lambda self, on: right(self, on - timedelta(days=30)))),
         "standing: Expired on 15 February, the 46th day: practice from that day is unlicensed",
         ("tests.rulebook.test_traps:test_trap_15_work_after_the_day_of_expiry_is_not_billed",)),
    Trap(16, "The right word and title at the right time.",
         (Number("us-mt.title.candidate", "cBHPSS"), Number("us-mt.title.certified", "BHPSS"),
          Piece(f"{STANDING}:_order_on", lambda right: lambda facts, on: right(facts, on - timedelta(days=1)))),
         "standing: Before the board issues, the word is candidate"),
    Trap(17, "Twenty business days know the state's holidays.",
         (Number("us-mt.supervisor.change_notice", 19),), "",
         ("tests.supervision.test_notices:test_trap_17_business_days_know_the_holidays_of_the_place",
          "tests.supervision.test_cover:test_montana_has_election_day_in_even_years_only")),
    Trap(18, "Two licenses owe their hours each.",
         (Piece(f"{CE}:_reason_against", lambda right: lambda course, facts, on: ""),),
         "continuing_education: Two licenses: hours taken for the other one do not count here"),
    Trap(19, "A license of another state opens a trail and spares neither class nor exam.",
         (Piece(f"{APPLY}:_training", lambda right: lambda facts, rules: ()), Number("us-mt.training.hours", 41),
          Number("mpn.ps101.hours", 20),
          Piece("cairn.trails.domain.ways:_other_state", lambda right: lambda answers, rules: right(replace(answers, job=Job.COMPLETE), rules))),
         "applications: A license of another state is no reciprocity: class and exam are still missing"),
    Trap(20, "In Montana every worked hour raises what is owed, supervision itself too.",
         (Number("us-mt.supervision.counts_as_worked", False),),
         "supervision: Supervision is itself work: a session after twenty hours leaves three minutes owed"),
    Trap(21, "All paid hours are the base, contact or not; whether supervision is one is a switch.",
         (Number("us-mt.supervision.ratio", Fraction(1, 15)),
          Piece(f"{DEBT}:_supervision_is_worked", lambda right: lambda facts, rules: True)),
         "supervision: Paperwork, travel and training count like contact: 8 hours each make 72 minutes owed",
         ("tests.rulebook.test_traps:test_trap_21_every_activity_of_a_day_raises_what_is_owed",)),
    Trap(22, "The ratio is one measure, the longest gap another.",
         (Number("us-mt.supervision.max_gap", 39), Number("us-mt.supervision.max_gap", 45), Number("us-mt.supervision.max_gap", 80)),
         "supervision: Exactly 40 hours without a session are allowed, and no minute more"),
    Trap(23, "Minutes owed are kept, never cut to hours.",
         (Piece(f"{DEBT}:rounded_up", lambda right: lambda amount: right(amount / 60) * 60),),
         "supervision: Thirty hours worked owe an hour and a half, neither one nor two"),
    Trap(24, "Sessions under fifteen minutes do not count; from there on exact minutes do.",
         (Number("us-mt.supervision.min_session", 14), Number("us-mt.supervision.min_session", 21)),
         "supervision: A session of 14 minutes does not count"),
    Trap(25, "A session counts only as things stood on its day; what is earned later never reaches back.",
         (Piece(f"{DEBT}:reason_against", lambda right: lambda session, shortest: ""),
          Number("us-mt.supervisor.years_licensed", 1), Number("us-mt.supervisor.years_licensed", 9), Number("us-mt.supervisor.ceu", 30),
          Piece(f"{SUPERVISORS}:_license_type", lambda right: lambda facts, rules: right(replace(facts, license_type="psychologist"), rules)),
          Piece(f"{SUPERVISORS}:_license_active", lambda right: lambda facts, rules, on: right(facts, rules, on - timedelta(days=1))),
          Piece(f"{SUPERVISORS}:_agreement", lambda right: lambda facts, rules, on: right(facts, rules, on + timedelta(days=1)))),
         "supervision: Courses finished in April qualify from April on, not before",
         ("tests.supervision.test_properties:test_what_a_supervisor_earns_later_never_validates_an_earlier_session",
          "tests.supervision.test_debts:test_a_qualification_put_on_record_later_does_not_reach_back")),
    Trap(26, "A later session makes up the hours and never cures the gap.",
         (Number("us-mt.supervision.max_gap", 50), Piece(f"{ACCOUNTS}:Account.note_breach", lambda right: lambda self, *, until: None)),
         "supervision: A later session makes up the hours and never cures the gap"),
    Trap(27, "A session in a group counts once for each who attended, and is marked.",
         (Piece(f"{DEBT}:reason_against", lambda right: lambda session, shortest: "in a group" if session.is_group else right(session, shortest)),),
         "supervision: A session in a group counts for whoever attended, and is marked"),
    Trap(28, "The log has no room for what a client said, nor for a client's name.",
         (Piece("tests.supervision.test_debt:Session", lambda right: Trap),), "",
         ("tests.supervision.test_debt:test_trap_28_a_session_has_no_room_for_what_a_client_said",
          "tests.supervision.test_sessions:test_a_summary_that_names_a_client_is_refused",
          "tests.supervision.test_log:test_no_word_of_the_paper_points_at_anybody_served")),
    Trap(29, "Seven years run from the day on which the supervisor ceased, and are a floor.",
         (Number("us-mt.supervision.record_retention", 6, label="rule"), Number("us-mt.supervision.record_retention", 8, label="rule"),
          Piece("cairn.privacy.domain.retention:_regimes",
                lambda right: lambda facts, rules: right(replace(facts, is_still_supervised=False), rules))),
         "retention: Supervision records run from the day the supervisor ceased, not from the session"),
)  # fmt: skip
