"""The pages of incidents: from writing it down to the letter, and what the supervisor sees."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from cairn.incidents.models import Incident, OutsideReport
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from cairn.program.models import ProgramPolicy
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW

pytestmark = pytest.mark.django_db
WROTE = {
    "kind": "child_abuse",
    "happened_on": "2026-11-20",
    "happened_at": "08:00",
    "what": "A bruise",
    "told_how": "phone",
}
TOLD = {
    "how": "phone",
    "items": ["what", "name"],
    "basis": "child_abuse",
    "recipient": "child_protection",
    "recipient_name": "Hotline",
    "reported_on": "2026-11-20",
    "reported_at": "08:30",
    "told": "A bruise was seen",
    "because": "Reasonable cause to suspect",
}


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def record(browser, cast, **changes):
    url = reverse("record_incident")
    form = browser.get(f"{url}?person={cast.gil.id}")
    return browser.post(url, {"id": hidden(form, "id"), "person": hidden(form, "person"), **WROTE, **changes})


def written():
    with scope_of_installation():
        return Incident.objects.get()


def test_from_what_happened_to_the_letter(cast, ana):
    assert record(ana, cast).status_code == 302
    one = reverse("get_incident", kwargs={"incident_id": written().id})
    assert "A report may be owed" in ana.get(reverse("list_incidents")).content.decode()
    url = reverse("record_report", kwargs={"incident_id": written().id})
    assert "names nobody" in ana.get(url).content.decode()
    form = ana.get(f"{url}?named=yes")
    assert "The first report of child abuse" in form.content.decode()
    assert ana.post(url, {"id": hidden(form, "id"), "named": "yes", **TOLD}).status_code == 302
    page = ana.get(one).content.decode()
    assert "42 CFR 2.12(c)(6)" in page
    with scope_of_installation():
        told = OutsideReport.objects.get()
    assert "What was seen or heard; Who is or may be hurt, by name" in page
    letter = ana.get(reverse("report_letter", kwargs={"incident_id": written().id, "report_id": told.id}))
    assert letter.content.startswith(b"%PDF")
    assert letter["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_a_route_that_is_closed_is_refused_and_keeps_what_was_typed(cast, ana):
    record(ana, cast, kind="adult_abuse")
    url = reverse("record_report", kwargs={"incident_id": written().id})
    answer = ana.post(url, {"id": "", "named": "yes", **TOLD, "basis": "names_nobody", "recipient": "adult_protection"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Leave the name out" in page
    assert "A bruise was seen" in page
    with scope_of_installation():
        assert OutsideReport.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "what you saw and heard"),
        ({"happened_at": "25:00"}, "Give a time of that day"),
        ({"happened_on": ""}, "Give the day"),
        ({"happened_on": "2026-11-21"}, "still to come"),
        ({"kind": "weather"}, "Choose what comes closest"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(cast, ana, changes, said):
    answer = record(ana, cast, **{"done": "I called", **changes})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "I called" in answer.content.decode()


def test_the_supervisor_s_first_page_says_so_until_it_is_read(cast, ana, monkeypatch):
    record(ana, cast)
    ben = sign_in(cast, "ben")
    assert "Something happened" in ben.get(reverse("home")).content.decode()
    ben.post(reverse("acknowledge_incident", kwargs={"incident_id": written().id}))
    assert "Something happened" not in ben.get(reverse("home")).content.decode()
    assert cast.ben.name in ana.get(reverse("get_incident", kwargs={"incident_id": written().id})).content.decode()


def test_a_return_to_use_is_told_to_nobody(cast, ana):
    record(ana, cast, kind="return_to_use")
    page = ana.get(reverse("get_incident", kwargs={"incident_id": written().id})).content.decode()
    assert "Nothing is owed to any authority" in page
    assert "Tell somebody outside" not in page


def test_what_is_about_oneself_is_written_down_nowhere(ana):
    page = ana.get(reverse("staff_crisis")).content.decode()
    assert "nothing on this page is written down" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_dov_gets_the_answer_of_an_incident_that_does_not_exist(cast, ana):
    record(ana, cast)
    dov = sign_in(cast, "dov")
    for name in ("get_incident", "record_report"):
        there = dov.get(reverse(name, kwargs={"incident_id": written().id}))
        nowhere = dov.get(reverse(name, kwargs={"incident_id": new_id()}))
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))
        assert there.status_code == 404


def test_the_list_costs_the_same_with_many(cast, ana):
    record(ana, cast)
    ana.get(reverse("list_incidents"))
    with counted() as few:
        ana.get(reverse("list_incidents"))
    for _ in range(6):
        record(ana, cast)
    with counted() as many:
        ana.get(reverse("list_incidents"))
    assert len(many) == len(few) <= 5, str(many)


def test_a_draft_of_the_letter_keeps_nothing_and_obeys_the_same_route(cast, ana):
    record(ana, cast)
    url = reverse("record_report", kwargs={"incident_id": written().id})
    draft = ana.post(url, {"named": "yes", **TOLD, "how": "letter", "go": "draft"})
    assert draft.content.startswith(b"%PDF")
    closed = ana.post(url, {"named": "yes", **TOLD, "basis": "names_nobody", "go": "draft"})
    assert closed.status_code == 409
    beyond = ana.post(url, {"named": "no", **TOLD, "basis": "names_nobody", "go": "draft"})
    assert beyond.status_code == 400
    assert "Leave it out" in beyond.content.decode()
    with scope_of_installation():
        assert OutsideReport.objects.count() == 0


def test_the_program_s_own_words_stand_where_staff_are_in_crisis(cast, ana):
    url = reverse("staff_crisis")
    assert "has not entered its own policy" in ana.get(url).content.decode()
    with scope_of_installation():
        ProgramPolicy.objects.create(
            organization_id=cast.organization.id, subject="staff_crisis", name="For one of us", version="3",
            in_force_on=date(2026, 1, 1), review_on=date(2027, 1, 1), text="Stop for the day.\nCall Ben.",
            owner_id=cast.faye.engagement_id, entered_at=NOW, entered_by_id=cast.faye.engagement_id,
        )  # fmt: skip
    for who in ("ana", "ben", "faye"):
        page = sign_in(cast, who).get(url).content.decode()
        assert "Stop for the day." in page
        assert "For one of us, version 3" in page
    assert sign_in(cast, "jun").get(url).status_code == 403


def test_what_was_told_outside_is_kept_also_when_somebody_closed_it_meanwhile(cast, ana):
    record(ana, cast)
    one = written()
    url = reverse("record_report", kwargs={"incident_id": one.id})
    form = ana.get(f"{url}?named=yes")
    because = {"because": "Talked over"}
    assert (
        sign_in(cast, "ben").post(reverse("close_incident", kwargs={"incident_id": one.id}), because).status_code == 302
    )
    kept = ana.post(url, {"id": hidden(form, "id"), "named": "yes", **TOLD})
    assert kept.status_code == 302
    with scope_of_installation():
        assert OutsideReport.objects.count() == 1
    assert ana.get(url).status_code == 404


def test_a_form_gone_back_to_and_changed_is_added_as_a_new_one_as_the_page_says(cast, ana):
    """The back button shows the form with the id that was used: what is typed then is no longer stuck in it."""
    url = reverse("record_incident")
    sent = {"id": hidden(ana.get(url), "id"), **WROTE}
    assert ana.post(url, sent).status_code == 302
    said = ana.post(url, {**sent, "what": "Another one"})
    assert said.status_code == 409
    assert "add a new one" in said.content.decode()
    assert ana.post(url, {**sent, "what": "Another one", "id": hidden(said, "id")}).status_code == 302
    with scope_of_installation():
        assert Incident.objects.count() == 2
