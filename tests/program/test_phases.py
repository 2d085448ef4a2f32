"""The three phases: gates that hold, steps that records show, marks that are kept, sent twice and taken back."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from cairn.journeys.steps import FactKind, StepFact
from cairn.journeys.walking import StepState
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.program.commands.phases import mark_program_step, take_back_mark
from cairn.program.domain.pages import HELPS
from cairn.program.domain.phases import GATES, MarkDraft, Phase, decide_mark, explain, stand
from cairn.program.domain.readiness import MENDS
from cairn.program.models import StepMark
from cairn.program.queries.phases import facts_of, list_marks, phases
from tests.browsers import counted, set_clock, sign_in, steady
from tests.hiring import jobs
from tests.labor import contact, hire_more, session, worked
from tests.people import LONG_AGO, NOW, TODAY, at, engage

RULES = rules_on(TODAY)
KEYS = {phase: [step.key for step in phases()[phase.value].steps] for phase in Phase}


def done(*steps: str, on: date = TODAY) -> list[StepFact]:
    return [StepFact(step, FactKind.DONE, on) for step in steps]


def standing(*steps: str):
    return stand(phases(), done(*steps), TODAY)


def needed(phase: Phase) -> list[str]:
    return [step.key for step in phases()[phase.value].steps if not step.optional]


# --- the journeys themselves -------------------------------------------------------------------------------------------


def test_every_phase_has_its_journey_and_no_two_share_a_step():
    assert set(phases()) == {phase.value for phase in Phase}
    every = [key for keys in KEYS.values() for key in keys]
    assert len(every) == len(set(every)) == 48
    assert all(KEYS[phase][0] == gate for phase, gate in GATES.items())


def test_what_helps_and_what_mends_are_steps_that_exist():
    every = {key for keys in KEYS.values() for key in keys}
    assert set(HELPS) <= every
    assert {step for steps in MENDS.values() for step in steps} <= every


def test_every_rule_that_a_step_names_is_in_the_packs():
    for journey in phases().values():
        for step in journey.steps:
            for key in filter(None, (*step.rules, step.lasts)):
                assert RULES.find(key), (step.key, key)


# --- gates ------------------------------------------------------------------------------------------------------------


def test_it_begins_with_planning():
    found = standing()
    assert found.current.phase is Phase.PLANNING
    assert found.is_in_its_start
    assert (found.current.done, found.current.total) == (0, 14)
    assert found.current.next[0].step.key == "first_meeting"


def test_a_later_step_does_not_speak_for_an_earlier_one():
    found = standing("culture_plan")
    assert found.find("culture_named").state is StepState.WAITS
    assert found.current.done == 1


@pytest.mark.parametrize("missing", needed(Phase.PLANNING))
def test_implementation_cannot_begin_with_one_open_item_of_planning(missing):
    found = standing(*(key for key in needed(Phase.PLANNING) if key != missing))
    decision = decide_mark(found, "planning_addressed", RULES)
    assert not decision.allowed
    title = found.find(missing).step.title
    assert title in decision.findings[0].found
    assert decision.findings[0].remedy


def test_a_phase_begins_when_somebody_says_so_and_not_before():
    every = needed(Phase.PLANNING)
    assert decide_mark(standing(*every), "planning_addressed", RULES).allowed
    assert standing(*every).current.phase is Phase.PLANNING
    assert [each.step.key for each in standing(*every).next] == ["planning_addressed"]
    assert standing(*every[1:]).find("planning_addressed").state is StepState.WAITS
    assert standing(*every, "planning_addressed").current.phase is Phase.IMPLEMENTATION
    both = [*every, *needed(Phase.IMPLEMENTATION)]
    assert decide_mark(standing(*both), "implementation_addressed", RULES).allowed
    assert not decide_mark(standing(*both[:-1]), "implementation_addressed", RULES).allowed
    assert not standing(*both, "implementation_addressed").is_in_its_start


def test_groups_hold_nobody_up():
    assert "groups" in KEYS[Phase.IMPLEMENTATION]
    assert "groups" not in needed(Phase.IMPLEMENTATION)


def test_a_step_says_why_not_yet_who_acts_and_who_says_so():
    found = standing()
    decision = explain(found, found.find("job_ad"), RULES)
    assert not decision.allowed
    assert "Go on: every area of planning is addressed" in decision.findings[0].found
    assert "Best Practices Guide 2022" in decision.findings[0].citations[0].text
    ready = explain(found, found.find("first_meeting"), RULES)
    assert ready.findings[0].remedy == "Now it is on the leadership."
    assert explain(standing("first_meeting"), standing("first_meeting").find("first_meeting"), RULES).allowed


def test_the_analysis_comes_round_again():
    begun = [key for phase in Phase for key in needed(phase) if key != "analysis"]
    term = RULES.entry("plan.analysis_every").months
    held = [*done(*begun), StepFact("analysis", FactKind.DONE, TODAY, until=TODAY + timedelta(days=30 * term))]
    assert stand(phases(), held, TODAY).find("analysis").state is StepState.DONE
    later = stand(phases(), held, TODAY + timedelta(days=31 * term)).find("analysis")
    assert later.state is StepState.READY
    assert later.ran_out


# --- writing down ------------------------------------------------------------------------------------------------------


def mark(actor, step="first_meeting", *, mark_id=None, seen=(), **changes):
    draft = MarkDraft(**{"step": step, "is_done": True, "on": TODAY, "whose": "Noor", **changes})
    with scope_of(actor):
        return mark_program_step(actor=actor, mark_id=mark_id or new_id(), draft=draft, seen=seen, now=NOW)


def state_of(actor, step, on=TODAY):
    with scope_of(actor):
        facts = facts_of(list_marks(actor, on), actor.place)
    return stand(phases(), facts, on).find(step).state


@pytest.mark.django_db
def test_a_mark_is_kept_with_everything_that_was_said(cast):
    given = {"paper": "Minutes of March 3", "page": "sites", "note": "All three leaders came."}
    mark_id = mark(cast.faye, on=LONG_AGO, **given)
    mark(cast.faye, mark_id=mark_id, on=LONG_AGO, **given)  # sent again
    with scope_of(cast.noor):
        (row,) = list_marks(cast.noor, TODAY)
        assert LedgerEntry.objects.count() == 1
        assert "Minutes" not in LedgerEntry.objects.get().body
    assert (row.by, row.draft.on, row.draft.whose, row.draft.paper) == ("Faye", LONG_AGO, "Noor", "Minutes of March 3")
    assert state_of(cast.faye, "first_meeting") is StepState.DONE


@pytest.mark.django_db
def test_the_same_id_with_other_content_is_refused_and_the_first_stands(cast):
    mark_id = mark(cast.faye)
    with pytest.raises(Conflict):
        mark(cast.faye, mark_id=mark_id, whose="Somebody else")
    with scope_of(cast.faye):
        assert StepMark.objects.get().whose == "Noor"


@pytest.mark.django_db
def test_in_hand_comes_before_done_and_gives_a_day(cast):
    mark(cast.faye, is_done=False, on=None, due_on=TODAY + timedelta(days=9))
    assert state_of(cast.faye, "first_meeting") is StepState.UNDER_WAY
    mark(cast.faye)
    assert state_of(cast.faye, "first_meeting") is StepState.DONE


BAD = [
    ({"on": None}, "on"),
    ({"on": TODAY + timedelta(days=1)}, "on"),
    ({"is_done": False, "whose": ""}, "whose"),
    ({"is_done": False, "due_on": TODAY - timedelta(days=1)}, "due_on"),
    ({"page": "nowhere"}, "page"),
    ({"note": "x" * 401}, "note"),
    ({"paper": "x" * 121}, "paper"),
    ({"whose": "x" * 81}, "whose"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "field"), BAD)
def test_what_cannot_be_kept_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        mark(cast.faye, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.faye):
        assert not StepMark.objects.exists()


@pytest.mark.django_db
def test_nothing_is_written_down_before_its_turn(cast):
    for step in ("culture_named", "job_ad", "planning_addressed", "implementation_addressed"):
        with pytest.raises(Refused):
            mark(cast.faye, step)
        with pytest.raises(Refused):
            mark(cast.faye, step, is_done=False, on=None)
    with pytest.raises(NotFound):
        mark(cast.faye, "no_such_step")
    mark(cast.faye)
    with pytest.raises(BadInput) as error:
        mark(cast.faye)
    assert set(error.value.problems) == {"step"}


@pytest.mark.django_db
def test_what_records_show_opens_the_gate_as_well(cast):
    for step in needed(Phase.PLANNING):
        mark(cast.faye, step)
    rest = [key for key in needed(Phase.IMPLEMENTATION) if key != "planning_addressed"]
    with pytest.raises(Refused):
        mark(cast.faye, "implementation_addressed", seen=done(*rest))
    mark(cast.faye, "planning_addressed")
    mark(cast.faye, "implementation_addressed", seen=done(*rest))


@pytest.mark.django_db
def test_a_mark_is_taken_back_once_with_its_reason_and_stays_readable(cast):
    mark_id = mark(cast.faye)
    with scope_of(cast.noor):
        for because in ("", "  ", "x" * 201):
            with pytest.raises(BadInput):
                take_back_mark(actor=cast.noor, mark_id=mark_id, because=because, now=NOW)
        take_back_mark(actor=cast.noor, mark_id=mark_id, because="Nobody came.", now=NOW)
        take_back_mark(actor=cast.noor, mark_id=mark_id, because="Another reason.", now=NOW)
        (row,) = list_marks(cast.noor, TODAY)
    assert (row.is_standing, row.taken_back_because) == (False, "Nobody came.")
    assert state_of(cast.faye, "first_meeting") is StepState.READY
    mark(cast.faye)  # and may be written down anew


@pytest.mark.django_db
def test_a_quarter_later_the_analysis_is_open_again(cast):
    with scope_of_installation():
        StepMark.objects.bulk_create(
            StepMark(
                organization_id=cast.organization.id, step=key, is_done=True, on=TODAY, marked_at=NOW,
                marked_by_id=cast.faye.engagement_id,
            )
            for phase in Phase for key in needed(phase)
        )  # fmt: skip
    assert state_of(cast.faye, "analysis") is StepState.DONE
    assert state_of(cast.faye, "analysis", TODAY + timedelta(days=120)) is StepState.READY
    assert state_of(cast.faye, "adjusted", TODAY + timedelta(days=120)) is StepState.DONE


@pytest.mark.django_db
def test_only_leaders_see_and_mark_and_dov_sees_nothing(cast):
    mark_id = mark(cast.faye)
    for actor in (cast.ana, cast.ben, cast.dov, cast.lee, cast.jun, cast.kay):
        with pytest.raises(NotPermitted):
            mark(actor)
        with scope_of(actor), pytest.raises(NotPermitted):
            list_marks(actor, TODAY)
    with scope_of_installation():
        other = engage(cast, "vera", cast.faye.role, cast.other_organization, cast.other_program)
    with scope_of(other):
        assert list_marks(other, TODAY) == ()
        for unknown in (mark_id, new_id()):
            with pytest.raises(NotFound):
                take_back_mark(actor=other, mark_id=unknown, because="Mine now.", now=NOW)


def reads(count) -> list[str]:
    """The statements of the page itself, without those of the ledger."""
    return [one for one in count.statements if "privacy_ledger" not in one and not one.startswith("INSERT")]


# --- the pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_shows_what_is_next_and_what_records_show(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        contact(cast, at(9), at(9, 40), kind="outreach")
    jobs.posted(cast)
    faye = sign_in(cast, "faye")
    said = faye.get("/program/").content.decode()
    for words in ("0 of 14 steps", "Meet about it inside the house", "works here as a peer supporter", "A job is posted",
                  "Signed by Ana and Ben", "The first outreach", "qualifies by the license"):  # fmt: skip
        assert words in said, words
    assert "%" not in said.split("<main", 1)[1].split("</main", 1)[0]
    assert "Gil" not in steady(said)


@pytest.mark.django_db
def test_a_step_is_written_down_and_taken_back_in_the_browser(cast, monkeypatch):
    set_clock(monkeypatch)
    faye = sign_in(cast, "faye")
    address = "/program/steps/first_meeting/"
    assert faye.get(address).status_code == 200
    wrong = faye.post(address, {"state": "done", "on": "yesterday", "note": "All came."})
    assert wrong.status_code == 400
    assert "All came." in wrong.content.decode()
    assert faye.post(address, {"state": "done", "on": TODAY.isoformat(), "page": "sites"}).status_code == 302
    said = faye.get(address).content.decode()
    assert "What was written down" in said
    assert "1 of 14 steps" in faye.get("/program/").content.decode()
    back = next(part.split('"')[0] for part in said.split('href="')[1:] if "take-back" in part)
    assert faye.post(back, {"because": ""}).status_code == 400
    assert faye.post(back, {"because": "Too early."}).status_code == 302
    assert "Too early." in faye.get(address).content.decode()
    early = faye.post("/program/steps/job_ad/", {"state": "done", "on": TODAY.isoformat()})
    assert early.status_code == 409
    assert "Still open" in early.content.decode()
    assert faye.get("/program/steps/no_such_step/").status_code == 404


@pytest.mark.django_db
def test_the_owner_sees_the_phases_and_no_record_that_is_not_hers(cast, monkeypatch):
    set_clock(monkeypatch)
    said = sign_in(cast, "noor").get("/program/").content.decode()
    assert "Meet about it inside the house" in said
    assert "your role does not open" in said
    assert "works here as a peer supporter" not in said
    assert sign_in(cast, "ana").get("/program/").status_code == 403


@pytest.mark.django_db
def test_the_page_costs_the_same_however_many_work_here(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, counts = sign_in(cast, "faye"), []
    for more in (0, 20):
        with scope_of(cast.faye):
            hire_more(cast, more)
        with counted() as count:
            assert faye.get("/program/").status_code == 200
        counts.append(len(reads(count)))
    assert counts == [11, 11]


@pytest.mark.django_db
def test_the_home_has_one_line_while_the_program_is_in_its_start(cast, monkeypatch):
    set_clock(monkeypatch)
    line = "Phase 1, planning: 1 of 14 steps. Next: answer the readiness self-assessment"
    with scope_of(cast.ana):
        session(cast, at(11, days_ago=1), at(12, days_ago=1))
        worked(cast, TODAY, 60)
    faye = sign_in(cast, "faye")
    with counted() as count:  # at work, and nobody ever wrote a step down
        assert "Phase 1" not in faye.get("/").content.decode()
    at_work = len(reads(count))
    mark(cast.faye)
    with counted() as count:
        assert line in faye.get("/").content.decode()
    assert len(reads(count)) == at_work + 4, count
    for before, after in pairwise(list(Phase)):
        for step in (*needed(before), GATES[after]):
            with scope_of_installation():
                StepMark.objects.create(
                    organization_id=cast.organization.id, step=step, is_done=True, on=TODAY, marked_at=NOW,
                    marked_by_id=cast.faye.engagement_id,
                )  # fmt: skip
        assert (f"Phase {after.n}, {after.value}" in faye.get("/").content.decode()) is (after is not Phase.OPERATIONAL)
