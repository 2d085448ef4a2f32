"""Whether somebody is here already: a person decides, with reasons; and whoever must not know cannot learn it by any way around."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.intake.commands.checks import close_check, settle_comparison, take_back_comparison
from cairn.intake.commands.intakes import give_up_intake
from cairn.intake.domain.alike import Alike, Verdict
from cairn.intake.domain.arrivals import Reason, State
from cairn.intake.domain.questions import Step
from cairn.intake.models import Comparison, Intake
from cairn.intake.queries.checks import get_check, list_checks
from cairn.intake.queries.kept import get_kept
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from cairn.support.queries.comparing import list_on_record
from tests.browsers import steady
from tests.intake.acts import begin, finish, read, tell
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def decide(
    cast, intake_id, client_id, verdict=Verdict.NOT_SAME, actor=None, comparison_id=None, because="Asked both", now=NOW
):
    actor = actor or cast.faye
    with scope_of(actor):
        return settle_comparison(
            actor=actor,
            comparison_id=comparison_id or new_id(),
            intake_id=intake_id,
            client_id=client_id,
            verdict=verdict,
            because=because,
            now=now,
        )


def check(cast, intake_id, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return get_check(actor, intake_id, TODAY)


def close(cast, intake_id):
    with scope_of(cast.faye):
        return close_check(actor=cast.faye, intake_id=intake_id, now=NOW)


def waiting(cast):
    with scope_of(cast.faye):
        return [row.intake_id for row in list_checks(cast.faye, TODAY).rows]


def test_the_manager_sees_who_looks_alike_and_why(cast):
    intake_id = begin(cast, cast.cleo, called="Jill")
    tell(cast, intake_id, Step.WHO, {"called": "Jill", "family": "Marsh", "birth_date": "1986-05-02"}, cast.cleo)
    (one,) = check(cast, intake_id).people
    assert (one.record.id, one.decided) == (cast.gil.id, None)
    assert set(one.reasons) == {Alike.BIRTH_DATE, Alike.SOUND, Alike.FAMILY_NAME}
    assert not any(type(value) in (int, float) for value in vars(type(one)).values()), "no score"


def test_a_wide_sieve_finds_other_spellings_and_phones(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.hal.id).update(name="Stephen", phone="(406) 555-0147")
    found = begin(cast, cast.cleo, called="Steven")
    assert [one.record.id for one in check(cast, found).people] == [cast.hal.id]
    by_phone = begin(cast, called="Nobody else")
    tell(cast, by_phone, Step.REACH, {"phone": "+1 406.555.0147"})
    assert [one.reasons for one in check(cast, by_phone).people] == [(Alike.PHONE,)]


def test_the_same_before_they_were_taken_in_ends_it_there(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    tell(cast, intake_id, Step.MATTERS, {"goal": "New words"}, cast.faye)
    comparison_id = new_id()
    for _ in range(2):
        decide(cast, intake_id, cast.gil.id, Verdict.SAME, comparison_id=comparison_id, because="He said so")
    with scope_of_installation():
        intake = Intake.objects.get()
        assert (intake.state, intake.client_id) == ("same", cast.gil.id)
        assert Client.objects.filter(name="Gil").count() == 1
        assert Client.objects.get(id=cast.gil.id).goal == "My own place", "nothing is put together silently"
    with scope_of(cast.ana):
        (kept,) = get_kept(cast.ana, cast.gil.id, TODAY)
    assert ("What matters most to them now", "New words") in kept.steps[1].told
    assert waiting(cast) == []


def test_after_they_were_taken_in_both_records_stay(cast):
    intake_id = begin(cast, cast.cleo, called="Gil")
    client_id = finish(cast, intake_id, cast.cleo)
    assert waiting(cast) == [intake_id]
    with pytest.raises(Conflict, match="still looks alike"):
        close(cast, intake_id)
    decide(cast, intake_id, cast.gil.id, Verdict.SAME)
    with scope_of_installation():
        assert Client.objects.filter(id__in=[client_id, cast.gil.id]).count() == 2
        assert Intake.objects.get().state == "enrolled"
    for _ in range(2):
        close(cast, intake_id)
    assert waiting(cast) == []


def test_what_was_decided_stays_with_who_and_why(cast):
    intake_id = begin(cast, called="Gil")
    decide(cast, intake_id, cast.gil.id)
    (one,) = check(cast, intake_id).people
    assert (one.decided.verdict, one.decided.because, one.decided.by) == (Verdict.NOT_SAME, "Asked both", "Faye")
    decide(cast, intake_id, cast.gil.id, because="Asked again", now=Instant(NOW + timedelta(minutes=1)))
    assert check(cast, intake_id).people[0].decided.because == "Asked again"
    with scope_of_installation():
        assert Comparison.objects.values_list("reasons", flat=True)[0] == ["name"]
        with pytest.raises(DatabaseError), transaction.atomic():
            Comparison.objects.update(verdict="same")


def test_a_decision_needs_its_reason_and_somebody_who_looks_alike(cast):
    intake_id, comparison_id = begin(cast, called="Gil"), new_id()
    for because in (" ", "x" * 301):
        with pytest.raises(BadInput):
            decide(cast, intake_id, cast.gil.id, because=because)
    for client_id in (cast.hal.id, cast.zoe.id, new_id()):
        with pytest.raises(NotFound):
            decide(cast, intake_id, client_id)
    decide(cast, intake_id, cast.gil.id, comparison_id=comparison_id)
    with pytest.raises(Conflict):
        decide(cast, intake_id, cast.gil.id, Verdict.SAME, comparison_id=comparison_id)


def test_a_check_is_not_closed_before_somebody_was_taken_in(cast):
    with pytest.raises(Conflict, match="Take them in first"):
        close(cast, begin(cast))


@pytest.mark.parametrize("who", ["ana", "cleo", "dov", "ben", "jun", "noor"])
def test_nobody_but_the_manager_compares(cast, who):
    intake_id, actor = begin(cast, called="Gil"), getattr(cast, who)
    with scope_of(actor):
        for ask in (
            lambda: get_check(actor, intake_id, TODAY),
            lambda: list_checks(actor, TODAY),
            lambda: decide(cast, intake_id, cast.gil.id, actor=actor),
            lambda: list_on_record(actor, TODAY, initials="g", birth_date=None, phone_end=""),
        ):
            with pytest.raises(NotPermitted):
                ask()


def plain(view):
    """What a page can show of an intake, without what differs between any two: its id, its name, who began it."""
    return replace(view, id=None, called="", begun_by="")


def test_a_colleague_cannot_learn_from_an_intake_whether_somebody_is_served_here(cast):
    """The same steps for somebody on record with a colleague (Gil, Ana's) and for nobody on record: each answer is the same."""
    born = {"birth_date": "1986-05-02"}
    views = {}
    for name in ("Gil", "Zebulon"):
        intake_id = begin(cast, cast.cleo, called=name)
        tell(cast, intake_id, Step.WHO, {"called": name, **born}, cast.cleo)
        views[name] = [plain(read(cast, intake_id, cast.cleo)), intake_id]
    assert replace(views["Gil"][0], entries={}) == replace(views["Zebulon"][0], entries={})
    # The manager goes on with both: one is here already, the other is taken in and compared.
    decide(cast, views["Gil"][1], cast.gil.id, Verdict.SAME)
    finish(cast, views["Zebulon"][1], cast.faye)
    gil, nobody = (read(cast, views[name][1], cast.cleo) for name in ("Gil", "Zebulon"))
    assert plain(gil) == plain(nobody)
    assert (gil.client_id, gil.state, gil.entries) == (None, State.ENROLLED, {})
    said = set()
    for name in ("Gil", "Zebulon"):
        for act in (finish, lambda *args: tell(*args[:2], Step.MATTERS, {"goal": "x"}, args[2], seen=0)):
            with pytest.raises(Conflict) as raised:
                act(cast, views[name][1], cast.cleo)
            said.add(str(raised.value))
    assert len(said) == 1
    decide(cast, views["Zebulon"][1], cast.gil.id)
    close(cast, views["Zebulon"][1])
    assert plain(read(cast, views["Zebulon"][1], cast.cleo)) == plain(gil)


def test_taking_somebody_in_answers_the_same_whether_or_not_they_are_here(cast):
    there, new = (finish(cast, begin(cast, cast.cleo, called=name), cast.cleo) for name in ("Gil", "Zebulon"))
    assert {there, new} & {cast.gil.id} == set()


def test_the_ledger_says_that_it_was_compared_and_never_how(cast):
    intake_id = begin(cast, called="Gil")
    tell(cast, intake_id, Step.WHO, {"called": "Gil", "birth_date": "1986-05-02", "family": "Canary"})
    decide(cast, intake_id, cast.gil.id, because="Canary")
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.values_list("body", flat=True))
    assert any("intake.alike.decided" in body and str(cast.gil.id) in body for body in bodies)
    assert not any("Canary" in body or "1986" in steady(body) for body in bodies)
    assert date(1986, 5, 2) == cast.gil.birth_date


