"""Scope and ethics from the pack, who acknowledged which version, and a wellness plan that nobody else reads."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotPermitted
from cairn.kernel.instants import Instant
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import Reach, all_grants, visible
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.program import policy
from cairn.program.commands.practice import acknowledge_ethics, forget_wellness_plan, keep_wellness_plan
from cairn.program.domain.practice import search_scope
from cairn.program.domain.wellness import Section
from cairn.program.models import EthicsAcknowledgment, WellnessPlan
from cairn.program.queries import practice as practice_queries
from cairn.program.queries.practice import find_practice, list_ethics_standing, list_own_acknowledgments, practices
from cairn.program.queries.wellness import get_own_wellness_plan
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

SECRET = "The river at six in the morning"
LATER = Instant(NOW + timedelta(hours=1))


def montana():
    return practices()["us-mt"]


def test_the_scope_is_twenty_five_things_in_four_families():
    assert [len(family.items) for family in montana().scope] == [9, 4, 8, 4]
    assert montana().items == 25
    assert montana().scope_source.is_sure


def test_the_code_has_each_letter_of_the_rule_once():
    letters = [letter for part in montana().ethics for letter, _ in part.lines]
    assert len(letters) == len(set(letters)) == 11 + 17 + 10 + 6
    assert all(re.fullmatch(r"\([234]\)\([a-r]\)(\([ivx]+\))?", letter) for letter in letters)


@pytest.mark.parametrize(
    ("words", "count"), [("", 25), ("plan", 1), ("RECOVERY plan", 1), ("advocacy", 4), ("prescribe", 0)]
)
def test_the_scope_is_searched(words, count):
    assert sum(len(family.items) for family in search_scope(montana().scope, words)) == count


def test_a_pack_that_is_not_whole_is_named(monkeypatch):
    monkeypatch.setattr(practice_queries, "read_documents", lambda folder: {"us-xx": {"practice": {}}})
    with pytest.raises(BrokenRecord, match="us-xx"):
        practices.__wrapped__()


def acknowledge(actor, version=None):
    with scope_of(actor):
        return acknowledge_ethics(actor=actor, version=version or montana().version, now=NOW)


@pytest.mark.django_db
def test_a_version_is_acknowledged_once_and_another_text_asks_again(cast):
    for _ in range(2):
        acknowledge(cast.ana)
    with pytest.raises(BadInput, match="changed"):
        acknowledge(cast.ana, "1999-01")
    with scope_of(cast.ana):
        assert [one.version for one in list_own_acknowledgments(cast.ana, TODAY)] == [montana().version]
    with scope_of_installation():
        EthicsAcknowledgment.objects.create(
            organization_id=cast.organization.id, person_id=cast.ben.engagement_id, version="2025-01", at=NOW
        )
    with scope_of(cast.faye):
        rows = {row.name: row for row in list_ethics_standing(cast.faye, montana().version, TODAY)}
    assert (rows["Ana"].has_present, rows["Ben"].has_present, rows["Ben"].last_version) == (True, False, "2025-01")
    assert rows["Cleo"].last_version == ""


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ana", "ben", "jun", "noor", "lee", "dov"])
def test_who_acknowledged_is_for_the_manager(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotPermitted):
        list_ethics_standing(actor, montana().version, TODAY)


@pytest.mark.django_db
def test_scope_and_code_are_for_those_who_practice(cast):
    for who in ("ana", "ben", "faye", "jun", "mia", "ivo", "noor", "dov"):
        assert find_practice(getattr(cast, who)).place == "us-mt"
    with pytest.raises(NotPermitted):
        find_practice(cast.lee)


def keep(actor, known="", now=NOW, **texts):
    with scope_of(actor):
        keep_wellness_plan(
            actor=actor, texts={Section(name): text for name, text in texts.items()}, known=known, now=now
        )


def own(actor):
    with scope_of(actor):
        return get_own_wellness_plan(actor, TODAY)


@pytest.mark.django_db
def test_one_s_own_plan_is_kept_changed_and_forgotten(cast):
    keep(cast.ana, keeps_well=SECRET)
    keep(cast.ana, keeps_well=SECRET)  # the same words again
    assert own(cast.ana).texts[Section.KEEPS_WELL] == SECRET
    with pytest.raises(Conflict, match="another device"):
        keep(cast.ana, keeps_well="Something else")
    keep(cast.ana, known=own(cast.ana).saved_at.isoformat(), now=LATER, keeps_well="Something else")
    assert (own(cast.ana).texts[Section.KEEPS_WELL], own(cast.ana).saved_at) == ("Something else", LATER)
    with pytest.raises(BadInput) as raised:
        keep(cast.ana, then="x" * 2001)
    assert "then" in raised.value.problems
    with scope_of(cast.ana):
        for _ in range(2):
            forget_wellness_plan(actor=cast.ana, now=LATER)
    assert own(cast.ana).saved_at is None
    with scope_of_installation():
        assert not WellnessPlan.objects.exists()


@pytest.mark.django_db
def test_nobody_else_reads_it(cast):
    keep(cast.ana, keeps_well=SECRET)
    for who in ("ben", "cleo", "faye", "jun", "noor", "dov"):
        assert own(getattr(cast, who)).saved_at is None
    for who in ("lee", "kay", "hana", "ivo", "mia"):
        actor = getattr(cast, who)
        with scope_of(actor), pytest.raises(NotPermitted):
            get_own_wellness_plan(actor, TODAY)


def test_every_grant_on_it_reaches_the_own_alone():
    grants = [grant for grant in all_grants() if grant.permission == policy.WELLNESS]
    assert {grant.reach for grant in grants} == {Reach.OWN}


@pytest.mark.django_db
def test_a_permission_that_reaches_the_organization_finds_no_way_to_it(cast):
    keep(cast.ana, keeps_well=SECRET)
    with scope_of(cast.faye), pytest.raises(LookupError, match="WellnessPlan"):
        list(visible(WellnessPlan, cast.faye, policy.SEE_POLICIES, TODAY))


@pytest.mark.django_db
def test_no_other_model_and_no_ledger_row_holds_its_words(cast):
    keep(cast.ana, keeps_well=SECRET)
    points_here = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is WellnessPlan
    ]
    assert points_here == []
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.values_list("body", flat=True))
    assert any("program.own_page.kept" in body for body in bodies)
    assert not any(SECRET in body or "wellness" in body.lower().replace("keep_wellness_plan", "") for body in bodies)


@pytest.mark.django_db
def test_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, faye = sign_in(cast, "ana"), sign_in(cast, "faye")
    url = reverse("own_wellness")
    assert ana.post(url, {"keeps_well": SECRET, "known": ""}).status_code == 302
    page = ana.get(url)
    assert SECRET in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    stale = ana.post(url, {"keeps_well": "Typed on another device", "known": ""})
    assert stale.status_code == 409
    assert "Typed on another device" in stale.content.decode()
    for path in ("own_wellness", "home", "list_compliance", "people_at_work", "who_looked", "list_policies"):
        assert SECRET not in faye.get(reverse(path)).content.decode()
    assert faye.post(reverse("search"), {"q": "river at six"}).content.decode().count(SECRET) == 0
    assert "What keeps me well" in ana.get(url).content.decode()
    assert ana.post(reverse("forget_wellness")).status_code == 302
    assert SECRET not in ana.get(url).content.decode()


@pytest.mark.django_db
def test_the_pages_of_scope_and_ethics(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, faye = sign_in(cast, "ana"), sign_in(cast, "faye")
    assert "Nothing in the scope says that" in ana.get(reverse("show_scope"), {"q": "prescribe"}).content.decode()
    assert "Listen, and be there" in ana.get(reverse("show_scope")).content.decode()
    page = ana.get(reverse("show_ethics")).content.decode()
    assert "(2)(a)(iii)" in page
    assert "Who has acknowledged" not in page
    assert ana.post(reverse("acknowledge_ethics"), {"version": "old"}).status_code == 400
    assert ana.post(reverse("acknowledge_ethics"), {"version": montana().version}).status_code == 302
    assert "Acknowledged" in ana.get(reverse("show_ethics")).content.decode()
    assert "Who has acknowledged this version" in faye.get(reverse("show_ethics")).content.decode()
    assert sign_in(cast, "lee").get(reverse("show_scope")).status_code == 403
