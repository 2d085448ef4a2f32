"""What began in an emergency: never held up, and never silently going on against a supervisor's word or a rule."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.matching.commands.choices import begin_in_emergency, withdraw_choice
from cairn.matching.domain.service import State, Word
from cairn.matching.models import Choice, Farewell
from cairn.matching.queries.asked import list_farewells
from cairn.matching.queries.choices import ChoiceCount, count_choices, list_choices
from cairn.matching.queries.disclosures import count_begun_against, count_disclosures, get_disclosure, list_disclosures
from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.promises import PromiseDraft, make_promise
from cairn.support.models import Encounter, Promise, Relationship
from cairn.support.queries.clients import get_client
from tests.browsers import counted, set_clock, sign_in
from tests.matching.acts import answer, choose, later, newest_answer, say, supervise
from tests.people import NOW, TODAY
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db
BEFORE = [("kin", Word.STOP), ("kin", Word.ANOTHER), ("intimate", None), ("intimate", Word.STOP)]


@pytest.fixture(autouse=True)
def supervised(cast):
    supervise(cast)
    return cast


def be_there(cast, minutes=5):
    with scope_of(cast.cleo):
        return begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(minutes))


def begun(cast, tie="kin", word=None, **more):
    """Gil chose Cleo, who answered; her supervisor may have spoken; then it could not wait."""
    choose(cast.faye, cast.gil, cast.cleo, **more)
    answer(cast.cleo, cast.gil, *([tie] if tie else []))
    if word:
        say(cast.ben, word, "Before it happened")
    return be_there(cast)


def together(cast):
    with scope_of_installation():
        return Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id, ended_on=None).first()


def against(cast, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return count_begun_against(actor, TODAY)


@pytest.mark.parametrize(("tie", "word"), BEFORE)
def test_an_emergency_is_not_held_up_by_any_word_and_the_supervisor_reads_it(cast, tie, word):
    assert begun(cast, tie, word).outcome == "emergency"
    assert together(cast) is not None
    assert against(cast) == 1
    with scope_of(cast.ben):
        assert count_disclosures(cast.ben, TODAY) == 0  # one line for one thing
        first = list_disclosures(cast.ben, TODAY)[0]
    assert (first.client_name, first.in_emergency, first.is_against, first.waits) == ("Gil", True, True, True)


@pytest.mark.parametrize(("tie", "word"), [("kin", Word.GO_ON), ("kin", None), (None, None)])
def test_what_no_word_stood_against_is_told_as_ever(cast, tie, word):
    begun(cast, tie, word)
    assert against(cast) == 0
    with scope_of(cast.ben):
        assert count_disclosures(cast.ben, TODAY) == (1 if tie and not word else 0)


def test_a_rule_that_the_answer_shows_only_afterwards_stands_against_it_too(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    be_there(cast)
    assert against(cast) == 0
    answer(cast.cleo, cast.gil, "intimate", minutes=6)
    assert against(cast) == 1


def test_answering_anew_does_not_take_the_word_away(cast):
    begun(cast, "kin", Word.STOP)
    answer(cast.cleo, cast.gil, minutes=6)  # none of these, she says now
    assert against(cast) == 1
    with scope_of(cast.ben):
        assert get_disclosure(cast.ben, newest_answer().id, TODAY).is_against


def test_a_word_about_an_earlier_choice_still_counts(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "kin")
    say(cast.ben, Word.ANOTHER)
    choose(cast.faye, cast.gil, cast.cleo, minutes=4)
    be_there(cast)
    assert against(cast) == 1


def test_go_on_keeps_it_with_what_was_agreed(cast):
    begun(cast, "kin", Word.STOP)
    with pytest.raises(BadInput, match="agreed"):
        say(cast.ben, Word.GO_ON, " ", minutes=6)
    say(cast.ben, Word.GO_ON, "Every week", minutes=6)
    assert together(cast) is not None
    assert against(cast) == 0


@pytest.mark.parametrize("word", [Word.ANOTHER, Word.STOP])
@pytest.mark.parametrize(("tie", "before"), [*BEFORE, ("kin", None)])
def test_another_and_stop_end_it_the_same_day_kindly_with_its_history(cast, tie, before, word):
    begun(cast, tie, before)
    with scope_of_installation():
        record_contact(cast)
    word_id = new_id()
    for _ in range(2):
        say(cast.ben, word, minutes=6, word_id=word_id)
    assert together(cast) is None
    assert against(cast) == 0
    with scope_of_installation():
        ended = Relationship.objects.get(client=cast.gil, peer_id=cast.cleo.engagement_id)
        assert (ended.started_on, ended.ended_on) == (TODAY, TODAY)
        assert Farewell.objects.filter(relationship=ended).count() == 1
        assert Encounter.objects.filter(client=cast.gil).exists()
        assert not re.search("kin|intimate|conflict", ended.ended_because)
    with scope_of(cast.cleo):
        assert [(one.name, one.was_emergency) for one in list_farewells(cast.cleo, TODAY)] == [("Gil", True)]
        with pytest.raises(NotFound):
            get_client(cast.cleo, cast.gil.id, TODAY)


def test_go_on_is_no_answer_where_a_rule_leaves_nothing_to_decide(cast):
    begun(cast, "intimate")
    with pytest.raises(BadInput, match="nothing to decide"):
        say(cast.ben, Word.GO_ON, "With care", minutes=6)
    assert (together(cast) is not None, against(cast)) == (True, 1)


def test_the_manager_reads_that_they_choose_again_and_never_why(cast):
    begun(cast, "kin", Word.STOP)
    say(cast.ben, Word.STOP, minutes=6)
    with scope_of(cast.faye):
        (row,) = list_choices(cast.faye, TODAY)
        assert (row.client_name, row.state) == ("Gil", State.CHOOSE_ANOTHER)
        assert count_choices(cast.faye, TODAY) == ChoiceCount(1, 0)
    choose(cast.faye, cast.gil, cast.cleo, minutes=8)
    with scope_of(cast.faye):
        assert [row.state for row in list_choices(cast.faye, TODAY)] == [State.ASKED]


def test_whoever_walked_with_them_goes_on_and_keeps_what_was_promised_meanwhile(cast):
    begun(cast, "kin", instead_of=cast.gil_and_ana.id)
    with scope_of(cast.cleo):
        draft = PromiseDraft(new_id(), together(cast).id, "Call the clinic", None)
        make_promise(actor=cast.cleo, draft=draft, now=NOW)
    say(cast.ben, Word.ANOTHER, minutes=6)
    with scope_of_installation():
        assert Relationship.objects.get(id=cast.gil_and_ana.id).ended_on is None
        assert Promise.objects.get(settled_at=None).relationship_id == cast.gil_and_ana.id


def test_a_word_about_what_began_in_the_usual_way_ends_nothing(cast):
    answer(cast.ana, cast.gil, "kin")
    say(cast.ben, Word.ANOTHER)
    with scope_of_installation():
        assert Relationship.objects.get(id=cast.gil_and_ana.id).ended_on is None


def test_what_ended_is_not_begun_again_by_the_old_choice(cast):
    begun(cast, "kin", Word.STOP)
    say(cast.ben, Word.STOP, minutes=6)
    with pytest.raises(NotFound):
        be_there(cast, minutes=7)
    choose(cast.faye, cast.gil, cast.cleo, minutes=8)
    assert be_there(cast, minutes=9).allowed  # chosen again, and again in danger
    assert against(cast) == 1


def test_others_read_and_end_nothing(cast):
    begun(cast, "kin", Word.STOP)
    for actor, error in ((cast.faye, NotPermitted), (cast.cleo, NotPermitted), (cast.dov, NotPermitted)):
        with pytest.raises(error):
            say(actor, Word.STOP, minutes=6)
        with pytest.raises(error):
            against(cast, actor)
    assert together(cast) is not None


def test_the_ledger_says_that_it_ended_and_never_what_the_tie_was(cast):
    begun(cast, "intimate")
    say(cast.ben, Word.ANOTHER, minutes=6)
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.order_by("n").values_list("body", flat=True))
    assert any("matching.emergency.ended" in body for body in bodies)
    assert not any(re.search("intimate|never", body) for body in bodies)


# The pages


def words(page):
    main = page.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_it_stands_at_the_top_of_the_supervisors_home_until_they_have_spoken(cast, monkeypatch):
    set_clock(monkeypatch)
    begun(cast, "kin", Word.STOP)
    monkeypatch.setattr(clock, "now", lambda: later(9))
    ben, cleo = sign_in(cast, "ben"), sign_in(cast, "cleo")
    home = words(ben.get(reverse("home")))
    assert "against your word" in home
    assert all(
        home.index("against your word") < at for at in [home.find(" is owed "), home.find(" must stop ")] if at > 0
    )
    assert "Begun in an emergency, against your word" in words(ben.get(reverse("list_disclosures")))
    where = reverse("say_to_disclosure", kwargs={"conflict_answer_id": newest_answer().id})
    assert "With “another” or “stop” it ends today" in words(ben.get(where))
    assert ben.post(where, {"verdict": "stop"}).status_code == 302
    assert "against your word" not in words(ben.get(reverse("home")))
    assert "You were there when it could not wait" in words(cleo.get(reverse("list_asked")))
    assert "Please choose somebody else" in words(sign_in(cast, "faye").get(reverse("list_choices")))


def test_the_lists_cost_the_same_with_many(cast, monkeypatch):
    set_clock(monkeypatch)
    browsers = {who: sign_in(cast, who) for who in ("ben", "faye")}
    pages = [("ben", "list_disclosures"), ("faye", "list_choices"), ("ben", "home"), ("faye", "home")]

    def cost():
        for who, name in pages:
            browsers[who].get(reverse(name))
            with counted() as count:
                browsers[who].get(reverse(name))
            yield len([one for one in count.statements if "privacy_ledger" not in one])

    few = list(cost())
    begun(cast, "kin", Word.STOP)
    with scope_of_installation():
        assert Choice.objects.count() == 1
    assert list(cost()) == few


def test_a_choice_taken_back_afterwards_leaves_the_person_among_those_who_wait(cast):
    """It ended by the supervisor's word; the person chose again, and took that back: somebody must still help them choose."""
    begun(cast)
    say(cast.ben, Word.STOP, "Not these two", minutes=8)
    again = choose(cast.faye, cast.gil, cast.cleo, minutes=30)
    with scope_of(cast.faye):
        withdraw_choice(actor=cast.faye, choice_id=again, now=later(40))
        (row,) = list_choices(cast.faye, TODAY)
    assert (row.client_name, row.state) == ("Gil", State.CHOOSE_ANOTHER)
