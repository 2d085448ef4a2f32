"""The pages of leaving and moving: from the plan to the signed summary, another peer supporter, a record sent along."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.departures.domain.leaving import Reason
from cairn.departures.models import Departure, Sending, Transfer
from cairn.plans.domain.goals import Goal, State, goal_as_kept
from cairn.plans.models import PlanRevision
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from cairn.support.models import Client, Relationship
from tests.browsers import counted, set_clock, sign_in
from tests.departures.acts import chosen, leave, plan, promise
from tests.departures.test_moves import CLINIC, consent
from tests.matching.acts import answer as answer_conflict
from tests.matching.acts import choose
from tests.people import NOW, TODAY
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def of(name, cast, **ids):
    return reverse(name, kwargs={"client_id": cast.gil.id, **ids})


def one(name, departure_id):
    return reverse(name, kwargs={"departure_id": departure_id})


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def stored(model):
    with scope_of_installation():
        return model.objects.get()


def test_from_the_plan_to_the_signed_summary(cast, ana):
    with scope_of_installation():
        record_contact(cast)
        PlanRevision.objects.create(
            organization_id=cast.organization.id,
            client=cast.gil,
            number=1,
            part="goal",
            goal_id=new_id(),
            words=goal_as_kept(Goal("Get the truck running", state=State.REACHED)),
            with_client=True,
            written_at=NOW,
            written_by_id=cast.ana.engagement_id,
        )
    assert "Leaving and moving" in text(ana.get(of("get_client", cast)))
    form = ana.get(of("plan_departure", cast))
    sent = {
        "id": hidden(form, "id"),
        "seen": "0",
        "reason": "reached",
        "goodbye": "A walk",
        "their_words": "I am ready",
    }
    assert ana.post(of("plan_departure", cast), sent).status_code == 302
    assert "I am ready" in text(ana.get(of("leaving", cast)))
    departure_id = stored(Departure).id
    draft = text(ana.get(one("write_summary", departure_id)))
    assert "Reached: Get the truck running" in draft
    assert "nothing is saved yet" in draft
    form = ana.get(of("leave_program", cast))
    left = {"id": hidden(form, "id"), "left_on": TODAY.isoformat(), "reason": "reached"}
    assert ana.post(of("leave_program", cast), left).headers["Location"] == one("get_departure", departure_id)
    page = text(ana.get(one("get_departure", departure_id)))
    assert "Discharge summary" in page
    assert "November 21, 2033" in page
    words = {"seen": "0", "together": "We fixed a truck", "their_words": "Thanks", "with_client": "yes", "do": "sign"}
    assert ana.post(one("write_summary", departure_id), words).status_code == 302
    page = text(ana.get(one("get_departure", departure_id)))
    assert "We fixed a truck" in page
    assert "Written together. Signed by Ana" in page
    paper = ana.get(one("summary_paper", departure_id))
    assert paper.content.startswith(b"%PDF")
    assert paper["Content-Disposition"] == 'attachment; filename="summary.pdf"'


def test_what_is_open_comes_first_and_each_promise_is_asked_for(cast, ana):
    with scope_of_installation():
        record_contact(cast, signed=False)
    promise_id = promise(cast)
    page = text(ana.get(of("leave_program", cast)))
    assert page.index("1 note waits") < page.index("Last day")
    sent = {"id": "", "left_on": "2026-11-20", "reason": "moved", "reason_words": "To Butte"}
    answer = ana.post(of("leave_program", cast), sent)
    assert answer.status_code == 400
    assert "Say what becomes of this" in text(answer)
    assert "To Butte" in text(answer)
    chosen = {f"promise-{promise_id}": "let_go", f"because-{promise_id}": "They move"}
    assert ana.post(of("leave_program", cast), {**sent, **chosen}).status_code == 302


def test_a_promise_of_somebody_who_walked_with_them_before_is_asked_for_too(cast, monkeypatch):
    promise_id = promise(cast)
    with scope_of_installation():
        Relationship.objects.create(
            organization_id=cast.organization.id,
            client_id=cast.gil.id,
            peer_id=cast.cleo.engagement_id,
            started_on=TODAY,
            phase="engaging",
            phase_since=TODAY,
        )
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY)
    set_clock(monkeypatch)
    page = text(sign_in(cast, "cleo").get(of("leave_program", cast)))
    assert f"promise-{promise_id}" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"left_on": "soon"}, "year-month-day"),
        ({"left_on": ""}, "Give the last day"),
        ({"left_on": "2026-11-21"}, "Plan the goodbye"),
        ({"left_on": "2020-01-01"}, "They came in on"),
        ({"reason": "weather"}, "Choose what comes closest"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(cast, ana, changes, said):
    sent = {"left_on": "2026-11-20", "reason": "moved", "reason_words": "To Butte", **changes}
    answer = ana.post(of("leave_program", cast), sent)
    assert answer.status_code == 400
    assert said in text(answer)
    assert "To Butte" in text(answer)


def test_the_second_of_two_is_told_and_sees_the_first_entry(cast, ana):
    leave(cast)
    sent = {"left_on": "2026-11-20", "reason": "asked"}
    answer = sign_in(cast, "faye").post(of("leave_program", cast), sent)
    assert answer.status_code == 409
    assert "already written down on November 20, 2026" in text(answer)
    assert "Moved away" in text(answer)
    own = ana.post(of("leave_program", cast), sent)
    assert (own.status_code, "Moved away" in text(own)) == (409, True)


def test_taken_back_it_stays_readable(cast, ana):
    departure_id = leave(cast)
    url = one("take_back_departure", departure_id)
    assert "Say in at most" in text(ana.post(url, {"because": ""}))
    assert ana.post(url, {"because": "Wrong person"}).status_code == 302
    assert "Wrong person" in text(ana.get(of("leaving", cast)))
    assert ana.get(of("get_client", cast)).status_code == 200


def test_the_manager_sees_what_is_missing_and_takes_somebody_in_again(cast, ana):
    departure_id = leave(cast)
    faye = sign_in(cast, "faye")
    assert "No summary yet" in text(faye.get(reverse("list_departures")))
    page = text(faye.get(one("get_departure", departure_id)))
    assert "No plan is written down" in page
    assert reverse("billing_facts", kwargs={"client_id": cast.gil.id}) in page
    assert faye.post(one("come_back", departure_id)).status_code == 302
    with scope_of_installation():
        assert Client.objects.get(id=cast.gil.id).ended_on is None
    assert "back on November 20, 2026" in text(faye.get(of("leaving", cast)))


def test_two_texts_of_one_summary_are_both_shown(cast, ana):
    departure_id = plan(cast)
    url = one("write_summary", departure_id)
    ana.post(url, {"seen": "0", "together": "Hers", "do": "save"})
    answer = ana.post(url, {"seen": "0", "together": "His", "do": "save"})
    assert answer.status_code == 409
    assert "Hers" in text(answer)
    assert "His" in text(answer)
    assert ana.post(url, {"seen": hidden(answer, "seen"), "together": "Both", "do": "sign"}).status_code == 302
    assert ana.get(url).status_code == 302


def test_a_manager_hands_over_as_the_person_chose(cast, ana):
    promise_id = promise(cast)
    faye = sign_in(cast, "faye")
    url = of("transfer_client", cast)
    first = text(faye.get(url))
    assert "Hand over today" not in first  # nobody was asked yet: the page leads to choosing, by one tap
    assert f"{of('choose_peer', cast)}?instead_of={cast.gil_and_ana.id}" in first
    chosen(cast, is_answered=False)
    waits = text(faye.get(url))
    assert "Waits for the peer supporter" in waits
    assert "Hand over today" not in waits
    answer_conflict(cast.cleo, cast.gil)
    assert url in text(faye.get(reverse("list_choices")))  # and back by itself
    form = faye.get(url)
    sent = {"id": hidden(form, "id"), "relationship": hidden(form, "relationship"), "because": "Closer to home"}
    assert f'value="{cast.cleo.engagement_id}" selected' in text(form)
    answer = faye.post(url, sent)
    assert "Choose who walks on" in text(answer)
    sent |= {"peer": str(cast.cleo.engagement_id), "known": "Mornings are best"}
    assert "Closer to home" in text(faye.post(url, sent))
    assert faye.post(url, {**sent, f"promise-{promise_id}": "passed_on"}).status_code == 302
    assert stored(Transfer).because == "Closer to home"
    assert ana.get(of("get_client", cast)).status_code == 404
    cleo = sign_in(cast, "cleo")
    assert "Call the landlord" in text(cleo.get(of("get_client", cast)))
    assert "Mornings are best" in text(cleo.get(of("leaving", cast)))


def test_who_was_chosen_meanwhile_by_another_manager_is_read_and_what_was_typed_stays(cast):
    faye = sign_in(cast, "faye")
    sent = {
        "relationship": str(cast.gil_and_ana.id),
        "peer": str(cast.cleo.engagement_id),
        "known": "Mornings are best",
    }
    chosen(cast)
    assert "Hand over today" in text(faye.get(of("transfer_client", cast)))
    choose(cast.faye, cast.gil, cast.cleo, minutes=5)  # another manager wrote the choice down anew: it is asked anew
    answer = faye.post(of("transfer_client", cast), sent)
    assert answer.status_code == 409
    assert "not answered yet" in text(answer)
    assert "Mornings are best" in text(answer)


@pytest.mark.parametrize("method", ["get", "post"])
def test_dov_hands_nobody_over(cast, method):
    dov = sign_in(cast, "dov")
    there = getattr(dov, method)(of("transfer_client", cast))
    nowhere = getattr(dov, method)(reverse("transfer_client", kwargs={"client_id": new_id()}))
    assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))


def test_the_page_of_a_handing_over_costs_the_same_with_many(cast):
    faye, url = sign_in(cast, "faye"), of("transfer_client", cast)
    chosen(cast)
    faye.get(url)
    with counted() as few:
        faye.get(url)
    for n in range(4):
        promise(cast, f"Thing {n}")
    with counted() as many:
        faye.get(url)
    assert len(many) == len(few) <= 14, str(many)


def test_a_record_is_looked_at_and_sent_along(cast, ana):
    url = of("send_package", cast)
    assert "Nothing may be sent" in text(ana.get(url))
    with scope_of_installation():
        record_contact(cast)
    chosen = {"consent": str(consent(cast)), "recipient": CLINIC, "scope": "attendance", "purpose": "They moved"}
    checked = ana.post(url, {**chosen, "id": hidden(ana.get(url), "id"), "do": "check"})
    assert "This may go out now" in text(checked)
    seen = hidden(checked, "seen")
    assert ana.post(url, {**chosen, "do": "look"}).content.startswith(b"%PDF")
    sent = ana.post(url, {**chosen, "id": hidden(checked, "id"), "seen": seen, "looked": "yes", "do": "send"})
    assert sent.headers["Location"] == reverse("get_sending", kwargs={"sending_id": stored(Sending).id})
    assert CLINIC in text(ana.get(sent.headers["Location"]))
    for kind, start in (("pdf", b"%PDF"), ("json", b"{")):
        file = ana.get(reverse("sending_file", kwargs={"sending_id": stored(Sending).id, "kind": kind}))
        assert file.content.startswith(start)
        assert file["Content-Disposition"] == f'attachment; filename="record.{kind}"'
    assert CLINIC in text(ana.get(of("leaving", cast)))
    other = ana.post(url, {**chosen, "recipient": "Somebody else", "do": "check"})
    assert "This may not go out" in text(other)


def test_dov_gets_the_answer_of_a_person_who_does_not_exist(cast, ana):
    departure_id = leave(cast)
    dov = sign_in(cast, "dov")
    there = [dov.get(of(name, cast)) for name in ("leaving", "plan_departure", "send_package")]
    there += [dov.get(one(name, departure_id)) for name in ("get_departure", "write_summary", "summary_paper")]
    nobody = new_id()
    names = ("leaving", "plan_departure", "send_package")
    nowhere = [dov.get(reverse(name, kwargs={"client_id": nobody})) for name in names]
    names = ("get_departure", "write_summary", "summary_paper")
    nowhere += [dov.get(one(name, nobody)) for name in names]
    assert {answer.status_code for answer in there} == {404}
    assert [len(answer.content) for answer in there] == [len(answer.content) for answer in nowhere]
    assert dov.post(of("leave_program", cast), {"left_on": "2026-11-20", "reason": "moved"}).status_code == 404


def test_the_list_costs_the_same_with_many(cast, ana):
    leave(cast)
    faye = sign_in(cast, "faye")
    _more(cast, 1)
    faye.get(reverse("list_departures"))
    with counted() as few:
        faye.get(reverse("list_departures"))
    _more(cast, 5)
    with counted() as many:
        faye.get(reverse("list_departures"))
    first_look = [
        sql for sql in many.statements if 'FROM "privacy_ledgersubject"' in sql
    ]  # whether the same people were named before
    assert len(many) - len(first_look) == len(few) <= 12, str(many)


def _more(cast, count):
    with scope_of_installation():
        for n in range(count):
            client = Client.objects.create(
                organization_id=cast.organization.id,
                program=cast.program,
                name=f"P{n}",
                started_on=TODAY,
                created_at=NOW,
                created_by_id=cast.ana.engagement_id,
            )
            Departure.objects.create(organization_id=cast.organization.id, client=client, came_on=TODAY, left_on=TODAY)


def test_of_somebody_who_died_nobody_is_asked_whether_they_are_back_and_their_own_pages_are_thought_of(cast, ana):
    departure_id = leave(cast, reason=Reason.DIED)
    url = one("get_departure", departure_id)
    page = text(sign_in(cast, "faye").get(url))
    assert "They are back" not in page
    assert of("let_client_in", cast) in page
    assert of("let_client_in", cast) not in text(ana.get(url))
    assert sign_in(cast, "faye").get(of("let_client_in", cast)).status_code == 200


def test_of_somebody_who_moved_the_manager_is_asked_only_whether_they_are_back(cast, ana):
    page = text(sign_in(cast, "faye").get(one("get_departure", leave(cast))))
    assert "They are back" in page
    assert of("let_client_in", cast) not in page
