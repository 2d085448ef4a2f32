"""A name that fits now, a new phone, a birth date that nobody knew: told on any day, and never over what somebody else wrote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.known_as import KnownAs, update_known_as
from cairn.support.domain.phones import FEW_DIGITS
from cairn.support.models import Client
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def update(cast, told, actor=None, client_id=None, seen=None):
    actor = actor or cast.ana
    seen = seen or KnownAs(cast.gil.name, cast.gil.phone)
    with scope_of(actor):
        return update_known_as(actor=actor, client_id=client_id or cast.gil.id, told=told, seen=seen, now=NOW)


def gil(cast):
    with scope_of_installation():
        return Client.objects.get(id=cast.gil.id)


@pytest.mark.parametrize("who", ["ana", "faye"])
def test_it_is_written_once_and_told_in_the_ledger(cast, who):
    told = KnownAs(" Gilda ", "406 555 0199")
    for _ in range(2):
        update(cast, told, getattr(cast, who))
    assert (gil(cast).name, gil(cast).phone) == ("Gilda", "406 555 0199")
    with scope_of_installation():
        entries = LedgerEntry.objects.filter(action="support.client.updated")
        assert entries.count() == 1
        assert "Gilda" not in str(entries.values().get())


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (KnownAs(" "), "name"),
        (KnownAs("x" * 81), "name"),
        (KnownAs("Gil", "5" * 31), "phone"),
        (KnownAs("Gil", birth_date=TODAY + timedelta(days=1)), "birth_date"),
        (KnownAs("Gil", birth_date=date(1899, 12, 31)), "birth_date"),
    ],
)
def test_what_cannot_be_names_its_field(cast, told, field):
    with pytest.raises(BadInput) as raised:
        update(cast, told)
    assert list(raised.value.problems) == [field]


def test_a_birth_date_is_told_put_right_and_never_taken_away(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(birth_date=None)
    update(cast, KnownAs(cast.gil.name, cast.gil.phone, date(2010, 1, 2)))
    assert gil(cast).birth_date == date(2010, 1, 2)
    with pytest.raises(Conflict):  # whoever did not see it does not write over it
        update(cast, KnownAs(cast.gil.name, cast.gil.phone, date(1990, 1, 2)))
    assert gil(cast).birth_date == date(2010, 1, 2)
    seen = KnownAs(cast.gil.name, cast.gil.phone, date(2010, 1, 2))
    update(cast, KnownAs(cast.gil.name, cast.gil.phone, date(2010, 2, 1)), seen=seen)
    assert gil(cast).birth_date == date(2010, 2, 1)
    update(cast, KnownAs("Gilda", cast.gil.phone))
    assert gil(cast).birth_date == date(2010, 2, 1)
    with scope_of_installation():
        assert LedgerEntry.objects.filter(action="support.client.updated").count() == 3


def test_the_page_shows_the_birth_date_and_the_person_s_page_says_under_age(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, key = sign_in(cast, "ana"), {"client_id": cast.gil.id}
    url, person = reverse("update_client", kwargs=key), reverse("get_client", kwargs=key)

    def born(day):
        with scope_of_installation():
            Client.objects.filter(id=cast.gil.id).update(birth_date=day)
        return ana.get(person).content.decode()

    eighteen = TODAY.replace(year=TODAY.year - 18)
    assert "Under age" not in born(None)
    assert "Under age" not in born(eighteen)
    assert "Under age" in born(eighteen + timedelta(days=1))
    stood = (eighteen + timedelta(days=1)).isoformat()
    assert ana.get(url).content.decode().count(f'value="{stood}"') == 2
    sent = {"seen_name": cast.gil.name, "seen_phone": cast.gil.phone, "name": cast.gil.name, "phone": cast.gil.phone}
    assert ana.post(url, {**sent, "seen_birth_date": stood, "birth_date": "1990-01-02"}).status_code == 302
    assert gil(cast).birth_date == date(1990, 1, 2)
    assert "Under age" not in ana.get(person).content.decode()
    late = ana.post(url, {**sent, "seen_birth_date": stood, "birth_date": "1991-01-02"})
    assert late.status_code == 409
    assert "1990" in late.content.decode()


def test_changed_by_somebody_else_nothing_is_written_over(cast):
    update(cast, KnownAs("Gilda"), cast.faye)
    with pytest.raises(Conflict):
        update(cast, KnownAs("Gilbert"))
    assert gil(cast).name == "Gilda"


def test_others_cannot_tell_the_person_from_one_who_does_not_exist(cast):
    for actor, client_id in ((cast.dov, cast.gil.id), (cast.cleo, cast.gil.id), (cast.ana, new_id())):
        with pytest.raises(NotFound):
            update(cast, KnownAs("X"), actor, client_id)
    for actor in (cast.ben, cast.jun, cast.lee):
        with pytest.raises(NotPermitted):
            update(cast, KnownAs("X"), actor)


def test_the_page_keeps_what_was_typed_and_shows_both(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, url = sign_in(cast, "ana"), reverse("update_client", kwargs={"client_id": cast.gil.id})
    assert "Name and phone" in ana.get(reverse("get_client", kwargs={"client_id": cast.gil.id})).content.decode()
    seen = {"seen_name": cast.gil.name, "seen_phone": cast.gil.phone}
    assert ana.get(url).status_code == 200
    update(cast, KnownAs("Gilda"), cast.faye)
    answer = ana.post(url, {**seen, "name": "<b>Gilbert</b>", "phone": "555 0101"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "&lt;b&gt;Gilbert" in page
    assert "Gilda" in page
    again = {"seen_name": "Gilda", "seen_phone": "", "name": "Gilbert", "phone": "555 0101"}
    assert ana.post(url, again).status_code == 302
    assert ana.post(url, {**again, "name": "\u200b"}).status_code == 400


def test_a_phone_that_nobody_can_dial_is_asked_about_once_and_none_is_fine(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, url = sign_in(cast, "ana"), reverse("update_client", kwargs={"client_id": cast.gil.id})
    sent = {"seen_name": cast.gil.name, "seen_phone": cast.gil.phone, "name": "Gil", "phone": "dunno"}
    asked = ana.post(url, sent)
    page = asked.content.decode()
    assert (asked.status_code, FEW_DIGITS in page, gil(cast).phone) == (400, True, cast.gil.phone)
    assert 'name="asked_phone" value="dunno"' in page
    assert ana.post(url, {**sent, "asked_phone": "dunno", "phone": "406"}).status_code == 400, "other words: asked anew"
    assert ana.post(url, {**sent, "asked_phone": "dunno"}).status_code == 302
    assert gil(cast).phone == "dunno"
    stands = {**sent, "seen_name": "Gil", "seen_phone": "dunno"}
    assert ana.post(url, {**stands, "name": "Gilda"}).status_code == 302, "what stands there is not asked about"
    assert ana.post(url, {**stands, "seen_name": "Gilda", "phone": ""}).status_code == 302
    assert gil(cast).phone == ""


def test_a_name_that_was_kept_with_two_blanks_can_be_put_right(cast, monkeypatch):
    """Brought along from another system: the form sends one blank back, and that is no change by somebody else."""
    set_clock(monkeypatch)
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(name="Gil  Marsh", phone="406  555")
    url = reverse("update_client", kwargs={"client_id": cast.gil.id})
    sent = {"seen_name": "Gil  Marsh", "seen_phone": "406  555", "name": "Gil", "phone": "406 555"}
    assert sign_in(cast, "ana").post(url, sent).status_code == 302
    assert (gil(cast).name, gil(cast).phone) == ("Gil", "406 555")
