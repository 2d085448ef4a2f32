"""The pages of a court's mentor: the wall, who came, the report before and after it goes."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.court.models import CourtAttendance, CourtRelationship, CourtReport, CourtStudy
from cairn.platform.ids import new_id
from cairn.privacy.domain.consents import Share
from cairn.privacy.scope import scope_of_installation
from cairn.support.models import Client
from cairn.support.queries.caseload import PAGE
from tests.browsers import counted, set_clock, sign_in
from tests.court.test_wall import COURT, attend, consent, start
from tests.people import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
DAYS = {"since": "2026-11-01", "until": "2026-11-20"}


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def address(name, relationship_id):
    return reverse(name, kwargs={"court_relationship_id": relationship_id})


def test_from_the_manager_s_beginning_to_the_paper(cast, ana):
    faye = sign_in(cast, "faye")
    begun = faye.post(
        reverse("start_court_relationship"),
        {"person": str(cast.gil.id), "mentor": str(cast.ana.engagement_id), "court": COURT},
    )
    assert begun.status_code == 302
    page = ana.get(begun.url)
    assert "Stays here" in page.content.decode()
    assert "May be told" not in page.content.decode()
    with scope_of_installation():
        one = CourtRelationship.objects.get()
    sent = {"id": hidden(page, "id"), "on": "2026-11-20", "occasion": "mentor", "came": "yes"}
    assert ana.post(address("record_court_attendance", one.id), sent).status_code == 302
    report = address("send_court_report", one.id)
    assert "Nothing may be told to this court now" in ana.get(report).content.decode()
    consent(cast)
    shown = ana.post(report, {**DAYS, "go": "no"})
    assert "What would go out" in shown.content.decode()
    assert "42 CFR Part 2" in shown.content.decode()
    with scope_of_installation():
        assert CourtReport.objects.count() == 0  # seen, not sent
    assert ana.post(report, {**DAYS, "go": "yes", "id": hidden(shown, "id")}).status_code == 302
    with scope_of_installation():
        told = CourtReport.objects.get()
    paper = ana.get(reverse("get_court_report", kwargs={"court_report_id": told.id}))
    assert paper.content.startswith(b"%PDF")
    assert paper["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert "Paper (PDF)" in ana.get(begun.url).content.decode()


def test_what_the_consent_does_not_name_cannot_be_slipped_in(cast, ana):
    relationship_id = start(cast)
    consent(cast)
    attend(cast, relationship_id)
    report = address("send_court_report", relationship_id)
    assert 'name="progress"' not in ana.get(report).content.decode()
    answer = ana.post(report, {**DAYS, "go": "yes", "progress": "Doing well"})
    assert answer.status_code == 409
    assert "Not agreed to" in answer.content.decode()
    consent(cast, Share.ATTENDANCE, Share.PROGRESS)
    assert 'name="progress"' in ana.get(report).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": ""}, "Give the day"),
        ({"on": "2026-11-21"}, "still to come"),
        ({"came": "perhaps"}, "Choose yes or no"),
        ({"occasion": "party"}, "Choose what it was"),
    ],
)
def test_bad_input_says_what(cast, ana, changes, said):
    url = address("record_court_attendance", start(cast))
    answer = ana.post(url, {"on": "2026-11-20", "occasion": "mentor", "came": "no", **changes})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_wrong_day_is_taken_back_and_it_ends(cast, ana):
    relationship_id = start(cast)
    day_id = attend(cast, relationship_id)
    assert ana.post(reverse("take_back_court_attendance", kwargs={"court_attendance_id": day_id})).status_code == 302
    with scope_of_installation():
        assert CourtAttendance.objects.get().taken_back_because
    assert ana.post(address("end_court_relationship", relationship_id)).status_code == 403
    assert sign_in(cast, "faye").post(address("end_court_relationship", relationship_id)).status_code == 302
    assert "Ended" in ana.get(reverse("list_court_relationships")).content.decode()


def test_dov_gets_the_answer_of_what_does_not_exist(cast, ana):
    relationship_id = start(cast)
    dov = sign_in(cast, "dov")
    for name in ("get_court_relationship", "send_court_report"):
        there, nowhere = dov.get(address(name, relationship_id)), dov.get(address(name, new_id()))
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))
        assert there.status_code == 404


def test_the_page_costs_the_same_with_many_days(cast, ana):
    relationship_id = start(cast)
    consent(cast)
    attend(cast, relationship_id)
    url = address("get_court_relationship", relationship_id)
    ana.get(url)
    with counted() as few:
        ana.get(url)
    with scope_of_installation():
        for day in range(1, 8):
            CourtAttendance.objects.create(
                organization_id=cast.organization.id, relationship_id=relationship_id, on=f"2026-11-{day:02}",
                occasion="group", came=True, recorded_at="2026-11-20T12:00:00Z", recorded_by_id=cast.ana.engagement_id,
            )  # fmt: skip
    with counted() as many:
        ana.get(url)
    assert len(many) == len(few) <= 20, str(many)


@pytest.mark.parametrize(
    ("missing", "said"), [("person", "Choose who is before the court"), ("mentor", "Choose who walks with them")]
)
def test_who_was_not_chosen_is_asked_for_and_what_was_typed_stays(cast, monkeypatch, missing, said):
    set_clock(monkeypatch)
    sent = {"person": str(cast.gil.id), "mentor": str(cast.ana.engagement_id), "court": COURT, missing: ""}
    page = sign_in(cast, "faye").post(reverse("start_court_relationship"), sent)
    assert page.status_code == 400
    assert said in page.content.decode()
    assert COURT in page.content.decode()


def test_a_day_that_is_none_is_named_before_anything_is_shown(cast, ana):
    consent(cast)
    report = address("send_court_report", start(cast))
    page = ana.post(report, {"since": "2026-02-30", "until": "2026-11-20", "go": "no"})
    assert page.status_code == 400
    assert 'id="since-error"' in page.content.decode()
    assert "2026-02-30" in page.content.decode()


def test_what_is_shown_to_go_out_holds_no_word_that_would_not_go(cast, ana):
    consent(cast)
    report = address("send_court_report", start(cast))
    page = ana.post(report, {**DAYS, "progress": "He does well", "go": "no"}).content.decode()
    assert "What would go out" in page
    assert "He does well" not in page


def test_everybody_of_a_program_can_be_chosen_not_only_a_first_page(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of_installation():
        Client.objects.bulk_create(
            Client(
                name=f"A{n:03}", organization_id=cast.organization.id, program=cast.program, started_on=LONG_AGO,
                created_at=NOW, created_by_id=cast.ana.engagement_id,
            )
            for n in range(PAGE)
        )  # fmt: skip
    faye = sign_in(cast, "faye")
    faye.post(reverse("list_court_studies"), {"title": "Does the court help?"})
    with scope_of_installation():
        study = CourtStudy.objects.get()
    for url in (reverse("start_court_relationship"), reverse("get_court_study", kwargs={"court_study_id": study.id})):
        assert f'value="{cast.gil.id}"' in faye.get(url).content.decode()
