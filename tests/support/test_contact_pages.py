"""The pages of a contact, as a browser gets them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from cairn.platform import clock
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Amendment, ContactDraft, Encounter, Note, Promise, Survey, SurveyAnswer
from cairn.support.queries.encounters import CHIPS
from tests import people
from tests.browsers import steady
from tests.support.contact_drafts import TEXTS, draft_for, record, statements

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.support.page_urls")]
FRAME = ("django_session", "identity_account", "identity_engagement")  # session, user and hat: not the page's own


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: people.NOW)


def browser_of(cast, who) -> Browser:
    browser = Browser()
    browser.force_login(cast.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.actors[who].engagement_id)
    session["seen_at"] = int(people.NOW.timestamp())
    session.save()
    return browser


def own_of(made: list[str]) -> list[str]:
    reads = tuple(f'SELECT "{table}"' for table in FRAME)
    made = [
        sql for sql in made if 'FROM "privacy_ledgersubject"' not in sql
    ]  # whether the same people were named before
    return [sql for sql in made if not sql.startswith((*reads, 'UPDATE "django_session"'))]


def form_for(cast, **fields):
    return {
        "id": str(new_form_id(cast.organization.id)),
        "version": "0",
        "person": str(cast.gil.id),
        "minutes": "45",
        "kind": "one_to_one",
        "place": "community",
        "support": ["emotional", "instrumental"],
        "dimension": ["health"],
        "data": "Rode along to the clinic.",
        "act": "sign",
        **fields,
    }


def test_from_the_page_to_a_signed_note_in_one_post(cast):
    browser = browser_of(cast, "ana")
    page = browser.get(f"/contacts/new/?person={cast.gil.id}")
    assert page.status_code == 200
    html = page.content.decode()
    assert "Contact with Gil" in html
    assert "Hal" not in steady(html)
    form = form_for(
        cast, promise="Bring the bus card", promise_due="2026-11-22", phase="connecting", service=["coaching"]
    )
    answer = browser.post("/contacts/new/", form)
    assert answer.status_code == 302
    assert answer["Location"] == f"/contacts/{form['id']}/?saved=signed"
    with scope_of(cast.ana):
        note = Note.objects.get(encounter_id=form["id"])
        assert note.signed_at == people.NOW
        encounter = Encounter.objects.get(id=form["id"])
        assert (encounter.ended_at, encounter.minutes, encounter.phase) == (people.NOW, 45, "connecting")
        assert Promise.objects.get().text == "Bring the bus card"
    shown = browser.get(answer["Location"]).content.decode()
    assert "Saved and signed" in shown
    assert "Rode along to the clinic." in shown
    assert "<title>Contact · Cairn</title>" in shown


def test_nothing_but_a_person_and_a_length_is_needed(cast):
    answer = browser_of(cast, "ana").post("/contacts/new/", {"person": str(cast.gil.id), "minutes": "15"})
    assert answer.status_code == 302


@pytest.mark.parametrize("count", [5, 200])
def test_the_page_costs_the_same_at_any_size(cast, count):
    with scope_of(cast.ana):
        for n in range(count):
            people.serve(f"Person {n}", cast.ana, cast.program)
    browser = browser_of(cast, "ana")
    browser.get("/people/")  # the ledger's first entry costs PostgreSQL a second look
    with statements() as made:
        assert browser.get(f"/contacts/new/?person={cast.gil.id}").status_code == 200
    assert len(own_of(made)) <= 6, own_of(made)


def test_the_pages_and_the_save_keep_to_their_statements(cast):
    browser = browser_of(cast, "ana")
    form = form_for(cast, promise="Bring the bus card", phase="connecting")
    with statements() as made:
        assert browser.post("/contacts/new/", form).status_code == 302
    assert len(own_of(made)) <= 10, own_of(made)
    with statements() as made:
        browser.get(f"/contacts/{form['id']}/")
    assert len(own_of(made)) <= 6, own_of(made)


def test_what_was_typed_comes_back_with_what_is_wrong(cast):
    answer = browser_of(cast, "ana").post("/contacts/new/", form_for(cast, minutes="", data="Words to keep"))
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "Words to keep" in html
    assert "Give a length" in html
    with scope_of(cast.ana):
        assert Encounter.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"day": "2026-03-08", "start": "02:30"}, "was skipped that night"),
        ({"day": "2025-11-02", "start": "01:30"}, "came twice that night"),
        ({"start": "14:00", "stop": "13:00"}, "It stops before it starts"),
        ({"start": "soon"}, "hour and minute"),
        ({"day": "2026-11-18"}, "Give the time at which it started"),
        ({"support": ["everything"]}, "Choose among the words shown"),
        ({"promise_due": "2026-11-22"}, "Write what was promised"),
        ({"person": ""}, "Choose who you were with"),
        ({"minutes": "٤٥"}, "Give the length in minutes"),
    ],
)
def test_bad_input_is_named_with_the_way_out(cast, fields, expected):
    answer = browser_of(cast, "ana").post("/contacts/new/", form_for(cast, **fields))
    assert answer.status_code == 400
    assert expected in answer.content.decode()


def test_the_doubled_hour_is_told_apart(cast):
    browser = browser_of(cast, "ana")
    for which, hour in (("first", 7), ("second", 8)):
        form = form_for(cast, day="2025-11-02", start="01:30", which_start=which, minutes="15")
        assert browser.post("/contacts/new/", form).status_code == 302
        with scope_of(cast.ana):
            assert Encounter.objects.get(id=form["id"]).started_at.hour == hour


def test_a_contact_past_midnight_says_so(cast):
    form = form_for(cast, day="2026-11-18", start="23:40", stop="00:35", past_midnight="yes")
    assert browser_of(cast, "ana").post("/contacts/new/", form).status_code == 302
    with scope_of(cast.ana):
        assert Encounter.objects.get(id=form["id"]).minutes == 55


def test_others_get_the_same_answer_as_for_nothing(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    for who in ("cleo", "dov"):
        browser = browser_of(cast, who)
        for tail in ("", "merge/", "error/", "survey/"):
            real, none = (browser.get(f"/contacts/{one}/{tail}") for one in (draft.id, new_id()))
            assert (real.status_code, none.status_code) == (404, 404)
            assert real.content == none.content
        for tail in ("note/", "amend/", "error/", "survey/"):
            words = {"data": "mine", "text": "mine", "reason": "mine", "because": "mine", "act": "decline"}
            real, none = (browser.post(f"/contacts/{one}/{tail}", words) for one in (draft.id, new_id()))
            assert (real.status_code, none.status_code) == (404, 404)
            assert real.content == none.content
        answer = browser.post("/contacts/new/", form_for(cast))
        assert answer.status_code == 404
        assert answer.content == browser.post("/contacts/new/", form_for(cast, person=str(new_id()))).content


def test_a_role_without_the_duty_is_told_so_whatever_it_asks_for(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    browser = browser_of(cast, "lee")
    answers = {browser.get(f"/contacts/{one}/").status_code for one in (draft.id, new_id())}
    assert answers == {403}
    assert browser.post("/contacts/new/", {}).status_code == 403


def test_the_biller_sees_that_it_is_signed_and_not_a_word_of_it(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    html = browser_of(cast, "jun").get(f"/contacts/{draft.id}/").content.decode()
    assert "Signed" in html
    assert TEXTS.data not in html


def test_the_supervisor_reads_the_note(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    assert TEXTS.data in browser_of(cast, "ben").get(f"/contacts/{draft.id}/").content.decode()


def test_what_is_typed_is_kept_and_waits(cast):
    browser, form = browser_of(cast, "ana"), form_for(cast, data="Half a sent")
    kept = browser.post(f"/contacts/{form['id']}/draft/", form)
    assert kept.json()["version"] == 1
    assert kept.json()["zone"] == people.ZONE  # the page says the time as it is there
    html = browser.get(f"/contacts/new/?person={cast.gil.id}").content.decode()
    assert "Half a sent" in html
    assert form["id"] in html
    assert "Half a sent" not in browser.get(f"/contacts/new/?person={cast.gil.id}&fresh=1").content.decode()
    browser.post("/contacts/new/", {**form, "version": "1"})
    with scope_of(cast.ana):
        assert ContactDraft.objects.count() == 0
    for who in ("cleo", "dov"):
        other = browser_of(cast, who)
        real, none = (
            other.post(f"/contacts/{new_id()}/draft/", {"person": str(one)}) for one in (cast.gil.id, new_id())
        )
        assert (real.status_code, none.status_code) == (404, 404)
        assert real.content == none.content


def test_two_tabs_on_one_note_lose_nothing(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft, sign=False)
    url = f"/contacts/{draft.id}/note/"
    assert browser.post(url, {"version": "1", "data": "From the first tab"}).status_code == 302
    answer = browser.post(url, {"version": "1", "data": "From the second tab"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "From the first tab" in html
    assert "From the second tab" in html
    version = re.search(r'name="version" value="(\d+)"', html).group(1)
    assert browser.post(url, {"version": version, "data": "Both", "act": "sign"}).status_code == 302
    with scope_of(cast.ana):
        note = Note.objects.get()
    assert note.data == "Both"
    assert note.signed_at


@pytest.mark.parametrize("slip", [{"act": "words"}, {"plan": "x" * 20_001}])
def test_a_look_at_the_words_or_a_slip_writes_over_nothing_of_another_tab(cast, slip):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft, sign=False)
    url = f"/contacts/{draft.id}/note/"
    assert browser.post(url, {"version": "1", "data": "From the first tab"}).status_code == 302
    html = browser.post(url, {"version": "1", "data": "From the second tab", **slip}).content.decode()
    version = re.search(r'name="version" value="(\d+)"', html).group(1)
    assert browser.post(url, {"version": version, "data": "From the second tab"}).status_code == 409
    with scope_of(cast.ana):
        assert Note.objects.get().data == "From the first tab"


def test_a_field_that_was_emptied_stays_empty_after_a_look_at_the_words(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft, sign=False)
    html = browser.post(
        f"/contacts/{draft.id}/note/", {"version": "1", "data": "Kept", "assessment": "", "plan": "", "act": "words"}
    ).content.decode()
    assert "Kept" in html
    assert TEXTS.assessment not in html
    assert TEXTS.plan not in html


def test_two_tabs_on_one_form_lose_nothing(cast):
    browser, form = browser_of(cast, "ana"), form_for(cast, data="First tab", act="save")
    browser.post(f"/contacts/{form['id']}/draft/", form)
    assert browser.post(f"/contacts/{form['id']}/draft/", {**form, "data": "Second tab"}).status_code == 409
    browser.post(f"/contacts/{form['id']}/draft/", {**form, "data": "Second tab", "version": "1"})
    browser.post("/contacts/new/", {**form, "version": "1"})  # the first tab, which knew version 1
    page = browser.get(f"/contacts/{form['id']}/").content.decode()
    assert "Words from another tab" in page
    both = browser.get(f"/contacts/{form['id']}/merge/").content.decode()
    assert "First tab" in both
    assert "Second tab" in both
    version = re.search(r'name="version" value="(\d+)"', both).group(1)
    words = {"version": version, "data": "First tab. Second tab", "both_seen": "yes"}
    browser.post(f"/contacts/{form['id']}/note/", words)
    assert "Words from another tab" not in browser.get(f"/contacts/{form['id']}/").content.decode()


def test_a_signed_note_is_added_to_and_never_changed(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    answer = browser.post(f"/contacts/{draft.id}/note/", {"version": "1", "data": "Changed"})
    assert answer.status_code == 409
    assert "Add what is missing" in answer.content.decode()
    words = {
        "amendment": str(new_form_id(cast.organization.id)),
        "reason": "Left out",
        "text": "We also called the landlord.",
    }
    for _ in range(2):
        assert browser.post(f"/contacts/{draft.id}/amend/", words).status_code == 302
    html = browser.get(f"/contacts/{draft.id}/").content.decode()
    assert TEXTS.data in html
    assert "We also called the landlord." in html
    with scope_of(cast.ana):
        assert Amendment.objects.count() == 1


def test_the_same_addition_with_other_words_keeps_both(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    words = {
        "amendment": str(new_form_id(cast.organization.id)),
        "reason": "Left out",
        "text": "We called the landlord.",
    }
    browser.post(f"/contacts/{draft.id}/amend/", words)
    answer = browser.post(f"/contacts/{draft.id}/amend/", {**words, "text": "She wrote back"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "We called the landlord." in page
    assert "She wrote back</textarea>" in page
    own_id = re.search(r'name="amendment" value="([^"]+)"', page).group(1)
    browser.post(f"/contacts/{draft.id}/amend/", {**words, "text": "She wrote back", "amendment": own_id})
    with scope_of(cast.ana):
        assert [one.text for one in Amendment.objects.order_by("n")] == ["We called the landlord.", "She wrote back"]


def test_signs_that_steer_a_machine_reach_no_note(cast):
    browser = browser_of(cast, "ana")
    form = form_for(cast, data="Met at\x00 the\r\nlibrary\x07 ", their_words="\x1b[2Jmine", promise="Call\x00 her")
    assert browser.post("/contacts/new/", form).status_code == 302
    with scope_of(cast.ana):
        note, promise = Note.objects.get(), Promise.objects.get()
    assert (note.data, note.their_words, promise.text) == ("Met at the\nlibrary ", "[2Jmine", "Call her")


def test_words_survive_the_end_of_the_session(cast):
    answer = Browser().post("/contacts/new/", form_for(cast, data="Long careful words"))
    assert answer.status_code == 401
    assert "Long careful words" in answer.content.decode()


def test_the_survey_is_the_client_s_alone(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    handed = browser.post(f"/contacts/{draft.id}/survey/", {"act": "handed_phone"})
    link = handed["Location"]
    asked = Browser().get(link)
    assert "no-store" in asked["Cache-Control"]
    assert "Gil" not in steady(asked)
    given = {"satisfaction": "satisfaction_5", "counterfactual": "emergency_department"}
    assert browser.post(link, given).status_code == 302  # the peer supporter's own phone, in the client's hand
    for holder in (browser, Browser()):
        after = holder.get(link)
        assert "no-store" in after["Cache-Control"]
        html = after.content.decode()
        assert "Thank you" in html
        assert "satisfaction" not in html
        assert "emergency" not in html
        holder.post(link, {"satisfaction": "satisfaction_1"})
    with scope_of(cast.ana):
        assert SurveyAnswer.objects.get(link_id="satisfaction").number == 5
        assert SurveyAnswer.objects.filter(link_id="wellbeing").count() == 0
        assert Survey.objects.get().state == "answered"
    for url in (f"/contacts/{draft.id}/", f"/contacts/{draft.id}/survey/"):
        html = browser.get(url).content.decode()
        assert "emergency" not in html
        assert "Very helpful" not in html


def test_an_unknown_and_an_old_link_get_the_same_answer(cast, monkeypatch):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    link = browser.post(f"/contacts/{draft.id}/survey/", {"act": "handed_phone"})["Location"]
    monkeypatch.setattr(clock, "now", lambda: people.NOW + timedelta(days=8))
    old, none = Browser().get(link), Browser().get("/s/nothing/")
    assert (old.status_code, none.status_code) == (404, 404)
    assert old.content == none.content


def test_a_survey_answer_that_is_not_offered_is_named(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    link = browser.post(f"/contacts/{draft.id}/survey/", {"act": "handed_phone"})["Location"]
    answer = Browser().post(link, {"wellbeing": "wellbeing_9"})
    assert answer.status_code == 400
    assert "choose one of the answers shown" in answer.content.decode()


def test_a_no_is_a_no(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    link = browser.post(f"/contacts/{draft.id}/survey/", {"act": "handed_phone"})["Location"]
    assert browser.post(f"/contacts/{draft.id}/survey/", {"act": "decline"}).status_code == 302
    assert Browser().get(link).status_code == 404
    assert browser.post(f"/contacts/{draft.id}/survey/", {"act": "link"}).status_code == 409


def test_the_code_to_scan_is_drawn_without_a_request(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    html = browser.post(f"/contacts/{draft.id}/survey/", {"act": "link"}).content.decode()
    assert "data:image/svg+xml;base64," in html


def test_a_contact_in_error_asks_once_with_a_reason(cast):
    browser, draft = browser_of(cast, "ana"), draft_for(cast.gil)
    record(cast, draft)
    url = f"/contacts/{draft.id}/error/"
    assert "Keep it as it is" in browser.get(url).content.decode()
    assert browser.post(url, {"because": ""}).status_code == 400
    assert browser.post(url, {"because": "Wrong person"}).status_code == 302
    assert "Entered in error" in browser.get(f"/contacts/{draft.id}/").content.decode()


def met(cast, who, client, place, *, days_ago, kind="one_to_one"):
    with scope_of(cast.actors[who]):
        return Encounter.objects.create(
            organization_id=cast.organization.id,
            program=cast.program,
            client=client,
            peer_id=cast.actors[who].engagement_id,
            kind=kind,
            place=place,
            started_at=people.at(9, days_ago=days_ago),
            ended_at=people.at(10, days_ago=days_ago),
            zone=people.ZONE,
            started_on=people.TODAY - timedelta(days=days_ago),
            minutes=60,
            recorded_at=people.NOW,
            recorded_by_id=cast.actors[who].engagement_id,
        )


def test_kind_and_place_start_as_last_time_with_this_person_and_the_page_says_so(cast):
    with scope_of(cast.ana):
        ned, _ = people.serve("Ned", cast.ana, cast.program)
    browser = browser_of(cast, "ana")
    assert "Not chosen by you yet" in browser.get("/contacts/new/").content.decode()
    met(cast, "ana", cast.gil, "home", days_ago=9)
    met(cast, "ana", ned, "clinic", days_ago=2)
    met(cast, "ana", cast.gil, "jail_or_court", days_ago=1, kind="court")  # rare: never remembered
    with_gil = browser.get(f"/contacts/new/?person={cast.gil.id}").content.decode()
    assert '<option value="home" selected>' in with_gil
    assert "As last time with Gil: One to one, their home." in with_gil


def test_kind_and_place_of_somebody_else_are_never_taken_over(cast):
    with scope_of(cast.ana):
        ned, _ = people.serve("Ned", cast.ana, cast.program)
    met(cast, "ana", ned, "remote", days_ago=2, kind="virtual")
    browser = browser_of(cast, "ana")
    for address in (f"/contacts/new/?person={cast.gil.id}", "/contacts/new/"):
        page = browser.get(address).content.decode()
        assert '<option value="one_to_one" selected>' in page, address
        assert '<option value="community" selected>' in page, address
        assert "Not chosen by you yet" in page, address
        assert "As last time" not in page, address


def test_whom_one_walks_with_no_more_is_not_named_by_the_preset(cast):
    with scope_of(cast.ana):
        ned, walk = people.serve("Nedrick", cast.ana, cast.program)
        walk.ended_on = people.TODAY
        walk.save()
    met(cast, "ana", ned, "clinic", days_ago=2)
    page = browser_of(cast, "ana").get("/contacts/new/").content.decode()
    assert "Not chosen by you yet" in page
    assert "Nedrick" not in page


def test_what_was_chosen_by_hand_is_not_called_a_preset(cast):
    browser = browser_of(cast, "ana")
    met(cast, "ana", cast.gil, "home", days_ago=9)
    page = browser.post("/contacts/new/", form_for(cast, minutes="many", place="shelter"))
    assert page.status_code == 400
    assert "As last time" not in page.content.decode()


def test_the_marks_of_a_contact_do_not_share_a_label_with_the_note(cast):
    browser = browser_of(cast, "ana")
    answer = browser.post("/contacts/new/", form_for(cast))
    page = browser.get(answer["Location"]).content.decode()
    assert page.count("What happened") == 1  # the note's
    assert re.search(r"Kind of support</dt><dd>[^<]*Emotional", page)
    assert re.search(r"About</dt><dd>Health", page)


@pytest.mark.parametrize(("phase", "is_asked"), [("supporting", True), ("connecting", True), ("engaging", False)])
def test_somebody_who_pulled_away_is_asked_about_as_a_step_back(cast, phase, is_asked):
    browser = browser_of(cast, "ana")
    answer = browser.post("/contacts/new/", form_for(cast, phase=phase, pulled_away="yes"))
    assert ("pulled-away" in answer["Location"]) is is_asked
    page = browser.get(f"/people/{cast.gil.id}/phase/?pulled-away=yes").content.decode()
    assert ("They pulled away. That is no failure" in page) is is_asked
    if is_asked:
        assert re.search(r'value="engaging"[^>]*checked', page)
    with scope_of(cast.ana):
        assert Encounter.objects.get().phase == phase, "nothing is changed by it"


def test_whoever_walks_with_more_people_than_the_form_shows_reaches_each_of_them(cast):
    with scope_of_installation():
        for number in range(CHIPS):
            people.serve(f"Gil {number:02}", cast.ana, cast.program)
        last, _ = people.serve("Zita", cast.ana, cast.program)
    ana = browser_of(cast, "ana")
    assert f'value="{last.id}"' not in ana.get("/contacts/new/").content.decode()
    assert f'value="{last.id}"' in ana.get(f"/contacts/new/?person={last.id}").content.decode()
    hal = ana.get(f"/contacts/new/?person={cast.hal.id}").content.decode()
    assert cast.hal.name not in hal


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_ends_of_the_calendar_is_asked_for_again(cast, day):
    sent = form_for(cast, person=str(cast.gil.id), minutes="times", day=day, start="10:00", stop="11:00", data="Words")
    answer = browser_of(cast, "ana").post("/contacts/new/", sent)
    assert answer.status_code == 400
    assert "Give the day as year-month-day" in answer.content.decode()
    assert "Words" in answer.content.decode()
