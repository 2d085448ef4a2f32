"""What is told only once somebody is here: a first name was enough, and nothing has to stay untold."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from cairn.intake.commands.checks import settle_comparison, take_back_comparison
from cairn.intake.commands.later import write_kept_step
from cairn.intake.domain.alike import Verdict
from cairn.intake.domain.questions import LATER, SHOWN, Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.kept import get_kept
from cairn.intake.queries.later import list_later
from cairn.intake.queries.papers import Papers, list_papers
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from tests.browsers import set_clock, sign_in
from tests.intake.acts import begin, finish, read, say_cost, walk_with
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
LOOKED = {"looked_at": "tribal_id", "looked_on": "2026-11-20"}


@pytest.fixture
def robin(cast):
    """Somebody who came in with nothing but a first name."""
    return walk_with(cast, finish(cast, begin(cast)))


def tell(cast, client_id, step, answers, actor=None, seen=0):
    actor = actor or cast.ana
    with scope_of(actor):
        return write_kept_step(
            actor=actor, client_id=client_id, intake_id=new_id(), step=step, answers=answers, seen=seen, now=NOW
        )


def done(cast, client_id, actor=None):
    with scope_of(actor or cast.ana):
        return {one.step for one in list_later(actor or cast.ana, client_id, TODAY) if one.is_done}


def test_identity_and_cost_are_told_later_and_the_record_is_whole(cast, robin):
    notice = say_cost(cast)
    assert done(cast, robin) == set()
    tell(cast, robin, Step.IDENTITY, LOOKED)
    tell(cast, robin, Step.FEE, {"agreed": "screen", "notice": str(notice)})
    tell(cast, robin, Step.EXPLAINED, {"heard": "clear"})
    assert done(cast, robin) == {Step.IDENTITY, Step.FEE, Step.EXPLAINED}
    with scope_of(cast.faye):
        assert list_papers(cast.faye, [robin], TODAY) == {
            robin: Papers(looked_at=True, fee_agreed=True, fee_by_word=True)
        }
        (kept,) = get_kept(cast.faye, robin, TODAY)
    shown = {step.about.key: step.shown for step in kept.steps}
    assert shown["explained"]
    assert "Nobody is sent a bill." in shown["fee"]


def test_a_phone_that_is_told_later_reaches_their_page(cast, robin):
    tell(cast, robin, Step.REACH, {"phone": "406 555 0142", "emergency_name": "Sister"})
    with scope_of_installation():
        assert Client.objects.get(id=robin).phone == "406 555 0142"


def test_who_was_brought_along_without_an_intake_gets_one(cast):
    number = tell(cast, cast.gil.id, Step.IDENTITY, LOOKED)
    assert tell(cast, cast.gil.id, Step.IDENTITY, LOOKED) == number, "sent twice"
    with scope_of_installation():
        assert (Intake.objects.get().client_id, Intake.objects.get().state) == (cast.gil.id, "enrolled")
        assert StepEntry.objects.count() == 1
        acts = LedgerEntry.objects.filter(action="intake.kept.written")
        assert acts.count() == 1
        assert "tribal" not in str(acts.values().get())


def test_written_meanwhile_is_told_and_the_earlier_answer_stays(cast, robin):
    first = tell(cast, robin, Step.IDENTITY, LOOKED)
    other = {**LOOKED, "looked_at": "passport"}
    with pytest.raises(Conflict):
        tell(cast, robin, Step.IDENTITY, other, cast.faye)
    tell(cast, robin, Step.IDENTITY, other, cast.faye, seen=first)
    with scope_of_installation():
        entries = StepEntry.objects.filter(step="identity").order_by("number")
        assert [entry.words["looked_at"] for entry in entries] == ["tribal_id", "passport"]


@pytest.mark.parametrize(
    ("step", "answers", "field"),
    [
        (Step.IDENTITY, {"looked_at": "my word"}, "looked_at"),
        (Step.IDENTITY, {"looked_at": "passport", "looked_on": "2026-11-21"}, "looked_on"),
        (Step.REACH, {"phone": "5" * 31}, "phone"),
        (Step.FEE, {"agreed": "screen"}, "agreed"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, robin, step, answers, field):
    with pytest.raises(BadInput) as raised:
        tell(cast, robin, step, answers)
    assert list(raised.value.problems) == [field]


def test_others_cannot_tell_the_person_from_one_who_does_not_exist(cast, robin):
    for actor, client_id in ((cast.dov, robin), (cast.cleo, robin), (cast.ana, new_id())):
        with pytest.raises(NotFound):
            tell(cast, client_id, Step.IDENTITY, LOOKED, actor)
    for actor in (cast.ben, cast.jun, cast.lee):
        with pytest.raises(NotPermitted):
            tell(cast, robin, Step.IDENTITY, LOOKED, actor)
    for step in set(Step) - set(LATER):
        with pytest.raises(NotFound):
            tell(cast, robin, step, {"called": "X"})


def test_from_the_page_of_the_person(cast, robin, monkeypatch):
    set_clock(monkeypatch)
    ana = sign_in(cast, "ana")
    kept = reverse("kept_intake", kwargs={"client_id": robin})
    page = ana.get(kept).content.decode()
    assert page.count("Not yet") == len(LATER)
    url = reverse("write_kept_step", kwargs={"client_id": robin, "step": "identity"})
    assert url in page
    form = ana.get(url).content.decode()
    sent = {name: re.search(rf'name="{name}" value="([^"]*)"', form).group(1) for name in ("id", "seen")}
    wrong = ana.post(url, {**sent, "looked_at": "passport", "looked_on": "yesterday"})
    assert wrong.status_code == 400
    assert "yesterday" in wrong.content.decode()
    assert ana.post(url, {**sent, **LOOKED}).status_code == 302
    both = ana.post(url, {**sent, **LOOKED, "looked_at": "letter"})
    assert both.status_code == 409
    assert "Tribal ID" in both.content.decode()
    assert ana.get(kept).content.decode().count("Not yet") == len(LATER) - 1
    for step in ("who", "matters", "nothing"):
        assert ana.get(reverse("write_kept_step", kwargs={"client_id": robin, "step": step})).status_code == 404


def test_what_was_read_to_them_is_kept_word_by_word(cast, robin):
    tell(cast, robin, Step.EXPLAINED, {"heard": "with_questions"})
    with scope_of_installation():
        assert StepEntry.objects.get(step="explained").words[SHOWN]


def test_an_older_phone_is_never_written_over_a_newer_one(cast, robin, monkeypatch):
    set_clock(monkeypatch)
    tell(cast, robin, Step.REACH, {"phone": "406 555 0142", "times": "At night"})
    with scope_of_installation():
        Client.objects.filter(id=robin).update(phone="406 555 0199")
    url, ana = reverse("write_kept_step", kwargs={"client_id": robin, "step": "reach"}), sign_in(cast, "ana")
    form = ana.get(url).content.decode()
    sent = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', form).group(1) for name in ("id", "seen", "phone")}
    ana.post(url, {**sent, "emergency_name": "Sister"})
    with scope_of_installation():
        assert Client.objects.get(id=robin).phone == "406 555 0199"


def test_what_is_told_later_does_not_go_along_when_a_mistaken_same_is_taken_back(cast):
    """Somebody who came in was thought to be Gil. What Gil tells afterwards stays his when that is taken back."""
    stranger = begin(cast, cast.cleo, called="Gil")
    pair = {"actor": cast.faye, "intake_id": stranger, "client_id": cast.gil.id}
    with scope_of(cast.faye):
        settle_comparison(comparison_id=new_id(), verdict=Verdict.SAME, because="Looked so", now=NOW, **pair)
    tell(cast, cast.gil.id, Step.REACH, {"emergency_name": "Gil's sister"})
    with scope_of(cast.faye):
        take_back_comparison(comparison_id=new_id(), now=Instant(NOW + timedelta(minutes=5)), **pair)
    assert read(cast, stranger, cast.cleo).entry(Step.REACH).answers == {}
    with scope_of(cast.ana):
        (kept,) = get_kept(cast.ana, cast.gil.id, TODAY)
    assert "Gil's sister" in str([step.told for step in kept.steps])


@pytest.mark.django_db(transaction=True)
def test_two_who_are_told_something_at_once_write_into_one_coming_in(cast):
    """Gil was brought along without an intake; with real transactions, on whichever database the run uses."""
    barrier = Barrier(2)

    def write(actor, step, answers):
        try:
            barrier.wait()
            return tell(cast, cast.gil.id, step, answers, actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(write, cast.ana, Step.IDENTITY, LOOKED),
            pool.submit(write, cast.faye, Step.REACH, {"times": "At night"}),
        ]
        assert sorted(one.result() for one in both) == [1, 2]
    with scope_of_installation():
        assert Intake.objects.count() == 1