def take_back(cast, intake_id, client_id, actor=None, comparison_id=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return take_back_comparison(
            actor=actor,
            comparison_id=comparison_id or new_id(),
            intake_id=intake_id,
            client_id=client_id,
            now=Instant(NOW + timedelta(minutes=5)),
        )


def test_not_the_same_ends_the_comparison_when_nobody_else_is_left(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.hal.id).update(name="Gill")
    intake_id = begin(cast, cast.cleo, called="Gil")
    finish(cast, intake_id, cast.cleo)
    decide(cast, intake_id, cast.gil.id)
    assert (waiting(cast), check(cast, intake_id).open_count) == ([intake_id], 1)
    decide(cast, intake_id, cast.hal.id)
    assert (waiting(cast), check(cast, intake_id).is_checked) == ([], True)


def test_what_was_decided_can_be_taken_back_and_waits_again(cast):
    intake_id = begin(cast, cast.cleo, called="Gil")
    finish(cast, intake_id, cast.cleo)
    decide(cast, intake_id, cast.gil.id)
    comparison_id = new_id()
    for _ in range(2):
        take_back(cast, intake_id, cast.gil.id, comparison_id=comparison_id)
    found = check(cast, intake_id)
    assert (waiting(cast), found.open_count, found.people[0].decided.verdict) == ([intake_id], 1, Verdict.TAKEN_BACK)
    with pytest.raises(Conflict, match="nothing to take back"):
        take_back(cast, intake_id, cast.gil.id)
    for client_id in (cast.zoe.id, new_id()):
        with pytest.raises(NotFound):
            take_back(cast, intake_id, client_id)
    with pytest.raises(BadInput):
        decide(cast, intake_id, cast.gil.id, Verdict.TAKEN_BACK)
    decide(cast, intake_id, cast.gil.id, now=Instant(NOW + timedelta(minutes=9)))
    assert waiting(cast) == []
    for who in ("ana", "cleo"):
        with pytest.raises(NotPermitted):
            take_back(cast, intake_id, cast.gil.id, actor=getattr(cast, who))
    with pytest.raises(NotFound), scope_of(cast.faye):
        take_back_comparison(
            actor=cast.faye, comparison_id=new_id(), intake_id=new_id(), client_id=cast.gil.id, now=NOW
        )


def test_the_same_taken_back_opens_the_coming_in_again(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    decide(cast, intake_id, cast.gil.id, Verdict.SAME)
    take_back(cast, intake_id, cast.gil.id)
    with scope_of_installation():
        row = Intake.objects.get()
    assert (row.state, row.client_id, row.closed_at, row.checked_at) == ("open", None, None, None)
    assert finish(cast, intake_id, cast.faye) != cast.gil.id


def test_a_pair_is_not_asked_about_again_from_the_other_side(cast):
    first, second = (begin(cast, cast.faye, called="Zebulon") for _ in range(2))
    one = finish(cast, first, cast.faye)
    assert waiting(cast) == [], "the manager who takes in with nobody left to decide about has compared"
    decide(cast, second, one)
    other = finish(cast, second, cast.faye)
    assert waiting(cast) == []
    (seen,) = check(cast, first).people
    assert (seen.record.id, seen.decided.because, seen.is_open) == (other, "Asked both", False)
    take_back(cast, first, other)
    assert check(cast, second).open_count == 1


def test_a_pair_comes_up_again_when_something_of_either_changed(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    decide(cast, intake_id, cast.gil.id)
    tell(cast, intake_id, Step.MATTERS, {"goal": "Sleep"}, cast.faye)
    assert check(cast, intake_id).open_count == 0
    tell(cast, intake_id, Step.WHO, {"called": "Gil", "family": "Marsh"}, cast.faye)
    (one,) = check(cast, intake_id).people
    assert (one.is_open, one.decided.changed) == (True, ("last name",))
    decide(cast, intake_id, cast.gil.id, now=Instant(NOW + timedelta(minutes=1)))
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(phone="406 555 0147")
    assert check(cast, intake_id).people[0].decided.changed == ("phone",)


def test_whoever_was_taken_in_is_compared_by_their_own_record(cast):
    """A birth date that was put right on the record after they came in counts, and is shown."""
    client_id = finish(cast, intake_id := begin(cast, cast.cleo, called="Gil"), cast.cleo)
    with scope_of_installation():
        Client.objects.filter(id=client_id).update(birth_date=cast.gil.birth_date)
    (one,) = check(cast, intake_id).people
    assert Alike.BIRTH_DATE in one.reasons
    born = next(line for line in one.lines if line.what == "Birth date")
    assert (born.came, born.there) == (cast.gil.birth_date, cast.gil.birth_date)


def test_what_somebody_told_is_in_no_comparison_once_they_did_not_come_in(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    tell(cast, intake_id, Step.WHO, {"called": "Gil", "given": "Canary"}, cast.faye)
    tell(cast, intake_id, Step.REACH, {"phone": "406 555 0199"}, cast.faye)
    decide(cast, intake_id, cast.gil.id)
    with scope_of(cast.faye):
        give_up_intake(actor=cast.faye, intake_id=intake_id, because=Reason.CHANGED_MIND, now=NOW)
    with scope_of_installation():
        kept = json.dumps(list(Comparison.objects.filter(intake_id=intake_id).values("compared")))
    assert '"phone"' in kept
    assert not [told for told in ("canary", "5550199") if told in kept.casefold()]


def test_the_same_can_be_taken_back_also_once_the_record_was_put_right_and_nothing_looks_alike(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    decide(cast, intake_id, cast.gil.id, Verdict.SAME)
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(name="Otto", legal_given_name="Otto", birth_date=None)
    (one,) = check(cast, intake_id).people
    assert (one.record.id, one.reasons, one.decided.verdict) == (cast.gil.id, (), Verdict.SAME)
    take_back(cast, intake_id, cast.gil.id)
    with scope_of_installation():
        assert Intake.objects.get().state == "open"
    assert check(cast, intake_id).people == ()


def test_a_second_manager_is_told_that_somebody_decided_meanwhile(cast):
    intake_id = begin(cast, cast.faye, called="Gil")
    decide(cast, intake_id, cast.gil.id, Verdict.SAME)
    with pytest.raises(Conflict, match="meanwhile"):
        decide(cast, intake_id, cast.gil.id, Verdict.NOT_SAME)
    with scope_of_installation():
        assert list(Comparison.objects.values_list("verdict", flat=True)) == ["same"]


@pytest.mark.parametrize(("there", "came"), [("Mary Ann", "Ann"), ("Big Mike", "Mike"), ("Jo-Ellen", "Ellen")])
def test_a_second_word_of_a_name_on_record_is_found_too(cast, there, came):
    with scope_of_installation():
        Client.objects.filter(id=cast.hal.id).update(name=there)
    assert [one.record.id for one in check(cast, begin(cast, called=came)).people] == [cast.hal.id]
