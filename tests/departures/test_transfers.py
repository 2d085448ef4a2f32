"""To another peer supporter: only to somebody whose question before service is answered; with one history, whichever way it came about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.credentials.models import Credential
from cairn.departures.domain.moves import PromiseChoice
from cairn.departures.models import PromiseEnding, Transfer
from cairn.departures.queries.departures import get_departure, list_departures
from cairn.departures.queries.moves import TOLD_DAYS, list_told_to, list_transfers
from cairn.departures.queries.told_elsewhere import chosen_told
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.matching.commands.choices import begin_in_emergency, start_chosen, withdraw_choice
from cairn.matching.domain.service import State, Word
from cairn.matching.models import Choice
from cairn.matching.queries.asked import list_asked, list_farewells
from cairn.matching.queries.choices import ChoiceCount, count_choices, list_choices
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Promise, Relationship
from cairn.support.queries.clients import get_client
from cairn.support.queries.story import list_story
from tests.departures.acts import chosen, hand_over, leave, promise, write
from tests.matching.acts import answer, choose, later, say, supervise
from tests.people import TODAY
from tests.whole_house import CANARY, record_contact

pytestmark = pytest.mark.django_db


def walkers(cast):
    """Who walks with Gil today."""
    with scope_of_installation():
        rows = Relationship.objects.filter(client=cast.gil, ended_on=None)
        return set(rows.values_list("peer__name", flat=True))


def start(cast, choice_id, minutes=9):
    with scope_of(cast.faye):
        return start_chosen(actor=cast.faye, choice_id=choice_id, now=later(minutes))


def besides(cast):
    """Gil chose Cleo beside Ana, and walks with both."""
    start(cast, chosen(cast, instead_of=None), minutes=3)
    assert walkers(cast) == {"Ana", "Cleo"}


# Before the answer


def test_nobody_begins_by_a_handing_over_who_was_not_asked(cast):
    with pytest.raises(Refused, match="not answered yet"):
        hand_over(cast)
    assert walkers(cast) == {"Ana"}
    with scope_of_installation():
        assert not Transfer.objects.exists()


@pytest.mark.parametrize(
    ("tie", "word", "is_ready"),
    [
        ("kin", None, False),
        ("kin", Word.STOP, False),
        ("kin", Word.ANOTHER, False),
        ("kin", Word.GO_ON, True),
        ("intimate", None, False),
        (None, None, True),
    ],
)
def test_a_handing_over_waits_for_the_answer_and_for_the_supervisors_word(cast, tie, word, is_ready):
    supervise(cast)
    chosen(cast, None, *([tie] if tie else []))
    if word:
        say(cast.ben, word, "Talked over every week")
    with scope_of(cast.faye):
        assert count_choices(cast.faye, TODAY) == ChoiceCount(1, int(is_ready))
    if is_ready:
        hand_over(cast)
    else:
        with pytest.raises(Refused):
            hand_over(cast)
    assert walkers(cast) == ({"Cleo"} if is_ready else {"Ana"})


@pytest.mark.parametrize("is_answered", [False, True])
def test_before_it_begins_the_new_one_sees_the_name_and_the_question_alone(cast, is_answered):
    chosen(cast, is_answered=is_answered)
    with scope_of(cast.cleo):
        (row,) = [one for one in list_asked(cast.cleo, TODAY) if one.is_waiting]
        assert row.name == "Gil"
        with pytest.raises(NotFound):
            get_client(cast.cleo, cast.gil.id, TODAY)
        assert list_story(cast.cleo, cast.gil.id, TODAY).contacts == ()
        assert list_transfers(cast.cleo, cast.gil.id, TODAY) == ()


def test_nobody_is_handed_over_to_somebody_who_may_not_practice_today(cast):
    chosen(cast)
    with scope_of_installation():
        Credential.objects.filter(holder_id=cast.cleo.engagement_id).update(surrendered_on=TODAY)
    with scope_of(cast.faye):
        assert count_choices(cast.faye, TODAY) == ChoiceCount(1, 0)
        assert not chosen_told(cast.faye, cast.gil.id, TODAY).is_ready
    with pytest.raises(Refused, match="May not begin"):
        hand_over(cast)
    assert walkers(cast) == {"Ana"}


def test_a_choice_taken_back_hands_nobody_over(cast):
    choice_id = chosen(cast)
    with scope_of(cast.faye):
        withdraw_choice(actor=cast.faye, choice_id=choice_id, now=later(3))
    with pytest.raises(Refused, match="not answered yet"):
        hand_over(cast)


def test_chosen_instead_of_another_is_not_handed_over_from_a_third(cast):
    choice_id = chosen(cast)
    with scope_of_installation():
        Choice.objects.filter(id=choice_id).update(instead_of=cast.hal_and_cleo)
    with pytest.raises(Conflict, match="instead of somebody else"):
        hand_over(cast)
    assert walkers(cast) == {"Ana"}


# Asked and answered


def test_one_door_closes_and_another_opens_on_the_same_history(cast):
    with scope_of_installation():
        record_contact(cast)
    choice_id = chosen(cast)
    hand_over(cast, known="I like the river")
    with scope_of(cast.cleo):
        assert get_client(cast.cleo, cast.gil.id, TODAY).own.phase.value == "engaging"
        assert list_story(cast.cleo, cast.gil.id, TODAY).contacts[0].note.texts.data == CANARY
        one = list_transfers(cast.cleo, cast.gil.id, TODAY)[0]
    assert (one.from_name, one.to_name, one.because, one.known) == (
        "Ana",
        "Cleo",
        "Ana moves to days",
        "I like the river",
    )
    with scope_of(cast.ana):
        with pytest.raises(NotFound):
            get_client(cast.ana, cast.gil.id, TODAY)
        assert [word.name for word in list_farewells(cast.ana, TODAY)] == ["Gil"]
    with scope_of_installation():
        choice = Choice.objects.get(id=choice_id)
        assert (choice.started_at, choice.relationship_id) == (later(9), Transfer.objects.get().began_id)


def test_an_unsigned_note_stays_with_its_writer(cast):
    with scope_of_installation():
        record_contact(cast, signed=False)
    chosen(cast)
    hand_over(cast)
    with scope_of(cast.cleo):
        assert list_story(cast.cleo, cast.gil.id, TODAY).contacts[0].note is None


def test_promises_are_passed_on_by_name_or_let_go_with_a_reason(cast):
    passed, let_go = promise(cast), promise(cast, "Bring the form")
    chosen(cast)
    with pytest.raises(BadInput) as raised:
        hand_over(cast, promises={passed: PromiseChoice(Outcome.PASSED_ON)})
    assert set(raised.value.problems) == {f"promise-{let_go}"}
    assert walkers(cast) == {"Ana"}  # nothing of it stays half done
    choices = {passed: PromiseChoice(Outcome.PASSED_ON), let_go: PromiseChoice(Outcome.LET_GO, "Has it already")}
    hand_over(cast, promises=choices)
    with scope_of(cast.cleo):
        assert [one.text for one in get_client(cast.cleo, cast.gil.id, TODAY).promises] == ["Call the landlord"]
    with scope_of_installation():
        assert Promise.objects.get(id=passed).outcome == "passed_on"
        ending = PromiseEnding.objects.get(promise_id=passed)
        assert Promise.objects.get(id=ending.passed_to_id).relationship.peer_id == cast.cleo.engagement_id


def test_to_somebody_who_walks_with_them_already_the_other_door_closes(cast):
    besides(cast)
    promise_id = promise(cast)
    hand_over(cast, known="Mornings are best", promises={promise_id: PromiseChoice(Outcome.PASSED_ON)})
    assert walkers(cast) == {"Cleo"}
    with scope_of(cast.cleo):
        assert list_transfers(cast.cleo, cast.gil.id, TODAY)[0].known == "Mornings are best"
        assert [one.text for one in get_client(cast.cleo, cast.gil.id, TODAY).promises] == ["Call the landlord"]
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil).count() == 2  # nothing new began


@pytest.mark.parametrize(("word", "is_kept"), [(None, False), (Word.GO_ON, True)])
def test_who_began_in_an_emergency_goes_on_alone_only_once_the_question_is_settled(cast, word, is_kept):
    supervise(cast)
    chosen(cast, None, "kin", instead_of=None)
    with scope_of(cast.cleo):
        begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(3))
    if word:
        say(cast.ben, word, "With care", minutes=4)
        hand_over(cast)
    else:
        with pytest.raises(Refused):
            hand_over(cast)
    assert walkers(cast) == ({"Cleo"} if is_kept else {"Ana", "Cleo"})


def test_what_began_against_a_word_is_not_made_right_by_answering_anew(cast):
    supervise(cast)
    chosen(cast, None, "kin", instead_of=None)
    say(cast.ben, Word.STOP, minutes=3)
    with scope_of(cast.cleo):
        begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(4))
    answer(cast.cleo, cast.gil, minutes=5)
    with pytest.raises(Refused, match="supervisor"):
        hand_over(cast)


def test_who_walks_on_reads_at_home_what_the_person_wants_known_and_nobody_else_does(cast):
    chosen(cast)
    hand_over(cast, known="I like the river")
    with scope_of(cast.cleo):
        assert [(one.name, one.known) for one in list_told_to(cast.cleo, TODAY)] == [("Gil", "I like the river")]
        assert list_told_to(cast.cleo, TODAY + timedelta(days=TOLD_DAYS)) == ()
    for actor in (cast.ana, cast.ben, cast.faye):
        with scope_of(actor):
            assert list_told_to(actor, TODAY) == ()


# One history, whichever way


def test_a_choice_that_begins_writes_the_same_history_as_a_handing_over(cast):
    promise_id = promise(cast)
    start(cast, chosen(cast))
    with scope_of(cast.cleo):
        (one,) = list_transfers(cast.cleo, cast.gil.id, TODAY)
    assert (one.from_name, one.to_name, one.because, one.known) == ("Ana", "Cleo", "", "")
    with scope_of_installation():
        ending = PromiseEnding.objects.get(promise_id=promise_id)
        assert (ending.outcome, ending.transfer_id) == ("passed_on", Transfer.objects.get().id)
    with scope_of(cast.ana):
        assert len(list_farewells(cast.ana, TODAY)) == 1


def test_nobody_has_to_say_why(cast):
    chosen(cast)
    hand_over(cast, because=" ")
    with scope_of_installation():
        assert (Transfer.objects.get().because, Relationship.objects.get(id=cast.gil_and_ana.id).ended_because) == (
            "",
            "",
        )


# Again, by two, and by others


def test_sent_again_it_happens_once_and_otherwise_it_is_refused(cast):
    transfer_id = new_id()
    chosen(cast)
    hand_over(cast, id=transfer_id)
    assert hand_over(cast, id=transfer_id) == transfer_id
    with pytest.raises(Conflict):
        hand_over(cast, id=transfer_id, because="Another reason")
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil).count() == 2
        assert Transfer.objects.count() == 1


def test_of_two_who_hand_over_at_once_one_does_and_the_other_reads_what_happened(cast):
    choice_id = chosen(cast)
    hand_over(cast)
    with pytest.raises(Refused, match="two still walk together"):
        hand_over(cast)
    assert start(
        cast, choice_id, minutes=20
    ).allowed  # the other tapped “Begin”: it stands already, and nothing happens twice
    with scope_of_installation():
        assert Transfer.objects.count() == 1
        assert Relationship.objects.filter(client=cast.gil).count() == 2


def test_the_manager_reads_that_it_is_ready(cast):
    chosen(cast, is_answered=False)
    with scope_of(cast.faye):
        assert [(row.state, row.hands_over) for row in list_choices(cast.faye, TODAY)] == [(State.ASKED, False)]
    answer(cast.cleo, cast.gil)
    with scope_of(cast.faye):
        assert [(row.state, row.hands_over) for row in list_choices(cast.faye, TODAY)] == [(State.READY, True)]


@pytest.mark.parametrize("peer", ["ana", "ben", "dov"])
def test_only_another_who_works_here_can_walk_on(cast, peer):
    with pytest.raises(Refused):
        hand_over(cast, peer=getattr(cast, peer))
    with scope_of(cast.ana):
        assert get_client(cast.ana, cast.gil.id, TODAY).own is not None


@pytest.mark.parametrize("details", [{"because": "x" * 301}, {"known": "x" * 1001}])
def test_words_that_are_too_long_name_their_field(cast, details):
    chosen(cast)
    with pytest.raises(BadInput) as raised:
        hand_over(cast, **details)
    assert set(raised.value.problems) == set(details)


def test_who_may_not_hand_over(cast):
    chosen(cast)
    with pytest.raises(NotPermitted):
        hand_over(cast, cast.ana)
    with pytest.raises(NotFound):
        hand_over(cast, relationship_id=cast.hal_and_cleo.id)
    with pytest.raises(NotPermitted):
        hand_over(cast, cast.dov)
    with pytest.raises(NotFound):
        choose(cast.faye, cast.zoe, cast.cleo)


def test_whoever_handed_over_learns_nothing_of_a_leaving_on_the_same_day(cast):
    chosen(cast)
    hand_over(cast)
    departure = leave(cast, actor=cast.cleo)
    write(cast, departure, actor=cast.cleo)
    with scope_of(cast.ana):
        with pytest.raises(NotFound):
            get_departure(cast.ana, departure, TODAY)
        assert list_departures(cast.ana, TODAY).rows == ()
    with pytest.raises(NotFound):
        write(cast, departure, actor=cast.ana, seen=1, together="What I think")
    with scope_of(cast.cleo):
        assert get_departure(cast.cleo, departure, TODAY).summary_state == "draft"
