"""My certificates across organizations: mine and nobody else's; being found by name is mine to choose."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client as Browser

from cairn.badges.commands.badges import correct_badge, revoke_badge
from cairn.badges.commands.listings import choose_listing
from cairn.badges.domain.badges import BadgeDraft
from cairn.badges.domain.numbers import shown
from cairn.badges.queries.own import get_own_badge, list_own_badges
from cairn.badges.queries.published import find_listed, find_published
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, Role
from cairn.kernel.errors import Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.badges.badges import issue, stored
from tests.browsers import counted, set_clock, sign_in
from tests.people import LONG_AGO, NOW, TODAY, ZONE, engage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_tests_hour(monkeypatch):
    set_clock(monkeypatch)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def hat_elsewhere(cast) -> Actor:
    """Ivo as a candidate of River Bend too: another organization, the same person."""
    with scope_of_installation():
        engagement = Engagement.objects.create(
            organization_id=cast.other_organization.id,
            person_id=cast.ivo.person_id,
            role=Role.CANDIDATE.value,
            name="Ivo",
            starts_on=LONG_AGO,
        )
    return Actor(
        cast.ivo.person_id,
        EngagementId(engagement.id),
        OrganizationId(cast.other_organization.id),
        Role.CANDIDATE,
        "Ivo",
        ZONE,
        "us-mt",
    )


def choose(actor, badge_id, is_listed=True):
    with scope_of(actor):
        return choose_listing(actor=actor, badge_id=badge_id, is_listed=is_listed, now=NOW)


def license_of_ivo(cast, **changes):
    return issue(cast.hana, kind="license", recipient_person_id=cast.ivo.person_id, **changes)


def test_the_holder_sees_what_others_issued_under_any_hat(cast):
    course = issue(cast.kay, recipient_person_id=cast.ivo.person_id)
    license_id = license_of_ivo(cast)
    for actor in (cast.ivo, hat_elsewhere(cast)):
        with scope_of(actor):
            assert {one.id for one in list_own_badges(actor, TODAY)} == {course, license_id}
            assert get_own_badge(actor, course, TODAY).issuer_name == "High Divide"


@pytest.mark.parametrize("walls", ["both", "only the first", "only the second"])
def test_nothing_else_leaks_through_the_one_way_across(cast, settings, walls):
    settings.CAIRN_WALL_ONE, settings.CAIRN_WALL_TWO = walls != "only the second", walls != "only the first"
    others = [license_of_ivo(cast), issue(cast.kay), issue(cast.kay, recipient_person_id=cast.cleo.person_id)]
    for actor in (cast.ana, cast.dov):
        with scope_of(actor):
            assert list_own_badges(actor, TODAY) == ()
            for badge_id in others:
                with pytest.raises(NotFound):
                    get_own_badge(actor, badge_id, TODAY)
                with pytest.raises(NotFound):
                    choose_listing(actor=actor, badge_id=badge_id, is_listed=True, now=NOW)
    for actor in (cast.faye, cast.ben, cast.hana, cast.lee):
        with scope_of(actor), pytest.raises(NotPermitted):
            list_own_badges(actor, TODAY)


def test_a_badge_of_nobody_is_nobodys(cast):
    """No person stands beside it, and no person is equal to none."""
    issue(cast.kay, recipient_person_id=None)
    with scope_of(cast.ivo):
        assert list_own_badges(cast.ivo, TODAY) == ()


def test_only_the_holder_chooses_and_twice_is_once(cast):
    badge_id = license_of_ivo(cast)
    before = stored(badge_id)
    elsewhere = hat_elsewhere(cast)
    choose(elsewhere, badge_id)
    choose(elsewhere, badge_id)
    after = stored(badge_id)
    assert after.is_listed
    assert after.token == before.token
    with scope_of(elsewhere):
        assert LedgerEntry.objects.count() == 1
    for actor in (cast.dov, cast.ana):
        with pytest.raises(NotFound):
            choose(actor, badge_id, is_listed=False)
    for actor in (cast.hana, cast.kay, cast.faye):
        with pytest.raises(NotPermitted):
            choose(actor, badge_id, is_listed=False)


def test_a_course_and_a_revoked_license_are_not_listed(cast):
    course, license_id = issue(cast.kay, recipient_person_id=cast.ivo.person_id), license_of_ivo(cast)
    choose(cast.ivo, license_id)
    with scope_of(cast.hana):
        revoke_badge(actor=cast.hana, badge_id=license_id, reason="withdrawn", now=NOW)
    assert not stored(license_id).is_listed
    for badge_id in (course, license_id):
        with pytest.raises(Conflict):
            choose(cast.ivo, badge_id)


def test_a_correction_keeps_what_the_holder_chose(cast):
    old = license_of_ivo(cast)
    choose(cast.ivo, old)
    draft = BadgeDraft("license", "Ivo Radík", "Certified peer support specialist", (), TODAY)
    with scope_of(cast.hana):
        new = correct_badge(actor=cast.hana, badge_id=new_id(), old_badge_id=old, draft=draft, now=NOW)
    assert (stored(old).is_listed, stored(new).is_listed) == (False, True)


def register(text: str):
    return Browser().post("/register/", {"q": text})


def test_by_name_only_who_chose_it_by_number_always(cast):
    badge_id = license_of_ivo(cast)
    number = shown(stored(badge_id).number)
    said = text_of(register("Ivo Radek"))
    assert "Nobody is listed like this" in said
    assert "does not mean that the person has no license" in said
    assert number not in said
    assert register(number.lower())["Location"] == f"/verify/{number}/"
    choose(cast.ivo, badge_id)
    assert number in text_of(register("radek, IVO"))
    choose(cast.ivo, badge_id, is_listed=False)
    assert number not in text_of(register("Ivo Radek"))


@pytest.mark.parametrize("typed", ["Ivo", "", "Rad", "%", "* *", "Ivo R"])
def test_part_of_a_name_finds_nobody(cast, typed):
    choose(cast.ivo, license_of_ivo(cast))
    assert "1 license" not in text_of(register(typed))


def test_a_look_up_by_name_is_one_statement_on_an_index(cast):
    badge_id = license_of_ivo(cast)
    choose(cast.ivo, badge_id)
    for _ in range(30):
        choose(cast.ivo, license_of_ivo(cast))
    with counted() as count:
        register("Ivo Radek")
    assert len(count) == 1, count


def plan_of(ask) -> str:
    """How the database answers the one statement of a question; PostgreSQL is kept from reading a table whole because it is small."""
    with counted() as count:
        ask()
    (statement,) = [one for one in count.statements if "ledger" not in one]
    with scope_of_installation(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return "\n".join(str(row) for row in cursor.fetchall())


NUMBER_INDEX = {"sqlite": "sqlite_autoindex_badges_badge", "postgresql": "badges_badge_number"}


def test_each_look_up_is_answered_from_its_index(cast):
    badge_id = license_of_ivo(cast)
    choose(cast.ivo, badge_id)
    number = stored(badge_id).number
    asked = {
        NUMBER_INDEX[connection.vendor]: lambda: find_published(number, NOW),
        "badge_listed": lambda: find_listed("Ivo Radek", NOW),
        "badge_recipient": lambda: list_own_badges(cast.ivo, TODAY),
    }
    for index, ask in asked.items():
        with scope_of(cast.ivo):
            plan = plan_of(ask)
        assert index in plan, plan
        assert "SCAN main.badges_badge" not in plan, plan
        assert "Seq Scan on badges_badge" not in plan, plan


def test_my_page_shows_mine_and_costs_the_same_with_many(cast):
    browser, costs = sign_in(cast, "ivo"), []
    assert "No certificates yet" in text_of(browser.get("/badges/"))
    for many in (1, 20):
        for _ in range(many):
            license_of_ivo(cast)
        with counted() as count:
            said = text_of(browser.get("/badges/"))
        costs.append(len([one for one in count.statements if "ledger" not in one]))
    assert costs == [1, 1]
    assert "Certified peer support specialist" in said
    assert "High Divide" in said


def test_my_files_and_my_choice_on_the_page(cast):
    badge_id, browser = license_of_ivo(cast), sign_in(cast, "ivo")
    signed = browser.get(f"/badges/{badge_id}/signed/")
    assert signed.content.decode() == stored(badge_id).token
    assert "attachment" in signed["Content-Disposition"]
    paper = browser.post(f"/badges/{badge_id}/print/", {"form": "letter"})
    assert paper.content.startswith(b"%PDF-")
    assert "Ivo" not in paper["Content-Disposition"]
    assert "lived experience" in text_of(browser.get(f"/badges/{badge_id}/listing/"))
    assert browser.post(f"/badges/{badge_id}/listing/", {"listed": "yes"}).status_code == 302
    assert stored(badge_id).is_listed
    browser.post(f"/badges/{badge_id}/listing/", {"listed": "no"})
    assert not stored(badge_id).is_listed


def test_somebody_else_finds_none_of_it(cast):
    badge_id = license_of_ivo(cast)
    for name in ("ana", "dov"):
        browser = sign_in(cast, name)
        for act in ("signed", "listing"):
            assert browser.get(f"/badges/{badge_id}/{act}/").status_code == 404
        assert browser.post(f"/badges/{badge_id}/print/", {"form": "letter"}).status_code == 404
    assert sign_in(cast, "faye").get("/badges/").status_code == 403
    with scope_of_installation():
        engage(cast, "uma", Role.CANDIDATE, cast.organization, cast.program)
    assert "No certificates yet" in text_of(sign_in(cast, "uma").get("/badges/"))
