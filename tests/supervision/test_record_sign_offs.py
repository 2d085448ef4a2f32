"""Referrals and plans that wait for the supervisor: each signed as it was read, a changed plan comes back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cairn.identity.models import Organization
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.plans.commands.plans import write_plan_part
from cairn.plans.domain.parts import Part
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.supervision.commands.record_sign_offs import sign_off_records
from cairn.supervision.domain.records import RecordKind, RecordMark
from cairn.supervision.models import RecordSignOff
from cairn.supervision.queries.record_sign_offs import count_record_queue, list_record_queue
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY
from tests.referrals.house import refer

pytestmark = pytest.mark.django_db


def plan(cast, words, seen):
    with scope_of(cast.ana):
        write_plan_part(
            actor=cast.ana,
            revision_id=new_id(),
            client_id=cast.gil.id,
            part=Part.STRENGTHS,
            answers={"words": words},
            seen=seen,
            with_client=True,
            now=NOW,
        )


def queue(cast, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        found = list_record_queue(actor, TODAY)
        assert found.count == len(found.rows) == count_record_queue(actor, TODAY)
        return [row.mark for row in found.rows]


def sign(cast, *marks, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return sign_off_records(actor=actor, read=marks, now=NOW)


def test_a_referral_and_a_plan_are_signed_once_as_they_were_read(cast):
    referral = RecordMark(RecordKind.REFERRAL, refer(cast), 1)
    plan(cast, "I keep going", 0)
    first = RecordMark(RecordKind.PLAN, cast.gil.id, 1)
    assert queue(cast) == [referral, first]
    assert sign(cast, referral, first) == 2
    assert sign(cast, referral, first) == 0
    assert queue(cast) == []
    plan(cast, "I keep going, and I fix engines", 1)
    assert queue(cast) == [RecordMark(RecordKind.PLAN, cast.gil.id, 2)]
    with scope_of_installation():
        assert RecordSignOff.objects.count() == 2
        with pytest.raises(DatabaseError), transaction.atomic():
            RecordSignOff.objects.all().delete()


def test_a_plan_changed_since_it_was_read_signs_nothing(cast):
    referral = RecordMark(RecordKind.REFERRAL, refer(cast), 1)
    plan(cast, "I keep going", 0)
    plan(cast, "Otherwise", 1)
    with pytest.raises(Conflict, match="read it once more"):
        sign(cast, referral, RecordMark(RecordKind.PLAN, cast.gil.id, 1))
    assert len(queue(cast)) == 2
    with pytest.raises(BadInput):
        sign(cast)


def test_only_who_supervises_the_author_signs(cast):
    mark = RecordMark(RecordKind.REFERRAL, refer(cast), 1)
    for actor in (cast.ana, cast.faye, cast.jun):
        with pytest.raises(NotPermitted):
            sign(cast, mark, actor=actor)
    other = RecordMark(RecordKind.REFERRAL, refer(cast, cast.cleo, client_id=cast.hal.id), 1)
    for unknown in (other, RecordMark(RecordKind.REFERRAL, new_id(), 1), RecordMark(RecordKind.REFERRAL, mark.id, 2)):
        with pytest.raises((NotFound, Conflict)):
            sign(cast, unknown)
    assert queue(cast) == [mark]


def test_where_no_rule_asks_nothing_waits(cast):
    refer(cast)
    with scope_of_installation():
        Organization.objects.update(place="us-ca")
    elsewhere = type(cast.ben)(**{name: getattr(cast.ben, name) for name in cast.ben.__slots__} | {"place": "us-ca"})
    assert queue(cast, elsewhere) == []


@pytest.mark.parametrize(
    "text", ["", "plan", "note.x.1", "plan.not-an-id.1", "plan.01a2022b-ec90-7b44-8b18-c13ed78f2ec6.x"]
)
def test_what_is_no_mark_is_said(text):
    with pytest.raises(ValueError, match=r"."):
        RecordMark.read(text)


def test_the_page_reads_ticks_and_signs(cast, monkeypatch):
    set_clock(monkeypatch)
    referral_id = refer(cast)
    ben, url = sign_in(cast, "ben"), reverse("sign_off_records")
    page = ben.get(url).content.decode()
    assert reverse("get_referral", kwargs={"referral_id": referral_id}) in page
    assert "Best Practices Guide" in page
    assert url in ben.get(reverse("home")).content.decode()
    assert ben.post(url, {}).status_code == 400
    assert ben.post(url, {"records": "plan.nothing"}).status_code == 400
    assert ben.post(url, {"records": f"referral.{referral_id}.1"}).status_code == 302
    assert "Nothing waits for you" in ben.get(url).content.decode()
    assert url not in ben.get(reverse("home")).content.decode()
