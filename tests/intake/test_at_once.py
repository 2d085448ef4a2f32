"""Taking somebody in at one go: kept like any other coming in, and compared like any other."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.intake.commands.at_once import Told, take_in_at_once
from cairn.intake.commands.finishing import Finish
from cairn.intake.models import Intake
from cairn.intake.queries.checks import get_check, list_checks
from cairn.kernel.errors import BadInput, Conflict, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def take_in(actor, told, intake_id=None, finish=None):
    with scope_of(actor):
        return take_in_at_once(
            actor=actor,
            intake_id=intake_id or new_id(),
            told=told,
            finish=finish or Finish(new_id(), new_id()),
            now=NOW,
        )


@pytest.mark.parametrize("who", ["ana", "faye"])
def test_they_are_on_record_and_wait_to_be_compared(cast, who):
    client_id = take_in(getattr(cast, who), Told(" Gill ", "To sleep", "406-555-0147"))
    with scope_of_installation():
        client = Client.objects.get(id=client_id)
        assert not Relationship.objects.filter(client=client).exists()
    assert (client.name, client.goal, client.phone) == ("Gill", "To sleep", "406-555-0147")
    with scope_of(cast.faye):
        (row,) = list_checks(cast.faye, TODAY).rows
        check = get_check(cast.faye, row.intake_id, TODAY)
    assert (check.told.called, check.told.phone) == ("Gill", "406-555-0147")
    assert [one.record.name for one in check.people] == ["Gil"]


def test_a_repeated_send_is_one_person_and_another_content_is_told(cast):
    intake_id, finish = new_id(), Finish(new_id(), new_id())
    first, second = (take_in(cast.ana, Told("Ida", "A dog"), intake_id, finish) for _ in range(2))
    assert first == second == finish.client_id
    for other in (Told("Ira", "A dog"), Told("Ida", "A cat"), Told("Ida", "A dog", "406")):
        with pytest.raises(Conflict):
            take_in(cast.ana, other, intake_id, finish)
    with scope_of_installation():
        assert Intake.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (Told("  "), ["called"]),
        (Told("x" * 81), ["called"]),
        (Told("Ida", "x" * 301, "5" * 31), ["goal", "phone"]),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_kept(cast, told, fields):
    with pytest.raises(BadInput) as caught:
        take_in(cast.ana, told)
    assert sorted(caught.value.problems) == fields
    with scope_of_installation():
        assert not Intake.objects.exists()


@pytest.mark.parametrize("who", ["ben", "jun", "lee", "hana"])
def test_whose_duty_it_is_not_takes_nobody_in(cast, who):
    with pytest.raises(NotPermitted):
        take_in(getattr(cast, who), Told("Ida"))


def test_the_manager_s_home_leads_to_those_who_wait(cast):
    faye = sign_in(cast, "faye")
    where, said = f'href="{reverse("list_intake_checks")}"', "1 person taken in, not compared yet"
    assert said not in faye.get("/").content.decode()
    take_in(cast.ana, Told("Ida"))
    page = faye.get("/").content.decode()
    assert said in page
    assert where in page
    assert "Ida" not in page
    assert where not in sign_in(cast, "ana").get("/").content.decode()


@pytest.mark.parametrize("name", ["\u200b", "\x00 \u2060"])
def test_a_name_that_nobody_can_see_is_none(cast, monkeypatch, name):
    set_clock(monkeypatch)
    answer = sign_in(cast, "ana").post(reverse("enroll_client"), {"called": name})
    assert answer.status_code == 400
    assert "A first name is enough" in answer.content.decode()
