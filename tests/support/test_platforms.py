"""By what people are met at a distance: the manager's list, what is marked, and that nothing is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.platforms import approve_platform, end_platform, say_platform, settle_platform_use
from cairn.support.domain.encounters import Kind, Place
from cairn.support.domain.platforms import Approval, Means, PlatformDraft, decide_platform, is_at_a_distance
from cairn.support.models import PlatformUse
from cairn.support.queries.platforms import (
    count_uses_to_talk_over,
    find_platform_use,
    list_platforms,
    list_uses_to_talk_over,
)
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, at
from tests.support.contact_drafts import draft_for, record


def words(page):
    main = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]


def approve(cast, name="Clearline", actor=None, **changed):
    actor = actor or cast.faye
    content = {
        "id": new_id(), "name": name, "means": Means.VIDEO, "because": "Agreement of May 2026",
        "approved_on": TODAY - timedelta(days=30),
    }  # fmt: skip
    with scope_of(actor):
        return approve_platform(actor=actor, draft=PlatformDraft(**(content | changed)), now=NOW)


def met(cast, kind=Kind.VIRTUAL, place=Place.REMOTE, days_ago=0):
    start, end = at(9, days_ago=days_ago), at(10, days_ago=days_ago)
    return record(cast, draft_for(cast.gil, start, end, kind=kind, place=place)).encounter_id


def say(cast, encounter_id, platform_id=None, other="", actor=None, use_id=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return say_platform(
            actor=actor,
            use_id=use_id or new_id(),
            encounter_id=encounter_id,
            platform_id=platform_id,
            other_name=other,
            now=NOW,
        )


def marked(cast, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return [one.name for one in list_uses_to_talk_over(actor, TODAY)]


@pytest.mark.parametrize(
    ("approval", "outcome", "found"),
    [
        (Approval("Clearline", date(2026, 5, 1)), "yes", "approved since May 1, 2026"),
        (Approval("Clearline", date(2026, 5, 2)), "look", "not approved on May 1, 2026"),
        (Approval("Clearline", date(2026, 1, 1), date(2026, 5, 1)), "look", "not approved on May 1, 2026"),
        (Approval("Clearline", date(2026, 1, 1), date(2026, 5, 2)), "yes", "approved since"),
        (None, "look", "not on the organization"),
    ],
)
def test_it_counts_what_was_approved_on_the_day_of_the_contact(approval, outcome, found):
    decision = decide_platform("Clearline", approval, date(2026, 5, 1))
    assert (decision.allowed, decision.outcome) == (True, outcome)
    assert found in decision.findings[0].found


@pytest.mark.parametrize(
    ("kind", "place", "is_far"),
    [
        (Kind.VIRTUAL, Place.COMMUNITY, True),
        (Kind.ONE_TO_ONE, Place.REMOTE, True),
        (Kind.ONE_TO_ONE, Place.OFFICE, False),
    ],
)
def test_what_is_at_a_distance(kind, place, is_far):
    assert is_at_a_distance(kind, place) is is_far


@pytest.mark.django_db
def test_an_approved_one_is_kept_and_nobody_is_told(cast):
    platform_id, encounter_id, use_id = approve(cast), met(cast), new_id()
    for _ in range(2):
        assert say(cast, encounter_id, platform_id, use_id=use_id).outcome == "yes"
    with scope_of(cast.ana):
        assert find_platform_use(cast.ana, encounter_id, TODAY).name == "Clearline"
    assert marked(cast) == []


@pytest.mark.django_db
def test_another_one_is_kept_and_told_to_the_supervisor_until_they_talked(cast):
    encounter_id = met(cast)
    decision = say(cast, encounter_id, other="A game chat")
    assert "502(e)" in decision.findings[0].citations[0].text
    assert not decision.findings[0].is_verified
    assert marked(cast) == ["A game chat"]
    with scope_of(cast.ben):
        (one,) = list_uses_to_talk_over(cast.ben, TODAY)
        for _ in range(2):
            settle_platform_use(actor=cast.ben, platform_use_id=one.id, now=NOW)
        assert count_uses_to_talk_over(cast.ben, TODAY) == 0


@pytest.mark.django_db
def test_what_was_said_last_counts_and_an_ended_approval_marks_only_later_contacts(cast):
    platform_id, encounter_id = approve(cast), met(cast, days_ago=1)
    say(cast, encounter_id, other="A game chat")
    say(cast, encounter_id, platform_id)
    assert marked(cast) == []
    with scope_of(cast.faye):
        for _ in range(2):
            end_platform(actor=cast.faye, platform_id=platform_id, now=NOW)
    assert marked(cast) == []
    assert say(cast, encounter_id, platform_id).outcome == "yes"  # says so already
    assert say(cast, met(cast), platform_id).outcome == "look"
    with scope_of_installation():
        assert PlatformUse.objects.count() == 3


@pytest.mark.django_db
def test_bad_input_and_who_may_not(cast):
    encounter_id = met(cast)
    for changed, field in (
        ({"name": " "}, "name"),
        ({"because": "x" * 301}, "because"),
        ({"approved_on": None}, "approved_on"),
        ({"approved_on": TODAY + timedelta(days=1)}, "approved_on"),
    ):
        with pytest.raises(BadInput) as caught:
            approve(cast, **changed)
        assert list(caught.value.problems) == [field]
    with pytest.raises(NotPermitted):
        approve(cast, actor=cast.ana)
    with pytest.raises(BadInput):
        say(cast, encounter_id)
    with pytest.raises(BadInput):
        say(cast, encounter_id, other="x" * 81)
    with pytest.raises(Conflict, match="in person"):
        say(cast, met(cast, Kind.ONE_TO_ONE, Place.OFFICE), other="A game chat")
    with pytest.raises(NotFound):
        say(cast, encounter_id, new_id())
    for who in ("cleo", "dov"):
        for act in (
            lambda actor: say(cast, encounter_id, other="A game chat", actor=actor),
            lambda actor: say(cast, new_id(), other="A game chat", actor=actor),
        ):
            with pytest.raises(NotFound):
                act(getattr(cast, who))
    with scope_of(cast.dov):
        assert list_platforms(cast.dov, TODAY) == ()


@pytest.mark.django_db
def test_the_pages_from_an_empty_list_to_talked_over(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, ben, faye = (sign_in(cast, who) for who in ("ana", "ben", "faye"))
    encounter_id = met(cast)
    where = reverse("say_platform", kwargs={"encounter_id": encounter_id})
    assert where in ana.get(reverse("contact", kwargs={"encounter_id": encounter_id})).content.decode()
    assert "Nothing is approved yet" in words(faye.get(reverse("list_platforms")))
    form = ana.get(where)
    assert "Nothing is on the list" in words(form)
    sent = {"id": hidden(form, "id"), "platform": "other", "other_name": " "}
    assert ana.post(where, sent).status_code == 400
    told = ana.post(where, sent | {"other_name": "<b>Chat</b>"}, follow=True)
    assert "your supervisor is told" in words(told)
    assert "Not an approved platform" in words(told)
    assert "<b>Chat</b>" not in told.content.decode()
    assert "A contact by a platform that is not approved" in words(ben.get("/"))
    page = ben.get(reverse("list_platforms"))
    assert "45 CFR 164.502(e)" in page.content.decode()
    with scope_of_installation():
        use_id = PlatformUse.objects.get().id
    assert ben.post(reverse("settle_platform_use", kwargs={"platform_use_id": use_id})).status_code == 302
    assert "Nothing waits" in words(ben.get(reverse("list_platforms")))
    add = faye.get(reverse("approve_platform"))
    sent = {"id": hidden(add, "id"), "name": "Clearline", "means": "video", "because": "Agreement of May 2026"}
    assert faye.post(reverse("approve_platform"), sent | {"approved_on": ""}).status_code == 400
    listed = faye.post(reverse("approve_platform"), sent | {"approved_on": TODAY.isoformat()}, follow=True)
    assert "by Faye" in words(listed)
    assert "Clearline" in words(ana.get(where))
    assert ana.get(reverse("approve_platform")).status_code == 403
    assert sign_in(cast, "dov").get(where).status_code == 404


@pytest.mark.django_db
def test_the_list_costs_the_same_with_many(cast):
    ben, costs = sign_in(cast, "ben"), []
    for count in (1, 6):
        for number in range(count):
            approve(cast, f"Line {count}-{number}")
            with scope_of_installation():
                PlatformUse.objects.create(
                    organization_id=cast.organization.id, encounter_id=met(cast), number=1,
                    other_name="A game chat", is_approved=False, said_at=NOW, said_by_id=cast.ana.engagement_id,
                )  # fmt: skip
        ben.get(reverse("list_platforms"))
        with counted() as statements:
            assert ben.get(reverse("list_platforms")).status_code == 200
        costs.append(len([one for one in statements.statements if "privacy_ledger" not in one]))
    assert costs[0] == costs[1] <= 6, costs
