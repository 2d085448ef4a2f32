"""Information that went astray: who is told until when, the log of small ones, and what stays as it was written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.commands.breaches import BreachDraft, mark_breach_told, record_breach, rule_out_breach
from cairn.privacy.domain.breaches import Step, duties_of
from cairn.privacy.models import Breach, BreachStep
from cairn.privacy.queries.breaches import breach_rules, get_breach, list_breaches, list_owed
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def record(cast, breach_id=None, actor=None, **changed):
    actor = actor or cast.faye
    told = {"what": "A letter went to the wrong street", "people": 1, "discovered_on": TODAY, **changed}
    with scope_of(actor):
        return record_breach(actor=actor, draft=BreachDraft(breach_id or new_id(), **told), now=NOW)


def tell(cast, breach_id, step=Step.PEOPLE, step_id=None, on=TODAY, words="By letter", actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return mark_breach_told(
            actor=actor, step_id=step_id or new_id(), breach_id=breach_id, step=step, told_on=on, words=words, now=NOW
        )


def rule_out(cast, breach_id, because="It came back unopened", actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return rule_out_breach(actor=actor, breach_id=breach_id, because=because, now=NOW)


def owed(cast):
    with scope_of(cast.faye):
        return [(duty.step, duty.due) for duty in list_owed(cast.faye, TODAY)]


@pytest.mark.parametrize(
    ("people", "in_state", "discovered", "expected"),
    [
        (1, 1, date(2023, 12, 31), {Step.PEOPLE: date(2024, 2, 29), Step.DEPARTMENT: date(2024, 2, 29)}),
        (499, 499, date(2024, 1, 1), {Step.PEOPLE: date(2024, 3, 1), Step.DEPARTMENT: date(2025, 3, 1)}),
        (500, 500, date(2024, 1, 1), {Step.PEOPLE: date(2024, 3, 1), Step.DEPARTMENT: date(2024, 3, 1)}),
        (
            501, 501, date(2024, 1, 1),
            {Step.PEOPLE: date(2024, 3, 1), Step.DEPARTMENT: date(2024, 3, 1), Step.MEDIA: date(2024, 3, 1)},
        ),
        (900, 500, date(2024, 1, 1), {Step.PEOPLE: date(2024, 3, 1), Step.DEPARTMENT: date(2024, 3, 1)}),
    ],
)  # fmt: skip
def test_who_is_told_until_when(people, in_state, discovered, expected):
    rules = breach_rules(discovered, "us-mt")
    duties = duties_of(discovered_on=discovered, people=people, most_in_one_state=in_state, done={}, rules=rules)
    assert {duty.step: duty.due for duty in duties} == expected
    assert all(duty.citation.text.startswith("45 CFR 164.4") for duty in duties)


def test_a_small_one_waits_until_its_people_and_the_department_were_told(cast):
    one = record(cast)
    assert owed(cast) == [(Step.PEOPLE, TODAY + timedelta(days=60)), (Step.DEPARTMENT, date(TODAY.year + 1, 3, 1))]
    step = tell(cast, one)
    assert tell(cast, one, step_id=step) == step
    with pytest.raises(Conflict):
        tell(cast, one)
    tell(cast, one, Step.DEPARTMENT)
    assert owed(cast) == []
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        BreachStep.objects.filter(id=step).update(words="otherwise")


def test_ruled_out_stays_in_the_log_with_its_reason_and_owes_nothing(cast):
    one = record(cast)
    with pytest.raises(BadInput):
        rule_out(cast, one, " ")
    rule_out(cast, one)
    rule_out(cast, one)
    with pytest.raises(Conflict):
        rule_out(cast, one, "For another reason")
    with pytest.raises(Conflict):
        tell(cast, one)
    assert owed(cast) == []
    with scope_of(cast.faye):
        assert get_breach(cast.faye, one, TODAY).ruled_out_because == "It came back unopened"
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Breach.objects.filter(id=one).update(ruled_out_because="otherwise")


@pytest.mark.parametrize(
    "changed",
    [
        {"what": " "}, {"what": "x" * 1001}, {"kinds": "x" * 301}, {"people": 0}, {"most_in_one_state": 2},
        {"discovered_on": None}, {"discovered_on": TODAY + timedelta(days=1)}, {"happened_on": TODAY + timedelta(days=1)},
    ],
)  # fmt: skip
def test_bad_input_writes_nothing(cast, changed):
    with pytest.raises(BadInput):
        record(cast, **changed)
    with scope_of_installation():
        assert not Breach.objects.exists()


@pytest.mark.parametrize("on", [None, TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_a_telling_has_a_day_from_the_discovery_until_today(cast, on):
    with pytest.raises(BadInput):
        tell(cast, record(cast), on=on)


def test_the_same_send_again_is_one_row(cast):
    one = record(cast)
    assert record(cast, one) == one
    with pytest.raises(Conflict):
        record(cast, one, people=2)
    with scope_of_installation():
        assert Breach.objects.count() == 1


def test_who_may(cast):
    one = record(cast)
    for actor in (cast.ana, cast.ben, cast.dov, cast.noor):
        with pytest.raises((NotFound, NotPermitted)):
            record(cast, actor=actor)
        with pytest.raises((NotFound, NotPermitted)):
            tell(cast, one, actor=actor)
        with pytest.raises((NotFound, NotPermitted)):
            rule_out(cast, one, actor=actor)


def test_ten_times_as_many_ask_no_more_statements(cast):
    def asked() -> int:
        with scope_of(cast.faye), counted() as count:
            list_breaches(cast.faye, TODAY)
        return len(count)

    tell(cast, record(cast))
    before = asked()
    for _ in range(10):
        record(cast)
    assert asked() == before


def test_the_pages_keep_tell_and_rule_out(cast, monkeypatch):
    set_clock(monkeypatch)
    faye = sign_in(cast, "faye")
    assert "Nothing went astray" in faye.get("/breaches/").content.decode()
    sent = {"what": "<i>Lost phone</i>", "people": "3", "discovered_on": TODAY.isoformat()}
    page = faye.post("/breaches/new/", {**sent, "people": "many"})
    assert page.status_code == 400
    assert "Lost phone" in page.content.decode()
    page = faye.post("/breaches/new/", sent, follow=True).content.decode()
    assert "&lt;i&gt;Lost phone" in page
    assert "45 CFR 164.402" in page
    assert "Information went astray" in faye.get("/").content.decode()
    with scope_of_installation():
        one = f"/breaches/{Breach.objects.get().id}/"
    told = {"do": "told", "id": str(new_id()), "step": "people", "told_on": TODAY.isoformat(), "words": ""}
    assert faye.post(one, told).status_code == 400
    assert "Told" in faye.post(one, told | {"words": "By letter"}, follow=True).content.decode()
    assert (
        "Ruled out" in faye.post(one, {"do": "rule_out", "because": "Locked, and found"}, follow=True).content.decode()
    )
    assert sign_in(cast, "ana").get(one).status_code == 403
