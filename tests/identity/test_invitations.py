"""Letting people in and out: one link, one use, handed over in person; and getting back in, with a day to object."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from cairn.front.pages.homes import HOMES
from cairn.identity.commands.invitations import end_engagement, invite_person, reissue_invitation
from cairn.identity.commands.joining import accept_invitation
from cairn.identity.domain.invitations import MAY_LET_IN, InvitationDraft
from cairn.identity.models import Account, Engagement, Invitation
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests import people
from tests.architecture.test_outsider import sign_in
from tests.identity.doors import code_for, give_app, secret_on

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {"name": "Gwen", "password1": "four stones on a pass", "password2": "four stones on a pass"}


def draft(**changes):
    fields = {
        "name": "Gwen", "email": "gwen@example.org", "title": "", "role": Role.PEER_SUPPORTER,
        "program_id": None, "starts_on": people.LONG_AGO, "ends_on": None,
    }  # fmt: skip
    return InvitationDraft(**fields | changes)


def invite(actor, **changes):
    with scope_of(actor):
        return invite_person(actor=actor, engagement_id=new_id(), draft=draft(**changes), now=clock.now())


def written(cast):
    with scope_of_installation():
        return list(
            LedgerEntry.objects.filter(organization_id=cast.organization.id)
            .order_by("n")
            .values_list("action", flat=True)
        )


def test_from_the_invitation_to_the_first_page(cast):
    owner = sign_in(cast, "noor")
    form = owner.get("/people-at-work/invite/").content.decode()
    sent = {
        "id": re.search(r'name="id" value="([^"]+)"', form)[1], "name": "Gwen", "email": "Gwen@example.org",
        "role": "system_owner", "starts_on": "2024-01-01",
    }  # fmt: skip
    page = owner.post("/people-at-work/invite/", sent)
    link = re.search(r"http://testserver(/sign-in/join/[\w-]{43}/)", page.content.decode())[1]
    assert page["Cache-Control"] == "no-store"
    again = owner.post("/people-at-work/invite/", sent)
    assert b"/sign-in/join/" not in again.content, "the link is shown once"

    gwen = Browser()
    assert b"Welcome" in gwen.get(link).content
    assert gwen.post(link, GOOD)["Location"] == "/sign-in/yours/"
    assert gwen.get("/people-at-work/")["Location"] == "/sign-in/yours/", "a second step comes first"
    secret = secret_on(gwen.get("/sign-in/yours/app/").content)
    assert gwen.post("/sign-in/yours/app/", {"code": code_for(secret)})["Location"] == "/sign-in/yours/codes/"
    assert gwen.get("/").status_code == 200
    assert Browser().get(link).status_code == 404
    assert Browser().post(link, GOOD).status_code == 404, "used once"
    assert "identity.person.invited" in written(cast)
    assert "identity.invitation.accepted" in written(cast)


def test_unknown_used_and_run_out_links_get_the_same_page(cast, monkeypatch):
    used, run_out = invite(cast.faye), invite(cast.faye, email="late@example.org")
    accept_invitation(token=used.token, name="Gwen", password=GOOD["password1"], now=clock.now())
    later = clock.now() + timedelta(hours=49)
    monkeypatch.setattr(clock, "now", lambda: later)
    answers = set()
    for token in (used.token, run_out.token, "x" * 43):
        response = Browser().get(f"/sign-in/join/{token}/")
        body = re.sub(rb'"X-CSRFToken": "[^"]*"', b"", response.content).replace(token.encode(), b"")
        answers.add((response.status_code, body))
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_weak_password_or_two_that_differ_use_nothing_up(cast):
    handed = invite(cast.faye)
    link = f"/sign-in/join/{handed.token}/"
    for bad in ({"password1": "tiny77", "password2": "tiny77"}, {"password2": "another one altogether"}, {"name": " "}):
        response = Browser().post(link, GOOD | bad)
        assert response.status_code == 400
        assert b"needs another look" in response.content
        assert b"tiny77" not in response.content
    assert Browser().post(link, GOOD).status_code == 302


def test_the_same_invitation_sent_again_changes_nothing(cast):
    row_id = new_id()
    with scope_of(cast.faye):
        first = invite_person(actor=cast.faye, engagement_id=row_id, draft=draft(), now=people.NOW)
        again = invite_person(actor=cast.faye, engagement_id=row_id, draft=draft(), now=people.NOW)
        assert (len(first.token), again.token) == (43, "")
        assert Invitation.objects.count() == 1
        with pytest.raises(Conflict):
            invite_person(actor=cast.faye, engagement_id=row_id, draft=draft(name="Other"), now=people.NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "gwen"}, "email"),
        ({"role": None}, "role"),
        ({"role": Role.SYSTEM_OWNER}, "role"),
        ({"role": Role.CLIENT}, "role"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": people.LONG_AGO - timedelta(days=1)}, "ends_on"),
        ({"program_id": new_id()}, "program"),
    ],
)
def test_what_cannot_be_taken_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as bad:
        invite(cast.faye, **changes)
    assert set(bad.value.problems) == {field}


def test_who_may_not_let_in(cast):
    for name in ("ana", "ben", "jun", "lee", "dov"):
        with pytest.raises(NotPermitted):
            invite(cast.actors[name])
        assert sign_in(cast, name).get("/people-at-work/").status_code == 403


def test_somebody_elsewhere_cannot_be_ended_or_relinked(cast):
    for verb in (end_engagement, reissue_invitation):
        for unreachable in (cast.dov.engagement_id, new_id(), cast.noor.engagement_id):
            with scope_of(cast.faye), pytest.raises(NotFound):
                verb(actor=cast.faye, engagement_id=unreachable, now=people.NOW)


def test_the_only_system_owner_stays(cast):
    with scope_of(cast.noor), pytest.raises(BadInput, match="only system owner"):
        end_engagement(actor=cast.noor, engagement_id=cast.noor.engagement_id, now=people.NOW)
    page = sign_in(cast, "noor").post(f"/people-at-work/{cast.noor.engagement_id}/end/")
    assert (page.status_code, b"only system owner" in page.content) == (400, True)


def test_ending_twice_is_one_act_and_keeps_the_dates_in_order(cast):
    with scope_of(cast.noor):
        for _ in range(2):
            end_engagement(actor=cast.noor, engagement_id=cast.ana.engagement_id, now=people.NOW)
        row = Engagement.objects.get(id=cast.ana.engagement_id)
    assert (row.ended_at, row.ends_on) == (people.NOW, people.TODAY)
    assert written(cast).count("identity.engagement.ended") == 1


def test_getting_back_in_waits_a_day_and_the_owner_can_stop_it(cast, monkeypatch):
    give_app(cast.accounts["ana"])
    with scope_of(cast.faye):
        handed = reissue_invitation(actor=cast.faye, engagement_id=cast.ana.engagement_id, now=clock.now())
    link = f"/sign-in/join/{handed.token}/"
    assert b"opens later" in Browser().get(link).content
    assert b"opens later" in Browser().post(link, GOOD).content
    ana = sign_in(cast, "ana")
    assert b"Somebody made a new sign-in link" in ana.get("/sign-in/yours/").content
    ana.post("/sign-in/yours/link/")
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Browser().get(link).status_code == 404
    assert "identity.recovery.stopped" in written(cast)


def test_getting_back_in_renews_password_and_second_step(cast, monkeypatch):
    give_app(cast.accounts["ana"])
    old = sign_in(cast, "ana")
    with scope_of(cast.faye):
        handed = reissue_invitation(actor=cast.faye, engagement_id=cast.ana.engagement_id, now=clock.now())
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    back = Browser()
    assert back.post(f"/sign-in/join/{handed.token}/", GOOD)["Location"] == "/sign-in/yours/"
    assert not Authenticator.objects.filter(user_id=cast.accounts["ana"].id).exists()
    assert back.get("/hats/")["Location"] == "/sign-in/yours/"
    assert old.get("/hats/")["Location"].startswith("/sign-in/")
    assert "identity.account.recovered" in written(cast)


def test_one_organization_alone_cannot_open_an_account_of_two(cast):
    with scope_of_installation():
        Engagement.objects.create(
            organization_id=cast.other_organization.id, person_id=cast.ana.person_id, role=Role.PEER_SUPPORTER.value,
            name="Ana", starts_on=people.LONG_AGO,
        )  # fmt: skip
    with scope_of(cast.faye):
        handed = reissue_invitation(actor=cast.faye, engagement_id=cast.ana.engagement_id, now=people.NOW)
    with pytest.raises(NotFound):
        accept_invitation(token=handed.token, name="", password=GOOD["password1"], now=people.NOW + timedelta(hours=25))


def test_who_signs_in_already_puts_the_role_beside_the_others(cast):
    handed = invite(cast.faye, email="lee@example.org", role=Role.BILLER)
    with pytest.raises(BadInput):
        accept_invitation(token=handed.token, name="Lee", password=GOOD["password1"], now=clock.now())
    lee = sign_in(cast, "lee")
    assert lee.post(f"/sign-in/join/{handed.token}/").status_code == 302
    assert lee.session["engagement_id"] == str(handed.engagement_id)
    assert b"Biller" in lee.get("/hats/").content
    assert Account.objects.filter(email="lee@example.org").count() == 1


@pytest.mark.parametrize("size", [5, 200])
def test_the_page_stays_small_however_many_work_here(cast, size):
    with scope_of_installation():
        Engagement.objects.bulk_create(
            Engagement(
                organization_id=cast.organization.id, person_id=cast.ana.person_id, role=Role.MENTOR.value,
                name=f"Mentor {n:03}", starts_on=people.LONG_AGO,
            )
            for n in range(size)
        )  # fmt: skip
    owner = sign_in(cast, "noor")
    owner.get("/hats/")
    with CaptureQueriesContext(
        connection,
    ) as statements:
        page = owner.get("/people-at-work/")
    counted = [one["sql"] for one in statements if one["sql"].startswith("SELECT")]
    assert len([sql for sql in counted if "identity_engagement" in sql]) <= 3, counted
    names, after = [], ""
    while True:
        page = owner.get(f"/people-at-work/{after}").content.decode()
        names += re.findall(r"Mentor \d{3}(?=<)", page)
        found = re.search(r'href="/people-at-work/(\?after=[^"]+)"', page)
        if not found:
            break
        after = found[1]
    assert sorted(set(names)) == [f"Mentor {n:03}" for n in range(size)]


@pytest.mark.parametrize("who", ["noor", "faye"])
def test_only_roles_with_a_home_are_offered_and_the_list_follows_the_homes(cast, monkeypatch, who):
    form = sign_in(cast, who).get("/people-at-work/invite/").content.decode()
    shown = set(
        re.findall(r'<option value="(\w+)"', re.search(r'<select[^>]*name="role".*?</select>', form, re.DOTALL)[0])
    )
    assert shown == {role.value for role in MAY_LET_IN[cast.actors[who].role] if role in HOMES}
    monkeypatch.delitem(HOMES, Role.BILLER)
    assert 'value="biller"' not in sign_in(cast, who).get("/people-at-work/invite/").content.decode()
    with pytest.raises(BadInput) as refused:
        invite(cast.actors[who], role=Role.BILLER)
    assert refused.value.problems == {"role": "There are no pages for a biller yet, so nobody is let in to them."}
    monkeypatch.setitem(HOMES, Role.MENTOR, HOMES[Role.FUNDER])
    assert 'value="mentor"' in sign_in(cast, who).get("/people-at-work/invite/").content.decode()
