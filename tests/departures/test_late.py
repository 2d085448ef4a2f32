"""After somebody left: what happened before can still be written up and says that it is late; what came after cannot."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, NotFound
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.encounters import record_contact
from cairn.support.domain.encounters import PromiseMade
from cairn.support.domain.notes import NoteTexts
from cairn.support.models import Client, Encounter, Relationship
from cairn.support.queries.encounters import get_contact
from cairn.support.queries.left import LATE_DAYS, find_left
from tests.browsers import set_clock, sign_in
from tests.departures.acts import back, leave
from tests.people import NOW, TODAY, at
from tests.support.contact_drafts import draft_for

pytestmark = pytest.mark.django_db
DAYS_AGO = 5


@pytest.fixture
def left(cast):
    """Gil left five days ago."""
    return leave(cast, left_on=at(9, days_ago=DAYS_AGO).date())


def write_up(cast, days_ago, actor=None, **more):
    actor = actor or cast.ana
    draft = draft_for(cast.gil, at(14, days_ago=days_ago), at(14, 45, days_ago=days_ago))
    with scope_of(actor):
        return record_contact(actor=actor, draft=draft, texts=NoteTexts("We walked"), now=NOW, **more)


@pytest.mark.parametrize("days_ago", [DAYS_AGO, DAYS_AGO + 1])
def test_what_was_before_the_leaving_is_taken_down_and_marked(cast, left, days_ago):
    done = write_up(cast, days_ago)
    assert set(done.warnings) == {"encounter.after_ending", "encounter.late"}
    with scope_of(cast.ana):
        assert get_contact(cast.ana, done.encounter_id, TODAY).is_after_ending


def test_on_the_day_of_leaving_it_is_not_late(cast):
    done = write_up(cast, 0)
    leave(cast)
    again = write_up(cast, 1)
    with scope_of(cast.ana):
        assert not get_contact(cast.ana, done.encounter_id, TODAY).is_after_ending
        assert not get_contact(cast.ana, again.encounter_id, TODAY).is_after_ending


@pytest.mark.parametrize("days_ago", [DAYS_AGO - 1, 0])
def test_what_was_after_it_is_refused_with_the_way_out(cast, left, days_ago):
    with pytest.raises(BadInput) as raised:
        write_up(cast, days_ago)
    said = raised.value.problems["day"]
    assert "They left on November 15, 2026" in said
    assert "takes them in again" in said
    with scope_of_installation():
        assert not Encounter.objects.exists()


def test_a_late_entry_leaves_no_open_promise(cast, left):
    with pytest.raises(BadInput) as raised:
        write_up(cast, DAYS_AGO, promise=PromiseMade("Call the landlord"))
    assert set(raised.value.problems) == {"promise"}


def test_nobody_else_learns_that_they_left(cast, left):
    for actor in (cast.cleo, cast.dov):
        for days_ago in (0, DAYS_AGO + 1):
            with pytest.raises(NotFound):
                write_up(cast, days_ago, actor)
        with scope_of(actor):
            assert find_left(actor, cast.gil.id, TODAY) is None


def test_whoever_handed_over_is_told_nothing_of_a_later_leaving(cast):
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY - timedelta(days=3))
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY - timedelta(days=1))
    with pytest.raises(NotFound):
        write_up(cast, 0)


@pytest.mark.parametrize(("days_ago", "is_offered"), [(3, True), (LATE_DAYS - 1, True), (LATE_DAYS, False)])
def test_whoever_handed_over_not_long_ago_is_offered_them_for_what_was_before(cast, days_ago, is_offered):
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY - timedelta(days=days_ago))
    with scope_of(cast.ana):
        assert (find_left(cast.ana, cast.gil.id, TODAY) is not None) == is_offered
    assert "encounter.after_ending" in write_up(cast, days_ago + 1).warnings


def test_what_began_and_ended_on_one_day_is_written_up_for_that_day_alone(cast):
    with scope_of_installation():
        day = TODAY - timedelta(days=2)
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(started_on=day, ended_on=day)
    for other in (1, 3):
        with pytest.raises(NotFound):
            write_up(cast, other)
    assert "encounter.outside_relationship" not in write_up(cast, 2).warnings
    with pytest.raises(NotFound):
        write_up(cast, 2, cast.cleo)


def test_once_they_are_back_the_rule_is_over(cast, left):
    back(cast, left)
    with pytest.raises(NotFound):
        write_up(cast, 0)


def test_the_page_offers_them_by_name_and_keeps_what_was_typed(cast, left, monkeypatch):
    set_clock(monkeypatch)
    ana = sign_in(cast, "ana")
    page = ana.get(reverse("get_departure", kwargs={"departure_id": left})).content.decode()
    url = f"{reverse('write_contact')}?person={cast.gil.id}"
    assert url in page
    assert str(cast.gil.id) in ana.get(url).content.decode()
    assert str(cast.gil.id) not in ana.get(reverse("write_contact")).content.decode()
    sent = {"person": str(cast.gil.id), "minutes": "times", "start": "14:00", "stop": "14:45", "data": "We walked"}
    answer = ana.post(reverse("write_contact"), {**sent, "day": "2026-11-19"})
    assert answer.status_code == 400
    assert "They left on November 15, 2026" in answer.content.decode()
    assert "We walked" in answer.content.decode()
    answer = ana.post(reverse("write_contact"), {**sent, "day": "2026-11-14"}, follow=True)
    assert "Late entry, written after your work together ended" in answer.content.decode()


def test_whoever_handed_over_writes_it_up_by_the_page(cast, monkeypatch):
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY)
    set_clock(monkeypatch)
    ana = sign_in(cast, "ana")
    url = reverse("write_contact")
    assert "Gil" in ana.get(f"{url}?person={cast.gil.id}").content.decode()
    sent = {"person": str(cast.gil.id), "minutes": "times", "start": "14:00", "stop": "14:45", "data": "We walked"}
    answer = ana.post(url, {**sent, "day": "2026-11-19"}, follow=True)
    assert (answer.status_code, "We walked" in answer.content.decode()) == (200, True)
    assert ana.get(reverse("get_client", kwargs={"client_id": cast.gil.id})).status_code == 404
