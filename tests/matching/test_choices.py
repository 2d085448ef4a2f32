"""From a choice to walking together: the answer first, the supervisor where there may be a tie, and nothing held up in an emergency."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.matching.commands import choices
from cairn.matching.commands.choices import begin_in_emergency, start_chosen, withdraw_choice
from cairn.matching.commands.farewells import mark_farewell_seen
from cairn.matching.domain.service import State, Word
from cairn.matching.models import Choice, Farewell
from cairn.matching.queries.asked import count_waiting, list_asked, list_farewells
from cairn.matching.queries.choices import ChoiceCount, count_choices, get_open_choice, list_choices
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.apart import keep_apart
from cairn.support.commands.clients import EnrollmentDraft, enroll_client
from cairn.support.commands.promises import PromiseDraft, make_promise
from cairn.support.domain.apart import Named
from cairn.support.models import Client, Promise, Relationship
from tests.matching.acts import answer, choose, later, newest_answer, say, stored, supervise, themselves
from tests.people import LONG_AGO, NOW, TODAY

pytestmark = pytest.mark.django_db


def start(cast, choice_id, minutes=9, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return start_chosen(actor=actor, choice_id=choice_id, now=later(minutes))


def state(cast, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        found = get_open_choice(actor, cast.gil.id, TODAY)
    return found.state if found else None


def test_nobody_is_chosen_who_shall_never_see_the_record(cast):
    """They would be asked about a person whom they cannot find, and the choice would wait forever."""
    with scope_of(cast.ana):
        never = Named(False, out=frozenset({cast.cleo.engagement_id}))
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=never, now=NOW)
    with pytest.raises(BadInput) as wrong:
        choose(cast.faye, cast.gil, cast.cleo)
    assert set(wrong.value.problems) == {"peer"}
    with scope_of(cast.ana):
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(False), now=NOW)
    choose(cast.faye, cast.gil, cast.cleo)


def test_who_was_chosen_and_is_still_asked_finds_a_record_that_is_kept_apart_meanwhile(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    with scope_of(cast.ana):
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(True), now=NOW)
    with scope_of(cast.cleo):
        assert Client.objects.filter(id=cast.gil.id).exists()
    with scope_of(cast.faye):
        assert not Client.objects.filter(id=cast.gil.id).exists()


@pytest.fixture
def supervised(cast):
    supervise(cast)
    return cast


def test_service_waits_for_the_answer(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    assert state(cast) is State.ASKED
    with pytest.raises(Refused, match="not answered yet"):
        start(cast, choice_id)
    with scope_of(cast.cleo):
        first = list_asked(cast.cleo, TODAY)[0]
        assert (first.name, first.is_waiting, first.outcome) == ("Gil", True, "ask")
        assert count_waiting(cast.cleo, TODAY) == 1
    answer(cast.cleo, cast.gil)
    with scope_of(cast.cleo):
        assert count_waiting(cast.cleo, TODAY) == 0
    assert state(cast) is State.READY
    for _ in range(2):
        assert start(cast, choice_id).allowed
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id).count() == 1
    with scope_of(cast.faye):
        assert (count_choices(cast.faye, TODAY), list_choices(cast.faye, TODAY)) == (ChoiceCount(0, 0), ())


def test_an_answer_given_before_the_choice_does_not_stand_for_it(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil)
    choose(cast.faye, cast.gil, cast.cleo, minutes=5)
    assert state(cast) is State.ASKED


@pytest.mark.parametrize(
    ("tie", "word", "expected"),
    [
        ("kin", None, State.TALKED_OVER),
        ("kin", Word.GO_ON, State.READY),
        ("kin", Word.STOP, State.TALKED_OVER),
        ("kin", Word.ANOTHER, State.CHOOSE_ANOTHER),
        ("intimate", None, State.CHOOSE_ANOTHER),
    ],
)
def test_where_there_may_be_a_tie_the_supervisor_answers_first(supervised, tie, word, expected):
    cast = supervised
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, tie)
    if word:
        say(cast.ben, word, "Talked over every week")
    assert state(cast) is expected
    if expected is State.READY:
        assert start(cast, choice_id).allowed
    else:
        with pytest.raises(Refused):
            start(cast, choice_id)


def test_a_later_answer_asks_the_supervisor_anew(supervised):
    cast = supervised
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "kin")
    first = newest_answer()
    say(cast.ben, Word.GO_ON, "With care")
    answer(cast.cleo, cast.gil, "kin", "business", minutes=5)
    assert state(cast) is State.TALKED_OVER
    with pytest.raises(Conflict, match="anew"):
        say(cast.ben, Word.GO_ON, "With care", answer_id=first.id, minutes=6)


def test_what_no_rule_lets_anybody_allow_is_not_allowed(supervised):
    cast = supervised
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "intimate")
    with pytest.raises(BadInput, match="nothing to decide"):
        say(cast.ben, Word.GO_ON, "With care")
    with pytest.raises(BadInput, match="agreed"):
        answer(cast.cleo, cast.gil, "kin", minutes=5)
        say(cast.ben, Word.GO_ON, " ", minutes=6)


def test_an_emergency_waits_for_nothing_and_the_answer_stays_owed(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "intimate")
    with scope_of(cast.cleo):
        for _ in range(2):
            assert begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(4)).outcome == "emergency"
    with scope_of_installation():
        assert Relationship.objects.get(client=cast.gil, peer_id=cast.cleo.engagement_id).started_on == TODAY
        assert Choice.objects.get().emergency_at == later(4)


def test_an_old_choice_opens_no_record_of_somebody_who_left(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY)
    with scope_of(cast.cleo), pytest.raises(NotFound):
        begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(4))
    with scope_of_installation():
        assert not Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id).exists()


def test_in_an_emergency_without_an_answer_the_question_stays_open(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    with scope_of(cast.cleo):
        begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(4))
        assert count_waiting(cast.cleo, TODAY) == 1  # Gil, begun today; Hal is an old story
        open_questions = {row.name: row.is_waiting for row in list_asked(cast.cleo, TODAY)}
    assert open_questions == {"Gil": False, "Hal": False}


def test_a_change_asks_no_reason_and_says_a_kind_word(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo, instead_of=cast.gil_and_ana.id)
    answer(cast.cleo, cast.gil)
    start(cast, choice_id)
    with scope_of_installation():
        left = Relationship.objects.get(id=cast.gil_and_ana.id)
    assert (left.ended_on, left.ended_because, left.started_on) == (TODAY, "", LONG_AGO)
    with scope_of(cast.ana):
        assert count_waiting(cast.ana, TODAY) == 1
        (word,) = list_farewells(cast.ana, TODAY)
        assert word.name == "Gil"
        assert "Cleo" not in repr(word)
        for _ in range(2):
            mark_farewell_seen(actor=cast.ana, farewell_id=word.id, now=later(20))
        assert list_farewells(cast.ana, TODAY) == ()
    with scope_of(cast.cleo), pytest.raises(NotFound):
        mark_farewell_seen(actor=cast.cleo, farewell_id=word.id, now=NOW)
    with scope_of_installation():
        assert Farewell.objects.get().seen_at == later(20)


def test_what_was_promised_passes_on_to_the_new_peer_supporter(cast):
    with scope_of(cast.ana):
        promise_id = new_id()
        draft = PromiseDraft(promise_id, cast.gil_and_ana.id, "Bring the bus plan", None)
        make_promise(actor=cast.ana, draft=draft, now=NOW)
    choice_id = choose(cast.faye, cast.gil, cast.cleo, instead_of=cast.gil_and_ana.id)
    answer(cast.cleo, cast.gil)
    start(cast, choice_id)
    with scope_of_installation():
        assert Promise.objects.get(id=promise_id).outcome == "passed_on"
        taken = Promise.objects.get(settled_at__isnull=True, text="Bring the bus plan")
        assert taken.relationship.peer_id == cast.cleo.engagement_id


def test_a_new_choice_takes_back_the_one_that_waits_and_so_can_they(cast):
    first = choose(cast.faye, cast.gil, cast.cleo)
    second = choose(cast.faye, cast.gil, cast.cleo, minutes=2)
    assert (stored(first).withdrawn_at, stored(second).withdrawn_at) == (later(2), None)
    with scope_of(cast.faye):
        for _ in range(2):
            withdraw_choice(actor=cast.faye, choice_id=second, now=later(3))
    assert state(cast) is None
    with pytest.raises(Conflict, match="taken back"):
        start(cast, second)
    third = choose(cast.faye, cast.gil, cast.cleo, minutes=4)
    answer(cast.cleo, cast.gil, minutes=5)
    start(cast, third)
    with scope_of(cast.faye), pytest.raises(Conflict, match="walk together"):
        withdraw_choice(actor=cast.faye, choice_id=third, now=later(30))


def test_sent_twice_it_is_one_choice(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    assert choose(cast.faye, cast.gil, cast.cleo, choice_id=choice_id) == choice_id
    with pytest.raises(Conflict):
        choose(cast.faye, cast.hal, cast.ana, choice_id=choice_id)
    with scope_of_installation():
        assert Choice.objects.count() == 1


def test_the_person_chooses_themselves_and_only_for_themselves(cast, monkeypatch):
    gil = themselves(cast, monkeypatch)
    choice_id = choose(gil, cast.gil, cast.cleo)
    assert stored(choice_id).by_client
    assert state(cast, gil) is State.ASKED
    for other in (cast.hal, cast.zoe):
        with pytest.raises(NotFound):
            choose(gil, other, cast.ana)
    with scope_of(gil), pytest.raises(NotPermitted):
        start_chosen(actor=gil, choice_id=choice_id, now=NOW)
    with scope_of(gil):
        withdraw_choice(actor=gil, choice_id=choice_id, now=later(2))


@pytest.mark.parametrize(
    ("peer", "client", "problem"),
    [("ben", "gil", BadInput), ("dov", "gil", BadInput), ("ana", "gil", Refused), ("ana", "zoe", NotFound)],
)
def test_what_cannot_be_chosen(cast, peer, client, problem):
    with pytest.raises(problem):
        choose(cast.faye, getattr(cast, client), getattr(cast, peer))


def test_instead_of_somebody_who_does_not_walk_with_them_is_refused(cast):
    with pytest.raises(BadInput):
        choose(cast.faye, cast.gil, cast.cleo, instead_of=cast.hal_and_cleo.id)


def test_who_was_not_chosen_is_asked_nothing(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    for actor in (cast.dov,):
        with pytest.raises(NotFound):
            answer(actor, cast.gil)
        with scope_of(actor), pytest.raises(NotFound):
            begin_in_emergency(actor=actor, client_id=cast.gil.id, now=NOW)
    with pytest.raises(NotFound):
        answer(cast.ana, cast.hal)
    with scope_of(cast.ana), pytest.raises(NotFound):
        begin_in_emergency(actor=cast.ana, client_id=cast.hal.id, now=NOW)
    with pytest.raises(NotPermitted):
        choose(cast.ana, cast.gil, cast.cleo)


def test_the_supervisor_of_another_is_told_nothing(cast):
    choose(cast.faye, cast.gil, cast.cleo)  # nobody supervises Cleo here
    answer(cast.cleo, cast.gil, "kin")
    with pytest.raises(NotFound):
        say(cast.ben, Word.GO_ON, "With care")
    with pytest.raises(NotPermitted):
        say(cast.faye, Word.GO_ON, "With care")


def test_the_ledger_says_that_and_never_what(supervised):
    cast = supervised
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "intimate", words="A long summer")
    say(cast.ben, Word.ANOTHER, "Not this time")
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.order_by("n").values_list("body", flat=True))
    assert "matching.disclosure.answered" in bodies[-1]
    for word in ("intimate", "never", "summer", "another", "Not this time"):
        assert not any(word in body for body in bodies), word


def test_an_answer_is_kept_once_with_its_rules(supervised):
    cast, answer_id = supervised, new_id()
    choose(cast.faye, cast.gil, cast.cleo)
    for _ in range(2):
        answer(cast.cleo, cast.gil, "kin", words="My cousin", answer_id=answer_id)
    kept = newest_answer()
    assert (kept.outcome, kept.words) == ("possible", "My cousin")
    assert "24.219.2301(2)(a)(vii)" in kept.cited
    with pytest.raises(Conflict):
        answer(cast.cleo, cast.gil, answer_id=answer_id)


def taken_in(actor, name="Ida"):
    draft = EnrollmentDraft(new_id(), new_id(), name)
    with scope_of(actor):
        enroll_client(actor=actor, draft=draft, now=NOW)
    with scope_of_installation():
        return Client.objects.get(id=draft.id)


def walked_with(client):
    with scope_of_installation():
        return [one.peer_id for one in Relationship.objects.filter(client=client)]


def test_who_takes_somebody_in_begins_with_the_answer_and_not_before(cast):
    ida = taken_in(cast.ana)
    assert walked_with(ida) == []
    answer_id = new_id()
    for _ in range(2):
        answer(cast.ana, ida, answer_id=answer_id)
    assert walked_with(ida) == [cast.ana.engagement_id]


def test_a_tie_of_who_took_them_in_is_talked_over_first(cast, supervised):
    ida = taken_in(cast.ana)
    answer(cast.ana, ida, "kin")
    assert walked_with(ida) == []
    with scope_of(cast.faye):
        assert [row.state for row in list_choices(cast.faye, TODAY)] == [State.TALKED_OVER]
    say(cast.ben, Word.GO_ON, "We talk about it every week")
    with scope_of(cast.faye):
        start_chosen(actor=cast.faye, choice_id=list_choices(cast.faye, TODAY)[0].id, now=later(5))
    assert walked_with(ida) == [cast.ana.engagement_id]


def test_an_answer_to_what_the_manager_carried_out_begins_nothing(cast):
    ida = taken_in(cast.faye)
    choose(cast.faye, ida, cast.ana)
    answer(cast.ana, ida)
    assert walked_with(ida) == []


def test_somebody_in_danger_who_was_just_taken_in_is_not_kept_waiting(cast):
    ida = taken_in(cast.ana)
    with scope_of(cast.ana):
        begin_in_emergency(actor=cast.ana, client_id=ida.id, now=later(1))
    assert walked_with(ida) == [cast.ana.engagement_id]


def test_a_choice_that_goes_out_of_reach_while_one_waits_is_not_there(cast, monkeypatch):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    monkeypatch.setattr(choices, "lock_person", lambda actor, client_id: Choice.objects.filter(id=choice_id).delete())
    with scope_of(cast.faye), pytest.raises(NotFound):
        withdraw_choice(actor=cast.faye, choice_id=choice_id, now=later(3))
    with pytest.raises(NotFound):
        start(cast, choice_id)
