"""The pages of coming in: from the first hello to the record, counting without names, comparing, and what it costs."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.identity.models import Program
from cairn.intake.models import FeeNotice, Intake
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from cairn.support.models import Client
from tests.browsers import counted, set_clock, sign_in
from tests.intake.acts import begin, finish, say_cost
from tests.labor import keep_certified
from tests.people import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def said(page):
    return page.content.decode()


def url(name, intake_id, **more):
    return reverse(name, kwargs={"intake_id": intake_id, **more})


def write(browser, intake_id, step, **answers):
    form = browser.get(url("write_intake_step", intake_id, step=step))
    sent = {"seen": hidden(form, "seen"), **answers}
    if step == "fee" and 'name="notice"' in said(form):
        sent["notice"] = hidden(form, "notice")
    return browser.post(url("write_intake_step", intake_id, step=step), sent)


def only():
    with scope_of_installation():
        return Intake.objects.get()


def test_from_the_first_hello_to_their_own_page(cast, ana):
    with scope_of_installation():
        keep_certified(cast, cast.ana)
    say_cost(cast)
    assert "Somebody came in" in said(ana.get(reverse("list_caseload")))
    form = ana.get(reverse("begin_intake"))
    ana.post(reverse("begin_intake"), {"id": hidden(form, "id"), "called": "", "way": "called"})
    intake_id = only().id
    assert "Somebody, no name yet" in said(ana.get(reverse("list_intakes")))
    steps = (
        ("who", {"called": "Robin", "birth_date": "2010-05-02"}),
        ("matters", {"goal": HOSTILE}),
        ("explained", {"heard": "clear"}),
        ("fee", {"agreed": "paper"}),
        ("reach", {"skip": "yes", "phone": "dropped"}),
        ("identity", {"looked_at": "tribal_id", "looked_on": "2026-11-20"}),
    )
    answer = None
    for number, (step, answers) in enumerate(steps):
        answer = write(ana, intake_id, step, **answers)
        assert answer.status_code == 302, step
        if number + 1 < len(steps):
            assert answer["Location"] == url("write_intake_step", intake_id, step=steps[number + 1][0])
    assert answer["Location"] == url("get_intake", intake_id)
    page = said(ana.get(url("get_intake", intake_id)))
    assert "They are 16 years old" in page
    assert "41-1-101 MCA (not verified)" in page
    assert HOSTILE not in page
    assert "dropped" not in page
    form = ana.get(url("finish_intake", intake_id))
    assert "The program will check" in said(form)
    sent = {"client": hidden(form, "client"), "relationship": hidden(form, "relationship")}
    first, second = (ana.post(url("finish_intake", intake_id), sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    question = ana.get(first["Location"])
    assert "know each other?" in said(question)  # asked at once, before anything else
    client_id = first["Location"].split("/")[2]
    assert ana.get(reverse("get_client", kwargs={"client_id": client_id})).status_code == 404
    answered = ana.post(first["Location"], {"id": hidden(question, "id"), "ties": "none"})
    assert answered["Location"] == reverse("get_client", kwargs={"client_id": client_id})
    person = said(ana.get(reverse("get_client", kwargs={"client_id": client_id})))
    assert "What they told when they came in" in person
    kept = said(ana.get(reverse("kept_intake", kwargs={"client_id": only().client_id})))
    assert "Tribal ID" in kept
    assert "November 20, 2026" in kept
    assert "It costs you nothing. Nobody is sent a bill." in kept
    assert "They have a page of their own" not in kept


@pytest.mark.parametrize(
    ("step", "answers", "problem"),
    [
        ("who", {"called": "x" * 300}, "at most 80"),
        ("who", {"called": "Robin", "birth_date": "2030-01-01"}, "still to come"),
        ("who", {"called": "Robin", "birth_date": "tomorrow"}, "year-month-day"),
        ("fee", {"agreed": "screen"}, "has not said yet"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(cast, ana, step, answers, problem):
    intake_id = begin(cast)
    answer = write(ana, intake_id, step, **answers)
    assert answer.status_code == 400
    assert problem in said(answer)
    assert all(value in said(answer) for value in answers.values())


def test_written_by_two_shows_both_texts(cast, ana):
    intake_id = begin(cast)
    faye = sign_in(cast, "faye")
    form = ana.get(url("write_intake_step", intake_id, step="matters"))
    write(faye, intake_id, "matters", goal="Faye heard this")
    answer = ana.post(
        url("write_intake_step", intake_id, step="matters"), {"seen": hidden(form, "seen"), "goal": "Ana heard that"}
    )
    assert answer.status_code == 409
    assert "Faye heard this" in said(answer)
    assert "Ana heard that" in said(answer)
    again = ana.post(
        url("write_intake_step", intake_id, step="matters"), {"seen": hidden(answer, "seen"), "goal": "Both"}
    )
    assert again.status_code == 302


def test_given_up_from_the_page(cast, ana):
    intake_id = begin(cast)
    assert ana.post(url("give_up_intake", intake_id), {"because": "weather"}).status_code == 400
    assert ana.post(url("give_up_intake", intake_id), {"because": "moved"}).status_code == 302
    page = said(ana.get(url("get_intake", intake_id)))
    assert "What they told was dropped" in page
    assert "Robin" not in page
    assert ana.get(url("write_intake_step", intake_id, step="who")).status_code == 404
    late = ana.post(url("write_intake_step", intake_id, step="who"), {"seen": "1", "called": "Typed late"})
    assert (late.status_code, "Typed late" in said(late)) == (409, True)


def test_counting_without_names_and_the_figures_of_the_manager(cast, ana):
    form = ana.get(reverse("count_heads"))
    sent = {"id": hidden(form, "id"), "on": "2026-11-20", "place": "street", "people": "4", "given": ["food", "talk"]}
    assert ana.post(reverse("count_heads"), {**sent, "people": "many"}).status_code == 400
    for _ in range(2):
        assert ana.post(reverse("count_heads"), sent).status_code == 302
    assert "4 people" in said(ana.get(reverse("count_heads")))
    assert ana.get(reverse("heads_by_month")).status_code == 403
    page = said(sign_in(cast, "faye").get(reverse("heads_by_month")))
    assert "November 2026" in page
    assert "On the street or in a camp: hidden" in page


def test_the_manager_compares_decides_and_closes(cast, ana):
    finish(cast, begin(cast, cast.cleo, called="Gill"), cast.cleo)
    faye, intake_id = sign_in(cast, "faye"), only().id
    assert "1 person was taken in and not compared" in said(faye.get(reverse("list_intakes")))
    assert "Gill" in said(faye.get(reverse("list_intake_checks")))
    page = faye.get(url("check_intake", intake_id))
    assert "A first name that sounds alike" in said(page)
    assert "“Gill” and “Gil” can be one name" in said(page)
    assert all(
        words in said(page) for words in ("May 2, 1986", "Not told by whoever came in", "1 person to decide about")
    )
    sent = {"id": hidden(page, "id"), "client": str(cast.gil.id), "verdict": "not_same"}
    refused = faye.post(url("check_intake", intake_id), {**sent, "because": ""})
    assert (refused.status_code, "Say how you know" in said(refused)) == (400, True)
    early = faye.post(url("close_intake_check", intake_id), follow=True)
    assert "Decide about them first" in said(early)
    ended = faye.post(url("check_intake", intake_id), {**sent, "because": "Asked both"}, follow=True)
    assert "the comparison has ended" in said(ended)
    assert "Gill" in said(faye.get(reverse("list_intake_checks"))), "what was decided lately is found again"
    again = faye.post(
        url("take_back_comparison", intake_id), {"id": hidden(ended, "id"), "client": sent["client"]}, follow=True
    )
    assert "wait to be compared again" in said(again)
    twice = faye.post(
        url("take_back_comparison", intake_id), {"id": str(new_id()), "client": sent["client"]}, follow=True
    )
    assert "nothing to take back" in said(twice)
    sent["id"] = hidden(again, "id")
    assert faye.post(url("check_intake", intake_id), {**sent, "because": "Asked both"}).status_code == 302
    assert faye.post(url("close_intake_check", intake_id))["Location"] == reverse("list_intake_checks")
    assert "Everybody was compared" in said(faye.get(reverse("list_intake_checks")))
    for name in ("check_intake", "close_intake_check", "take_back_comparison"):
        assert ana.post(url(name, intake_id)).status_code == 403


def test_the_same_leads_to_both_records_and_to_what_each_chose(cast, ana):
    client_id = finish(cast, intake_id := begin(cast, cast.cleo, called="Gil"), cast.cleo)
    faye = sign_in(cast, "faye")
    page = faye.get(url("check_intake", intake_id))
    assert "Both records stay. Ask" not in said(page)
    sent = {"id": hidden(page, "id"), "client": str(cast.gil.id), "verdict": "same", "because": "Asked them"}
    page = faye.post(url("check_intake", intake_id), sent, follow=True)
    assert "Both records stay. Ask the person which one should go on" in said(page)
    advice = page.content.decode().split("Both records stay. Ask")[1].split("</article>")[0]
    for each in (client_id, cast.gil.id):
        for name in ("get_client", "choose_peer"):
            where = reverse(name, kwargs={"client_id": each})
            assert f'href="{where}"' in advice
            assert faye.get(where).status_code == 200


def test_a_same_can_be_taken_back_also_when_their_record_changed_since(cast, ana):
    intake_id = begin(cast, cast.cleo, called="Gil")
    faye = sign_in(cast, "faye")
    page = faye.get(url("check_intake", intake_id))
    sent = {"id": hidden(page, "id"), "client": str(cast.gil.id), "verdict": "same", "because": "Looked so"}
    assert faye.post(url("check_intake", intake_id), sent).status_code == 302
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(phone="406 555 0147")
    page = faye.get(url("check_intake", intake_id))
    assert "Changed since then: phone" in said(page)
    assert url("take_back_comparison", intake_id) in page.content.decode()
    back = {"id": hidden(page, "id"), "client": sent["client"]}
    assert "wait to be compared again" in said(faye.post(url("take_back_comparison", intake_id), back, follow=True))


def test_what_it_costs_is_said_and_read(cast, ana):
    faye = sign_in(cast, "faye")
    form = faye.get(reverse("set_intake_fee"))
    sent = {"id": hidden(form, "id"), "program": hidden(form, "program"), "costs": "something"}
    refused = faye.post(reverse("set_intake_fee"), {**sent, "words": " "})
    assert (refused.status_code, "Say what it costs" in said(refused)) == (400, True)
    assert faye.post(reverse("set_intake_fee"), {**sent, "words": "By income, never more"}).status_code == 302
    assert "By income, never more" in said(ana.get(url("write_intake_step", begin(cast), step="fee")))


def test_dov_gets_the_answer_of_an_intake_that_does_not_exist(cast, ana):
    intake_id = begin(cast)
    dov = sign_in(cast, "dov")
    for name, more in (
        ("get_intake", {}),
        ("finish_intake", {}),
        ("give_up_intake", {}),
        ("write_intake_step", {"step": "who"}),
    ):
        there, nowhere = dov.get(url(name, intake_id, **more)), dov.get(url(name, new_id(), **more))
        assert (
            (there.status_code, len(there.content))
            == (nowhere.status_code, len(nowhere.content))
            == (404, len(there.content))
        )


def test_a_step_that_there_is_not(cast, ana):
    assert ana.get(url("write_intake_step", begin(cast), step="religion")).status_code == 404


def test_pages_cost_the_same_with_many(cast, ana):
    faye = sign_in(cast, "faye")
    finish(cast, begin(cast, called="Gil"))
    intake_id = begin(cast, cast.faye, called="Gil")
    pages = (
        reverse("list_intakes"),
        url("get_intake", intake_id),
        url("check_intake", intake_id),
        reverse("count_heads"),
    )
    few, many = [], []
    for count, more in ((few, 0), (many, 5)):
        for _ in range(more):
            begin(cast, called="Gil")
            finish(cast, begin(cast, called="Gil"))
        for page in pages:
            faye.get(page)
            with counted() as statements:
                faye.get(page)
            count.append(len(statements))
    assert few == many
    assert max(many) <= 7, many


def test_a_cost_that_changed_meanwhile_is_no_step_that_was_skipped(cast, ana):
    say_cost(cast)
    intake_id = begin(cast)
    form = ana.get(url("write_intake_step", intake_id, step="fee"))
    say_cost(cast, "By income", nothing=False)
    sent = {"seen": hidden(form, "seen"), "notice": hidden(form, "notice"), "agreed": "paper"}
    page = ana.post(url("write_intake_step", intake_id, step="fee"), sent)
    assert page.status_code == 409
    assert "written anew in the meantime" in said(page)
    assert "it was skipped" not in said(page)


def test_with_two_programs_the_one_that_was_not_chosen_is_asked_for(cast, ana):
    say_cost(cast)
    with scope_of_installation():
        Program.objects.create(
            organization_id=cast.organization.id, name="Outreach", is_part2=True, payer="us-mt-medicaid",
            starts_on=LONG_AGO, monthly_cost_cents=1,
        )  # fmt: skip
        other = Program.objects.get(name="Outreach")
        FeeNotice.objects.create(
            organization_id=cast.organization.id, program=other, costs_nothing=True, set_at=NOW,
            set_by_id=cast.faye.engagement_id,
        )  # fmt: skip
    step = url("write_intake_step", begin(cast), step="fee")
    page = ana.post(step, {"seen": "0", "notice": "", "agreed": "paper"})
    assert page.status_code == 400
    assert "written anew" not in said(page)
    assert 'id="notice-error"' in said(page)
    with scope_of_installation():
        chosen = str(FeeNotice.objects.get(program=other).id)
    again = ana.post(step, {"seen": "0", "notice": chosen, "agreed": "nonsense"})
    assert f'value="{chosen}" selected' in said(again)
