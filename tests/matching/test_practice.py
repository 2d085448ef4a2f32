"""Nobody is offered, chosen or begun with who may not practice today; who answers for it sees why, and the person never does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.credentials.models import Credential
from cairn.identity.models import SupervisionAgreement
from cairn.kernel.errors import BadInput, Refused
from cairn.kernel.hooks import NobodyAnswers
from cairn.matching.commands.choices import begin_in_emergency, start_chosen
from cairn.matching.domain.service import State, Word
from cairn.matching.models import Choice
from cairn.matching.queries import practice
from cairn.matching.queries.choices import get_open_choice, list_choices
from cairn.matching.queries.suggestions import list_suggestions, list_who_may_be_chosen
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.clients import EnrollmentDraft, enroll_client
from cairn.support.models import Client, Relationship
from cairn.work.models import WorkEntry
from tests import people
from tests.browsers import counted, set_clock, sign_in
from tests.labor import certify, hire_more, worked
from tests.matching.acts import answer, choose, later, say, supervise, themselves
from tests.people import LONG_AGO, NOW, TODAY, Role

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
REASONS = ("no certificate in force", "no supervisor", "must stop until supervised")


@pytest.fixture(autouse=True)
def at_three(monkeypatch):
    set_clock(monkeypatch)


def no_certificate(cast):
    Credential.objects.filter(holder_id=cast.cleo.engagement_id).update(surrendered_on=TODAY)


def no_supervisor(cast):
    SupervisionAgreement.objects.filter(peer_id=cast.cleo.engagement_id).update(ends_on=YESTERDAY)


def stopped(cast):
    for days_ago in range(1, 4):
        worked(cast, TODAY - timedelta(days=days_ago), 1440, cast.cleo)


CAUSES = dict(zip(REASONS, (no_certificate, no_supervisor, stopped), strict=True))


@pytest.fixture(params=REASONS)
def reason(request):
    return request.param


def bar(cast, reason=REASONS[0]):
    """Cleo may not practice today."""
    with scope_of_installation():
        CAUSES[reason](cast)


def words(page):
    main = page.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def of_gil(name):
    return lambda cast: reverse(name, kwargs={"client_id": cast.gil.id})


CHOOSE, QUESTION = of_gil("choose_peer"), of_gil("answer_conflict")


def suggested(actor, cast):
    with scope_of(actor):
        return list_suggestions(actor, cast.gil.id, TODAY)


def open_choice(actor, cast):
    with scope_of(actor):
        return get_open_choice(actor, cast.gil.id, TODAY)


def test_who_may_not_practice_is_offered_to_nobody(cast, monkeypatch, reason):
    gil = themselves(cast, monkeypatch)
    for actor in (gil, cast.faye):
        assert [one.name for one in suggested(actor, cast).people] == ["Cleo"]
    bar(cast, reason)
    for actor in (gil, cast.faye):
        assert suggested(actor, cast).people == ()
        with scope_of(actor):
            assert [name for _, name in list_who_may_be_chosen(actor, TODAY)] == ["Ana"]
    assert suggested(gil, cast).not_offered == ()
    assert "Cleo" not in repr(suggested(gil, cast))
    [told] = suggested(cast.faye, cast).not_offered
    assert (told.name, told.barred.told.startswith(reason)) == ("Cleo", True)


def test_a_form_sent_for_somebody_barred_meanwhile_is_answered_at_its_field(cast, monkeypatch):
    bar(cast)
    gil = themselves(cast, monkeypatch)
    refusals = []
    for actor in (gil, cast.faye):
        for peer in (cast.cleo, cast.dov, cast.faye):
            with pytest.raises(BadInput) as refused:
                choose(actor, cast.gil, peer)
            refusals.append(refused.value.problems)
    assert refusals == [refusals[0]] * 6  # nobody learns from the answer that Cleo works here, or how she stands
    assert list(refusals[0]) == ["peer"]
    with scope_of_installation():
        assert not Choice.objects.exists()


def test_a_choice_sent_again_stays_although_the_peer_supporter_is_barred_by_now(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    bar(cast)
    assert choose(cast.faye, cast.gil, cast.cleo, choice_id=choice_id) == choice_id
    assert open_choice(cast.faye, cast).id == choice_id


def test_nobody_begins_with_who_may_not_practice_and_then_they_do(cast, reason):
    choice_id = choose(cast.faye, cast.gil, cast.cleo, instead_of=cast.gil_and_ana.id)
    answer(cast.cleo, cast.gil)
    bar(cast, reason)
    with scope_of(cast.faye), pytest.raises(Refused) as refused:
        start_chosen(actor=cast.faye, choice_id=choice_id, now=later(9))
    [against] = refused.value.decision.against
    assert (against.code, reason in against.found) == ("service.practice", True)
    assert "choose another" in against.remedy
    with scope_of_installation():
        assert not Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id).exists()
        assert Relationship.objects.get(id=cast.gil_and_ana.id).ended_on is None
        assert Choice.objects.get().started_at is None
        Credential.objects.update(surrendered_on=None)
        SupervisionAgreement.objects.update(ends_on=None)
        WorkEntry.objects.all().delete()
    with scope_of(cast.faye):
        for _ in range(2):
            assert start_chosen(actor=cast.faye, choice_id=choice_id, now=later(10)).allowed
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id).count() == 1


def test_what_began_before_is_no_error_when_sent_again_afterwards(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil)
    with scope_of(cast.faye):
        start_chosen(actor=cast.faye, choice_id=choice_id, now=later(9))
        bar(cast)
        start_chosen(actor=cast.faye, choice_id=choice_id, now=later(10))
    with scope_of_installation():
        assert Choice.objects.get().started_at == later(9)


def test_an_emergency_waits_for_no_certificate(cast, reason):
    choose(cast.faye, cast.gil, cast.cleo)
    bar(cast, reason)
    with scope_of(cast.cleo):
        assert begin_in_emergency(actor=cast.cleo, client_id=cast.gil.id, now=later(4)).outcome == "emergency"
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil, peer_id=cast.cleo.engagement_id).exists()


def test_a_choice_that_waits_is_seen_as_such_with_the_reason_by_who_may_know_it(cast, monkeypatch, reason):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil)
    ready = open_choice(cast.faye, cast)
    assert (ready.state, ready.barred, ready.may_begin) == (State.READY, None, True)
    bar(cast, reason)
    with scope_of(cast.faye):
        [waits] = list_choices(cast.faye, TODAY)
    assert (waits.state, waits.may_begin) == (State.READY, False)
    assert waits.barred.told.startswith(reason)
    own = open_choice(themselves(cast, monkeypatch), cast)
    assert (own.may_begin, own.barred.told, own.barred.decision) == (False, "", None)


def test_the_manager_reads_it_on_both_pages_and_is_refused_with_the_way_out(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil)
    begin = reverse("start_chosen", kwargs={"choice_id": choice_id})
    faye = sign_in(cast, "faye")
    assert begin in faye.get(reverse("list_choices")).content.decode()
    bar(cast)
    listed, choosing = faye.get(reverse("list_choices")), faye.get(CHOOSE(cast))
    assert "Cleo may not begin with somebody new today: no certificate in force" in words(listed)
    assert "Choose again" in words(listed)
    assert "Cannot begin today" in words(choosing)
    assert "Not offered today: 1" in words(choosing)
    assert "Cleo : no certificate in force" in words(choosing)
    for page in (listed, choosing):
        assert begin not in page.content.decode()
    refused = faye.post(begin, follow=True)
    assert "May not begin with somebody new today: no certificate in force" in refused.content.decode()
    sent = {"id": str(new_id()), "peer": str(cast.cleo.engagement_id)}
    page = faye.post(CHOOSE(cast), sent)
    assert page.status_code == 400
    assert "They cannot be chosen today" in words(page)
    other = faye.post(CHOOSE(cast), {**sent, "peer": str(cast.dov.engagement_id)})
    assert (other.status_code, len(other.content)) == (400, len(page.content))


def test_choose_another_comes_alone_and_seeing_to_a_certificate_is_not_the_way_out(cast):
    supervise(cast)
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "kin")
    bar(cast)
    faye = sign_in(cast, "faye")
    for word, leads in ((Word.STOP, "supervisor has answered"), (Word.ANOTHER, "will not walk together")):
        say(cast.ben, word, minutes=4 + (word is Word.ANOTHER))
        for page in (faye.get(reverse("list_choices")), faye.get(CHOOSE(cast))):
            said = words(page)
            assert leads in said
            assert "See to that" not in said
            assert "begins at once." not in said.split(leads)[1]
            if word is Word.ANOTHER:
                listed = said.split("Not offered today")[0]  # who is not offered to anybody is another list
                assert "may not begin" not in listed
                assert "can wait" not in listed
                assert "Cannot begin today" not in listed
            elif "Besides" in said:
                assert said.index(leads) < said.index("may not begin")


def test_with_nobody_left_the_choosing_page_says_what_to_do(cast):
    bar(cast)
    page = words(sign_in(cast, "faye").get(CHOOSE(cast)))
    assert "Nobody to choose today" in page
    assert "Talk with the person" in page
    assert "walks with them already" not in page


def taken_in(cast):
    ids = new_id(), new_id()
    with scope_of(cast.cleo):
        enroll_client(actor=cast.cleo, draft=EnrollmentDraft(*ids, "Ida"), now=NOW)
    with scope_of_installation():
        return Client.objects.get(id=ids[0]), ids[1]


def test_who_takes_somebody_in_and_may_not_practice_leaves_the_choice_to_wait(cast, reason):
    bar(cast, reason)
    ida, relationship_id = taken_in(cast)
    cleo, where = sign_in(cast, "cleo"), reverse("answer_conflict", kwargs={"client_id": ida.id})
    question = cleo.get(where)
    assert "You cannot begin with somebody new today" in words(question)
    assert reason in words(question)
    sent = cleo.post(where, {"id": hidden(question, "id"), "ties": "none"})
    assert sent.url == where
    with scope_of_installation():
        assert not Relationship.objects.filter(id=relationship_id).exists()
    with scope_of(cast.faye):
        [waits] = list_choices(cast.faye, TODAY)
    assert (waits.client_name, waits.state, waits.may_begin) == ("Ida", State.READY, False)
    assert cleo.post(reverse("begin_in_emergency", kwargs={"client_id": ida.id})).status_code == 302
    with scope_of_installation():
        assert Relationship.objects.filter(id=relationship_id).exists()


def test_who_may_practice_begins_as_before(cast):
    ida, relationship_id = taken_in(cast)
    answer(cast.cleo, ida)
    with scope_of_installation():
        assert Relationship.objects.filter(id=relationship_id).exists()


def test_nobody_told_to_answer_is_an_error_and_offers_nobody(cast, monkeypatch):
    monkeypatch.setattr(practice.PRACTICE, "_answer", None)
    with scope_of(cast.faye), pytest.raises(NobodyAnswers, match="may begin with somebody new"):
        list_who_may_be_chosen(cast.faye, TODAY)
    with pytest.raises(NobodyAnswers):
        choose(cast.faye, cast.gil, cast.cleo)


def test_the_choosing_page_costs_the_same_with_many(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    browser = sign_in(cast, "faye")
    browser.get(CHOOSE(cast))
    with counted() as few:
        browser.get(CHOOSE(cast))
    with scope_of_installation():
        hire_more(cast, 4)
        for n in range(3):
            wes = people.engage(cast, f"wes-{n}", Role.PEER_SUPPORTER, cast.organization, cast.program)
        certify(cast, LONG_AGO, holder=wes.engagement_id)
    with counted() as many:
        page = browser.get(CHOOSE(cast))
    assert "Not offered today: 3" in words(page)
    own = [[one for one in count.statements if "privacy_ledger" not in one] for count in (few, many)]
    assert len(own[1]) == len(own[0]) <= 13, str(many)
